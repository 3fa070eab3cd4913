import { unitOf } from '../asks.ts'
import { baseOf } from '../fact.ts'
import type { Indicator } from '../indicator.ts'
import { isCounted } from '../question.ts'
import type { Place } from './document.ts'

/**
 * What somebody chose for a number that is too small to show: put its row together with others, say that it is less than
 * the threshold, leave it out, or show it. It is an input of suppression like the numbers themselves: what it tells is
 * reckoned with, and where it would give another number away it does not happen.
 */
export type WayOn = 'group' | 'below' | 'omit' | 'show'

/** A choice for one place. Those of one `name` are made together: they hold all or none. */
export interface Choice {
  name: string
  place: Place
  way: WayOn
}

/** The ways that a place can have: a share is no number of people to be below, and only rows of records can be added. */
export function waysFor(indicator: Indicator, by: string | null): readonly WayOn[] {
  if (!isCounted(indicator)) return indicator.kind === 'sum' ? ['below', 'omit', 'show'] : []
  const counts = indicator.kind === 'count'
  return [
    ...(by !== null && mayBeGrouped(indicator, by) ? (['group'] as const) : []),
    ...(counts ? (['below'] as const) : []),
    'omit',
    'show',
  ]
}

/** Whether rows of a breakdown add up: records of which each is in one row. */
function mayBeGrouped(indicator: Indicator, by: string): boolean {
  if (!isCounted(indicator) || indicator.kind !== 'count' || (unitOf(indicator) ?? 'record') !== 'record') return false
  const { reads } = indicator
  return !reads.overlapping.some((key) => baseOf(reads, key) === baseOf(reads, by))
}
