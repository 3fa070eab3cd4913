import { type AreaSet, type Placing, placingOn, placingsOf } from '#kernel/area'
import type { Day } from '#platform/days'
import { capital } from '#platform/words'
import type { Crumb } from '#ui'

export const base = '/beheer/dorpen'

/** The way to a page about villages. */
export const trail: Crumb[] = [{ to: '/beheer', label: 'Accounts' }]
export const villagesTrail: Crumb[] = [...trail, { to: base, label: 'Dorpen' }]

/** The name of a set as people see it: its key with a capital. */
export const setCalled = (set: string): string => capital(set)

/** In which group of a set a village is on a day. In a set of large and small villages who is in no group counts as small. */
export function groupInWords(set: AreaSet, area: string, on: Day): string {
  const placing: Placing | undefined = placingOn(placingsOf(set, area), on)
  return placing?.groupName ?? (set.bySize ? 'kleine dorpen' : 'in geen groep')
}
