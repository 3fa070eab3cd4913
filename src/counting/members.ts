import { type Kysely, sql } from 'kysely'
import type { Period } from '#platform/days'
import { inForce, unitOf } from './asks.ts'
import { baseOf } from './fact.ts'
import type { Counted, Indicator } from './indicator.ts'
import { periodsOf } from './period-rule.ts'
import { type Column, condition, levelKey, type Plan, type Rule, readFor, rowsOf, ruleOf, unitColumn } from './query.ts'
import { isCounted, type Question, readBy } from './question.ts'

/** One record behind a figure. */
export interface Member {
  record: string
  person: string | null
  /** What counts once: the record, the person or the value; null when there is none, and then it adds nothing. */
  unit: string | null
}

/** Which members of a figure are meant; left out: the whole, of this period, in every cell. */
export interface Which {
  part?: 'whole' | 'part'
  cell?: { dimension: string; key: string }
  period?: 'this' | 'last'
}

/**
 * The records a figure was counted from, by the very condition that counted them. Who asks makes no difference here:
 * a page sifts them by the reader's rights. The number of different units is the figure's value; of a measure the
 * records that carry a number. A derived figure opens the members of what it reads: a sum those of all its parts, the
 * others those of the first.
 */
export async function members<Tables>(
  db: Kysely<Tables>,
  question: Question,
  indicator: Indicator,
  which: Which = {},
): Promise<Member[]> {
  const periods = periodsOf(question)
  const period = which.period === 'last' ? periods.last : periods.this
  if (!isCounted(indicator)) {
    const reads = indicator.kind === 'sum' ? readBy(indicator) : readBy(indicator).slice(0, 1)
    const all: Member[] = []
    for (const read of reads) all.push(...(await members(db, question, read, which)))
    return all
  }
  if (!period || !inForce(indicator, period)) return []
  const rule = ruleOf(indicator, period, question, which.part)
  const unit = unitOf(indicator)
  const plan: Plan = {
    question,
    fact: indicator.reads,
    indicators: [indicator],
    periods: [period],
    columns: columnsFor(indicator, period, rule, which),
    measures: indicator.kind === 'measure' ? [indicator.measures] : [],
    levels: which.cell ? [{ by: which.cell.dimension, period }] : [],
  }
  const database = db as unknown as Kysely<never>
  const tests = [condition(plan, rule), ...(plan.measures.length > 0 ? [sql`m0 is not null`] : [])]
  const level = plan.levels[0] && levelKey(plan, plan.levels[0], 0)
  if (level && which.cell) tests.push(sql`${level.key} = ${which.cell.key}`)
  const rows = rowsOf(database, plan, [sql`r.record`, sql`r.person`])
  const statement = sql<Member>`select distinct record::text as record, person::text as person,
      ${unitColumn(plan, unit ?? 'record')}::text as unit
    from (${rows}) as f ${level?.join ?? sql``} where ${sql.join(tests, sql` and `)} order by 1, 3`
  return (await statement.execute(database)).rows
}

/** How many members a count has: different units, those without one left out. */
export function unitsOf(found: readonly Member[]): number {
  return new Set(found.flatMap(({ unit }) => unit ?? [])).size
}

function columnsFor(indicator: Counted, period: Period, { conditions }: Rule, { cell }: Which): Column[] {
  const { reads } = indicator
  const read = [...conditions.map(({ dimension }) => dimension), ...(cell ? [baseOf(reads, cell.dimension)] : [])]
  const unit = unitOf(indicator)
  return [
    ...[...new Set(read)].map((dimension) => ({ dimension, period: readFor(reads, dimension, period) })),
    ...(unit && unit !== 'person' && unit !== 'record' ? [{ dimension: unit, period: null }] : []),
  ]
}
