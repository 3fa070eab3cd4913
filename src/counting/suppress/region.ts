import { type Fact, RUNNING } from '../fact.ts'
import { type Borders, boxOf, runningFrom } from '../period-rule.ts'
import type { Rule } from '../query.ts'
import type { Question } from '../question.ts'
import { type Condition, holds } from '../where.ts'

/**
 * A set of records as a block: on each dimension some values, and some classes of start and end. Two figures over the
 * same region are the same number, whatever they are called, and regions that differ on one side only can be added
 * and subtracted. That is all a reader with a pencil can do, so that is what suppression reckons with.
 */
export interface Region {
  /** Whose records: those of one resource. */
  of: string
  /** The values on each dimension that is not whole. */
  sides: ReadonlyMap<string, ReadonlySet<string>>
  /** 'start.end' classes. */
  time: ReadonlySet<string>
  /** The sides that are not whole and time, in the order of the alphabet, each by the number of its values. */
  numbered: readonly (readonly [side: string, number: string])[]
}

/** All that a document speaks of. */
export interface Universe {
  /** The values by dimension; `elsewhere` is every value it does not name. */
  values: ReadonlyMap<string, ReadonlySet<string>>
  /** A number for each set of values on a side: a village's key is long, and names of regions are made by the thousand. */
  numbers: Map<string, string>
}
export const elsewhere = '*'

/** The name of the side that time is. */
export const timeSide = '@time'

/** What kind of records a fact holds: facts over the same records speak of the same regions. */
export function kindOf(fact: Fact): string {
  return fact.point ? fact.key : fact.opens
}

/** The conditions a question itself sets: its lines and its villages. */
export function scopeOf(question: Question): Condition[] {
  const among = (values: readonly string[]) => ({ values: new Set(values), negated: false })
  const lines = { dimension: 'line', set: among(question.lines) }
  return question.villages ? [lines, { dimension: 'village', set: among(question.villages) }] : [lines]
}

/**
 * The regions that a rule takes, apart from each other. There are two when it takes some records for what became of
 * them and others because they had not ended yet; none when nothing can pass.
 */
export function regionsOf(fact: Fact, rule: Rule, universe: Universe, borders: Borders): Region[] {
  const box = boxOf(rule.when, rule.period, borders)
  const until = runningFrom(rule.period, borders)
  const asOf = (dimension: string) => fact.dimensions[dimension]?.asOf === RUNNING
  const read = rule.conditions.filter(({ dimension }) => asOf(dimension))
  const plain = rule.conditions.filter(({ dimension }) => !asOf(dimension))
  const inBox = timeOf(fact, borders).filter(
    ([start, end]) => start >= box.startFrom && start <= box.startTo && end >= box.endFrom && end <= box.endTo,
  )
  if (read.length === 0) return block(fact, plain, inBox, universe)
  const standing = read.every(({ set }) => holds(set, RUNNING)) ? inBox.filter(([, end]) => end >= until) : []
  const ended = inBox.filter(([, end]) => end < until)
  return [...block(fact, plain, standing, universe), ...block(fact, [...plain, ...read], ended, universe)]
}

/** A text that two regions share only when they are the same. */
export function nameOf(region: Region, without?: string): string {
  let name = region.of
  for (const [side, number] of region.numbered) if (side !== without) name += `|${side}=${number}`
  return name
}

/** The values of a region on one side. */
export function sideOf(region: Region, side: string, { values }: Universe): ReadonlySet<string> {
  return side === timeSide ? region.time : (region.sides.get(side) ?? values.get(side) ?? new Set([elsewhere]))
}

/** The same region with other values on one side. */
export function withSide(region: Region, side: string, values: ReadonlySet<string>, universe: Universe): Region {
  if (side === timeSide) return regionOf(region.of, region.sides, values, universe)
  const sides = new Map(region.sides)
  if (values.size === (universe.values.get(side)?.size ?? 1)) sides.delete(side)
  else sides.set(side, values)
  return regionOf(region.of, sides, region.time, universe)
}

function regionOf(of: string, sides: Region['sides'], time: Region['time'], { numbers }: Universe): Region {
  const numbered = [...sides, [timeSide, time] as const].map(([side, values]) => {
    const written = [...values].sort().join('\n')
    const number = numbers.get(written) ?? String(numbers.size)
    numbers.set(written, number)
    return [side, number] as const
  })
  return { of, sides, time, numbered: numbered.sort(([one], [other]) => (one < other ? -1 : 1)) }
}

type Class = [start: number, end: number]

function timeOf(fact: Fact, borders: Borders): Class[] {
  const classes: Class[] = []
  for (let start = 0; start < borders.length; start++) {
    for (let end = start; end <= (fact.point ? start : borders.length); end++) classes.push([start, end])
  }
  return classes
}

function block(fact: Fact, conditions: readonly Condition[], classes: readonly Class[], universe: Universe): Region[] {
  const sides = new Map<string, ReadonlySet<string>>()
  for (const { dimension, set } of conditions) {
    const all = universe.values.get(dimension) ?? new Set([elsewhere])
    const left = new Set([...(sides.get(dimension) ?? all)].filter((value) => holds(set, value)))
    if (left.size === 0) return []
    if (left.size < all.size) sides.set(dimension, left)
    else sides.delete(dimension)
  }
  if (classes.length === 0) return []
  const time = new Set(classes.map(([start, end]) => `${start}.${end}`))
  return [regionOf(kindOf(fact), sides, time, universe)]
}
