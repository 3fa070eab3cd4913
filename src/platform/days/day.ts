/** A day on the calendar of Amsterdam, written 'YYYY-MM-DD', so that days compare and sort as text does. */
export type Day = string & { readonly day: unique symbol }

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/
const millisecondsPerDay = 86_400_000

/** Whether the text is a day that exists, from 0001-01-01 to 9999-12-31. */
export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string') return false
  const found = pattern.exec(text)
  return found !== null && exists(Number(found[1]), Number(found[2]), Number(found[3]))
}

/** Whether this date is on the calendar. */
export function exists(year: number, month: number, dayOfMonth: number): boolean {
  if (![year, month, dayOfMonth].every(Number.isInteger)) return false
  if (year < 1 || year > 9999 || month < 1 || month > 12) return false
  return dayOfMonth >= 1 && dayOfMonth <= daysInMonth(year, month)
}

/** How many days this month has; `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** Whether the year has a 29 February. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** A day that we wrote ourselves, in code or in the database. Throws RangeError when it does not exist. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError('This is no day: write an existing one as YYYY-MM-DD')
  return text
}

/** The day with this year, month (from 1) and day of the month. Throws RangeError when it does not exist. */
export function dayFrom(year: number, month: number, dayOfMonth: number): Day {
  if (!exists(year, month, dayOfMonth)) throw new RangeError('This date is not on the calendar')
  return write(year, month, dayOfMonth)
}

/** The day so many days later; earlier when negative. */
export function addDays(start: Day, days: number): Day {
  const moment = new Date(utcOf(start) + wholeNumberOf(days) * millisecondsPerDay)
  return dayFrom(moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate())
}

/** The same day so many months later, or the last of that month: 31 January plus one month is 28 February. */
export function addMonths(start: Day, months: number): Day {
  const [year, month, dayOfMonth] = partsOf(start)
  const count = year * 12 + (month - 1) + wholeNumberOf(months)
  const newYear = Math.floor(count / 12)
  const newMonth = count - newYear * 12 + 1
  return dayFrom(newYear, newMonth, Math.min(dayOfMonth, daysInMonth(newYear, newMonth)))
}

/** The same day so many years later; 29 February becomes 28 February in a year without it. */
export function addYears(start: Day, years: number): Day {
  return addMonths(start, wholeNumberOf(years) * 12)
}

/** How many days there are from the one to the other: tomorrow is 1 away, yesterday -1. */
export function daysBetween(from: Day, until: Day): number {
  return Math.round((utcOf(until) - utcOf(from)) / millisecondsPerDay)
}

/** The year of a day, as a number. */
export function yearOf(on: Day): number {
  return partsOf(on)[0]
}

/** The month of a day, 1 to 12. */
export function monthOf(on: Day): number {
  return partsOf(on)[1]
}

/** 1 January of the year of this day. */
export function startOfYear(on: Day): Day {
  return dayFrom(yearOf(on), 1, 1)
}

/** 31 December of the year of this day: the last day in it, not the first one after it. */
export function endOfYear(on: Day): Day {
  return dayFrom(yearOf(on), 12, 31)
}

/** The first day of the month of this day. */
export function startOfMonth(on: Day): Day {
  return dayFrom(yearOf(on), monthOf(on), 1)
}

/** The day of the week: 1 is Monday, 7 is Sunday. */
export function weekdayOf(on: Day): number {
  return new Date(utcOf(on)).getUTCDay() || 7
}

/** The Monday of the week of this day. */
export function startOfWeek(on: Day): Day {
  return addDays(on, 1 - weekdayOf(on))
}

/** The earliest of some days. */
export function earliest(first: Day, ...others: Day[]): Day {
  return [first, ...others].sort()[0] as Day
}

/** The latest of some days. */
export function latest(first: Day, ...others: Day[]): Day {
  return [first, ...others].sort().at(-1) as Day
}

/**
 * How old someone is on a day, in whole years. Someone of 29 February has the birthday on 1 March in a year without
 * it, as the civil registry counts. Negative when `on` lies before the birth, so that a rule can refuse it.
 */
export function ageOn(birth: Day, on: Day): number {
  const hadBirthday = on.slice(5) >= birth.slice(5)
  return yearOf(on) - yearOf(birth) - (hadBirthday ? 0 : 1)
}

/** Year, month (from 1) and day of the month. */
export function partsOf(on: Day): [year: number, month: number, dayOfMonth: number] {
  return [Number(on.slice(0, 4)), Number(on.slice(5, 7)), Number(on.slice(8, 10))]
}

function write(year: number, month: number, dayOfMonth: number): Day {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}` as Day
}

/** The start of the day in UTC, where every day has 24 hours: for arithmetic only. */
function utcOf(on: Day): number {
  const [year, month, dayOfMonth] = partsOf(on)
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; setUTCFullYear does not.
  return new Date(0).setUTCFullYear(year, month - 1, dayOfMonth)
}

function wholeNumberOf(count: number): number {
  if (!Number.isInteger(count)) throw new RangeError('Days, months and years are counted in whole numbers')
  return count
}
