import type { Complaint } from '#exchange/cases'
import type { Cell, SourceTable } from '#exchange/tables'
import { type SheetCell, writeWorkbook } from '#exchange/workbook'
import { cellInWords } from '../cell-in-words.ts'
import { remarkHeading } from './look.ts'

/**
 * A workbook with the rows that were refused, as they stood in the file, and before each what is wrong with it. Mended, it can be
 * read in as it is: our own column means nothing then. Undefined when nothing was refused.
 */
export async function wrongRows(table: SourceTable, complaints: readonly Complaint[]): Promise<Buffer | undefined> {
  const wrong = Map.groupBy(complaints, ({ line }) => line)
  const rows = table.rows.filter((row) => wrong.has(row.line))
  if (rows.length === 0) return undefined
  const own = table.headers.indexOf(remarkHeading)
  const kept = table.headers.map((_, at) => at).filter((at) => at !== own)
  return writeWorkbook({
    sheets: [
      {
        name: 'Foute regels',
        columns: [
          { title: remarkHeading, kind: 'text', width: 60 },
          ...kept.map((at) => ({ title: table.headers[at] as string, kind: 'text' as const })),
        ],
        rows: rows.map((row) => [
          inOneCell(wrong.get(row.line) as Complaint[]),
          ...kept.map((at) => plainly(row.cells[at] ?? '')),
        ]),
      },
    ],
  })
}

function inOneCell(complaints: readonly Complaint[]): string {
  return complaints.map(({ column, message }) => (column === '' ? message : `${column}: ${message}`)).join('\n')
}

/** A date goes as people write it: a column may hold dates and words beside each other. */
const plainly = (cell: Cell): SheetCell => (cell instanceof Date ? cellInWords(cell) : cell)
