// What a helper does with a case of hers, from a phone: look up who to call, log a talk, and say that it goes badly.
//
//   talk logged ─ a day long hers to take back ─ stands
//
// A pair logs once for both: what the other logged that day counts for the two of them.

import type { QuickTalk, ServiceLine } from '#kernel/service-line'
import { addDays, clockTimeOf, type Day, dayOf, momentOf, workdayFrom } from '#platform/days'
import { Invalid } from '#platform/errors'

/** With whom a talk was: a side, or all of them together. */
export const together = 'samen'

/** A talk as it is logged: what kind, with whom, and what came of it. Never a word of what was said. */
export interface Talk {
  kind: string
  side: string | null
  result: string
}

/** A talk that stands, as a helper of the case may see it. */
export interface LoggedTalk extends Talk {
  id: string
  happenedAt: Date
  addedAt: Date
  author: string | null
  authorName: string | null
}

/** What can be chosen after it was said with whom the talk was; nothing for somebody that the line does not know. */
export function choicesFor(line: ServiceLine, who: string): Record<string, QuickTalk> {
  const among = Object.entries(line.match?.talks ?? {})
  if (who === together) return Object.fromEntries(among.filter(([, talk]) => talk.with === 'all'))
  return who in line.case.sides ? Object.fromEntries(among.filter(([, talk]) => talk.with === 'side')) : {}
}

/** What was chosen, as a talk. @throws Invalid for what cannot be chosen there */
export function talkOf(line: ServiceLine, who: string, what: string): Talk {
  const chosen = choicesFor(line, who)[what]
  if (!chosen) throw new Invalid({ what: 'Kies hoe het ging, uit de lijst.' })
  return { kind: chosen.kind, side: who === together ? null : who, result: chosen.result }
}

/** How many days back a helper can log a talk; what is older she tells the coordinator. */
const daysBack = 6

/** The moment of a talk so many days ago: now for today, and noon for a day of which only the day is known. @throws Invalid */
export function momentAgo(days: number, now: Date, today: Day): Date {
  if (!Number.isInteger(days) || days < 0 || days > daysBack)
    throw new Invalid({ '': 'Kies een dag van de afgelopen week. Was het langer geleden? Bel dan de coördinator.' })
  return days === 0 ? now : momentOf(addDays(today, -days), '12:00')
}

/**
 * The same talk as it was logged by the other helper: of the same kind, with the same side, on the same day. That somebody was not
 * reached is another talk than one in which they were.
 */
export function loggedByPartner(
  { case: { results } }: ServiceLine,
  talks: readonly LoggedTalk[],
  talk: Talk,
  at: Date,
  me: string | null,
): LoggedTalk | undefined {
  const reached = (result: string) => results[result]?.nobody !== true
  return talks.find(
    (one) =>
      one.author !== me &&
      one.kind === talk.kind &&
      one.side === talk.side &&
      dayOf(one.happenedAt) === dayOf(at) &&
      reached(one.result) === reached(talk.result),
  )
}

const aDay = 24 * 3_600_000
const aMinute = 60_000

/** A second press on the same button, by the same hand, is no second talk. */
export function pressedTwice(
  talks: readonly LoggedTalk[],
  talk: Talk,
  me: string | null,
  now: Date,
): LoggedTalk | undefined {
  return talks.find(
    (one) =>
      one.author === me &&
      one.kind === talk.kind &&
      one.side === talk.side &&
      one.result === talk.result &&
      now.getTime() - one.addedAt.getTime() < 2 * aMinute,
  )
}

/** Whether a talk is still hers to take back: a day long, and only what she logged herself. */
export function mayTakeBack(talk: Pick<LoggedTalk, 'author' | 'addedAt'>, me: string | null, now: Date): boolean {
  return talk.author === me && now.getTime() - talk.addedAt.getTime() < aDay
}

/** The day on which a coordinator can call back: today, or the first workday when it is late or the office is closed. */
export function callBackDay(now: Date, lateFrom: string, closed: ReadonlySet<Day>): Day {
  const today = dayOf(now)
  return workdayFrom(clockTimeOf(now) >= lateFrom ? addDays(today, 1) : today, closed)
}
