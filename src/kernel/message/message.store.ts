import { sql } from 'kysely'
import { quietHoursOf, usualQuietHours } from '#kernel/case'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import { addDays, startOf } from '#platform/days'
import { isKey, newKey } from '#platform/ids'
import { records, table } from '#platform/records'
import {
  cameBack,
  firstTry,
  gone,
  isOnItsWay,
  type LetterGoes,
  type Message,
  type MessageState,
  sendAgain,
  usuallyUnreadAfter,
  whyBack,
  withdrawMessage,
} from './message.ts'
import { messageTemplates, type TemplateKey } from './templates.ts'

export const messages = table(
  'messages',
  'message',
  [
    ...(['template', 'way', 'line', 'caseId', 'side', 'about', 'account', 'document', 'notice', 'opens'] as const),
    ...(['state', 'tries', 'tryAt', 'claimedAt', 'sentAt', 'openedAt', 'handledAt', 'reason'] as const),
  ],
  { defaults: { state: 'waiting', tries: 0, notice: false, opens: false } },
)

/** What is sealed until a message has gone: an address or a number, and the link that stands in it. */
export interface Envelope {
  to: string
  link: string | null
}

/** A message to be sent by mail or as a text message. */
export interface NewMessage {
  template: TemplateKey
  way: 'mail' | 'sms'
  line: string | null
  /** What it is about: of one thing the same message is on its way once. */
  about: string
  to: string
  /** The link in it, made of the key of the message. */
  link?: (message: string) => string
  caseId?: string | null
  side?: string | null
  /** Who may open it after signing in. */
  account?: string | null
}

/** A letter that was made and lies ready. */
export interface NewLetter {
  /** Which letter of the line. */
  letter: string
  line: string
  caseId: string
  side: string
  household: string
  document: string
  /** Whether it tells what is kept and why (AVG 13 and 14). */
  notice: boolean
}

/** Binds a sealed envelope to its message. */
export const envelopeOf = (message: string): string => `message ${message}`

/** What of the outbox is shown. */
export interface OutboxQuery {
  show: 'all' | 'waiting' | 'sent' | 'trouble'
  /** The last message of the page before. */
  after?: string | undefined
  limit: number
}

const shown: Readonly<Record<OutboxQuery['show'], readonly MessageState[]>> = {
  all: ['waiting', 'sending', 'sent', 'failed', 'unsure', 'bounced', 'withdrawn'],
  waiting: ['waiting', 'sending'],
  sent: ['sent'],
  trouble: ['failed', 'unsure', 'bounced'],
}

/** The outbox: what goes out by mail, as a text message and on paper. It holds nobody's name and none of the words. */
export function messageStore(asker: Asker) {
  const own = records(asker, messages)
  const { tx, tenant, now, today } = asker

  /**
   * Puts a message in the outbox. Of one thing the same message is on its way once: who presses twice sends once.
   * @param seal keeps address and link so that only this installation can read them
   */
  async function post(
    { template, way, line, about, to, link, caseId = null, side = null, account = null }: NewMessage,
    seal: (text: string, about: string) => string,
  ): Promise<Message> {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${tenant} ${about}`}, 0))`.execute(tx)
    const standing = (await ofThing(about)).find(
      (one) => one.template === template && one.way === way && isOnItsWay(one, now),
    )
    if (standing) return standing
    const id = newKey()
    const quiet = line === null ? usualQuietHours : quietHoursOf({ key: line }, today, asker.settings)
    const added = await own.add({
      ...{ id, template, way, line, caseId, side, about, account },
      opens: messageTemplates[template].opens,
      tryAt: firstTry(way, now, quiet),
    })
    await keepEnvelope(id, seal(JSON.stringify({ to, link: link?.(id) ?? null } satisfies Envelope), envelopeOf(id)))
    return added
  }

  const keepEnvelope = (message: string, sealed: string) =>
    tx.insertInto('messageEnvelopes').values({ tenant, message, sealed }).execute()

  const dropEnvelope = (message: string) =>
    tx.deleteFrom('messageEnvelopes').where('tenant', '=', tenant).where('message', '=', message).execute()

  /** A letter lies ready; it goes when somebody says so. */
  const layReady = ({ letter, household, ...rest }: NewLetter): Promise<Message> =>
    own.add({ ...rest, template: letter, way: 'paper', about: household, tryAt: now })

  const ofThing = (about: string): Promise<Message[]> =>
    own.all().modifyFront(plannedOnce).where('messages.about', '=', about).orderBy('messages.addedAt').execute()

  /** What went out about these cases: a case and the reports that joined it. */
  const ofCases = (caseIds: readonly string[]): Promise<Message[]> =>
    own
      .all()
      .modifyFront(plannedOnce)
      .where('messages.caseId', '=', sql<string>`any(${caseIds as string[]}::uuid[])`)
      .orderBy('messages.addedAt', 'desc')
      .orderBy('messages.id', 'desc')
      .limit(100)
      .execute()

  /** A page of the outbox, the newest first, with who put it there. */
  async function outbox({
    show,
    after,
    limit,
  }: OutboxQuery): Promise<{ rows: (Message & { by: string | null })[]; next?: string }> {
    const rows = await own
      .all()
      .leftJoin('accounts', (join) =>
        join.onRef('accounts.tenant', '=', 'messages.tenant').onRef('accounts.id', '=', 'messages.addedBy'),
      )
      .select('accounts.name as by')
      .where('messages.state', 'in', shown[show] as MessageState[])
      .$if(after !== undefined, (q) => q.where('messages.id', '<', after as string))
      .orderBy('messages.id', 'desc')
      .limit(limit + 1)
      .execute()
    const last = rows[limit - 1]
    return { rows: rows.slice(0, limit), ...(rows.length > limit && last && { next: last.id }) }
  }

  /** How many stand in each group, of what the asker may see. */
  async function standing(): Promise<Record<'waiting' | 'sent' | 'trouble', number>> {
    const { rows } = await sql<{ state: MessageState; n: number }>`
      select state, count(*)::int as n from messages where tenant = ${tenant} and removed_at is null
        and ${asker.may('read', 'message') ?? sql<boolean>`false`} group by state`.execute(tx)
    const of = (show: OutboxQuery['show']) =>
      rows.filter(({ state }) => shown[show].includes(state)).reduce((sum, { n }) => sum + n, 0)
    return { waiting: of('waiting'), sent: of('sent'), trouble: of('trouble') }
  }

  /** What the asker sent herself that did not arrive or was not opened, and letters of hers that lie ready. At most thirty. */
  async function back(): Promise<Message[]> {
    if (asker.account === null) return []
    const days = asker.settings.value('messages.unread-after', today, usuallyUnreadAfter)
    const rows = await own
      .all()
      .where('messages.addedBy', '=', asker.account)
      .where('messages.handledAt', 'is', null)
      .where(sql<boolean>`(messages.state in ('failed', 'unsure', 'bounced')
        or (messages.state = 'sent' and messages.opens and messages.opened_at is null)
        or (messages.state = 'waiting' and messages.way = 'paper'))`)
      // What was asked for happened otherwise: somebody answered on the phone, or got another link.
      .where(sql<boolean>`not exists (select from survey_links l where l.tenant = messages.tenant and l.id = messages.about
        and (l.used_at is not null or l.removed_at is not null))`)
      .where(sql<boolean>`not exists (select from matches q where q.tenant = messages.tenant and q.id = messages.about
        and messages.template = 'helper-asked' and q.state not in ('asked', 'shown'))`)
      .where((eb) =>
        eb.or([
          eb('messages.sentAt', 'is', null),
          eb('messages.state', '!=', 'sent'),
          eb('messages.sentAt', '<', startOf(addDays(today, 1 - days))),
        ]),
      )
      .orderBy('messages.id')
      .limit(30)
      .execute()
    return rows.filter((one) => whyBack(one, today, days) !== undefined)
  }

  async function withdraw(id: string): Promise<Message> {
    const becomes = await own.apply(id, withdrawMessage)
    await dropEnvelope(id)
    return becomes
  }

  /**
   * The asker opens what was sent to her: from then on it does not come back to who sent it. One's own and no other.
   * @returns undefined when it is not hers
   */
  async function openMine(id: string): Promise<Pick<Message, 'template' | 'caseId' | 'line' | 'about'> | undefined> {
    if (!isKey(id)) return undefined
    const { rows } = await sql<Pick<Message, 'template' | 'caseId' | 'line' | 'about'>>`
      update messages set opened_at = coalesce(opened_at, ${now}) where tenant = ${tenant} and id = ${id}::uuid
        and account = ${asker.account}::uuid and removed_at is null
      returning template, case_id as "caseId", line, about`.execute(tx)
    return rows[0]
  }

  /** What was sent about a thing was opened: an evaluation by its link, an account that somebody came into. */
  async function opened(about: string): Promise<void> {
    await sql`update messages set opened_at = ${now} where tenant = ${tenant} and about = ${about}::uuid and opened_at is null`.execute(
      tx,
    )
  }

  return {
    get: own.get,
    post,
    layReady,
    ofThing,
    ofCases,
    outbox,
    standing,
    back,
    withdraw,
    openMine,
    opened,
    again: (id: string): Promise<Message> => own.apply(id, (was) => sendAgain(was, now)),
    cameBack: (id: string): Promise<Message> => own.apply(id, cameBack),
    gone: (id: string, how: LetterGoes | null): Promise<Message> => own.apply(id, (was) => gone(was, how, now)),
    handled: (id: string): Promise<Message> => own.apply(id, (was) => ({ ...was, handledAt: now })),
  }
}
