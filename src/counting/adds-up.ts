import { number } from '#platform/words'
import { cellsAddUp } from './asks.ts'
import type { Figure } from './figure.ts'
import { isCounted } from './question.ts'

/** A breakdown as a sum that a reader can check. */
export interface Equation {
  by: string
  parts: readonly { label: string; value: number }[]
  total: number
  /** Whether it adds up: anything else is a mistake of ours. */
  holds: boolean
  /** '13 + 9 + 7 + 3 + 4 = 36' */
  text: string
}

/**
 * The equations of a figure, one for each breakdown whose cells make up the total. A breakdown over topics that overlap,
 * one of distinct persons, and one with hidden cells have none: their cells are not a sum.
 */
export function addsUpTo(figure: Figure): Equation[] {
  const { indicator } = figure
  return indicator.by.flatMap((by) => {
    const cells = figure.cells[by] ?? []
    const adds = isCounted(indicator)
      ? cellsAddUp(indicator, by)
      : indicator.kind === 'sum' && indicator.reads.every((read) => isCounted(read) && cellsAddUp(read, by))
    if (!adds || figure.value === null || figure.hidden || cells.some(({ hidden }) => hidden)) return []
    const parts = cells.filter(({ value }) => value).map(({ label, value }) => ({ label, value: value ?? 0 }))
    const total = figure.value
    const holds = Math.abs(parts.reduce((all, { value }) => all + value, 0) - total) < 1e-6
    const written = parts.map(({ value }) => number(value, indicator.decimals)).join(' + ') || '0'
    return [{ by, parts, total, holds, text: `${written} ${holds ? '=' : '≠'} ${number(total, indicator.decimals)}` }]
  })
}
