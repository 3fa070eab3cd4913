import { writeCsv } from '#exchange/csv'
import { type SheetCell, type SheetColumn, writeWorkbook } from '#exchange/workbook'

export type { ColumnKind, SheetCell, SheetColumn } from '#exchange/workbook'

/** A list as it stands on the screen: the same columns, the same rows, the same words. */
export interface ExportedList {
  title: string
  columns: readonly SheetColumn[]
  rows: readonly (readonly SheetCell[])[]
}

/** Makes a workbook of a list, in a thread of its own. @returns the bytes of an .xlsx file */
export const exportList = ({ title, columns, rows }: ExportedList): Promise<Buffer> =>
  writeWorkbook({ sheets: [{ name: title, columns, rows }] })

/** A list as separated values, as a Dutch spreadsheet reads them. */
export const listAsCsv = ({ columns, rows }: Pick<ExportedList, 'columns' | 'rows'>): string =>
  writeCsv([columns.map(({ title }) => title), ...rows])
