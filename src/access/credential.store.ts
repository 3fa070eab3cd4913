import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { NotFound } from '#platform/errors'
import { newKey } from '#platform/ids'
import { hashRecoveryCode, newRecoveryCodes, newToken, totpStep } from '#platform/secrets'
import { invitationLasts } from './invitation.ts'
import { endPhones } from './phone.ts'
import { noteOf } from './security.ts'
import { hashed } from './session.store.ts'
import { unlessTaken } from './taken.ts'
import { secondsToWait, waitInWords } from './throttle.ts'
import type { Vault } from './vault.ts'

/** What proves who somebody is, as far as a page may know it. */
export interface Credential {
  passwordHash: string
  totpSealed: string | null
  totpLastStep: number
  totpSince: Date | null
  recoveryLeft: number
}

/** What a link does when it is used. */
export type Resets = 'password' | 'password and second step'

/** Passwords, second steps, recovery codes and links: one's own, and for who keeps accounts the links of others. */
export function credentialStore(asker: Asker) {
  const me = asker.account as string

  /** One's own. @throws NotFound when there is none: an account that nobody has signed in with yet */
  async function own(): Promise<Credential> {
    const { rows } = await sql<Credential>`
      select password_hash as "passwordHash", totp_sealed as "totpSealed", totp_last_step as "totpLastStep", totp_since as "totpSince",
        recovery_left as "recoveryLeft" from account_secret(${me}::uuid)`.execute(asker.tx)
    if (!rows[0]) throw new NotFound()
    return rows[0]
  }

  /** A sentence when one's own password or code went wrong too often of late; then it may not even be looked at. */
  async function mustWait(origin: string): Promise<string | undefined> {
    const seconds = await secondsToWait(asker.tx, { origin, account: me, now: asker.now })
    return seconds === 0 ? undefined : waitInWords(seconds)
  }

  /** A new password of one's own; `hash` was made outside the transaction. Every other session ends. */
  async function setPassword(email: string, hash: string, origin: string): Promise<void> {
    await sql`select set_password(${me}::uuid, ${email}, ${hash})`.execute(asker.tx)
    await sql`select end_sessions_of(${me}::uuid, ${asker.session}::uuid, ${asker.now})`.execute(asker.tx)
    await noteOf(asker, origin, 'password', 'done')
  }

  /** Whether the code of the app, or one of the recovery codes, is right. Each counts once. */
  async function isCode(typed: string, vault: Vault): Promise<boolean> {
    const { totpSealed, totpLastStep } = await own()
    const secret = totpSealed === null ? undefined : vault.open(totpSealed, secondStepOf(asker))
    const step = secret === undefined ? undefined : totpStep(secret, typed, asker.now, totpLastStep)
    if (step === undefined) return false
    const { rows } = await sql<{ used: boolean | null }>`select use_totp_step(${me}::uuid, ${step}) as used`.execute(
      asker.tx,
    )
    return rows[0]?.used === true
  }

  /** Whether this is one of the recovery codes; it is used up then. */
  async function isRecoveryCode(typed: string): Promise<boolean> {
    const { rows } = await sql<{
      used: boolean | null
    }>`select use_recovery_code(${me}::uuid, ${hashRecoveryCode(typed)}) as used`.execute(asker.tx)
    return rows[0]?.used === true
  }

  /**
   * Sets up the second step with a secret that the app already has, as the code proves, and makes recovery codes.
   * @returns the codes, to be shown once; undefined when the code is wrong
   */
  async function setSecondStep(
    secret: string,
    typed: string,
    vault: Vault,
    origin: string,
  ): Promise<string[] | undefined> {
    const step = totpStep(secret, typed, asker.now)
    if (step === undefined) return undefined
    const codes = newRecoveryCodes()
    await sql`select set_totp(${me}::uuid, ${vault.seal(secret, secondStepOf(asker))}, ${asker.now}, ${codes.map(hashRecoveryCode)}::text[])`.execute(
      asker.tx,
    )
    await sql`select use_totp_step(${me}::uuid, ${step})`.execute(asker.tx)
    await sql`select end_sessions_of(${me}::uuid, ${asker.session}::uuid, ${asker.now})`.execute(asker.tx)
    await noteOf(asker, origin, 'second-step-set', 'done')
    return codes
  }

  /** New recovery codes in the place of the old ones, to be shown once. */
  async function newCodes(origin: string): Promise<string[]> {
    const { totpSealed, totpSince, totpLastStep } = await own()
    const codes = newRecoveryCodes()
    await sql`select set_totp(${me}::uuid, ${totpSealed}, ${totpSince}, ${codes.map(hashRecoveryCode)}::text[])`.execute(
      asker.tx,
    )
    await sql`select use_totp_step(${me}::uuid, ${totpLastStep})`.execute(asker.tx)
    await noteOf(asker, origin, 'recovery-codes', 'done')
    return codes
  }

  /**
   * Keeps an address free for an account that has no password yet: nobody can sign in with it until a link was used.
   * @throws Invalid when somebody signs in with that address already
   */
  async function reserve(account: string, email: string): Promise<void> {
    mustKeepAccounts()
    await unlessTaken(() => sql`select set_password(${account}::uuid, ${email}, '')`.execute(asker.tx))
  }

  /** The address to sign in with. @throws Invalid when it is somebody else's */
  async function setEmail(account: string, email: string, origin: string): Promise<void> {
    if (account !== me) mustKeepAccounts()
    await unlessTaken(() => sql`select set_sign_in_email(${account}::uuid, ${email})`.execute(asker.tx))
    await noteOf(asker, origin, 'email', 'done', account)
  }

  /**
   * A link by which somebody chooses a password, and sets up the second step when that was lost too: then a phone that is a key opens
   * nothing any more, from now on. @returns its token
   */
  async function invite(account: string, resets: Resets, origin: string): Promise<string> {
    mustKeepAccounts()
    if (resets === 'password and second step') await endPhones(asker.tx, { tenant: asker.tenant, account }, asker.now)
    const token = newToken()
    const expires = new Date(asker.now.getTime() + invitationLasts.link)
    await sql`select make_invitation(${newKey()}::uuid, ${account}::uuid, ${hashed(token)}, ${resets}, ${me}::uuid, ${asker.now}, ${expires})`.execute(
      asker.tx,
    )
    await noteOf(asker, origin, 'invitation-made', 'done', account)
    return token
  }

  function mustKeepAccounts(): void {
    if (!asker.may('change', 'account')) throw new NotFound()
  }

  return { own, mustWait, setPassword, isCode, isRecoveryCode, setSecondStep, newCodes, reserve, setEmail, invite }
}

/** What a sealed second step is bound to: it cannot be moved to another account. */
export const secondStepOf = ({ tenant, account }: { tenant: string; account: string | null }): string =>
  `second step ${tenant} ${account}`
