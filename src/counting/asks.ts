import type { Period } from '#platform/days'
import { baseOf, type Fact } from './fact.ts'
import type { Counted } from './indicator.ts'
import { type Level, type Plan, type Rule, readFor, ruleOf } from './query.ts'
import { isCounted, type Question } from './question.ts'
import { type Condition, holds } from './where.ts'

/**
 * One number that a statement must bring for every cell. Numbers that add up over cells (n, sum, count, min, max) come
 * out of the counts statement; distinct units, medians and how many numbers those are of come out of the units statement.
 */
export interface Ask {
  rule: Rule
  take: 'n' | 'sum' | 'count' | 'min' | 'max' | 'median' | 'filled' | 'unit'
  /** The measure it is taken of. */
  measure?: string
  /** 'person', 'record' or a dimension: what counts once. */
  unit?: string
}

/** The asks that one indicator in one period is made of. */
export interface Need {
  value?: number
  part?: number
  whole?: number
  n?: number
}

/** Everything one statement asks of a fact, each number once, and where each indicator finds its own. */
export interface Sheet {
  plan: Plan
  asks: readonly Ask[]
  /** The breakdowns that are wanted; those that the statement does not make are added up from those that it does. */
  levels: readonly Level[]
  need(indicator: Counted, period: Period): Need
}

/** Which statement counts an indicator. They are planned apart: rows with units are many, so they carry what they need alone. */
export function statementOf(indicator: Counted): 'counts' | 'units' {
  if (indicator.kind === 'measure') return indicator.take === 'median' ? 'units' : 'counts'
  return unitOf(indicator) === null ? 'counts' : 'units'
}

/** Works out what a statement must ask of one fact for these indicators and periods. */
export function sheetOf(
  question: Question,
  fact: Fact,
  indicators: readonly Counted[],
  periods: readonly Period[],
): Sheet {
  const asks: Ask[] = []
  const places = new Map<string, number>()
  const needs = new Map<string, Need>()
  const place = (ask: Ask): number => {
    const key = JSON.stringify([ask, ask.rule.conditions.map(({ set }) => [...set.values])])
    const known = places.get(key)
    if (known !== undefined) return known
    places.set(key, asks.length)
    asks.push(ask)
    return asks.length - 1
  }
  for (const period of periods) {
    for (const indicator of indicators) {
      if (inForce(indicator, period)) needs.set(needKey(indicator, period), needOf(indicator, period, question, place))
    }
  }
  const levels = levelsOf(
    fact,
    indicators.flatMap(({ by }) => by),
    periods,
  )
  return {
    plan: planOf(question, fact, indicators, periods, asks, levels),
    asks,
    levels,
    need: (indicator, period) => needs.get(needKey(indicator, period)) ?? {},
  }
}

/** Whether the rule of an indicator held during the whole period. */
export function inForce(indicator: Pick<Counted, 'since' | 'until'>, period: Period): boolean {
  return (!indicator.since || indicator.since <= period.from) && (!indicator.until || period.until <= indicator.until)
}

/** What counts once for an indicator: null when its rows can simply be counted. */
export function unitOf(indicator: Counted): string | null {
  if (indicator.kind === 'measure') return null
  if (indicator.counts === 'persons') return 'person'
  if (indicator.counts === 'records') return indicator.reads.overlapping.length > 0 ? 'record' : null
  return indicator.counts.distinct
}

function needOf(indicator: Counted, period: Period, question: Question, place: (ask: Ask) => number): Need {
  const ruleFor = (part: 'whole' | 'part'): Rule => {
    const rule = ruleOf(indicator, period, question, part)
    return { ...rule, conditions: rule.conditions.filter((one) => !isOfAllLines(one, question)) }
  }
  const rule = ruleFor('whole')
  if (indicator.kind === 'measure') {
    const { take, measures: measure } = indicator
    const value = place({ rule, take: take === 'mean' ? 'sum' : take, measure })
    return { value, n: place({ rule, take: take === 'median' ? 'filled' : 'count', measure }) }
  }
  const unit = unitOf(indicator)
  const asked = (one: Rule): Ask => (unit === null ? { rule: one, take: 'n' } : { rule: one, take: 'unit', unit })
  if (indicator.kind === 'count') return { value: place(asked(rule)) }
  return { whole: place(asked(rule)), part: place(asked(ruleFor('part'))) }
}

/** Whether a condition holds for every row of the question, because it is about the lines that are asked. */
function isOfAllLines({ dimension, set }: Condition, { lines }: Question): boolean {
  return dimension === 'line' && lines.every((line) => holds(set, line))
}

function planOf(
  question: Question,
  fact: Fact,
  indicators: readonly Counted[],
  periods: readonly Period[],
  asks: readonly Ask[],
  levels: readonly Level[],
): Plan {
  const bases = levels.map(({ by }) => baseOf(fact, by))
  const used = asks.flatMap(({ rule: { conditions, period }, unit }) => [
    ...conditions.map(({ dimension }) => ({ dimension, period: readFor(fact, dimension, period) })),
    ...(unit && unit !== 'person' && unit !== 'record' ? [{ dimension: unit, period: null }] : []),
  ])
  const shown = levels.map(({ period }, i) => ({ dimension: bases[i] as string, period }))
  // Numbers that add up are asked of the dimension alone; who counts once must be counted in each group anew.
  const adds = indicators.every((indicator) => statementOf(indicator) === 'counts')
  return {
    question,
    fact,
    indicators,
    periods,
    columns: eachOnce([...used, ...shown]),
    measures: [...new Set(asks.flatMap((ask) => ask.measure ?? []))],
    levels: adds ? eachOnce(levels.map(({ period }, i) => ({ by: bases[i] as string, period }))) : levels,
  }
}

/** The breakdowns by these dimensions and groupings, for each period apart where they are read so. */
function levelsOf(fact: Fact, bys: readonly string[], periods: readonly Period[]): Level[] {
  return eachOnce(periods.flatMap((period) => bys.map((by) => ({ by, period: readFor(fact, by, period) }))))
}

function eachOnce<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()]
}

function needKey(indicator: Counted, period: Period): string {
  return `${indicator.key} ${period.from} ${period.until}`
}

/** Whether counted in this way, the cells of a breakdown by `by` make up the total. */
export function cellsAddUp(indicator: Counted, by: string): boolean {
  if (!isCounted(indicator) || !indicator.by.includes(by)) return false
  if (indicator.kind === 'measure') return indicator.take === 'sum'
  return (
    indicator.kind === 'count' &&
    indicator.counts === 'records' &&
    !indicator.reads.overlapping.includes(baseOf(indicator.reads, by))
  )
}
