import { sql } from 'kysely'
import { calendarOf, caseStore, takeTalkBack } from '#kernel/case'
import { type Asked, type Contact, type Match, matchStore } from '#kernel/match'
import { nextStepStore } from '#kernel/next-step'
import { noteStore } from '#kernel/note'
import type { ServiceLine } from '#kernel/service-line'
import { volunteerStore } from '#kernel/volunteer'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import type { Day } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { isKey } from '#platform/ids'
import { records, table } from '#platform/records'
import {
  callBackDay,
  type LoggedTalk,
  loggedByPartner,
  mayTakeBack,
  momentAgo,
  pressedTwice,
  talkOf,
} from './helping.ts'

/** Somebody to call. */
export interface Reachable {
  name: string
  phone: string | null
}

/** A case as its helper sees it: whom to visit and whom to call. There is no column here for what it is about. */
export interface MyCase {
  /** The key of the match: what addresses hold. */
  id: string
  line: string
  number: string
  contacts: Contact[]
  /** Each side told of the other: both go by their address. */
  bothReported: boolean
  /** She calls who coordinates before she goes there. */
  callFirst: boolean
  partners: Reachable[]
  coordinator: Reachable | undefined
  /** How many helpers it misses. */
  seeks: number | null
  /** What she or her partner logged, the newest first; at most five. */
  talks: LoggedTalk[]
}

/** What became of logging: it stands, or the other of the pair logged the same that day. */
export type Logged = { note: string; partner?: undefined } | { partner: LoggedTalk; note?: undefined }

const shownTalks = 5

/** What a helper does with the cases that are hers, while they run. All of it stands under the sentences on talks. */
export function helpingStore(asker: Asker) {
  const mine = records(asker, table('matches', 'talk', []))
  // What a talk does to its case is no right of hers: it follows from the talk.
  const beyond: Asker = { ...asker, may: () => sql<boolean>`true` }
  const times = records(beyond, table('volunteers', 'volunteer', ['days', 'parts']))

  /** Her cases that run, the newest first. Whom she sees stands in the access log. */
  async function cases(): Promise<MyCase[]> {
    const running = (await matchStore(asker).mine()).filter(({ match }) => match.state === 'accepted')
    const found: MyCase[] = []
    for (const one of running) found.push(await told(one.match, one.partners))
    return found
  }

  /** One of them. @throws NotFound when it is not hers, or no longer runs */
  async function get(id: string): Promise<MyCase> {
    await mustBeMine(id)
    const one = (await matchStore(asker).mine()).find(({ match }) => match.id === id) as Asked
    return told(one.match, one.partners)
  }

  async function mustBeMine(id: string): Promise<Match> {
    return (await mine.get(id)) as unknown as Match
  }

  async function told(match: Match, partners: Reachable[]): Promise<MyCase> {
    const { contacts, bothReported, callFirst } = await matchStore(asker).contactOf(match.id)
    const [one] = await asker.tx
      .selectFrom('cases')
      .leftJoin('accounts', (join) =>
        join.onRef('accounts.tenant', '=', 'cases.tenant').onRef('accounts.id', '=', 'cases.owner'),
      )
      .modifyFront(plannedOnce)
      .select(['cases.number', 'cases.seeks', 'accounts.name', 'accounts.phone'])
      .where('cases.tenant', '=', asker.tenant)
      .where('cases.id', '=', match.caseId)
      .execute()
    return {
      id: match.id,
      line: match.line,
      number: one?.number ?? '',
      contacts,
      bothReported,
      callFirst,
      partners,
      coordinator: one?.name ? { name: one.name, phone: one.phone } : undefined,
      seeks: one?.seeks ?? null,
      talks: await talksOf(match.caseId),
    }
  }

  /** What the helpers of a case logged. What others wrote about it, and every word, stays out. */
  async function talksOf(caseId: string): Promise<LoggedTalk[]> {
    const { rows } = await sql<LoggedTalk>`${plannedOnce}
      select n.id, n.kind, n.side, n.result, n.happened_at as "happenedAt", n.added_at as "addedAt", n.author, a.name as "authorName"
      from notes n join accounts a on a.tenant = n.tenant and a.id = n.author
      where n.tenant = ${asker.tenant} and n.case_id = ${caseId}::uuid and n.removed_at is null and n.result is not null
        and exists (select 1 from matches m join volunteers v on v.tenant = m.tenant and v.id = m.volunteer
          where m.tenant = n.tenant and m.case_id = n.case_id and v.account = n.author and m.removed_at is null)
      order by n.happened_at desc, n.id desc limit ${shownTalks}`.execute(asker.tx)
    return rows
  }

  /**
   * Logs a talk for her and her partner. Pressing twice is logging once.
   * @param said with whom, what came of it, how many days ago; `sure` when it is not the talk that her partner logged
   * @throws Invalid, NotFound
   */
  async function log(
    id: string,
    line: ServiceLine,
    said: { who: string; what: string; daysAgo: number; sure: boolean },
  ): Promise<Logged> {
    const { caseId } = await mustBeMine(id)
    await lockCase(caseId)
    const talk = talkOf(line, said.who, said.what)
    const at = momentAgo(said.daysAgo, asker.now, asker.today)
    const talks = await talksOf(caseId)
    const twice = pressedTwice(talks, talk, asker.account, asker.now)
    if (twice) return { note: twice.id }
    const partner = said.sure ? undefined : loggedByPartner(line, talks, talk, at, asker.account)
    if (partner) return { partner }
    const note = await noteStore(beyond).add({
      caseId,
      person: null,
      line: line.key,
      happenedAt: at,
      words: '',
      ...talk,
    })
    await caseStore(beyond).talked(caseId, line, { ...talk, at })
    if (line.match?.talks?.[said.what]?.callsCoordinator) await callMe(id, line)
    return { note: note.id }
  }

  /** Takes back what she logged herself, within a day, and what it did to the case. @throws NotFound, Invalid after that day */
  async function takeBack(id: string, line: ServiceLine, note: string): Promise<void> {
    const { caseId } = await mustBeMine(id)
    await lockCase(caseId)
    const talk = isKey(note) ? (await talksOf(caseId)).find((one) => one.id === note) : undefined
    if (!talk || talk.author !== asker.account) throw new NotFound()
    if (!mayTakeBack(talk, asker.account, asker.now))
      throw new Invalid({ '': 'Dit is langer dan een dag geleden. Bel de coördinator als het niet klopt.' })
    await noteStore(beyond).remove(talk.id)
    await takeTalkBack(beyond, caseId, line, talk.happenedAt)
  }

  /** Asks who coordinates to call her, on the first day that the office is open. Asking twice is asking once. @returns that day */
  async function callMe(id: string, line: ServiceLine): Promise<Day> {
    const { caseId } = await mustBeMine(id)
    const { closed, quiet } = calendarOf(line, asker.today, asker.settings)
    const onDay = callBackDay(asker.now, quiet.from, closed)
    const about = `${asker.name} vraagt of je belt: het ging niet goed`
    const steps = nextStepStore(beyond)
    const asked = (await steps.ofCase(caseId)).find((step) => step.about === about)
    if (asked) return asked.onDay
    const { owner } = await caseStore(beyond).get(caseId)
    const step = {
      caseId,
      person: null,
      line: line.key,
      kind: 'call',
      onDay,
      atTime: null,
      place: null,
      side: null,
    } as const
    await steps.add({ ...step, about, owner, waitsFor: 'us', doneAt: null })
    return onDay
  }

  /** Two who log at once do so one after the other. */
  async function lockCase(caseId: string): Promise<void> {
    await sql`select 1 from cases where tenant = ${asker.tenant} and id = ${caseId}::uuid for update`.execute(asker.tx)
  }

  /** When she can be asked: her own days and parts of the day, and nothing else of her file. @throws NotFound for who has none */
  async function availableOn(times_: { days: string[]; parts: string[] }): Promise<void> {
    const file = await myFile()
    await times.apply(file, (was) => ({ ...was, ...times_ }))
  }

  /** She cannot be asked from one day until another. Why is not asked. @throws Invalid, NotFound */
  async function away(from: Day, until: Day | null): Promise<void> {
    await volunteerStore(beyond).pause(await myFile(), from, until)
  }

  /** She can be asked again. @throws NotFound when that pause is not hers */
  async function backFrom(pause: string): Promise<void> {
    const file = await volunteerStore(asker).mine()
    if (!file?.pauses.some((one) => one.id === pause)) throw new NotFound()
    await volunteerStore(beyond).endPause(pause)
  }

  async function myFile(): Promise<string> {
    const file = await volunteerStore(asker).mine()
    if (!file) throw new NotFound()
    return file.volunteer.id
  }

  return { cases, get, log, takeBack, callMe, availableOn, away, backFrom }
}
