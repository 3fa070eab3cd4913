import { addDays, type Day, earliest, type Period, previousYear } from '#platform/days'
import type { When } from './indicator.ts'

/**
 * The days at which anything asked for changes. A record lies before, between or after them with its start and with
 * its end, and that is all a period rule needs: so a figure is counted over a few classes instead of over days.
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

/**
 * The records of a period, as classes between the borders:
 * started `from ≤ starts < until`; ended `from ≤ ends < until`; running `starts < until` and not ended before `from`;
 * standing on the day before `until`; carried over: standing on the day before `from`.
 * So carried over + started = ended + standing, always.
 */
export function boxOf(when: When, period: Period, borders: Borders): Box {
  const from = borders.indexOf(period.from)
  const until = borders.indexOf(period.until)
  const last = borders.length
  switch (when) {
    case 'started':
      return { startFrom: from + 1, startTo: until, endFrom: 0, endTo: last }
    case 'ended':
      return { startFrom: 0, startTo: until, endFrom: from + 1, endTo: until }
    case 'running':
      return { startFrom: 0, startTo: until, endFrom: from + 1, endTo: last }
    case 'standing':
      return { startFrom: 0, startTo: until, endFrom: until + 1, endTo: last }
    case 'carriedOver':
      return { startFrom: 0, startTo: from, endFrom: from + 1, endTo: last }
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
