import type { Store } from '#access'
import type { Draft } from '#exchange/cases'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { dayOf, yearOf } from '#platform/days'
import { factsheetOf, type TileShown } from '#reports'
import type { YearBeside } from './found.ts'

/** How many years are shown: those that the newest rows are about. */
export const mostYears = 4

/** The years that a row counts in: when it was reported and, when it was closed, then as well. */
export function yearsOf(draft: Draft): number[] {
  const closed = draft.case.since.closing?.on
  return [yearOf(dayOf(draft.case.reportedAt)), ...(closed ? [yearOf(closed)] : [])]
}

/** The big numbers of a line in these years, as its factsheet has them for who may open the records. */
export async function mainFigures(
  store: Store,
  asker: Asker,
  line: ServiceLine,
  years: readonly number[],
): Promise<Map<number, readonly TileShown[]>> {
  const found = new Map<number, readonly TileShown[]>()
  for (const year of years) found.set(year, (await factsheetOf(store, asker, { line, year, sight: 'records' })).tiles)
  return found
}

/** The same figures beside each other, as they are and as they would become. */
export function beside(
  now: ReadonlyMap<number, readonly TileShown[]>,
  after: ReadonlyMap<number, readonly TileShown[]>,
): YearBeside[] {
  return [...after].map(([year, tiles]) => ({
    year,
    tiles: tiles.map(({ key, name, number, unit }) => ({
      key,
      name,
      unit: unit ?? null,
      now: now.get(year)?.find((tile) => tile.key === key)?.number ?? '–',
      becomes: number ?? '–',
    })),
  }))
}
