import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import excel from 'exceljs'
import { clockTimeOf, dayOf, isDay } from '#platform/days'
import { withoutFormula } from '../formula.ts'
import type { ColumnKind, Sheet, SheetCell } from './sheet.ts'

const formats: Record<ColumnKind, string> = {
  text: '@',
  number: 'General', // '#,##0.##' would write 36 as '36,'
  amount: '€ #,##0.00',
  day: 'd-m-yyyy',
  moment: 'd-m-yyyy h:mm',
}
const widths: Record<ColumnKind, number> = { text: 18, number: 10, amount: 14, day: 12, moment: 16 }

/** Writes a workbook row by row. @returns the bytes of an .xlsx file */
export async function writeSheets(sheets: readonly Sheet[]): Promise<Buffer> {
  const out = new PassThrough()
  const bytes = buffer(out)
  const book = new excel.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: true })
  book.creator = 'Naober'
  book.lastModifiedBy = 'Naober'
  const names = new Set<string>()
  for (const sheet of sheets) {
    const { columns, rows } = sheet
    const paper = book.addWorksheet(nameFor(sheet.name, names), {
      views: [{ state: 'frozen', ySplit: 1 }],
      pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, paperSize: 9 },
    })
    paper.columns = columns.map(({ title, kind, width }) => ({
      width: width ?? Math.min(60, Math.max(widths[kind], title.length + 3)),
      style: {
        numFmt: formats[kind],
        alignment: { vertical: 'top' as const, wrapText: kind === 'text' && (width ?? 0) >= 40 },
      },
    }))
    if (columns.length > 0)
      paper.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows.length + 1, column: columns.length } }
    const head = paper.addRow(columns.map(({ title }) => plainText(title)))
    head.font = { bold: true }
    head.commit()
    for (const row of rows) paper.addRow(columns.map(({ kind }, at) => cellFor(kind, row[at] ?? null))).commit()
    paper.commit()
  }
  await book.commit()
  return bytes
}

function cellFor(kind: ColumnKind, cell: SheetCell): string | number | Date | null {
  if (cell === null || cell === '') return null
  if (typeof cell === 'number') return Number.isFinite(cell) ? (kind === 'amount' ? cell / 100 : cell) : null
  // Worksheets know no time zone: what the clock showed here is written as if it were in UTC.
  if (cell instanceof Date) return new Date(`${dayOf(cell)}T${clockTimeOf(cell)}:00Z`)
  if (kind === 'day' && isDay(cell)) return new Date(`${cell}T00:00:00Z`)
  return plainText(withoutFormula(cell))
}

/** A text as XML can carry it. Excel takes no more than 32,767 letters in a cell and no sign without a form. */
function plainText(text: string): string {
  return text
    .toWellFormed()
    .slice(0, 32_000)
    .toWellFormed()
    .replace(/_x(?=[0-9a-f]{4}_)/gi, '_x005F_x')
    .replace(/\r/g, '_x000D_')
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))
}

/** A sheet's name has at most 31 letters, each name once, and not every sign. */
function nameFor(name: string, taken: Set<string>): string {
  const base =
    name
      .toWellFormed()
      .replace(/[\p{Cc}*?:\\/[\]]/gu, ' ')
      .replace(/^'+|'+$/g, '')
      .replace(/ +/g, ' ')
      .slice(0, 28)
      .toWellFormed()
      .trim() || 'Blad'
  let free = base
  for (let next = 2; taken.has(free.toLowerCase()); next++) free = `${base} ${next}`
  taken.add(free.toLowerCase())
  return free
}
