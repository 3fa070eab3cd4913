import { Invalid } from '#platform/errors'

/** Runs what gives an address to sign in with. @throws Invalid when it is somebody else's already */
export async function unlessTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (problem) {
    const { code, constraint } = problem as { code?: string; constraint?: string }
    if (code !== '23505' || !/^account(?:s_once|_secrets_email)$/.test(constraint ?? '')) throw problem
    throw new Invalid({ email: 'Met dit e-mailadres meldt zich al iemand aan. Kies een ander adres.' })
  }
}
