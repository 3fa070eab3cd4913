import { addDays, type Day, daysBetween, partsOf, weekdayOf } from './day.ts'
import { dayOf, timeOf } from './moments.ts'

/** The Dutch names of the months, January first. */
export const monthNames = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
] as const

/** The Dutch names of the days of the week, Monday first. */
export const weekdayNames = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'] as const

const shortMonths = ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'] as const

/** '12 maart 2025' */
export function inWords(on: Day): string {
  return `${withoutYear(on)} ${partsOf(on)[0]}`
}

/** '12 maart' */
export function withoutYear(on: Day): string {
  const [, month, dayOfMonth] = partsOf(on)
  return `${dayOfMonth} ${monthNames[month - 1]}`
}

/** '12 mrt', for lists and charts where the year is plain. */
export function shortly(on: Day): string {
  const [, month, dayOfMonth] = partsOf(on)
  return `${dayOfMonth} ${shortMonths[month - 1]}`
}

/** 'woensdag 12 maart' */
export function withWeekday(on: Day): string {
  return `${weekdayName(on)} ${withoutYear(on)}`
}

/** 'woensdag' */
export function weekdayName(on: Day): string {
  return weekdayNames[weekdayOf(on) - 1] as string
}

/** '12-3-2025', as people type it. */
export function inDigits(on: Day): string {
  const [year, month, dayOfMonth] = partsOf(on)
  return `${dayOfMonth}-${month}-${String(year).padStart(4, '0')}`
}

/** '12 maart 2025 om 16.20 uur' */
export function momentInWords(moment: Date): string {
  return `${inWords(dayOf(moment))} om ${timeOf(moment)} uur`
}

/** A day as seen from today: 'vandaag', 'morgen', 'gisteren', else 'woensdag 12 maart', with the year when another. */
export function fromToday(on: Day, today: Day): string {
  const away = daysBetween(today, on)
  if (away === 0) return 'vandaag'
  if (away === 1) return 'morgen'
  if (away === -1) return 'gisteren'
  const year = partsOf(on)[0]
  return year === partsOf(today)[0] ? withWeekday(on) : `${withWeekday(on)} ${year}`
}

/** The last day of something half open, for people: until 1 January is up to and including 31 December. */
export function lastDay(until: Day): Day {
  return addDays(until, -1)
}
