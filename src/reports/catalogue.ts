import type { Indicator } from '#counting'
import { Refused } from '#platform/errors'

/** One printed figure, and by which indicator we count the same thing. */
export interface CatalogueRow {
  id: string
  /** As it was printed: '36', '-5', '8,7', or a word for a direction. */
  printed: string
  unit: string
  what: string
  /** null: it cannot be counted, and the remark says why. */
  asks: Asks | null
  /** Sums that the printed figures ought to make: '#03 + #04 = #01'. */
  sums: readonly string[]
  remark: string
}

/** An indicator with, if need be, one row of a breakdown, its share of the total, and another year. */
export interface Asks {
  written: string
  indicator: Indicator
  cell: { by: string; value: string } | null
  share: boolean
  year: number
}

const written = /^([a-z0-9-]+)(?:\[(\w+)=([^\]]+)\])?(%)?(?:@(\d{4}))?$/

/**
 * Reads a catalogue of printed figures. An indicator is written as `zaken`, `zaken[village=Beilen]`, with `%` for its
 * share of the total and `@2024` for another year.
 * @param rows the cells of each row under their headings: id, printed, unit, what, indicator, adds_up, remark
 * @throws Refused naming the row: an indicator or breakdown that does not exist, or nothing to count and no reason why
 */
export function readCatalogue(
  rows: readonly Record<string, string>[],
  indicators: ReadonlyMap<string, Indicator>,
  year: number,
): CatalogueRow[] {
  return rows.map((row) => {
    const { id = '', printed = '', unit = '', what = '', indicator = '', adds_up = '', remark = '' } = row
    if (id === '' || printed === '')
      throw new Refused('In de lijst met cijfers staat een rij zonder id of zonder waarde. Vul beide in.')
    if (indicator === '' && remark === '')
      throw new Refused(`${id} heeft geen telregel en ook geen reden waarom niet. Vul een van de twee in.`)
    const sums = adds_up
      .split(';')
      .map((sum) => sum.trim())
      .filter((sum) => sum !== '')
    return {
      id,
      printed,
      unit,
      what,
      asks: indicator === '' ? null : asksOf(id, indicator, indicators, year),
      sums,
      remark,
    }
  })
}

function asksOf(id: string, text: string, indicators: ReadonlyMap<string, Indicator>, year: number): Asks {
  const [, key = '', by, value, share, other] = written.exec(text) ?? []
  const indicator = indicators.get(key)
  if (!indicator) throw new Refused(`${id}: de telregel "${text}" bestaat niet. Kijk de naam na.`)
  if (by !== undefined && !indicator.by.includes(by))
    throw new Refused(`${id}: "${key}" is niet uitgesplitst naar "${by}".`)
  if (share && by === undefined)
    throw new Refused(`${id}: een deel van het geheel (%) vraagt om een rij, zoals [village=Beilen].`)
  return {
    written: text,
    indicator,
    cell: by !== undefined && value !== undefined ? { by, value } : null,
    share: share !== undefined,
    year: Number(other ?? year),
  }
}

/** A printed value as a number; null for a word. */
export function numberIn(printed: string): number | null {
  const value = Number(printed.replace(',', '.'))
  return printed.trim() !== '' && Number.isFinite(value) ? value : null
}

/** How many decimals were printed. */
export const decimalsIn = (printed: string): number => /[.,](\d+)$/.exec(printed)?.[1]?.length ?? 0
