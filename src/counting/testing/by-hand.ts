import type { Answer } from '../engine.ts'
import { type Amount, type Cell, type Figure, inOrder, nothing } from '../figure.ts'
import type { Counted } from '../indicator.ts'
import { periodsOf } from '../period-rule.ts'
import { isCounted, type Question } from '../question.ts'
import { keysOf, naively } from './naive.ts'
import type { Scratch } from './scratch.ts'

/** An answer counted by hand, so that what comes after counting can be tested without a database. */
export function answerByHand(question: Question, cases: readonly Scratch[]): Answer {
  const periods = periodsOf(question)
  const figures = question.indicators.filter(isCounted).map((indicator): [string, Figure] => {
    const amount = (period: typeof periods.this, cell?: [string, string]) =>
      amountByHand(indicator, cases, period, cell)
    const cells = indicator.by.map((by) => {
      const keys = keysOf(indicator, cases, by, [periods.this, ...(periods.last ? [periods.last] : [])])
      const rows = keys.map((key): Cell => {
        const last = periods.last && amount(periods.last, [by, key])
        return { key, label: key, ...amount(periods.this, [by, key]), last }
      })
      const filled = (one: Amount | null) => Boolean(one && (one.of ?? one.n ?? one.value))
      return [by, inOrder(rows.filter((row) => filled(row) || filled(row.last)))]
    })
    const figure = {
      indicator,
      period: periods.this,
      lastPeriod: periods.last,
      ...amount(periods.this),
      last: periods.last && amount(periods.last),
      cells: Object.fromEntries(cells),
      names: [],
      tied: false,
    }
    return [indicator.key, figure]
  })
  return { question, periods, figures: Object.fromEntries(figures) }
}

function amountByHand(
  indicator: Counted,
  cases: readonly Scratch[],
  period: Figure['period'],
  cell?: [string, string],
): Amount {
  const value = naively(indicator, cases, period, cell)
  if (indicator.kind === 'count') return { ...nothing, value }
  if (indicator.kind === 'measure') {
    const filled = cases.filter(({ minutes }) => minutes !== null)
    const asCount = { ...indicator, kind: 'count' as const, counts: 'records' as const, key: 'n' }
    return { ...nothing, value, n: naively(asCount, filled, period, cell) ?? 0 }
  }
  const asCount = { ...indicator, kind: 'count' as const, where: indicator.whole }
  const of = naively(asCount, cases, period, cell) ?? 0
  return { ...nothing, value, of, part: Math.round(((value ?? 0) * of) / 100) }
}
