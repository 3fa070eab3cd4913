import ical, { ICalCalendarMethod } from 'ical-generator'
import type { CalendarStep } from '#access'
import { stepKinds } from '#kernel/next-step'
import { addDays, momentOf } from '#platform/days'
import { sha256 } from '#platform/secrets'
import { handout } from '#web/app'

/** How long a step without an end takes in a calendar, in milliseconds: an hour. */
const usually = 3_600_000
const type = 'text/calendar; charset=utf-8'

/**
 * A worker's calendar, by the secret address that she gave her telephone. It holds kind, time and a link behind sign-in: no name, no
 * address, no topic, whatever stands in the step. What does not open is not there.
 */
export const agenda = handout({
  path: '/agenda/:key',
  async load({ calendar, params, from, site }) {
    const found = await calendar.find(params.key ?? '', from)
    if (found.state === 'wait') return { status: 429, type: 'text/plain; charset=utf-8', body: 'Wacht een kwartier.\n' }
    if (found.state === 'unknown')
      return { status: 404, type: 'text/plain; charset=utf-8', body: 'Deze agenda is er niet.\n' }
    const body = calendarOf(found.steps, site)
    return { status: 200, type, body, etag: `"${sha256(body).slice(0, 32)}"`, shown: found.shown }
  },
})

/** Steps as iCalendar (RFC 5545). The same steps give the same text, so that it can be asked whether something changed. */
export function calendarOf(steps: readonly CalendarStep[], site: string): string {
  const calendar = ical({
    name: 'Naober',
    method: ICalCalendarMethod.PUBLISH,
    prodId: '//Naober//Stappen//NL',
    ttl: 1800,
  })
  for (const step of steps) {
    const start = step.atTime ? momentOf(step.onDay, step.atTime.slice(0, 5)) : noonOf(step.onDay)
    calendar.createEvent({
      id: `${step.id}@naober`,
      ...{ start, stamp: step.addedAt, sequence: step.version - 1 },
      ...(step.atTime
        ? { end: new Date(start.getTime() + usually) }
        : { allDay: true, end: noonOf(addDays(step.onDay, 1)) }),
      summary: (stepKinds as Record<string, string>)[step.kind] ?? 'Stap',
      url: `${site}/stap/${step.id}`,
    })
  }
  return calendar.toString()
}

/** The middle of a day in UTC: whatever the clock of the server, it is that day. */
const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`)
