import { addDays, type Day, dayOf, momentOf, workdayFrom } from '#platform/days'
import { Invalid } from '#platform/errors'
import type { Row } from '#platform/records'

// Somebody rings for a colleague:
//
//   asked ──done──► done
//     │  ◄─undo──
//     └─not reached─► asked, with one try more
//
// Nothing of it is a contact moment: a talk that follows is logged where it belongs.

export type CallBack = Row<'callBacks'>

/** When nobody said so, somebody is called back before this time. */
const endOfWorkday = '17:00'
/** The most days ahead that a call can be promised for. */
const mostDays = 60

/** Whether somebody waits longer than was promised. */
export const isLate = (one: Pick<CallBack, 'doneAt' | 'dueAt'>, now: Date): boolean =>
  one.doneAt === null && one.dueAt < now

/** The end of this workday; from that moment on, and on a day that nobody works, that of the next. */
export function usualBefore(now: Date, closed: ReadonlySet<Day>): { on: Day; at: string } {
  const today = dayOf(now)
  const on = now < momentOf(today, endOfWorkday) ? today : addDays(today, 1)
  return { on: workdayFrom(on, closed), at: endOfWorkday }
}

/** Before when somebody is called back. @throws Invalid for a moment that has passed, or one too far off to promise */
export function before(on: Day, at: string, now: Date): Date {
  const moment = momentOf(on, at)
  if (moment <= now) throw new Invalid({ at: 'Dat moment is al voorbij. Kies een later moment.' })
  if (on > addDays(dayOf(now), mostDays))
    throw new Invalid({ on: 'Dat is te ver weg voor een belbriefje. Plan liever een stap bij de zaak.' })
  return moment
}

/** Called: there is nothing more to do. Who says it twice changes nothing. */
export const called = (was: CallBack, at: Date, by: string | null): CallBack =>
  was.doneAt ? was : { ...was, doneAt: at, doneBy: by }

/** Nobody answered: it stays, with one try more. */
export const notReached = (was: CallBack, at: Date): CallBack =>
  was.doneAt ? was : { ...was, tries: was.tries + 1, triedAt: at }

/** Takes the last thing that was said of it back. */
export function takenBack(was: CallBack): CallBack {
  if (was.doneAt) return { ...was, doneAt: null, doneBy: null }
  return was.tries === 0 ? was : { ...was, tries: was.tries - 1, triedAt: null }
}
