import { inDigits, isDay, momentInWords } from '#platform/days'
import { withoutFormula } from '../formula.ts'

/**
 * Writes separated values as a Dutch spreadsheet reads them: a semicolon between, a comma before decimals, and a mark
 * in front by which the letters keep their accents. A text that looks like a formula is not executed.
 */
export function writeCsv(rows: readonly (readonly (string | number | Date | null)[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(cellOf).join(';')}\r\n`).join('')}`
}

function cellOf(cell: string | number | Date | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell).replace('.', ',') : ''
  if (cell instanceof Date) return momentInWords(cell)
  return quoted(isDay(cell) ? inDigits(cell) : withoutFormula(cell.toWellFormed()))
}

const quoted = (text: string): string =>
  /["\r\n;,\t|]|^\s|\s$/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text

/**
 * One line of separated values for other programs: a semicolon between, a point before decimals, days as 2025-03-14. What is
 * empty is nothing at all, an empty text two quotes. A text that looks like a formula is not executed.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  const plain = (cell: string | number | null): string => {
    if (cell === null) return ''
    return typeof cell === 'number' ? String(cell) : quoted(withoutFormula(cell.toWellFormed()))
  }
  return `${cells.map(plain).join(';')}\r\n`
}
