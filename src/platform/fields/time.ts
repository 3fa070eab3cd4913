import { types } from 'node:util'
import { cleanCode } from './clean.ts'
import { type Field, make, named, type OptionalOptions, type Options } from './field.ts'
import { Problem, quoted } from './problem.ts'

/**
 * A time of the day as 'HH:MM', however people write it: '14.05', '14:05', '1405', '14u05', '9 uur'. Out of a
 * worksheet a Date object or a part of a day (0.5 is noon) are read too.
 */
export function time(label: string, options: OptionalOptions): Field<string | null>
export function time(label: string, options?: Options): Field<string>
export function time(label: string, options: Options = {}): Field<string> {
  return make<string>(label, options, {
    kind: 'time',
    clean: (raw) => (types.isDate(raw) ? 'Date' : cleanCode(raw)),
    read: (text, raw) => fromWorksheet(raw) ?? fromText(text),
    show: (value) => value.replace(':', '.'),
    raw: (value) => value.replace(':', '.'),
    empty: `Vul een tijd in bij ${named(label)}, bijvoorbeeld 14.05.`,
  })
}

const example = 'Vul een tijd in, bijvoorbeeld 14.05.'

function fromWorksheet(raw: unknown): string | undefined {
  if (types.isDate(raw)) {
    // Worksheets know no time zone: their times are in UTC, and can be a thousandth of a second early.
    const rounded = new Date(raw.getTime() + 500)
    if (Number.isNaN(rounded.getTime())) throw new Problem(`Dit is geen tijd. ${example}`)
    return written(rounded.getUTCHours(), rounded.getUTCMinutes())
  }
  if (typeof raw !== 'number' || !(raw > 0 && raw < 1)) return undefined
  const minutes = Math.min(Math.round(raw * 24 * 60), 24 * 60 - 1)
  return written(Math.floor(minutes / 60), minutes % 60)
}

function fromText(text: string): string {
  const found =
    /^(\d{1,2})\s*(?:uur|u)?$/i.exec(text) ??
    /^(\d{1,2})\s*[.:,uh]\s*(\d{2})(?:[:.]\d{2})?\s*(?:uur|u)?$/i.exec(text) ??
    /^(\d{1,2})(\d{2})\s*(?:uur|u)?$/i.exec(text)
  if (found === null) throw new Problem(`${quoted(text)} is geen tijd. ${example}`)
  const hour = Number(found[1])
  const minute = Number(found[2] ?? 0)
  if (hour === 24 && minute === 0) {
    throw new Problem('24.00 uur is het begin van de volgende dag. Vul 23.59 in, of 0.00 op de dag erna.')
  }
  if (hour > 23) throw new Problem(`${quoted(text)} is geen tijd: een dag heeft 24 uren. ${example}`)
  if (minute > 59) throw new Problem(`${quoted(text)} is geen tijd: een uur heeft 60 minuten. ${example}`)
  return written(hour, minute)
}

function written(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
