import type { Period } from '#platform/days'
import type { Indicator } from './indicator.ts'

/** What was counted, unrounded. A hidden one has no numbers at all, so nothing can print them by mistake. */
export interface Amount {
  /** null when there are no data, such as a share of nothing, a mean of nothing, or a year before the rule. */
  value: number | null
  /** The numerator of a share or ratio. */
  part: number | null
  /** The whole of a share, the denominator of a ratio. */
  of: number | null
  /** How many numbers a measure was made of. */
  n: number | null
  /** Too small to show to this audience; page and paper print 'te klein om te tonen'. */
  hidden: boolean
  /** Of a hidden one: it is told that it is less than this, and that it is not nothing. */
  below?: number
  /** Of a hidden one: it was left out, so that nothing stands in its place. */
  gone?: true
}

/** One row of a breakdown. */
export interface Cell extends Amount {
  key: string
  label: string
  /** The same cell in the year before; null when nothing was compared or the rule did not hold then. */
  last: Amount | null
  /** Of rows that were put together: which. It is for who keeps account of what was told, and is told to nobody. */
  keys?: readonly string[]
}

/** A name in a ranking or an enumeration. */
export interface Name {
  key: string
  label: string
  value: number
  /** Its place from 1; names that tie share one. */
  place: number
}

/** The answer to one indicator. */
export interface Figure extends Amount {
  indicator: Indicator
  period: Period
  last: Amount | null
  lastPeriod: Period | null
  /** Breakdowns by dimension or grouping; the highest first, hidden cells last in the order of the alphabet. */
  cells: Readonly<Record<string, readonly Cell[]>>
  /** What a ranking or enumeration found. */
  names: readonly Name[]
  /** More names than a ranking asked for, because the last ones tie. */
  tied: boolean
  /** The breakdowns of which a row was left out for this audience: what is shown of them does not add up. */
  incomplete?: readonly string[]
}

/** The key of the row that small rows were put together in, for an audience that may not see them apart. */
export const GROUPED = 'grouped'

/** No data: the value of a share of nothing, and of a period in which the rule did not hold. */
export const nothing: Amount = { value: null, part: null, of: null, n: null, hidden: false }
/** Too small to show. */
export const tooSmall: Amount = { ...nothing, hidden: true }

/** A value rounded as it is printed: half up, away from zero, each figure by itself, so per cents need not make 100. */
export function rounded(amount: Amount, indicator: Pick<Indicator, 'decimals'>): number | null {
  return amount.value === null ? null : roundHalfUp(amount.value, indicator.decimals)
}

/** Rounds half up, away from zero. A hair is added first: 100 × 23 / 200 must not fall below its half in binary. */
export function roundHalfUp(value: number, decimals: number): number {
  const scale = 10 ** decimals
  const scaled = Math.abs(value) * scale
  const whole = Math.floor(scaled + 0.5 + scaled * 1e-12 + 1e-9) / scale
  return whole === 0 ? 0 : Math.sign(value) * whole
}

/**
 * How much more than last year, as a part of last year in per cent; for a percentage in points. null when there is
 * nothing to compare with, when last year was counted by another rule, or when one of the two is hidden.
 */
export function growth(figure: Pick<Figure, 'value' | 'last' | 'indicator'>): number | null {
  const before = figure.last?.value ?? null
  if (figure.value === null || before === null) return null
  if (figure.indicator.unit === 'procent' || figure.indicator.unit === 'punten') return figure.value - before
  return before === 0 ? null : ((figure.value - before) / before) * 100
}

/** Highest first, then by name; hidden cells last and by name alone, so their place tells nothing. */
export function inOrder(cells: readonly Cell[]): Cell[] {
  const byName = (one: Cell, other: Cell) => one.label.localeCompare(other.label, 'nl')
  return [...cells].sort((one, other) => {
    if (one.hidden !== other.hidden) return one.hidden ? 1 : -1
    if (one.hidden) return byName(one, other)
    return (other.value ?? -1) - (one.value ?? -1) || byName(one, other)
  })
}
