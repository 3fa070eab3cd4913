import type { Kysely } from 'kysely'
import { inForce, type Need, type Sheet, sheetOf, statementOf } from './asks.ts'
import { derive } from './derive.ts'
import { type Amount, type Cell, type Figure, inOrder, nothing } from './figure.ts'
import type { Counted, Indicator } from './indicator.ts'
import { type Periods, periodsOf } from './period-rule.ts'
import { countedOf, type Question, readBy, valueLabel } from './question.ts'
import { asksOfKind, countsStatement, type Row, unitsStatement } from './statements.ts'

/** Answers to a question, by the key of the indicator; those that derived ones read are among them. */
export interface Answer {
  question: Question
  periods: Periods
  figures: Readonly<Record<string, Figure>>
}

/**
 * Counts. At most two statements for each fact, whatever is asked of it.
 * @param db a transaction under row security; the tenant is stated beside it
 * Throws an Error when an indicator needs a grouping that the question does not bring, or two indicators share a key.
 */
export async function answer<Tables>(db: Kysely<Tables>, question: Question): Promise<Answer> {
  const periods = periodsOf(question)
  const counted = countedOf(question.indicators)
  const figures = new Map<string, Figure>()
  for (const fact of new Set(counted.map((indicator) => indicator.reads))) {
    for (const statement of ['counts', 'units'] as const) {
      const own = counted.filter((indicator) => indicator.reads === fact && statementOf(indicator) === statement)
      if (own.length === 0) continue
      const found = await ask(db as unknown as Kysely<never>, question, own, statement, periods)
      for (const indicator of own) figures.set(indicator.key, figureOf(indicator, found, question, periods))
    }
  }
  const add = (indicator: Indicator): Figure => {
    const known = figures.get(indicator.key)
    if (known) return known
    const figure = derive(indicator, readBy(indicator).map(add), periods)
    figures.set(indicator.key, figure)
    return figure
  }
  question.indicators.forEach(add)
  return { question, periods, figures: Object.fromEntries(figures) }
}

interface Found {
  sheet: Sheet
  /** The number of an ask: in total, or in one cell of a breakdown. */
  number(ask: number | undefined, level?: { index: number; key: string }): number | null
  /** The keys that a breakdown has, by the place of its level. */
  keys(level: number): string[]
}

async function ask(
  db: Kysely<never>,
  question: Question,
  own: readonly Counted[],
  kind: 'counts' | 'units',
  periods: Periods,
): Promise<Found> {
  const sheet = sheetOf(
    question,
    (own[0] as Counted).reads,
    own,
    periods.last ? [periods.this, periods.last] : [periods.this],
  )
  const levels = sheet.plan.levels.length
  const numbers = new Map<string, (number | null)[]>()
  const statement = kind === 'counts' ? countsStatement : unitsStatement
  // Rules that held in none of the periods ask nothing.
  const rows = sheet.asks.length === 0 ? [] : ((await statement(db, sheet).execute(db)).rows as Row[])
  for (const row of rows) {
    // grouping() sets a bit for every key that is not grouped by; the first key has the highest bit.
    const index = Array.from({ length: levels }, (_, i) => i).find((i) => !(row.level & (1 << (levels - 1 - i))))
    const place = index === undefined ? '' : `${index} ${row.keys[index]}`
    const all = numbers.get(place) ?? new Array<number | null>(sheet.asks.length).fill(null)
    asksOfKind(sheet.asks, row.kind).forEach((one, i) => {
      all[sheet.asks.indexOf(one)] = row.nums[i] ?? null
    })
    numbers.set(place, all)
  }
  return {
    sheet,
    number: (one, level) =>
      one === undefined ? null : (numbers.get(level ? `${level.index} ${level.key}` : '')?.[one] ?? null),
    keys: (level) =>
      [...numbers.keys()].filter((key) => key.startsWith(`${level} `)).map((key) => key.slice(`${level} `.length)),
  }
}

function figureOf(
  indicator: Counted,
  found: Found,
  question: Question,
  { this: period, last: lastPeriod }: Periods,
): Figure {
  const amountIn = (one: typeof period, level?: { index: number; key: string }): Amount =>
    inForce(indicator, one)
      ? amountOf(indicator, found.sheet.need(indicator, one), (ask) => found.number(ask, level))
      : nothing
  const comparable = lastPeriod !== null && inForce(indicator, lastPeriod)
  const cells = Object.fromEntries(
    indicator.by.map((by) => {
      const levelIn = (one: typeof period) =>
        found.sheet.plan.levels.findIndex((level) => level.by === by && (level.period === null || level.period === one))
      const keys = [...new Set([levelIn(period), ...(comparable ? [levelIn(lastPeriod)] : [])].flatMap(found.keys))]
      const rows = keys.map(
        (key): Cell => ({
          key,
          label: valueLabel(indicator.reads, by, key, question),
          ...amountIn(period, { index: levelIn(period), key }),
          last: comparable ? amountIn(lastPeriod, { index: levelIn(lastPeriod), key }) : null,
        }),
      )
      return [by, inOrder(rows.filter(occurs))]
    }),
  )
  return {
    indicator,
    period,
    ...amountIn(period),
    last: comparable ? amountIn(lastPeriod) : null,
    lastPeriod,
    cells,
    names: [],
    tied: false,
  }
}

/** Numbers become a value: a count of nothing is 0, a share or mean of nothing has no data. */
function amountOf(indicator: Counted, need: Need, number: (ask: number | undefined) => number | null): Amount {
  if (indicator.kind === 'count') return { ...nothing, value: number(need.value) ?? 0 }
  if (indicator.kind === 'share') {
    const [part, of] = [number(need.part) ?? 0, number(need.whole) ?? 0]
    return { ...nothing, value: of === 0 ? null : (100 * part) / of, part, of }
  }
  const n = number(need.n) ?? 0
  const value = number(need.value)
  if (indicator.take === 'sum') return { ...nothing, value: value ?? 0, n }
  if (n === 0 || value === null) return { ...nothing, n }
  return { ...nothing, value: indicator.take === 'mean' ? value / n : value, n }
}

/** Whether a row of a breakdown has anything in it, this year or last. */
function occurs(cell: Cell): boolean {
  const some = (amount: Amount | null) => Boolean(amount && (amount.of ?? amount.n ?? amount.value))
  return some(cell) || some(cell.last)
}
