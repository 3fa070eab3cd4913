import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { NotFound } from '#platform/errors'
import { isKey, newKey } from '#platform/ids'
import { newToken, sha256 } from '#platform/secrets'
import { noteOf } from './security.ts'
import { limitsOf } from './session-limits.ts'

export interface OpenSession {
  id: string
  startedAt: Date
  seenAt: Date
  endsAt: Date
  /** 'Firefox op Windows' */
  device: string
}

/** Sessions: everybody sees and ends their own, who keeps accounts those of all. `origin` is where the deed comes from. */
export function sessionStore(asker: Asker) {
  const me = asker.account as string

  function mustKeepAccounts(account: string): void {
    if (account !== me && !asker.may('change', 'account')) throw new NotFound()
  }

  /** The open sessions of an account, the newest first. @throws NotFound for somebody else's without the right */
  async function of(account: string): Promise<OpenSession[]> {
    mustKeepAccounts(account)
    const { rows } = await sql<OpenSession>`
      select id, started_at as "startedAt", seen_at as "seenAt", ends_at as "endsAt", device from sessions_of(${account}::uuid, ${asker.now})`.execute(
      asker.tx,
    )
    return rows
  }

  /** Ends one session of an account. @throws NotFound when that account has none such */
  async function end(account: string, session: string, origin: string): Promise<void> {
    if (!isKey(session) || !(await of(account)).some((one) => one.id === session)) throw new NotFound()
    await sql`select end_session(${asker.tenant}::uuid, ${session}::uuid, ${asker.now})`.execute(asker.tx)
    await noteOf(asker, origin, 'session-ended', 'done', account)
  }

  /** Ends all sessions of an account but one's own present one. @returns how many */
  async function endAll(account: string, origin: string): Promise<number> {
    mustKeepAccounts(account)
    const { rows } = await sql<{
      n: number
    }>`select end_sessions_of(${account}::uuid, ${asker.session}::uuid, ${asker.now}) as n`.execute(asker.tx)
    const ended = rows[0]?.n ?? 0
    if (ended > 0) await noteOf(asker, origin, 'session-ended', 'done', account)
    return ended
  }

  /** Ends this session. */
  async function signOut(origin: string): Promise<void> {
    await sql`select end_session(${asker.tenant}::uuid, ${asker.session}::uuid, ${asker.now})`.execute(asker.tx)
    await noteOf(asker, origin, 'sign-out', 'done')
  }

  /** Locks or unlocks this session: it goes on, but shows nothing until the password was given. */
  async function setLocked(locked: boolean): Promise<void> {
    await sql`select lock_my_session(${asker.session}::uuid, ${locked}, ${asker.now})`.execute(asker.tx)
  }

  /**
   * A new session in the place of this one, whose token is then worthless: after the second step, and whenever somebody
   * proved again who they are (ASVS 5 7.2.4).
   * @returns the token for the cookie
   */
  async function renew(device: string): Promise<string> {
    await sql`select end_session(${asker.tenant}::uuid, ${asker.session}::uuid, ${asker.now})`.execute(asker.tx)
    const token = newToken()
    const { idle, absolute } = limitsOf(asker.role)
    await sql`select start_session(${asker.tenant}::uuid, ${newKey()}::uuid, ${me}::uuid, ${hashed(token)}, ${asker.now}, ${idle}, ${absolute}, true, ${device})`.execute(
      asker.tx,
    )
    return token
  }

  /** Forgets sessions that were over before this moment, and links that were used or too late by then. @returns how many */
  const forgetBefore = async (before: Date): Promise<number> =>
    (await sql<{ n: number }>`select forget_sessions(${before}) as n`.execute(asker.tx)).rows[0]?.n ?? 0

  return { of, end, endAll, signOut, setLocked, renew, forgetBefore }
}

/** What is kept of a token. */
export const hashed = (token: string): Buffer => Buffer.from(sha256(token), 'hex')
