import type { ServiceLine } from '#kernel/service-line'
import { Refused } from '#platform/errors'
import { list, nearest, plain } from '#platform/words'
import { type Column, caseColumns, requiredColumns } from './columns.ts'

/** Which column of a file is what, and what its words mean here. Made as a proposal, read by a person, kept per source. */
export interface Mapping {
  line: string
  sheet: string | null
  /** Heading in the file to a column's key; null is a column that is left out on purpose. */
  columns: Record<string, string | null>
  /** For one column: what stands in the file to what it is here. */
  values: Record<string, Record<string, string>>
  /** What the file does not say and holds for all its rows. */
  fixed: Record<string, string>
}

export interface Guess {
  mapping: Mapping
  /** Headings that we do not know: they are left out. */
  unknown: string[]
  /** Labels of columns without which nothing can be read. */
  missing: string[]
}

/**
 * Proposes what the headings of a file mean: by label, by key, by synonym in whatever word order, and last by what is
 * nearest. A column is given once, to the best match.
 */
export function guessMapping(headers: readonly string[], line: ServiceLine): Guess {
  const columns = caseColumns(line)
  const names = namesOf(columns)
  const given = new Map<string, string>()
  const named = headers.filter((header) => header !== '')
  for (const header of named) {
    const key = names.get(sorted(header))
    if (key && ![...given.values()].includes(key)) given.set(header, key)
  }
  for (const header of named.filter((one) => !given.has(one) && one.length > 5)) {
    const near = nearest(sorted(header), names.keys())
    const key = near && names.get(near)
    if (key && ![...given.values()].includes(key)) given.set(header, key)
  }
  const unknown = named.filter((header) => !given.has(header))
  return {
    mapping: {
      line: line.key,
      sheet: null,
      columns: Object.fromEntries(named.map((header) => [header, given.get(header) ?? null])),
      values: clearValues(line),
      fixed: {},
    },
    unknown,
    missing: missingIn([...given.values()], columns),
  }
}

/** The labels of required columns that no heading was given to. */
export function missingIn(keys: readonly (string | null)[], columns: readonly Column[]): string[] {
  return columns
    .filter((column) => requiredColumns.includes(column.key as never) && !keys.includes(column.key))
    .map((column) => column.field.label)
}

/** Whether a heading is one that we know: by it the row of headings is found. */
export function knowsHeading(line: ServiceLine): (heading: string) => boolean {
  const names = namesOf(caseColumns(line))
  return (heading) => heading.length < 100 && names.has(sorted(heading))
}

/** A published outcome that one detailed outcome stands for may be used for it: 'Advies' can only mean one thing. */
function clearValues({ case: declared }: ServiceLine): Mapping['values'] {
  const clear: Record<string, string> = {}
  for (const [key, label] of Object.entries(declared.published)) {
    const under = Object.entries(declared.outcomes).filter(([, outcome]) => outcome.publishedAs === key)
    if (under.length === 1 && under[0]) clear[label] = under[0][0]
  }
  return Object.keys(clear).length === 0 ? {} : { outcome: clear }
}

/** The mapping as people read and change it: Dutch words, labels instead of keys. */
export function mappingFile(mapping: Mapping, source: string, line: ServiceLine): string {
  const columns = caseColumns(line)
  const label = (key: string | null) =>
    key === null ? null : (columns.find((column) => column.key === key)?.field.label ?? key)
  const worded = {
    lijn: mapping.line,
    bron: source,
    blad: mapping.sheet,
    kolommen: Object.fromEntries(Object.entries(mapping.columns).map(([header, key]) => [header, label(key)])),
    waarden: Object.fromEntries(Object.entries(mapping.values).map(([key, values]) => [label(key), values])),
    vast: Object.fromEntries(Object.entries(mapping.fixed).map(([key, value]) => [label(key), value])),
    kies_uit: columns.map((column) => column.field.label),
  }
  return `${JSON.stringify(worded, null, 2)}\n`
}

/** Reads a mapping that somebody may have changed. @throws Refused with every column that does not exist */
export function readMapping(text: string, line: ServiceLine): Mapping {
  let read: Record<string, unknown>
  try {
    read = JSON.parse(text.replace(/^\ufeff/, '')) as Record<string, unknown>
  } catch {
    throw new Refused('Het koppelbestand is geen geldige JSON. Kijk of er een komma of aanhalingsteken mist.')
  }
  const columns = caseColumns(line)
  const wrong: string[] = []
  const keyOf = (name: string): string => {
    const found = columns.find((column) => column.key === name || plain(column.field.label) === plain(name))
    if (found) return found.key
    const near = nearest(
      name,
      columns.map((column) => column.field.label),
    )
    wrong.push(`De kolom "${name}" bestaat niet.${near ? ` Bedoel je "${near}"?` : ' Kies een naam uit "kies_uit".'}`)
    return name
  }
  const mapping: Mapping = {
    line: line.key,
    sheet: typeof read.blad === 'string' ? read.blad : null,
    columns: Object.fromEntries(
      Object.entries(recordOf(read.kolommen)).map(([header, name]) => [
        header,
        typeof name === 'string' ? keyOf(name) : null,
      ]),
    ),
    values: Object.fromEntries(
      Object.entries(recordOf(read.waarden)).map(([name, values]) => [keyOf(name), textsOf(values)]),
    ),
    fixed: Object.fromEntries(Object.entries(textsOf(read.vast)).map(([name, value]) => [keyOf(name), value])),
  }
  if (typeof read.lijn === 'string' && read.lijn !== line.key) {
    throw new Refused(`Dit koppelbestand is voor de lijn "${read.lijn}". Kies die lijn, of een ander koppelbestand.`)
  }
  const keys = Object.values(mapping.columns).filter((key) => key !== null)
  const twice = keys.find((key, at) => keys.indexOf(key) !== at)
  if (twice)
    wrong.push(
      `"${columns.find((column) => column.key === twice)?.field.label ?? twice}" is aan twee kolommen gegeven. Zet er één op null.`,
    )
  const missing = missingIn([...keys, ...Object.keys(mapping.fixed)], columns)
  if (missing.length > 0)
    wrong.push(`Er is geen kolom voor ${list(missing.map((label) => `"${label}"`))}. Geef er een aan.`)
  if (wrong.length > 0) throw new Refused(wrong.join('\n'))
  return mapping
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
const textsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(recordOf(value)).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )

function namesOf(columns: readonly Column[]): Map<string, string> {
  const names = new Map<string, string>()
  for (const { key, field } of columns) names.set(sorted(field.label), key).set(sorted(key), key)
  for (const { key, synonyms } of columns)
    for (const synonym of synonyms) if (!names.has(sorted(synonym))) names.set(sorted(synonym), key)
  return names
}

const small = new Set(['de', 'het', 'een', 'van', 'is', 'en'])

/** A heading as its words in a fixed order: 'Naam van de melder', 'melder (naam)' and 'Melder: naam' are the same. */
function sorted(heading: string): string {
  const words = plain(heading.replace(/([a-z])([A-Z])/g, '$1 $2'))
    .split(/[^\p{L}\p{N}/]+/u)
    .filter((word) => word !== '')
  const telling = words.filter((word) => !small.has(word))
  return (telling.length > 0 ? telling : words).sort().join(' ')
}
