import type { SourceSheet } from '../source.ts'
import { inWorker } from './in-worker.ts'
import type { Sheet } from './sheet.ts'

export type { ColumnKind, Sheet, SheetCell, SheetColumn } from './sheet.ts'

/**
 * Reads a workbook (.xlsx) in a thread of its own: every sheet that is not hidden, without its empty rows.
 * @throws Refused with one sentence: no workbook, an old one, a password, too large
 */
export const readWorkbook = (path: string): Promise<SourceSheet[]> => inWorker({ read: path })

/** Writes a workbook in a thread of its own, with real dates and numbers and nothing that can be executed. */
export async function writeWorkbook(book: { sheets: readonly Sheet[] }): Promise<Buffer> {
  return Buffer.from(await inWorker<Uint8Array>({ write: book.sheets }))
}
