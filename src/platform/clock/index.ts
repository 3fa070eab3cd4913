import { type Day, dayOf } from '#platform/days'

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
