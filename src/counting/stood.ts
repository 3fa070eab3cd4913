import { type Kysely, sql } from 'kysely'
import { inForce, unitOf } from './asks.ts'
import { baseOf } from './fact.ts'
import type { Amount } from './figure.ts'
import type { Counted } from './indicator.ts'
import { periodsOf } from './period-rule.ts'
import { type Column, condition, levelKey, type Plan, readFor, rowsOf, ruleOf, unitColumn } from './query.ts'
import type { Question } from './question.ts'

/** One record behind a figure, and what it counted for. */
export interface StandingMember {
  record: string
  /** What counts once, where that is not the record itself. */
  unit: string | null
  /** Of a share: whether it is in the part. */
  part: boolean
  /** Of a measure: its number. */
  value: number | null
  /** In which rows of the breakdowns it stands, in their order. */
  cells: readonly string[]
}

/** From which records a figure was counted, and what it came to. */
export interface Stood {
  figure: string
  amount: Pick<Amount, 'value' | 'part' | 'of' | 'n'>
  by: readonly string[]
  /** What each row of these breakdowns came to: its number, or the whole of its share. */
  cells: Readonly<Record<string, Readonly<Record<string, number>>>>
  rows: readonly StandingMember[]
}

/**
 * All records that a figure is counted from, by the very condition that counts them, each with what it counts for. Kept with a
 * publication, it tells later because of which records a figure changed.
 * @param by the breakdowns that matter
 */
export async function standingMembers<Tables>(
  db: Kysely<Tables>,
  question: Question,
  indicator: Counted,
  by: readonly string[],
): Promise<StandingMember[]> {
  const { this: period } = periodsOf(question)
  if (!inForce(indicator, period)) return []
  const { reads } = indicator
  const unit = unitOf(indicator)
  const whole = ruleOf(indicator, period, question)
  const part = indicator.kind === 'share' ? ruleOf(indicator, period, question, 'part') : null
  const needed = [...whole.conditions, ...(part?.conditions ?? [])].map(({ dimension }) => dimension)
  const dimensions = new Set([...needed, ...by.map((one) => baseOf(reads, one))])
  const columns: Column[] = [
    ...[...dimensions].map((dimension) => ({ dimension, period: readFor(reads, dimension, period) })),
    ...(unit && unit !== 'person' && unit !== 'record' ? [{ dimension: unit, period: null }] : []),
  ]
  const plan: Plan = {
    question,
    fact: reads,
    indicators: [indicator],
    periods: [period],
    columns,
    measures: indicator.kind === 'measure' ? [indicator.measures] : [],
    levels: by.map((one) => ({ by: one, period: readFor(reads, one, period) })),
  }
  const levels = plan.levels.map((level, i) => levelKey(plan, level, i))
  const database = db as unknown as Kysely<never>
  const keys = levels.map(({ key }) => sql`${key}`)
  const counted = unit === null || unit === 'record' ? sql`null::text` : sql`${unitColumn(plan, unit)}::text`
  const measured = plan.measures.length > 0
  const statement = sql<StandingMember>`select distinct record::text as record, ${counted} as unit,
      ${part ? sql`(${condition(plan, part)})` : sql`true`} as part,
      ${measured ? sql`m0::float8` : sql`null::float8`} as value,
      ${keys.length > 0 ? sql`array[${sql.join(keys)}]::text[]` : sql`'{}'::text[]`} as cells
    from (${rowsOf(database, plan, [sql`r.record`, sql`r.person`])}) as f
    ${sql.join(
      levels.map(({ join }) => join),
      sql` `,
    )}
    where ${sql.join([condition(plan, whole), ...(measured ? [sql`m0 is not null`] : [])], sql` and `)} order by 1, 2, 5`
  return (await statement.execute(database)).rows
}
