import { addDays, type Day, earliest, type Period, previousYear } from '#platform/days'
import type { When } from './indicator.ts'

/**
 * When the records of a period start and end. `null` sets no bound; what has not ended, ends after every day, so only
 * a bound before which it must have ended leaves it out.
 */
export interface Span {
  startsFrom: Day | null
  startsBefore: Day
  endsFrom: Day | null
  endsBefore: Day | null
}

/**
 * The records of a period:
 * started `from ≤ starts < until`; ended `from ≤ ends < until`; running `starts < until` and not ended before `from`;
 * standing on the day before `until`; carried over: standing on the day before `from`.
 * So carried over + started = ended + standing, always.
 */
export function spanOf(when: When, { from, until }: Period): Span {
  switch (when) {
    case 'started':
      return { startsFrom: from, startsBefore: until, endsFrom: null, endsBefore: null }
    case 'ended':
      return { startsFrom: null, startsBefore: until, endsFrom: from, endsBefore: until }
    case 'running':
      return { startsFrom: null, startsBefore: until, endsFrom: from, endsBefore: null }
    case 'standing':
      return { startsFrom: null, startsBefore: until, endsFrom: until, endsBefore: null }
    case 'carriedOver':
      return { startsFrom: null, startsBefore: from, endsFrom: from, endsBefore: null }
  }
}

/**
 * The days at which anything in a document changes. A record lies before, between or after them with its start and
 * with its end: so what a document says of time is a few classes instead of days.
 */
export type Borders = readonly Day[]

/**
 * The classes a period rule takes: a start class is how many borders lie on or before `starts`, an end class the same
 * for `ends`, and a record that has not ended has the highest. All four bounds are inclusive.
 */
export interface Box {
  startFrom: number
  startTo: number
  endFrom: number
  endTo: number
}

/** The borders of some periods, in order. */
export function bordersOf(periods: readonly Period[]): Borders {
  return [...new Set(periods.flatMap(({ from, until }) => [from, until]))].sort()
}

/** The records of a period, as classes between borders that the period's own days are among. */
export function boxOf(when: When, period: Period, borders: Borders): Box {
  const { startsFrom, startsBefore, endsFrom, endsBefore } = spanOf(when, period)
  const classFrom = (day: Day | null) => (day === null ? 0 : borders.indexOf(day) + 1)
  return {
    startFrom: classFrom(startsFrom),
    startTo: borders.indexOf(startsBefore),
    endFrom: classFrom(endsFrom),
    endTo: endsBefore === null ? borders.length : borders.indexOf(endsBefore),
  }
}

/** The lowest end class of what had not ended on the last day of the period. */
export function runningFrom(period: Period, borders: Borders): number {
  return borders.indexOf(period.until) + 1
}

/** The period that is counted and, when asked for, the one it is compared with. */
export interface Periods {
  this: Period
  last: Period | null
}

/**
 * Which periods a question is about. With `upTo` this year ends after that day; compared with 'last-year' the whole
 * year before, with 'same-day-last-year' that year up to the same day.
 */
export function periodsOf(asked: {
  period: Period
  compare: 'last-year' | 'same-day-last-year' | 'none'
  upTo?: Day
}): Periods {
  const { period, compare, upTo } = asked
  const until = upTo === undefined ? period.until : earliest(period.until, addDays(upTo, 1))
  if (until <= period.from) throw new Error(`A period that ends on ${until} before it began on ${period.from}`)
  const now = { from: period.from, until }
  if (compare === 'none') return { this: now, last: null }
  return { this: now, last: previousYear(compare === 'last-year' ? period : now) }
}
