import type { Left } from '#kernel/person'
import type { Day } from '#platform/days'

interface Stands {
  side: string
  person: string | null
}

/**
 * Whether a case stands still because of who left: on one of its sides nobody is left. Who stands there without being known here
 * ('Bewoner Veldweg 14') is still there.
 */
export function standsStill(sides: readonly Stands[], left: ReadonlySet<string>): boolean {
  const bySide = Map.groupBy(sides, (one) => one.side)
  return [...bySide.values()].some((there) => there.every(({ person }) => person !== null && left.has(person)))
}

/** The keys of those who are no longer here on a day. */
export const goneOn = (left: ReadonlyMap<string, Left | null>, on: Day): Set<string> =>
  new Set([...left].flatMap(([id, one]) => (one && one.onDay <= on ? [id] : [])))
