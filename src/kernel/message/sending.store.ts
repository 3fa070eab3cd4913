import { sql } from 'kysely'
import { quietHoursOf } from '#kernel/case'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import type { Delivered } from '#platform/mail'
import { records } from '#platform/records'
import { type Envelope, envelopeOf, messageStore, messages } from './message.store.ts'
import { afterHanding, firstTry, type Message, sendingLasts } from './message.ts'

/** A message in the hands of this worker, with its envelope as it is sealed. */
export interface Claimed {
  message: Message
  sealed: string | undefined
}

/** How long the envelope of what did not arrive is kept, so that it can be sent again: in days. */
const envelopeLasts = 30
const dayLong = 86_400_000
/** The warning is told once, and not for what passed long ago when mail was switched on. */
const warnedWithin = 2 * dayLong

/** What the worker does with the outbox: for jobs. It sees all that waits, and of whom it is only inside the sealed envelope. */
export function sendingStore(asker: Asker) {
  const own = records(asker, messages)
  const { tx, tenant, now } = asker

  /** Keys of what may be tried now, who waits longest first. What hangs under a removed case stays inside. */
  async function due(ways: readonly ('mail' | 'sms')[], limit: number): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      select id from messages where tenant = ${tenant} and state = 'waiting' and way <> 'paper' and way = any(${ways as string[]}::text[])
        and removed_at is null and try_at <= ${now}
        and not exists (select from cases c where c.tenant = messages.tenant and c.id = messages.case_id and c.removed_at is not null)
      order by try_at, id limit ${limit}`.execute(tx)
    return rows.map(({ id }) => id)
  }

  /**
   * Takes a message in hand. Of two workers one gets it; commit before it is handed over, or a fall would send it twice.
   * @returns undefined when somebody else has it, or it was taken back
   */
  async function claim(id: string): Promise<Claimed | undefined> {
    const { rows } = await sql<{ id: string }>`
      update messages set state = 'sending', claimed_at = ${now}, tries = tries + 1
      where tenant = ${tenant} and id = ${id}::uuid and state = 'waiting' and removed_at is null returning id`.execute(
      tx,
    )
    if (rows.length === 0) return undefined
    const envelope = await tx
      .selectFrom('messageEnvelopes')
      .select('sealed')
      .where('tenant', '=', tenant)
      .where('message', '=', id)
      .executeTakeFirst()
    return { message: await own.get(id), sealed: envelope?.sealed }
  }

  /** Writes down what became of it. What was given up meanwhile, by `lost`, stays as it is but for good news. */
  async function settle(id: string, handed: Delivered): Promise<void> {
    const becomes = await own.apply(id, (was) =>
      was.state === 'sending' || (was.state === 'unsure' && handed.is === 'accepted')
        ? afterHanding(was, handed, now)
        : was,
    )
    if (becomes.state === 'sent') await dropEnvelopes([id])
  }

  /** What a worker had in hand when it fell over: nobody knows whether it went. @returns how many */
  async function lost(): Promise<number> {
    const { rows } = await sql<{ id: string }>`
      select id from messages where tenant = ${tenant} and state = 'sending' and removed_at is null
        and claimed_at < ${new Date(now.getTime() - sendingLasts)}`.execute(tx)
    return own.changeMany(
      rows.map(({ id }) => id),
      (was) => afterHanding(was, { is: 'unsure', why: 'worker' }, now),
    )
  }

  /** Envelopes of what did not arrive go after thirty days; then it can only be sent anew. @returns how many */
  async function forgetEnvelopes(): Promise<number> {
    const { rows } = await sql<{ message: string }>`
      delete from message_envelopes e using messages m where e.tenant = ${tenant} and m.tenant = e.tenant and m.id = e.message
        and (m.removed_at is not null or m.state in ('sent', 'withdrawn') or m.added_at < ${new Date(now.getTime() - envelopeLasts * dayLong)})
      returning e.message`.execute(tx)
    return rows.length
  }

  const dropEnvelopes = (ids: readonly string[]) =>
    tx
      .deleteFrom('messageEnvelopes')
      .where('tenant', '=', tenant)
      .where('message', 'in', ids as string[])
      .execute()

  /**
   * Tells who does a case that half of the time of its clock is over: once for each clock, at a decent hour.
   * @returns how many
   */
  async function warnAtHalfTime(
    lines: readonly Pick<ServiceLine, 'key'>[],
    site: string,
    seal: (text: string, about: string) => string,
  ): Promise<number> {
    const { rows } = await sql<{ clock: string; caseId: string; line: string; account: string; email: string }>`
      select k.id as clock, c.id as "caseId", c.line, a.id as account, a.email
      from case_clocks k join cases c on c.tenant = k.tenant and c.id = k.case_id join accounts a on a.tenant = c.tenant and a.id = c.owner
      where c.tenant = ${tenant} and c.closed_on is null and c.removed_at is null and c.joined_to is null
        and c.warn_at <= ${now} and c.warn_at > ${new Date(now.getTime() - warnedWithin)}
        and (c.paused_until is null or c.paused_until <= ${now})
        and k.stopped_at is null and k.removed_at is null and k.warn_at = c.warn_at and a.ended_on is null and a.role <> 'volunteer'
        and not exists (select from messages m where m.tenant = k.tenant and m.about = k.id and m.template = 'half-time')`.execute(
      tx,
    )
    for (const { clock, caseId, line, account, email } of rows) {
      if (!lines.some(({ key }) => key === line)) continue
      const link = (id: string) => `${site}/bericht/${id}`
      const posted = await messageStore(asker).post(
        { template: 'half-time', way: 'mail', line, about: clock, to: email, caseId, account, link },
        seal,
      )
      // Nobody is called away in the evening, not by mail either: this one is a warning.
      const quiet = quietHoursOf({ key: line }, asker.today, asker.settings)
      await own.apply(posted.id, (was) => ({ ...was, tryAt: firstTry('sms', now, quiet) }))
    }
    return rows.length
  }

  return { due, claim, settle, lost, forgetEnvelopes, warnAtHalfTime }
}

/** What stands in an envelope; undefined when it is not there any more, or was sealed by another installation. */
export function openEnvelope(
  { message, sealed }: Claimed,
  open: (sealed: string, about: string) => string | undefined,
): Envelope | undefined {
  const text = sealed === undefined ? undefined : open(sealed, envelopeOf(message.id))
  return text === undefined ? undefined : (JSON.parse(text) as Envelope)
}
