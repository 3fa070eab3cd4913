import type { Day } from '../days/index.ts'

export interface Setting {
  key: string
  from: Day
  until: Day | null
  value: unknown
}

/** An organisation's own values, each from a day until a day. What it did not set keeps the default of the declaration. */
export interface Settings {
  /** The value that holds on a day; where several do, the one that began last. */
  value<T>(key: string, on: Day, otherwise: T): T
}

/** Settings as a lookup. Key, from and until are those of the rows; the order of the rows does not matter. */
export function settingsFrom(rows: readonly Setting[]): Settings {
  const byKey = Map.groupBy(rows, (row) => row.key)
  return {
    value<T>(key: string, on: Day, otherwise: T): T {
      const valid = (byKey.get(key) ?? []).filter((row) => row.from <= on && (row.until === null || on < row.until))
      if (valid.length === 0) return otherwise
      return valid.reduce((latest, row) => (row.from > latest.from ? row : latest)).value as T
    },
  }
}
