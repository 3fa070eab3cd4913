import { types } from 'node:util'
import { type Day, dayOf, momentOf } from '#platform/days'
import { day, type Field, Problem, time } from '#platform/fields'

/** A day, and the time of that day when the cell tells it. */
export interface Moment {
  on: Day
  /** 'HH:MM', or null when only the day is known. */
  time: string | null
}

/**
 * A day with or without a time behind it: '14-3-2025', '14-3-2025 16.20', or a date cell of a worksheet, whose midnight
 * means that no time was filled in. Throws Problem as a day does; `latest` is the last day that may be filled in.
 */
export function moment(label: string, options: { latest?: Day; hint?: string }): Field<Moment | null> {
  const onDay = day(label, { ...options, optional: true })
  const atTime = time(label)
  return {
    ...onDay,
    parse(raw) {
      if (types.isDate(raw) || typeof raw === 'number') {
        const on = onDay.parse(raw)
        const part = types.isDate(raw) ? timeOfCell(raw) : partOfDay(raw)
        return on === null ? null : { on, time: part }
      }
      const parts =
        typeof raw === 'string'
          ? /^(.*\d)[ T]+(\d{1,2}[:.u]\d{2})(?::\d{2})?(?: ?uur)?$/.exec(raw.trim().slice(0, 80))
          : null
      // '14 3 2025' ends in digits as well; only a time has a sign between its own.
      if (parts?.[1] !== undefined && /\d{4}|\d[-/.]\d/.test(parts[1]) && !/^\d{1,2}$/.test(parts[1])) {
        const on = onDay.parse(parts[1])
        return on === null ? null : { on, time: atTime.parse(parts[2]) }
      }
      const on = onDay.parse(raw)
      return on === null ? null : { on, time: null }
    },
    show: (value) =>
      value === null ? '' : `${onDay.show(value.on)}${value.time === null ? '' : ` om ${atTime.show(value.time)} uur`}`,
    raw: (value) =>
      value === null
        ? ''
        : `${onDay.raw(value.on) as string}${value.time === null ? '' : ` ${atTime.raw(value.time) as string}`}`,
  }
}

/**
 * The moments of what happened, in the order of the line. A day without a time is taken as noon, but never before what
 * came earlier that day. @throws Problem-free: order over days is for the caller to check
 */
export function inOrder(moments: readonly Moment[]): Date[] {
  let before: Date | undefined
  return moments.map(({ on, time }) => {
    const at = momentOf(on, time ?? '12:00')
    const later = before && time === null && at < before && dayOf(before) === on ? before : at
    before = later
    return later
  })
}

function timeOfCell(cell: Date): string | null {
  if (Number.isNaN(cell.getTime())) throw new Problem('Dit is geen datum. Vul een datum in, bijvoorbeeld 14-3-2025.')
  const rounded = new Date(cell.getTime() + 500)
  const text = rounded.toISOString().slice(11, 16)
  return text === '00:00' ? null : text
}

function partOfDay(serial: number): string | null {
  const minutes = Math.round((serial - Math.floor(serial)) * 1440) % 1440
  if (!(minutes > 0)) return null
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
