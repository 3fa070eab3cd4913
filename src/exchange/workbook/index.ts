import type { SourceSheet } from '../source.ts'
import { inWorker } from './in-worker.ts'
import type { Book } from './reading.ts'
import type { Sheet } from './sheet.ts'

export type { Book } from './reading.ts'
export type { ColumnKind, Sheet, SheetCell, SheetColumn } from './sheet.ts'

/**
 * Reads a workbook (.xlsx) in a thread of its own: every sheet that is not hidden, without its empty rows.
 * @throws Refused with one sentence: no workbook, an old one, a password, too large
 */
export const readWorkbook = async (path: string): Promise<SourceSheet[]> => (await readBook(path)).sheets

/** The same, with the names of the sheets that are hidden. @throws Refused as `readWorkbook` does */
export const readBook = (path: string): Promise<Book> => inWorker<Book>({ read: path })

/** Writes a workbook in a thread of its own, with real dates and numbers and nothing that can be executed. */
export async function writeWorkbook(book: { sheets: readonly Sheet[] }): Promise<Buffer> {
  return Buffer.from(await inWorker<Uint8Array>({ write: book.sheets }))
}
