import { addDays, addMonths, type Day, dayFrom, partsOf, yearOf } from './day.ts'
import { inWords, lastDay, monthNames, withoutYear } from './in-words.ts'

/** A half-open stretch of days, `from` ≤ x < `until`: the first day after one period is the first of the next. */
export interface Period {
  from: Day
  until: Day
}

/** The calendar year as a period. */
export function yearPeriod(year: number): Period {
  return { from: dayFrom(year, 1, 1), until: dayFrom(year + 1, 1, 1) }
}

/** A quarter, 1 to 4, as a period. */
export function quarterPeriod(year: number, quarter: number): Period {
  const from = dayFrom(year, quarter * 3 - 2, 1)
  return { from, until: addMonths(from, 3) }
}

/** A month, 1 to 12, as a period. */
export function monthPeriod(year: number, month: number): Period {
  const from = dayFrom(year, month, 1)
  return { from, until: addMonths(from, 1) }
}

/** From 1 January up to and including this day: what a running year is compared by. */
export function yearToDate(on: Day): Period {
  return { from: dayFrom(yearOf(on), 1, 1), until: addDays(on, 1) }
}

/**
 * The same days a year earlier. Borders move alike, so periods that touch still touch. A border on 29 February
 * moves to 1 March, the first day after 28 February in the year that has no 29th.
 */
export function previousYear(period: Period): Period {
  return { from: yearEarlier(period.from), until: yearEarlier(period.until) }
}

/** Whether the day falls in the period. */
export function within(on: Day, period: Period): boolean {
  return period.from <= on && on < period.until
}

/**
 * A period as people say it: '2025', 'maart 2025', 'eerste kwartaal van 2025', '2023 tot en met 2025',
 * '1 januari tot en met 12 maart 2025' or '12 maart 2025'. An empty period is a mistake: RangeError.
 */
export function periodInWords(period: Period): string {
  if (period.until <= period.from) throw new RangeError('A period holds at least one day')
  const last = lastDay(period.until)
  if (period.from === last) return inWords(last)
  const [fromYear, fromMonth, fromDay] = partsOf(period.from)
  const [untilYear, untilMonth, untilDay] = partsOf(period.until)
  if (fromDay === 1 && untilDay === 1) {
    const months = (untilYear - fromYear) * 12 + untilMonth - fromMonth
    if (months === 1) return `${monthNames[fromMonth - 1]} ${fromYear}`
    if (months === 3 && fromMonth % 3 === 1) return `${quarterNames[(fromMonth - 1) / 3]} kwartaal van ${fromYear}`
    if (fromMonth === 1 && months === 12) return String(fromYear)
    if (fromMonth === 1 && untilMonth === 1) return `${fromYear} tot en met ${untilYear - 1}`
  }
  const start = fromYear === yearOf(last) ? withoutYear(period.from) : inWords(period.from)
  return `${start} tot en met ${inWords(last)}`
}

const quarterNames = ['eerste', 'tweede', 'derde', 'vierde']

function yearEarlier(on: Day): Day {
  const [year, month, dayOfMonth] = partsOf(on)
  return month === 2 && dayOfMonth === 29 ? dayFrom(year - 1, 3, 1) : dayFrom(year - 1, month, dayOfMonth)
}
