import type { Ask } from './asks.ts'
import { type Grouping, groupOf } from './grouping.ts'

/** What was found for each ask, in their order. */
export type Numbers = (number | null)[]
/** The rows of a breakdown by key. */
export type Table = Map<string, Numbers>

/** Adds numbers to a row: sums are added up, of the smallest and largest the outermost is kept. */
export function addTo(table: Table, key: string, numbers: Numbers, asks: readonly Pick<Ask, 'take'>[]): void {
  const was = table.get(key)
  table.set(key, was ? asks.map(({ take }, i) => together(take, was[i] ?? null, numbers[i] ?? null)) : [...numbers])
}

/**
 * The rows of a grouping, from the rows of the dimension that it groups: the database counts a village once, however
 * many groupings it stands in. Only for numbers that add up.
 */
export function grouped(rows: Table, grouping: Grouping, asks: readonly Pick<Ask, 'take'>[]): Table {
  const groups: Table = new Map()
  for (const [key, numbers] of rows) addTo(groups, groupOf(grouping, key), numbers, asks)
  return groups
}

function together(take: Ask['take'], one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other
  if (take === 'min') return Math.min(one, other)
  return take === 'max' ? Math.max(one, other) : one + other
}
