import type { ServiceLine } from '#kernel/service-line'
import { Problem } from '#platform/fields'
import { plain } from '#platform/words'
import { cellInWords } from '../cell-in-words.ts'
import type { Cell, SourceRow } from '../source.ts'
import { type Column, caseColumns, type Known } from './columns.ts'
import type { Complaint } from './draft.ts'
import type { Mapping } from './mapping.ts'

/** The values of one row by the key of their column. What is not in the file is not in it. */
export type RowValues = Record<string, unknown>

export interface ReadRow {
  values: RowValues
  complaints: Complaint[]
  /** The heading of a column in this file, for messages. */
  headingOf(key: string): string
  rawOf(key: string): string
}

/** Prepares to read the rows of one file. Each row comes back with its values and with everything that is wrong in it. */
export function rowReader(
  line: ServiceLine,
  known: Known,
  headers: readonly string[],
  mapping: Mapping,
): (row: SourceRow) => ReadRow {
  const columns = new Map(caseColumns(line, known).map((column) => [column.key, column]))
  const places = headers.flatMap((header, at) => {
    const column = columns.get(mapping.columns[header] ?? '')
    return column ? [{ at, header, column, read: reader(column, mapping) }] : []
  })
  const fixed = Object.entries(mapping.fixed)
    .filter(([key]) => !places.some((place) => place.column.key === key))
    .flatMap(([key, value]) => {
      const column = columns.get(key)
      return column ? [{ column, value, read: reader(column, mapping) }] : []
    })
  const headings = new Map([
    ...fixed.map(({ column }) => [column.key, column.field.label] as const),
    ...places.map(({ column, header }) => [column.key, header] as const),
  ])
  const placeOf = new Map(places.map(({ column, at }) => [column.key, at]))

  return (row) => {
    const values: RowValues = {}
    const complaints: Complaint[] = []
    const take = (column: Column, read: (cell: Cell) => unknown, header: string, cell: Cell) => {
      try {
        values[column.key] = read(cell)
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem
        complaints.push({ line: row.line, column: header, value: shown(cell), message: problem.message })
      }
    }
    for (const { at, header, column, read } of places) take(column, read, header, row.cells[at] ?? '')
    for (const { column, value, read } of fixed) take(column, read, column.field.label, value)
    return {
      values,
      complaints,
      headingOf: (key) => headings.get(key) ?? columns.get(key)?.field.label ?? key,
      rawOf: (key) => shown(row.cells[placeOf.get(key) ?? -1] ?? ''),
    }
  }
}

/** Reads one column. The same few words come back in thousands of rows, so what was read once is remembered. */
function reader(column: Column, mapping: Mapping): (cell: Cell) => unknown {
  const means = new Map(Object.entries(mapping.values[column.key] ?? {}).map(([from, to]) => [plain(from), to]))
  const parse = (cell: Cell) =>
    column.field.parse(
      typeof cell === 'string' && means.size > 0 ? (means.get(plain(cell.slice(0, 300))) ?? cell) : cell,
    )
  if (column.field.options === undefined) return parse
  const remembered = new Map<string, unknown>()
  return (cell) => {
    if (typeof cell !== 'string' || cell.length > 100) return parse(cell)
    if (!remembered.has(cell)) {
      const value = parse(cell)
      if (remembered.size < 1000) remembered.set(cell, value)
      return value
    }
    return remembered.get(cell)
  }
}

function shown(cell: Cell): string {
  return cellInWords(cell).slice(0, 200).toWellFormed().replace(/\p{C}/gu, ' ').slice(0, 80)
}
