import type { Cell } from './source.ts'

/** A cell as people write it. Worksheets know no time zone: their dates are in UTC, and a time alone is on a day before 1901. */
export function cellInWords(cell: Cell): string {
  if (!(cell instanceof Date)) return String(cell)
  if (Number.isNaN(cell.getTime())) return ''
  const [on, time] = cell.toISOString().split('T') as [string, string]
  const clock = `${Number(time.slice(0, 2))}.${time.slice(3, 5)}`
  const [year, month, day] = on.split('-').map(Number) as [number, number, number]
  if (year < 1901) return clock
  return `${day}-${month}-${year}${clock === '0.00' ? '' : ` ${clock}`}`
}
