import { types } from 'node:util'
import {
  addDays,
  type Day,
  dayFrom,
  dayOf,
  day as dayOfText,
  daysInMonth,
  exists,
  inDigits,
  inWords,
  monthNames,
  weekdayName,
  weekdayNames,
} from '#platform/days'
import { plain } from '#platform/words'
import { cleanCode } from './clean.ts'
import { type Field, make, named, type OptionalOptions, type Options } from './field.ts'
import { Problem, quoted } from './problem.ts'

/** Options of a day; without borders it lies between 1850 and 2100. */
export interface DayOptions extends Options {
  earliest?: Day
  latest?: Day
}

/**
 * A day, however people write it: '14-3-2025', '14/3/25', '14 maart 2025', '2025-03-14', '14032025'. Out of a
 * worksheet a Date object or a serial number of Excel are read too. A year of two digits is the last such year that
 * is not after `latest`; without `latest` 50 to 99 are in the twentieth century.
 */
export function day(label: string, options: OptionalOptions<DayOptions>): Field<Day | null>
export function day(label: string, options?: DayOptions): Field<Day>
export function day(label: string, options: DayOptions = {}): Field<Day> {
  const earliest = options.earliest ?? dayOfText('1850-01-01')
  const latest = options.latest ?? dayOfText('2100-12-31')
  const newestYear = options.latest === undefined ? 2049 : Number(options.latest.slice(0, 4))
  return make<Day>(label, options, {
    kind: 'day',
    clean: (raw) => (types.isDate(raw) ? 'Date' : cleanCode(raw)),
    read(text, raw) {
      const read = fromWorksheet(raw) ?? fromText(text, newestYear, latest)
      if (read < earliest)
        throw new Problem(`${inWords(read)} is te vroeg. Vul een datum in vanaf ${inDigits(earliest)}.`)
      if (read > latest)
        throw new Problem(`${inWords(read)} is te laat. Vul een datum in tot en met ${inDigits(latest)}.`)
      return read
    },
    show: inWords,
    raw: inDigits,
    empty: `Vul een datum in bij ${named(label)}, bijvoorbeeld 14-3-2025.`,
  })
}

const example = 'Vul een datum in, bijvoorbeeld 14-3-2025.'

/** A day out of a cell, or undefined when the cell held text. Worksheets know no time zone: their days are in UTC. */
function fromWorksheet(raw: unknown): Day | undefined {
  if (types.isDate(raw)) return fromDate(raw)
  if (typeof raw !== 'number') return undefined
  if (!Number.isFinite(raw) || raw < 0) throw new Problem(`${quoted(String(raw))} is geen datum. ${example}`)
  const serial = Math.floor(raw + halfSecond)
  if (serial >= 1000 && serial < 3000 && serial === raw) {
    throw new Problem(`${serial} is een jaartal, geen hele datum. ${example}`)
  }
  if (serial > lastSerial) return undefined // digits without signs between them, such as 14032025
  if (serial === 60 || serial < 1) throw new Problem(`${quoted(String(raw))} is geen datum. ${example}`)
  // Excel counts 29 February 1900, a day that never was; so everything before it lies one day later than it seems.
  return addDays(dayOfText('1899-12-30'), serial < 60 ? serial + 1 : serial)
}

const lastSerial = 80_000 // in the year 2119
const halfSecond = 0.5 / 86_400

function fromDate(moment: Date): Day {
  // A worksheet's midnight can come out a thousandth of a second before it.
  const rounded = new Date(moment.getTime() + 500)
  const year = rounded.getUTCFullYear()
  if (Number.isNaN(year) || year < 1 || year > 9999) throw new Problem(`Dit is geen datum. ${example}`)
  return dayFrom(year, rounded.getUTCMonth() + 1, rounded.getUTCDate())
}

function fromText(text: string, newestYear: number, latest: Day): Day {
  if (text.length > 60) throw new Problem(`${quoted(text)} is geen datum. ${example}`)
  const moment = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(text)
  if (moment !== null) return fromMoment(text, moment[1] as string, moment[2])
  const { year, month, dayOfMonth, weekday } = parts(text)
  const found = existing(
    year.length === 2 ? fullYear(year, month, dayOfMonth, newestYear, latest) : year,
    month,
    dayOfMonth,
  )
  if (weekday !== undefined && weekday !== weekdayName(found)) {
    throw new Problem(`${inWords(found)} is een ${weekdayName(found)}, geen ${weekday}. Kijk welke van de twee klopt.`)
  }
  return found
}

function fromMoment(text: string, written: string, zone: string | undefined): Day {
  if (zone === undefined) return fromText(written, 2049, dayOfText('2100-12-31'))
  const moment = new Date(text.replace(' ', 'T').replace(',', '.'))
  const year = moment.getUTCFullYear()
  if (Number.isNaN(year) || year < 2 || year > 9998) throw new Problem(`${quoted(text)} is geen datum. ${example}`)
  return dayOf(moment)
}

interface Parts {
  year: string
  month: number
  dayOfMonth: number
  weekday?: string
}

/** Takes what was written apart into year, month and day. */
function parts(text: string): Parts {
  const inSigns = /^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})\.?$/.exec(text)
  if (inSigns !== null) return partsFrom(inSigns[3], inSigns[2], inSigns[1])
  const iso = /^(\d{4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,2})$/.exec(text)
  if (iso !== null) return partsFrom(iso[1], iso[2], iso[3])
  const digits = /^\d{7,8}$/.test(text) ? text.padStart(8, '0') : undefined
  if (digits !== undefined) return fromDigits(digits)
  const words = /^(?:(\p{L}+)\.?,? )?(\d{1,2})(?:e|de|ste)?[ -]?(\p{L}+)\.?[ -]?'?(\d{4}|\d{2})$/u.exec(plain(text))
  if (words !== null) return fromWords(text, words)
  throw new Problem(noDate(text))
}

function partsFrom(year = '', month = '', dayOfMonth = ''): Parts {
  return { year, month: Number(month), dayOfMonth: Number(dayOfMonth) }
}

/** Eight digits are day, month, year; or year first when it begins with a century and the other way is no date. */
function fromDigits(digits: string): Parts {
  const usual = partsFrom(digits.slice(4), digits.slice(2, 4), digits.slice(0, 2))
  const yearFirst = partsFrom(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6))
  return /^(18|19|20)/.test(digits) && !/^(18|19|20)/.test(usual.year) ? yearFirst : usual
}

function fromWords(text: string, [, weekdayWord, dayOfMonth, monthWord, year]: RegExpExecArray): Parts {
  const weekday = weekdayNames.find(
    (name) => weekdayWord !== undefined && weekdayWord.length > 1 && name.startsWith(weekdayWord),
  )
  if (weekdayWord !== undefined && weekday === undefined) throw new Problem(noDate(text))
  const month = monthNamed(monthWord ?? '')
  if (month === 0) throw new Problem(`De maand ${quoted(monthWord ?? '')} ken ik niet. ${example}`)
  return { ...partsFrom(year, String(month), dayOfMonth), ...(weekday === undefined ? {} : { weekday }) }
}

/** The number of a month by its Dutch or English name, or at least three letters of it; 0 when it is none. */
function monthNamed(word: string): number {
  const other: Record<string, number> = { mrt: 3, mar: 3, march: 3, may: 5, oct: 10, october: 10 }
  if (Object.hasOwn(other, word)) return other[word] as number
  if (word.length < 3) return 0
  return monthNames.findIndex((name) => name.startsWith(word)) + 1
}

function fullYear(year: string, month: number, dayOfMonth: number, newestYear: number, latest: Day): string {
  const century = Math.floor(newestYear / 100) * 100
  const full = century + Number(year)
  const tooLate = full > newestYear || (exists(full, month, dayOfMonth) && dayFrom(full, month, dayOfMonth) > latest)
  return String(tooLate ? full - 100 : full)
}

function existing(yearText: string, month: number, dayOfMonth: number): Day {
  const year = Number(yearText)
  if (year < 1000) throw new Problem(`Het jaar ${yearText} kan niet kloppen. ${example}`)
  if (month < 1 || month > 12) {
    throw new Problem(`Maand ${month} bestaat niet. Schrijf eerst de dag en dan de maand, bijvoorbeeld 14-3-2025.`)
  }
  const monthName = monthNames[month - 1]
  if (dayOfMonth < 1 || dayOfMonth > daysInMonth(2024, month)) {
    throw new Problem(`${dayOfMonth} ${monthName} bestaat niet. ${example}`)
  }
  if (!exists(year, month, dayOfMonth)) {
    throw new Problem(`${dayOfMonth} ${monthName} ${year} bestaat niet: ${year} is geen schrikkeljaar. ${example}`)
  }
  return dayFrom(year, month, dayOfMonth)
}

function noDate(text: string): string {
  if (/^\d{1,2}\s*[-/. ]\s*\d{1,2}$/.test(text)) return `Bij ${quoted(text)} ontbreekt het jaar. ${example}`
  if (/^\d{1,2} \p{L}+\.?$/u.test(text)) return `Bij ${quoted(text)} ontbreekt het jaar. ${example}`
  if (/^\d{4}$/.test(text)) return `${text} is een jaartal, geen hele datum. ${example}`
  return `${quoted(text)} is geen datum. ${example}`
}
