import { type Clock, clockRunningOn } from '#platform/clock'
import { day, momentOf } from '#platform/days'

/** The day on which the invented town stands still: Wednesday 12 March 2025. */
export const demoDay = day('2025-03-12')
/** A quarter past nine: Noor has just come in. */
export const demoMoment = momentOf(demoDay, '09:14')

/** The clock of the demo. */
export function demoClock(): Clock {
  return clockRunningOn(demoDay)
}
