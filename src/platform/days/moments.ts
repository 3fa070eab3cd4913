import { type Day, day, partsOf } from './day.ts'

// Making a formatter is slow and using one is fast, so there is one for the whole process.
const amsterdam = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** The day it is in Amsterdam at this moment. Throws RangeError for a moment that is none. */
export function dayOf(moment: Date): Day {
  const wall = wallClock(moment)
  const year = String(wall.year).padStart(4, '0')
  return day(`${year}-${two(wall.month)}-${two(wall.day)}`)
}

/** The time on the clocks of Amsterdam as people read it here: '16.20'. */
export function timeOf(moment: Date): string {
  const wall = wallClock(moment)
  return `${two(wall.hour)}.${two(wall.minute)}`
}

/** The hour on the clocks of Amsterdam, 0 to 23. */
export function hourOf(moment: Date): number {
  return wallClock(moment).hour
}

/** The time on the clocks of Amsterdam as fields and the database write it: '16:20'. */
export function clockTimeOf(moment: Date): string {
  return timeOf(moment).replace('.', ':')
}

/**
 * The moment at which the clocks of Amsterdam show this time ('HH:MM') on this day. When summer time ends a time
 * comes by twice: then it is the first. When it begins an hour is skipped: a time in it becomes one hour later,
 * because someone who plans 2.30 that night means "two and a half hours after midnight". Throws RangeError for
 * a time that is none.
 */
export function momentOf(on: Day, time: string): Date {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time)
  if (found === null) throw new RangeError('This is no time: write it as HH:MM')
  const [year, month, dayOfMonth] = partsOf(on)
  const wanted = utc(year, month, dayOfMonth, Number(found[1]), Number(found[2]), 0)
  // A day earlier and a day later the difference with UTC is surely the one before and the one after a change.
  const before = differenceAt(wanted - 86_400_000)
  const after = differenceAt(wanted + 86_400_000)
  const candidates = [wanted - before, wanted - after].sort((one, other) => one - other)
  const shown = candidates.find((candidate) => candidate + differenceAt(candidate) === wanted)
  return new Date(shown ?? wanted - before)
}

/** The moment a day begins in Amsterdam. */
export function startOf(on: Day): Date {
  return momentOf(on, '00:00')
}

interface WallClock {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
}

function wallClock(moment: Date): WallClock {
  const there = new Date(moment.getTime() + differenceAt(moment.getTime()))
  return {
    year: there.getUTCFullYear(),
    month: there.getUTCMonth() + 1,
    day: there.getUTCDate(),
    hour: there.getUTCHours(),
    minute: there.getUTCMinutes(),
    second: there.getUTCSeconds(),
  }
}

// Asking the calendar of the system took a tenth of a page with a list. Since 1970 the clocks of Amsterdam go forward or back
// on a whole hour and at most once a day: so most days have one difference, and on the others each quarter has one.
const wholeDay = 86_400_000
const quarter = 900_000
const mostDays = 40_000
const differences = new Map<number, number | Map<number, number>>()

/** How far the clocks of Amsterdam are ahead of UTC at this moment, in milliseconds. */
function differenceAt(milliseconds: number): number {
  if (milliseconds < 0 || !Number.isFinite(milliseconds)) return measuredAt(milliseconds)
  const place = Math.floor(milliseconds / wholeDay)
  let known = differences.get(place)
  if (known === undefined) {
    known = differenceOn(place * wholeDay)
    if (differences.size >= mostDays) differences.clear()
    differences.set(place, known)
  }
  return typeof known === 'number' ? known : (known.get(Math.floor(milliseconds / quarter)) as number)
}

/** The difference of a day in UTC, or of each of its quarters when the clocks are changed on it. */
function differenceOn(start: number): number | Map<number, number> {
  const [first, last] = [measuredAt(start), measuredAt(start + wholeDay - 1)]
  if (first === last) return first
  const quarters = Array.from({ length: wholeDay / quarter }, (_, at) => start + at * quarter)
  return new Map(quarters.map((from) => [from / quarter, measuredAt(from)]))
}

function measuredAt(milliseconds: number): number {
  const wholeSecond = Math.floor(milliseconds / 1000) * 1000
  const wall: WallClock = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 }
  for (const { type, value } of amsterdam.formatToParts(new Date(wholeSecond))) {
    if (type in wall) wall[type as keyof WallClock] = Number(value)
  }
  return utc(wall.year, wall.month, wall.day, wall.hour, wall.minute, wall.second) - wholeSecond
}

function utc(year: number, month: number, dayOfMonth: number, hour: number, minute: number, second: number): number {
  const start = new Date(0)
  start.setUTCFullYear(year, month - 1, dayOfMonth)
  return start.setUTCHours(hour, minute, second)
}

function two(part: number): string {
  return String(part).padStart(2, '0')
}
