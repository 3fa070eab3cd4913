import { sql } from 'kysely'
import { outcomeLink } from '#kernel/letter'
import type { ServiceLine } from '#kernel/service-line'
import { type Answer, tenantOfToken, usuallyUntil } from '#kernel/survey'
import { inTransaction, type Tx } from '#platform/database'
import { lineOf } from '#service-lines'
import type { Doorway } from './doorway.ts'
import { outcomeFor } from './outcome.ts'
import { noteSecurity, type SecurityOutcome } from './security.ts'
import type { Visitor } from './sign-in.ts'
import { waitAfter } from './throttle.ts'
import type { Vault } from './vault.ts'

/** What somebody who follows a link finds: a form of a line, or why there is none any more. */
export type Letter =
  | { state: 'open'; house: string; line: ServiceLine }
  | { state: 'used' | 'over'; house: string }
  | { state: 'unknown' }
  | { state: 'wait' }

/** What may be written in it. */
export type Written = Pick<Answer, 'mark' | 'quote' | 'quoteBy' | 'share'>

const hour = 3_600_000
/** So many wrong links from one place in an hour, and it must wait: a library or a village hall shares one address. */
const free = 25

/**
 * Where who lives here hands in one answer without signing in. The link is the only key: it opens one empty form of one
 * evaluation, once, and shows nothing of the case. Every use and every refusal stands in the security log, without the link.
 */
export function openLetterbox(doorway: Doorway, vault?: Vault) {
  const { database, clock } = doorway

  /** What a link opens. Guessing gets slower and slower. */
  async function find(token: string, from: Visitor): Promise<Letter> {
    if (await mustWait(from)) return { state: 'wait' }
    const tenant = tenantOfToken(token, await doorway.tenants())
    const found = tenant === undefined ? undefined : await inHouse(tenant, (store) => store.surveys.byToken(token))
    if (!found?.result) {
      await note(null, 'refused', from)
      return { state: 'unknown' }
    }
    const { result, house } = found
    if (result.link.usedAt !== null) return { state: 'used', house }
    if (result.link.expiresAt <= clock.now()) return { state: 'over', house }
    // A mail server that looks into links opens it as well; who filled nothing in can still be rung.
    await inHouse(tenant as string, (store) => store.messages.opened(result.link.id))
    return { state: 'open', house, line: lineOf(result.survey.line) }
  }

  /** Hands in an answer. Sent twice it counts once. @returns what the link was worth when it came in */
  async function answer(token: string, written: Written, from: Visitor): Promise<Letter['state']> {
    const letter = await find(token, from)
    const tenant = tenantOfToken(token, await doorway.tenants())
    if (letter.state !== 'open' || tenant === undefined) return letter.state
    const { result } = await inHouse(tenant, async (store) => {
      const found = await store.surveys.byToken(token)
      const on = clock.today()
      const answer = { ...written, until: usuallyUntil(on), way: 'link', on } as const
      return found !== undefined && (await store.surveys.answerBy(found.link.id, answer))
    })
    if (result) await note(tenant, 'done', from)
    return result ? 'open' : 'used'
  }

  /** How a case ended, for who sent it: by a link that only this installation can have made. */
  async function outcome(token: string, from: Visitor): Promise<{ house: string; paragraphs: string[] } | undefined> {
    if (await mustWait(from)) return undefined
    const [tenant = '', message = ''] = vault?.open(token, outcomeLink)?.split(' ') ?? []
    if (!(await doorway.tenants()).includes(tenant)) {
      await note(null, 'refused', from)
      return undefined
    }
    const { result, house } = await inHouse(
      tenant,
      (store, asker) => outcomeFor(store, asker, message),
      '/afloop/:token',
    )
    return result && { house, paragraphs: result }
  }

  const inHouse = <T>(tenant: string, work: Parameters<typeof doorway.system<T>>[1], purpose = '/evaluatie/:token') =>
    doorway.system({ tenant, via: 'web', purpose }, async (store, asker) => ({
      result: await work(store, asker),
      house: asker.tenantName,
    }))

  /** Behind no network address (a test, a socket) there is nobody to tell apart. */
  async function mustWait({ origin, ...from }: Visitor): Promise<boolean> {
    if (origin === '') return false
    const now = clock.now().getTime()
    const waits = await inTransaction(database, 'read committed', async (tx) => {
      const seconds = waitAfter(await refusals(tx, origin, new Date(now - hour)), free)
      return seconds > 0 && (await refusals(tx, origin, new Date(now - seconds * 1000))) > 0
    })
    if (waits) await note(null, 'slowed', { origin, ...from })
    return waits
  }

  async function refusals(tx: Tx, origin: string, since: Date): Promise<number> {
    const { rows } = await sql<{ n: number }>`select link_refusals(${origin}, ${since}) as n`.execute(tx)
    return rows[0]?.n ?? 0
  }

  const note = (tenant: string | null, outcome: SecurityOutcome, { origin, request }: Visitor): Promise<void> =>
    inTransaction(database, 'read committed', (tx) =>
      noteSecurity(tx, { tenant, account: null, at: clock.now(), event: 'evaluation', outcome, origin, request }),
    )

  return { find, answer, outcome }
}

export type Letterbox = ReturnType<typeof openLetterbox>
