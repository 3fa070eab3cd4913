import { Readable } from 'node:stream'
import excel from 'exceljs'
import { Refused } from '#platform/errors'
import { withFormula } from '../formula.ts'
import { type Cell, limits, type SourceRow, type SourceSheet, type Told } from '../source.ts'
import { noWorkbook, openZip, type Zip } from './zip.ts'

// exceljs reads a workbook as a stream in the order of its zip, cuts letters in two where a piece ends and unpacks
// without a limit. So we take the files out ourselves, in the order in which they need each other, and give it text.
interface Parts {
  parse(): AsyncGenerator
  _parseRels(text: unknown): Promise<void>
  _parseWorkbook(text: unknown): Promise<void>
  _parseStyles(text: unknown): Promise<void>
  _parseSharedStrings(text: unknown): AsyncGenerator
  _parseWorksheet(text: unknown, number: string): Generator<{ value: AsyncIterable<excel.Row> }>
  workbookRels?: { Id: string; Target: string }[]
  model?: { sheets?: { name: string; state?: string; rId: string }[] }
  sharedStrings?: unknown[]
}

/** A workbook as it was read: its sheets, and the names of those that are hidden. */
export interface Book {
  sheets: SourceSheet[]
  hidden: string[]
}

/** Reads every sheet that is not hidden. @throws Refused with one sentence when it cannot */
export async function readSheets(path: string): Promise<Book> {
  const zip = await openZip(path)
  try {
    return await sheetsOf(zip)
  } catch (problem) {
    if (problem instanceof Refused) throw problem
    throw new Refused(noWorkbook) // broken XML or a broken zip: whose fault it is does not matter to the reader
  } finally {
    await zip.close()
  }
}

async function sheetsOf(zip: Zip): Promise<Book> {
  const reader = new excel.stream.xlsx.WorkbookReader('', {
    styles: 'cache',
    sharedStrings: 'cache',
    worksheets: 'emit',
  }) as unknown as Parts
  const part = (name: string) => {
    const text = zip.text(name)
    return text && stream(text)
  }
  const [rels, book] = [part('xl/_rels/workbook.xml.rels'), part('xl/workbook.xml')]
  if (!rels || !book) throw new Refused(noWorkbook)
  await reader._parseRels(rels)
  await reader._parseWorkbook(book)
  const [styles, strings] = [part('xl/styles.xml'), part('xl/sharedStrings.xml')]
  if (styles) await reader._parseStyles(styles)
  reader.sharedStrings = []
  if (strings) for await (const _ of reader._parseSharedStrings(strings)) void _

  const sheets: SourceSheet[] = []
  const hidden: string[] = []
  const budget = { rows: limits.rows, cells: limits.cells }
  if (!reader.model?.sheets?.length) throw new Refused(noWorkbook)
  for (const { name, state, rId } of reader.model.sheets) {
    if (state === 'hidden' || state === 'veryHidden') {
      hidden.push(name)
      continue
    }
    const target = reader.workbookRels?.find((rel) => rel.Id === rId)?.Target ?? ''
    const text = zip.text(target.startsWith('/') ? target.slice(1) : `xl/${target}`)
    if (!text || !/sheet/i.test(target)) continue // a sheet with only a chart has no rows
    const told: Told = { formulas: 0, unsolved: 0, merged: 0 }
    for (const { value } of reader._parseWorksheet(countingMerged(text, told), '0')) {
      const rows = await rowsOf(value, budget, told)
      sheets.push({ name, rows, ...(Object.values(told).some((count) => count > 0) ? { told } : {}) })
    }
  }
  return { sheets, hidden }
}

const mergedCell = /<mergeCell\s/g

/** The text as it is. Which cells are merged stands after the rows, where exceljs does not look. */
async function* countingMerged(text: AsyncGenerator<string>, told: Told): AsyncGenerator<string> {
  let end = ''
  for await (const piece of text) {
    told.merged += (end + piece).match(mergedCell)?.length ?? 0
    // What was cut in two is counted with the next piece; a whole one is longer than what is kept.
    end = piece.slice(-10)
    yield piece
  }
}

async function rowsOf(
  sheet: AsyncIterable<excel.Row>,
  budget: { rows: number; cells: number },
  told: Told,
): Promise<SourceRow[]> {
  const rows: SourceRow[] = []
  for await (const row of sheet) {
    const values = row.values as unknown[]
    const cells = Array.from(values.slice(1), (value) => cellOf(value, told))
    while (cells.length > 0 && cells.at(-1) === '') cells.pop()
    if (cells.length === 0) continue
    if (cells.length > limits.columns)
      throw new Refused(`Regel ${row.number} heeft meer dan 200 kolommen. Bewaar alleen de kolommen die je nodig hebt.`)
    budget.rows -= 1
    budget.cells -= cells.length
    if (budget.rows < 0 || budget.cells < 0)
      throw new Refused('Dit bestand heeft meer dan 200.000 regels. Verdeel het over meer bestanden.')
    rows.push({ line: row.number, cells })
  }
  return rows
}

/** A formula counts as what it last came to, and of a merged cell only the first has a value. */
function cellOf(value: unknown, told: Told): Cell {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || value instanceof Date) return value
  if (typeof value === 'string') return withFormula(unescaped(value))
  if (typeof value === 'boolean') return value ? 'ja' : 'nee'
  const rich = value as {
    richText?: { text?: string }[]
    formula?: string
    sharedFormula?: string
    result?: unknown
    error?: string
    text?: unknown
  }
  if (rich.formula !== undefined || rich.sharedFormula !== undefined) {
    told.formulas += 1
    if (rich.result === undefined) told.unsolved += 1
  }
  if (Array.isArray(rich.richText)) return withFormula(unescaped(rich.richText.map((run) => run.text ?? '').join('')))
  if ('result' in rich) return Number.isNaN(rich.result) ? '' : cellOf(rich.result, told)
  return rich.error ?? cellOf(rich.text, told)
}

/** Worksheets write signs that XML has no place for as _x000D_. */
function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
}

/** exceljs listens to a stream's events; this gives it the pieces of a generator. */
function stream(text: AsyncGenerator<string>): Readable {
  return Readable.from(text, { encoding: 'utf8' })
}
