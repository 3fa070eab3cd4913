import type { Kysely } from 'kysely'
import { inForce, type Need, type Sheet, sheetOf, statementOf } from './asks.ts'
import { derive } from './derive.ts'
import { baseOf, UNKNOWN } from './fact.ts'
import { type Amount, type Cell, type Figure, inOrder, nothing } from './figure.ts'
import type { Counted, Indicator } from './indicator.ts'
import { type Periods, periodsOf } from './period-rule.ts'
import { type Level, readFor } from './query.ts'
import { countedOf, type Question, readBy, valueLabel } from './question.ts'
import { asksOfKind, countsStatement, type Row, unitsStatement } from './statements.ts'
import { addTo, grouped, type Numbers, type Table } from './table.ts'
import { groupingFor } from './where.ts'

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
  /** The number of an ask: in total, or in one row of a breakdown. */
  number(ask: number | undefined, row?: { level: Level; key: string }): number | null
  /** The keys of the rows of a breakdown. */
  keys(level: Level): string[]
}

async function ask(
  db: Kysely<never>,
  question: Question,
  own: readonly Counted[],
  kind: 'counts' | 'units',
  periods: Periods,
): Promise<Found> {
  const { reads } = own[0] as Counted
  const sheet = sheetOf(question, reads, own, periods.last ? [periods.this, periods.last] : [periods.this])
  const { asks, plan } = sheet
  const statement = kind === 'counts' ? countsStatement : unitsStatement
  // Rules that held in none of the periods ask nothing.
  const rows = asks.length === 0 ? [] : ((await statement(db, sheet).execute(db)).rows as Row[])
  const total: Numbers = []
  const tables = new Map<string, Table>(plan.levels.map((level) => [nameOf(level), new Map()]))
  for (const row of rows) {
    // grouping() sets a bit for every key that is not grouped by; the first key has the highest bit.
    const index = plan.levels.findIndex((_, i) => !(row.level & (1 << (plan.levels.length - 1 - i))))
    const level = plan.levels[index]
    const numbers: Numbers = []
    asksOfKind(asks, row.kind).forEach((one, i) => {
      numbers[asks.indexOf(one)] = row.nums[i] ?? null
    })
    if (level) addTo(tables.get(nameOf(level)) as Table, row.keys[index] ?? UNKNOWN, numbers, asks)
    else Object.assign(total, numbers)
  }
  for (const level of sheet.levels) {
    const base = tables.get(nameOf({ by: baseOf(reads, level.by), period: level.period }))
    if (tables.has(nameOf(level)) || !base) continue
    tables.set(nameOf(level), grouped(base, groupingFor(level.by, question.groupings ?? []), asks))
  }
  const table = (level: Level) => tables.get(nameOf(level))
  return {
    sheet,
    number: (one, row) => (one === undefined ? null : ((row ? table(row.level)?.get(row.key) : total)?.[one] ?? null)),
    keys: (level) => [...(table(level)?.keys() ?? [])],
  }
}

function nameOf({ by, period }: Level): string {
  return `${by} ${period?.from} ${period?.until}`
}

function figureOf(
  indicator: Counted,
  found: Found,
  question: Question,
  { this: period, last: lastPeriod }: Periods,
): Figure {
  const amountIn = (one: typeof period, row?: { level: Level; key: string }): Amount =>
    inForce(indicator, one)
      ? amountOf(indicator, found.sheet.need(indicator, one), (ask) => found.number(ask, row))
      : nothing
  const comparable = lastPeriod !== null && inForce(indicator, lastPeriod)
  const cells = Object.fromEntries(
    indicator.by.map((by) => {
      const levelIn = (one: typeof period): Level => ({ by, period: readFor(indicator.reads, by, one) })
      const keys = [...new Set([levelIn(period), ...(comparable ? [levelIn(lastPeriod)] : [])].flatMap(found.keys))]
      const rows = keys.map(
        (key): Cell => ({
          key,
          label: valueLabel(indicator.reads, by, key, question),
          ...amountIn(period, { level: levelIn(period), key }),
          last: comparable ? amountIn(lastPeriod, { level: levelIn(lastPeriod), key }) : null,
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
