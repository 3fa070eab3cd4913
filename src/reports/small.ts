import { type Amount, countedOf, type Figure, GROUPED, type Indicator, type WayOn, waysFor } from '#counting'
import { capital } from '#platform/words'
import { type Small, type SmallChoice, sameSmall } from './choices.ts'
import type { Factsheet } from './factsheet.ts'
import { hiddenIn, inText } from './figure-words.ts'
import { breakdownsOn } from './layout.ts'

/** A number that some readers do not see, with what they see instead. For who decides about it and may see it itself. */
export interface SmallNumber extends Small {
  name: string
  /** The row of the breakdown, in words. */
  row: string | null
  label: string | null
  real: string
  seen: string
  /** What was decided about it, and whether that holds. */
  choice: SmallChoice | undefined
  refused: boolean
  ways: readonly WayOn[]
}

/**
 * Every number of a page that its readers do not see, and every number about which somebody decided.
 * @param real the page with all its numbers
 * @param shown the same page as those readers see it
 */
export function smallNumbersOn(real: Factsheet, shown: Factsheet): SmallNumber[] {
  const breakdowns = breakdownsOn(shown.line.factsheet.charts, shown.layout.words, shown.onPage)
  return countedOn(shown).flatMap((indicator) => {
    const [all, seen] = [real.figures[indicator.key], shown.figures[indicator.key]]
    if (!all || !seen) return []
    const own = { figure: indicator.key, by: null, row: null }
    const rows = [...(breakdowns.get(indicator.key) ?? [])].flatMap((by) =>
      (all.cells[by] ?? []).flatMap((cell) => {
        const at = { figure: indicator.key, by, row: cell.key }
        const there = seen.cells[by]?.find(({ key }) => key === cell.key)
        return numberAt(shown, indicator, at, capital(cell.label), cell, there ?? seenInstead(seen, by))
      }),
    )
    return [...numberAt(shown, indicator, own, null, all, seen), ...rows]
  })
}

/** The figures of a page that numbers are hidden of: what is derived from them follows by itself. */
function countedOn({ onPage }: Factsheet): Indicator[] {
  const counted = new Set(countedOf(onPage).map(({ key }) => key))
  const sums = onPage.filter(({ kind }) => kind === 'sum')
  return [...countedOf(onPage).filter(({ key }) => counted.has(key)), ...sums]
}

function numberAt(
  { choices, refused }: Factsheet,
  indicator: Indicator,
  at: Small,
  label: string | null,
  real: Amount,
  seen: Amount | string,
): SmallNumber[] {
  const choice = choices.find((one) => sameSmall(one, at))
  if (typeof seen !== 'string' && !seen.hidden && !choice) return []
  return [
    {
      ...at,
      name: indicator.name,
      label,
      real: inText(real, indicator),
      seen: typeof seen === 'string' ? seen : seen.hidden ? hiddenIn(seen) : inText(seen, indicator),
      choice,
      refused: choice !== undefined && refused.has(choice.id),
      ways: waysFor(indicator, at.by),
    },
  ]
}

/** What stands where a row itself does not. */
function seenInstead(seen: Figure, by: string): string {
  const rows = seen.cells[by] ?? []
  if (rows.some(({ key }) => key === GROUPED)) return 'onder Overige'
  return seen.incomplete?.includes(by) ? 'staat er niet' : 'deze verdeling staat er niet'
}
