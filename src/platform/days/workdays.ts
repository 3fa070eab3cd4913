import { addDays, type Day, dayFrom, partsOf, weekdayOf } from './day.ts'

/**
 * The Dutch public holiday on this day, or undefined. The list of the Algemene termijnenwet, article 3, without the
 * days that a government adds by decree; Good Friday counts there, 5 May too, though many work on them.
 */
export function holidayOn(on: Day): string | undefined {
  const [year, month, dayOfMonth] = partsOf(on)
  const fixed = fixedHolidays[`${dayOfMonth}-${month}`]
  if (fixed !== undefined) return fixed
  if (on === kingsDay(year)) return 'Koningsdag'
  if (month < 3 || month > 6) return undefined
  const easter = easterOf(year)
  return Object.entries(fromEaster).find(([, days]) => addDays(easter, days) === on)?.[0]
}

const never: ReadonlySet<Day> = new Set()

/** Whether offices are open: no Saturday, no Sunday, no public holiday, and none of the days on which this one is closed. */
export function isWorkday(on: Day, closed: ReadonlySet<Day> = never): boolean {
  return weekdayOf(on) < 6 && !closed.has(on) && holidayOn(on) === undefined
}

/** This day when it is a workday, else the first one after it: how a legal term that ends in a weekend is lengthened. */
export function workdayFrom(on: Day, closed: ReadonlySet<Day> = never): Day {
  let found = on
  while (!isWorkday(found, closed)) found = addDays(found, 1)
  return found
}

/** So many workdays after a day, which itself does not count. */
export function addWorkdays(start: Day, workdays: number, closed: ReadonlySet<Day> = never): Day {
  if (!Number.isInteger(workdays) || workdays < 0)
    throw new RangeError('Workdays are counted forward, in whole numbers')
  let found = start
  for (let left = workdays; left > 0; left--) found = workdayFrom(addDays(found, 1), closed)
  return found
}

/** The workdays from the one day up to, and without, the other. */
export function workdaysBetween(from: Day, until: Day, closed: ReadonlySet<Day> = never): number {
  let count = 0
  for (let on = from; on < until; on = addDays(on, 1)) if (isWorkday(on, closed)) count++
  return count
}

const fixedHolidays: Record<string, string> = {
  '1-1': 'Nieuwjaarsdag',
  '5-5': 'Bevrijdingsdag',
  '25-12': 'Eerste Kerstdag',
  '26-12': 'Tweede Kerstdag',
}

const fromEaster = {
  'Goede Vrijdag': -2,
  'Eerste Paasdag': 0,
  'Tweede Paasdag': 1,
  Hemelvaartsdag: 39,
  'Eerste Pinksterdag': 49,
  'Tweede Pinksterdag': 50,
}

/** 27 April since 2014, the day before when that is a Sunday; before that Queen's Day, 30 or 29 April. */
function kingsDay(year: number): Day {
  const [usual, sundayMoves] = year >= 2014 ? [27, -1] : [30, year >= 1980 ? -1 : 1]
  const on = dayFrom(year, 4, usual)
  return weekdayOf(on) === 7 ? addDays(on, sundayMoves) : on
}

/** Easter Sunday in the Gregorian calendar, by the anonymous algorithm of 1876. */
function easterOf(year: number): Day {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const correction = Math.floor((century + 8) / 25)
  const moon = (19 * golden + century - Math.floor(century / 4) - Math.floor((century - correction + 1) / 3) + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - moon - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * moon + 22 * weekday) / 451)
  const count = moon + weekday - 7 * late + 114
  return dayFrom(year, Math.floor(count / 31), (count % 31) + 1)
}
