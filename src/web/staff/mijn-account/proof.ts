import { noteOf } from '#access'
import { secret } from '#platform/fields'
import { verifyPassword } from '#platform/secrets'
import type { Context } from '#web/app'

/** Asked again before something that would keep the real owner out: whoever sits at an open screen does not know it. */
export const ownPassword = secret('Je wachtwoord van nu', {
  hint: 'Zo weten we dat jij het bent',
  autocomplete: 'current-password',
})

/** Whether it is right; outside the transaction, for it takes a while. */
export const isOwn = (own: { passwordHash: string }, typed: string): Promise<boolean> =>
  verifyPassword(own.passwordHash, typed)

/** The problems when it was not right, or when it went wrong too often; undefined to go on. A wrong one is counted. */
export async function unproven(
  { store, asker, from }: Context,
  isRight: boolean,
): Promise<Record<string, string> | undefined> {
  const wait = await store.credentials.mustWait(from.origin)
  if (wait !== undefined) {
    await noteOf(asker, from.origin, 'password', 'slowed')
    return { '': wait }
  }
  if (isRight) return undefined
  await noteOf(asker, from.origin, 'password', 'refused')
  return { ownPassword: 'Dit is niet je wachtwoord. Typ het opnieuw.' }
}
