import { type Day, dayOf, momentOf } from '#platform/days'

/**
 * What time it is. `now` is the real moment, for sessions and logs; `today` is the day on which people work, which
 * demo and tests can set. Code that needs a moment on the set day combines the two with `momentOf`.
 */
export interface Clock {
  now(): Date
  today(): Day
}

/** The clock of a running installation: today is the day in Amsterdam. */
export const realClock: Clock = {
  now: () => new Date(),
  today: () => dayOf(new Date()),
}

/** A clock that stands on a day. `now` goes on as it really is, unless it is given too. */
export function clockOn(today: Day, now: () => Date = () => new Date()): Clock {
  return { now, today: () => today }
}

/**
 * A clock that starts at a moment of a fixed day and runs on from there, but never into the next day: what waits in the
 * invented town is always as late as it should be, and sessions still end.
 * @param start the time of that day in Amsterdam, 'HH:MM'
 */
export function clockRunningOn(today: Day, start = '09:14', realNow: () => number = Date.now): Clock {
  const began = realNow()
  const first = momentOf(today, start).getTime()
  const last = momentOf(today, '23:59').getTime()
  return clockOn(today, () => new Date(Math.min(last, first + realNow() - began)))
}

/** The clock that an installation runs on: the real one, unless it was told to stand on a day. */
export function clockFor(config: { today?: Day }): Clock {
  return config.today ? clockRunningOn(config.today) : realClock
}
