import type { Expression, Kysely } from 'kysely'
import type { DB } from '#platform/database'
import { type Noun, noun } from '#platform/words'

/** The key of a missing value in every dimension: a breakdown says 'onbekend' and never leaves a row out. */
export const UNKNOWN = 'unknown'
/** The key of a record that had not ended on the last day of the period, in a dimension read as of that day. */
export const RUNNING = 'running'

/** Something a fact can be filtered on and broken down by. */
export interface Dimension {
  /** What stands above a breakdown and in a rule in words, in lower case: 'uitkomst'. */
  label: string
  /** The column of the fact's query that holds the value. */
  column?: string
  /** Instead of a column: the JSON column of the fact's query, and the key of the field in it. */
  json?: readonly [column: string, key: string]
  /** What ended after the period still counts in it as running, whatever came of it later. */
  asOf?: typeof RUNNING
  /** The Dutch names of the values, as far as they are fixed; a question may bring others (`labels`). */
  values?: Readonly<Record<string, string>>
}

/** What a concept lets others count: rows without names. */
export interface Fact {
  key: string
  called: Noun
  /** The resource that a record key opens, such as 'case'. */
  opens: string
  /** Things that happen at one moment: `ends` is `starts`, and nothing is ever standing. */
  point: boolean
  /** Whether a small count can betray someone. Halls, activities and organisations are no persons: never hidden. */
  personal: boolean
  dimensions: Readonly<Record<string, Dimension>>
  /** Dimensions of which one record can have several values: one row for each, counted once. No sum is printed. */
  overlapping: readonly string[]
  /** Groupings that may be laid over a dimension; which values go together comes with the question. */
  groupings: Readonly<Record<string, { of: string; label: string }>>
  /** Numeric columns that may be summed or averaged, with the name of what they hold. */
  measures: Readonly<Record<string, { column: string; label: string }>>
  /** The persons a row speaks of, in words. */
  persons: Noun
  rows(db: Kysely<never>): Expression<unknown>
}

/** How a fact is declared: see `fact`. */
export interface FactDeclaration<Tables = DB> {
  key: string
  called: Noun
  opens?: string
  point?: boolean
  personal?: boolean
  dimensions?: Readonly<Record<string, Dimension>>
  overlapping?: readonly string[]
  groupings?: Readonly<Record<string, { of: string; label: string }>>
  measures?: Readonly<Record<string, { column: string; label: string }>>
  persons?: Noun
  rows(db: Kysely<Tables>): Expression<unknown>
}

const built: Readonly<Record<string, Dimension>> = {
  line: { column: 'line', label: 'werksoort' },
  village: { column: 'village', label: 'dorp' },
}

/**
 * Declares a fact. Its query yields one row for each thing that can be counted, with the columns tenant, record,
 * person, line, village, starts (date), ends (date; null while it runs) and a column for each own dimension and
 * measure. `line` and `village` are dimensions of every fact. Throws an Error with the fact's key when it is wrong.
 */
export function fact<Tables = DB>(declared: FactDeclaration<Tables>): Fact {
  const refuse = (why: string): never => {
    throw new Error(`Fact '${declared.key}': ${why}`)
  }
  const dimensions = { ...built, ...declared.dimensions }
  for (const [key, dimension] of Object.entries(dimensions)) {
    if ((dimension.column === undefined) === (dimension.json === undefined)) {
      refuse(`dimension '${key}' needs either a column or a place in JSON`)
    }
    if (declared.point && dimension.asOf) refuse(`dimension '${key}' cannot be running: a point has ended at once`)
  }
  const groupings = declared.groupings ?? {}
  for (const [key, { of }] of Object.entries(groupings)) {
    if (!dimensions[of]) refuse(`grouping '${key}' groups '${of}', which is no dimension`)
    if (dimensions[key]) refuse(`'${key}' is a dimension and a grouping`)
  }
  for (const key of declared.overlapping ?? []) {
    if (!dimensions[key]) refuse(`'${key}' cannot overlap: it is no dimension`)
  }
  return {
    key: declared.key,
    called: declared.called,
    opens: declared.opens ?? declared.key,
    point: declared.point ?? false,
    personal: declared.personal ?? true,
    dimensions,
    overlapping: declared.overlapping ?? [],
    groupings,
    measures: declared.measures ?? {},
    persons: declared.persons ?? noun('persoon', 'personen', 'de'),
    // The engine hands over the transaction it was given; the tables in it are the concept's own affair.
    rows: declared.rows as unknown as (db: Kysely<never>) => Expression<unknown>,
  }
}

/** The same fact in the words of a line: 'vragen' where another says 'zaken', 'vragers' for the persons in them. Call it once for a line. */
export function calledAs(fact: Fact, called: Noun, persons: Noun = fact.persons): Fact {
  return { ...fact, called, persons }
}

/** The dimension below a key: the dimension itself, or the one that the grouping of that name groups. */
export function baseOf(fact: Fact, key: string): string {
  return fact.groupings[key]?.of ?? key
}

/** What stands above a breakdown: the label of the dimension or grouping. */
export function labelOf(fact: Fact, key: string): string {
  return fact.dimensions[key]?.label ?? fact.groupings[key]?.label ?? key
}

/** Whether one record can stand in several cells of this breakdown. */
export function overlaps(fact: Fact, key: string): boolean {
  return fact.overlapping.includes(baseOf(fact, key))
}
