import type { Day } from '#platform/days'

/** How a column shows its cells: each is a real number, date or text in the workbook, never a look-alike. */
export type ColumnKind = 'text' | 'number' | 'amount' | 'day' | 'moment'

export interface SheetColumn {
  title: string
  kind: ColumnKind
  /** In letters; without it wide enough for the title. */
  width?: number
}

/** A day goes in as a Day, a moment as a Date, an amount in whole cents; null is an empty cell. */
export type SheetCell = string | number | Day | Date | null

export interface Sheet {
  name: string
  columns: readonly SheetColumn[]
  rows: readonly (readonly SheetCell[])[]
}
