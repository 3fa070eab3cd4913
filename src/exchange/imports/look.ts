import { guessMapping, knowsHeading, type Mapping } from '#exchange/cases'
import { readTables, type SourceTable } from '#exchange/tables'
import type { ServiceLine } from '#kernel/service-line'
import { cellInWords } from '../cell-in-words.ts'
import type { FoundColumn, FoundSheet, Look } from './found.ts'

/** The column that we put before wrong rows; when such a workbook comes back, it is no column of the source. */
export const remarkHeading = 'Wat er mis is (Naober)'

/** What was agreed about a source before. */
export interface KnownSource {
  source: string
  mapping: Mapping
}

/**
 * Looks what stands in a file: its sheets, their columns with some values, and what each column means, as it was agreed before
 * or as we guess. @throws Refused with one sentence when there is nothing in it that we can read
 */
export async function lookInto(path: string, line: ServiceLine, known: readonly KnownSource[]): Promise<Look> {
  const { tables, hidden } = await readTables(path, headingsOf(line, known))
  const isKnown = headingsOf(line, known)
  const knownIn = (table: SourceTable) => table.headers.filter(isKnown).length
  const most = Math.max(...tables.map(knownIn))
  return {
    sheets: tables.map((table) => sheetIn(table, line, known, tables.length > 1)),
    best: tables.findIndex((table) => knownIn(table) === most),
    hidden,
    sources: known.map(({ source }) => source),
  }
}

/** Whether a heading is one that we know, or that somebody told us the meaning of before. */
export function headingsOf(line: ServiceLine, known: readonly KnownSource[]): (heading: string) => boolean {
  const isKnown = knowsHeading(line)
  return (heading) => isKnown(heading) || known.some(({ mapping }) => Object.hasOwn(mapping.columns, heading))
}

function sheetIn(
  table: SourceTable,
  line: ServiceLine,
  known: readonly KnownSource[],
  isOneOfMore: boolean,
): FoundSheet {
  const headers = table.headers.filter((heading) => heading !== '' && heading !== remarkHeading)
  const { source, mapping, remembered } = proposalFor(headers, line, known)
  return {
    name: table.sheet,
    headerLine: table.headerLine,
    rows: table.rows.length,
    columns: columnsIn(table),
    twice: [...new Set(headers.filter((heading, at) => headers.indexOf(heading) !== at))],
    told: table.told ?? { formulas: 0, unsolved: 0, merged: 0 },
    proposal: { ...mapping, sheet: isOneOfMore ? table.sheet : null },
    source,
    remembered,
  }
}

/**
 * What columns mean: as agreed for the source that has the same headings (most of them, when somebody added a column or left
 * one out), and what is new as we guess. Without such a source it is a new one.
 */
export function proposalFor(
  headers: readonly string[],
  line: ServiceLine,
  known: readonly KnownSource[],
): { source: string; mapping: Mapping; remembered: boolean } {
  const guess = guessMapping(headers, line).mapping
  const [best] = known
    .map((one) => ({ ...one, overlap: overlapOf(headers, Object.keys(one.mapping.columns)) }))
    .sort((one, other) => other.overlap - one.overlap)
  if (!best || best.overlap < 0.6) return { source: freeName(line.key, known), mapping: guess, remembered: false }
  const agreed = best.mapping.columns
  const taken = new Set(Object.values(agreed))
  const columns = headers.map((heading) => {
    const guessed = guess.columns[heading] ?? null
    const means = Object.hasOwn(agreed, heading) ? agreed[heading] : taken.has(guessed) ? null : guessed
    return [heading, means ?? null] as const
  })
  return {
    source: best.source,
    mapping: { ...best.mapping, columns: Object.fromEntries(columns) },
    remembered: true,
  }
}

/** Which part of all headings two lists have in common: 1 when they are the same. */
function overlapOf(one: readonly string[], other: readonly string[]): number {
  const [mine, theirs] = [new Set(one), new Set(other.filter((heading) => heading !== remarkHeading))]
  const all = new Set([...mine, ...theirs]).size
  return all === 0 ? 0 : [...mine].filter((heading) => theirs.has(heading)).length / all
}

function freeName(name: string, known: readonly KnownSource[]): string {
  let free = name
  for (let next = 2; known.some(({ source }) => source === free); next++) free = `${name} ${next}`
  return free
}

const lookedAt = 200
const mostExamples = 3

function columnsIn(table: SourceTable): FoundColumn[] {
  return table.headers.flatMap((heading, at) => {
    if (heading === '' || heading === remarkHeading) return []
    const values = table.rows.slice(0, lookedAt).map((row) =>
      cellInWords(row.cells[at] ?? '')
        .slice(0, 40)
        .toWellFormed(),
    )
    return [{ heading, examples: [...new Set(values.filter((value) => value.trim() !== ''))].slice(0, mostExamples) }]
  })
}
