import { type Day, day } from '#platform/days'
import type { Noun } from '#platform/words'
import { baseOf, type Fact, overlaps, RUNNING, UNKNOWN } from './fact.ts'
import type { Test, Where } from './where.ts'

/** Which records belong to a period: see `period-rule.ts`. */
export type When = 'started' | 'ended' | 'running' | 'standing' | 'carriedOver'
/** What is counted: records, distinct persons, or distinct values of a dimension. */
export type Counts = 'records' | 'persons' | { readonly distinct: string }
/** What a figure is measured in. A change between two percentages is in points. */
export type Unit = 'aantal' | 'procent' | 'punten' | 'cijfer'
export type Take = 'sum' | 'mean' | 'median' | 'min' | 'max'

/** What every indicator says of itself. */
interface Named {
  key: string
  name: string
  /** What is counted, with its grammar: '36 zaken'. */
  of: Noun
  unit: Unit
  decimals: number
  by: readonly string[]
  /** The first day this rule holds; figures from before are not comparable and not made. */
  since: Day | null
  /** The first day it holds no longer. */
  until: Day | null
  /** Why it is counted so, in one Dutch sentence that is printed with the rule. */
  note: string | null
}
export interface Reading extends Named {
  reads: Fact
  when: When
}
export interface Count extends Reading {
  kind: 'count'
  counts: Counts
  where: Where
}
export interface Share extends Reading {
  kind: 'share'
  counts: Counts
  whole: Where
  part: Where
}
export interface Measure extends Reading {
  kind: 'measure'
  measures: string
  take: Take
  where: Where
}
/** Indicators that are counted from a fact. */
export type Counted = Count | Share | Measure

/** Equal things added up. */
export interface Sum extends Named {
  kind: 'sum'
  reads: readonly Indicator[]
}
/** One figure per another. */
export interface Ratio extends Named {
  kind: 'ratio'
  reads: Indicator
  per: Indicator
}
/** What became more or less than last year. */
export interface Change extends Named {
  kind: 'change'
  reads: Indicator
  in: 'aantal' | 'procent' | 'punten'
}
/** The first so many of a breakdown; who ties with the last of them is named too. */
export interface Rank extends Named {
  kind: 'rank'
  reads: Indicator
  ranks: string
  top: number
}
/** Which values of a breakdown occur at all; its value is how many. */
export interface Names extends Named {
  kind: 'names'
  reads: Indicator
  names: string
  except: readonly string[]
}
/** Indicators that read others and add no SQL. */
export type Derived = Sum | Ratio | Change | Rank | Names
export type Indicator = Counted | Derived

/** The parts of a declaration that have a default. */
export interface NamedDeclaration {
  key: string
  name: string
  of?: Noun
  unit?: Unit
  decimals?: number
  by?: readonly string[]
  /** A day, or a year from its first day. */
  since?: Day | number
  until?: Day | number
  note?: string
}
interface ReadingDeclaration extends NamedDeclaration {
  reads: Fact
  when: When
}

/** How many: records, distinct persons (`counts: 'persons'`) or distinct values (`counts: { distinct: 'school' }`). */
export function count(declared: ReadingDeclaration & { counts?: Counts; where?: Where }): Count {
  const { counts = 'records', where = {} } = declared
  checkReading(declared, [where], counts)
  const called = counts === 'persons' ? declared.reads.persons : declared.reads.called
  return { ...readingOf(declared, called, 'aantal'), kind: 'count', counts, where }
}

/** Which part of a whole, in per cent. `part` is read within `whole`. */
export function share(declared: ReadingDeclaration & { counts?: Counts; whole: Where; part: Where }): Share {
  const { counts = 'records', whole, part } = declared
  checkReading(declared, [whole, part], counts)
  if (Object.keys(part).length === 0) refuse(declared.key, 'a part without a test is the whole')
  const called = counts === 'persons' ? declared.reads.persons : declared.reads.called
  return { ...readingOf(declared, called, 'procent'), kind: 'share', counts, whole, part }
}

/** A number that records carry, such as minutes or a mark: its sum, mean, median, smallest or largest. */
export function measure(declared: ReadingDeclaration & { measures: string; take: Take; where?: Where }): Measure {
  const { where = {}, measures, take } = declared
  checkReading(declared, [where], 'records')
  if (!declared.reads.measures[measures]) refuse(declared.key, `'${measures}' is no measure of its fact`)
  if (declared.reads.overlapping.length > 0) refuse(declared.key, 'a record stands in this fact more than once')
  const named = readingOf(declared, declared.reads.called, take === 'sum' ? 'aantal' : 'cijfer')
  return { ...named, decimals: declared.decimals ?? (take === 'mean' ? 1 : 0), kind: 'measure', measures, take, where }
}

/** Fills in what a declaration left out. */
export function namedOf(declared: NamedDeclaration, called: Noun, unit: Unit): Named {
  const since = dayFrom(declared.since)
  const until = dayFrom(declared.until)
  if (since && until && until <= since) refuse(declared.key, 'it ends before it begins')
  return {
    key: declared.key,
    name: declared.name,
    of: declared.of ?? called,
    unit: declared.unit ?? unit,
    decimals: declared.decimals ?? 0,
    by: declared.by ?? [],
    since,
    until,
    note: declared.note ?? null,
  }
}

/** Stops the program at load: a wrong declaration is a mistake of ours. */
export function refuse(key: string, why: string): never {
  throw new Error(`Indicator '${key}': ${why}`)
}

function readingOf(declared: ReadingDeclaration, called: Noun, unit: Unit): Reading {
  return { ...namedOf(declared, called, unit), reads: declared.reads, when: declared.when }
}

function dayFrom(moment: Day | number | undefined): Day | null {
  if (moment === undefined) return null
  return typeof moment === 'number' ? day(`${moment}-01-01`) : moment
}

function checkReading(declared: ReadingDeclaration, wheres: Where[], counts: Counts) {
  const { key, reads, when, by = [] } = declared
  const known = (name: string) => Boolean(reads.dimensions[name] ?? reads.groupings[name])
  for (const name of [...wheres.flatMap((where) => Object.keys(where)), ...by]) {
    if (!known(name)) refuse(key, `'${name}' is no dimension or grouping of fact '${reads.key}'`)
  }
  for (const where of wheres) {
    for (const [name, test] of Object.entries(where)) checkTest(key, reads, name, test)
  }
  if (new Set(by).size < by.length) refuse(key, 'a breakdown stands in it twice')
  if (typeof counts === 'object') {
    if (!reads.dimensions[counts.distinct]) refuse(key, `'${counts.distinct}' is no dimension to count values of`)
    if (!declared.of) refuse(key, 'it counts values, and does not say what they are called (of)')
  }
  if (reads.point && (when === 'standing' || when === 'carriedOver')) {
    refuse(key, `fact '${reads.key}' holds moments, and a moment is never standing`)
  }
  // A topic test on a fact over topics would make "not noise" true for a record that is also about noise.
  for (const where of wheres) {
    for (const [name, test] of Object.entries(where)) {
      if (overlaps(reads, name) && typeof test === 'object' && 'not' in test) {
        refuse(key, `'${name}' can have several values, so 'not' does not say what is left out`)
      }
    }
  }
}

function checkTest(key: string, reads: Fact, name: string, test: Test) {
  if (typeof test === 'object' && 'not' in test) return checkTest(key, reads, name, test.not)
  const values = reads.dimensions[name]?.values
  if (!values || (typeof test === 'object' && 'present' in test)) return
  const asked = typeof test === 'object' ? test.oneOf : [String(test)]
  for (const value of asked) {
    const fixed = value === UNKNOWN || (value === RUNNING && reads.dimensions[baseOf(reads, name)]?.asOf)
    if (!fixed && !(value in values)) refuse(key, `'${value}' is no value of '${name}'`)
  }
}
