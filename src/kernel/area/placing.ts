import { type Day, inWords } from '#platform/days'
import { Invalid } from '#platform/errors'
import type { Row } from '#platform/records'
import { plain } from '#platform/words'

/** A village in one group of a set, from a day until a day. */
export type Placing = Row<'areaGroupings'>

export interface Group {
  key: string
  name: string
}

/** The two groups that figures can tell apart: a set that has them counts in factsheets. A village in neither is small. */
export const sizeGroups = {
  large: { key: 'large', name: 'grote dorpen' },
  small: { key: 'small', name: 'kleine dorpen' },
} as const satisfies Record<string, Group>

/** The key of a set or group out of what somebody called it: 'Groot en klein 2026' is 'groot-en-klein-2026'. '' when nothing is left. */
export function keyOf(name: string): string {
  return plain(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
}

/** A set of groups as far as the placings tell: every group that a village was ever in, in the order they came. */
export interface AreaSet {
  key: string
  groups: Group[]
  placings: Placing[]
  /** It tells large from small villages, so figures can count with it. */
  bySize: boolean
}

/** The sets that there are, by key. */
export function setsOf(placings: readonly Placing[]): AreaSet[] {
  const byKey = Map.groupBy(placings, ({ groupingKey }) => groupingKey)
  return [...byKey]
    .sort(([one], [other]) => one.localeCompare(other, 'nl'))
    .map(([key, own]) => {
      const named = new Map(own.map(({ groupKey, groupName }) => [groupKey, groupName]))
      const bySize = named.has('large') || named.has('small')
      if (bySize) for (const size of Object.values(sizeGroups)) if (!named.has(size.key)) named.set(size.key, size.name)
      return { key, groups: [...named].map(([group, name]) => ({ key: group, name })), placings: own, bySize }
    })
}

/** Whether nobody changed a set since it was made: all of it was added at one moment. */
export function isAsMade(placings: readonly Placing[]): boolean {
  return placings.every(({ version, addedAt }) => version === 1 && addedAt.getTime() === placings[0]?.addedAt.getTime())
}

/** The placings of one village in one set, the first on top. */
export function placingsOf({ placings }: Pick<AreaSet, 'placings'>, area: string): Placing[] {
  return placings.filter((one) => one.area === area).sort((one, other) => (one.validFrom < other.validFrom ? -1 : 1))
}

/** The placing that holds on a day; undefined for a village that is in no group then. */
export function placingOn(placings: readonly Placing[], on: Day): Placing | undefined {
  return placings.find((one) => one.validFrom <= on && (one.validUntil === null || on < one.validUntil))
}

/** What must be done to the placings of one village in one set. */
export interface Replacing {
  /** These end on the day, or go on longer. */
  change: { id: string; becomes: Partial<Pick<Placing, 'validUntil' | 'groupKey' | 'groupName'>> }[]
  remove: string[]
  add: Pick<Placing, 'groupKey' | 'groupName' | 'validFrom' | 'validUntil'>[]
}

/**
 * Puts a village in a group from a day on. What held before keeps holding until that day, and what was planned for later stays
 * planned: the new placing lasts until then.
 * @param own the placings of this village in this set, the first on top
 * @throws Invalid when it is in that group already
 */
export function placedFrom(own: readonly Placing[], group: Group, from: Day): Replacing {
  const held = placingOn(own, from)
  if (held?.groupKey === group.key)
    throw new Invalid({ group: `Op ${inWords(from)} staat het dorp daar al. Kies een andere groep of een andere dag.` })
  if (held?.validFrom === from)
    return { change: [{ id: held.id, becomes: { groupKey: group.key, groupName: group.name } }], remove: [], add: [] }
  const next = own.find((one) => one.validFrom > from)
  return {
    change: held ? [{ id: held.id, becomes: { validUntil: from } }] : [],
    remove: [],
    add: [
      {
        groupKey: group.key,
        groupName: group.name,
        validFrom: from,
        validUntil: held?.validUntil ?? next?.validFrom ?? null,
      },
    ],
  }
}

/** Takes one placing back: the group before it goes on as if nothing had changed. */
export function placingTakenBack(own: readonly Placing[], id: string): Replacing {
  const taken = own.find((one) => one.id === id)
  const before = own.find((one) => one.validUntil === taken?.validFrom)
  return {
    change: taken && before ? [{ id: before.id, becomes: { validUntil: taken.validUntil } }] : [],
    remove: taken ? [taken.id] : [],
    add: [],
  }
}
