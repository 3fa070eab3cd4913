/** What one cell of a file holds. Nothing is ''; a date is in UTC, as worksheets know no time zone. */
export type Cell = string | number | Date

/** One row of a file, under the number that people see beside it. */
export interface SourceRow {
  line: number
  cells: Cell[]
}

/** A sheet of a workbook, or a whole text file. Empty rows are left out. */
export interface SourceSheet {
  name: string
  rows: SourceRow[]
  /** What was read otherwise than it looks on the screen; left out when there was nothing of the kind. */
  told?: Told
}

/** How many cells hold a formula, how many of those were never worked out, and how many groups of cells are merged. */
export interface Told {
  formulas: number
  unsolved: number
  merged: number
}

/** The rows under a row of headings. */
export interface SourceTable {
  sheet: string
  headers: string[]
  headerLine: number
  rows: SourceRow[]
  told?: Told
}

/** Nobody has registers larger than these; what is larger is an accident or an attack. */
export const limits = { bytes: 50_000_000, rows: 200_000, columns: 200, cells: 4_000_000 }

/**
 * Finds the row of headings: of the first twenty the one in which most cells are known headings, else the first that is
 * as full of text as any. Above it stand titles and remarks. Undefined when there is no row with two headings.
 */
export function tableIn(sheet: SourceSheet, isKnown: (heading: string) => boolean): SourceTable | undefined {
  const candidates = sheet.rows.slice(0, 20).map((row) => {
    const texts = row.cells.filter((cell): cell is string => typeof cell === 'string' && cell.trim() !== '')
    return { row, texts: texts.length, known: texts.filter(isKnown).length }
  })
  const best = candidates.reduce<(typeof candidates)[number] | undefined>(
    (found, one) =>
      !found || one.known > found.known || (one.known === found.known && one.texts > found.texts) ? one : found,
    undefined,
  )
  if (!best || (best.known === 0 && best.texts < 2)) return undefined
  return {
    sheet: sheet.name,
    headers: best.row.cells.map((cell) => String(cell).replace(/\s+/g, ' ').trim().slice(0, 200)),
    headerLine: best.row.line,
    rows: sheet.rows.filter((row) => row.line > best.row.line),
    ...(sheet.told ? { told: sheet.told } : {}),
  }
}
