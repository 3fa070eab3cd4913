import type { ServiceLine } from '#kernel/service-line'
import { addDays, clockTimeOf, type Day, dayOf, isWorkday, momentOf } from '#platform/days'
import type { Settings } from '#platform/settings'

/** From when until when nobody is to be disturbed, as times on the clock: `from` in the evening, `until` in the morning. */
export interface QuietHours {
  from: string
  until: string
}

/** What people here call a decent hour. */
export const usualQuietHours: QuietHours = { from: '20:00', until: '08:00' }

/** The quiet hours of a line, by the setting `<line>.quiet-hours` or by default. */
export function quietHoursOf(line: Pick<ServiceLine, 'key'>, on: Day, settings: Settings): QuietHours {
  return settings.value(`${line.key}.quiet-hours`, on, usualQuietHours)
}

/**
 * The first decent moment from this one on: outside the quiet hours and, where days are given on which the organisation is
 * closed, on a workday.
 */
export function decent(at: Date, { from, until }: QuietHours, closed?: ReadonlySet<Day>): Date {
  const time = clockTimeOf(at)
  const today = dayOf(at)
  let on = time >= from ? addDays(today, 1) : today
  while (closed && !isWorkday(on, closed)) on = addDays(on, 1)
  return on === today && time >= until ? at : momentOf(on, until)
}
