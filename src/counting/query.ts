import { type Kysely, type RawBuilder, sql } from 'kysely'
import { type Day, earliest, latest, type Period } from '#platform/days'
import { baseOf, type Fact, RUNNING, UNKNOWN } from './fact.ts'
import type { Counted, When } from './indicator.ts'
import { spanOf } from './period-rule.ts'
import type { Question } from './question.ts'
import { type Condition, conditionsOf, groupingFor, type ValueSet } from './where.ts'

export type Sql = RawBuilder<unknown>

/** What of a fact the statements use: which columns, over which days. */
export interface Plan {
  question: Question
  fact: Fact
  indicators: readonly Counted[]
  periods: readonly Period[]
  /** The values that are filtered on, broken down by or counted; each is the column c0, c1 … of the rows. */
  columns: readonly Column[]
  /** The measures; each is the column m0, m1 … of the rows. */
  measures: readonly string[]
  /** The breakdowns; in the units statement each is a column k0, k1 … */
  levels: readonly Level[]
}
/** A dimension, for each period apart when it is read as of the period's last day. */
export interface Column {
  dimension: string
  /** null: the same for all periods. */
  period: Period | null
}
export interface Level {
  /** A dimension or a grouping. */
  by: string
  /** null: the same for all periods. */
  period: Period | null
}

/** A rule that decides which rows count: the heart that counting and opening a figure have in common. */
export interface Rule {
  when: When
  period: Period
  conditions: readonly Condition[]
}

/** The period for which a dimension or grouping must be read apart; null when it is the same for all. */
export function readFor(fact: Fact, by: string, period: Period): Period | null {
  return fact.dimensions[baseOf(fact, by)]?.asOf ? period : null
}

/** The rows of a fact as narrow as they can be: start and end, values, measures; scope cut on plain columns. */
export function rowsOf(db: Kysely<never>, plan: Plan, extra: readonly Sql[] = []): Sql {
  const { fact, question } = plan
  const columns = [
    sql`r.starts`,
    sql`r.ends`,
    ...plan.columns.map((column, i) => sql`${valueIn(fact, column)} as ${sql.ref(`c${i}`)}`),
    ...plan.measures.map((key, i) => sql`r.${sql.ref(fact.measures[key]?.column ?? key)} as ${sql.ref(`m${i}`)}`),
    ...extra,
  ]
  const scope = [
    sql`r.tenant = ${question.tenant}`,
    sql`r.line = any(${[...question.lines]})`,
    ...(question.villages ? [sql`r.village = any(${[...question.villages]})`] : []),
    ...timeScope(plan),
  ]
  const rows = fact.rows(db)
  return sql`select ${sql.join(columns)} from (${rows}) as r where ${sql.join(scope, sql` and `)}`
}

/** The condition of a rule on rows from `rowsOf`. */
export function condition(plan: Plan, rule: Rule): Sql {
  return sql.join([inSpan(rule), ...valueTests(plan, rule)], sql` and `)
}

/** The part of a rule that is about days. */
export function inSpan({ when, period }: Rule): Sql {
  const { startsFrom, startsBefore, endsFrom, endsBefore } = spanOf(when, period)
  return sql.join(
    [
      sql`starts < ${startsBefore}::date`,
      ...(startsFrom ? [sql`starts >= ${startsFrom}::date`] : []),
      ...(endsFrom ? [notEndedBefore('ends', endsFrom)] : []),
      ...(endsBefore ? [sql`ends < ${endsBefore}::date`] : []),
    ],
    sql` and `,
  )
}

/** The part of a rule that is about values. */
export function valueTests(plan: Plan, { conditions, period }: Rule): Sql[] {
  return conditions.map(({ dimension, set }) => inSet(columnOf(plan, dimension, period), set))
}

/** The rule of an indicator in a period; of a share its whole, or its part within the whole. */
export function ruleOf(indicator: Counted, period: Period, question: Question, part: 'whole' | 'part' = 'whole'): Rule {
  const where = indicator.kind === 'share' ? indicator.whole : indicator.where
  const groupings = question.groupings ?? []
  const conditions = conditionsOf(indicator.reads, where, groupings)
  if (indicator.kind === 'share' && part === 'part') {
    conditions.push(...conditionsOf(indicator.reads, indicator.part, groupings))
  }
  return { when: indicator.when, period, conditions }
}

/** The column of the rows that holds a dimension, read as of the period's last day where it must be. */
export function columnOf(plan: Plan, dimension: string, period: Period): Sql {
  const wanted = readFor(plan.fact, dimension, period)
  return sql.ref(`c${plan.columns.findIndex((one) => one.dimension === dimension && one.period === wanted)}`)
}

/** The column of what counts once, as it is: also of a dimension that breakdowns read as of a day. */
export function unitColumn(plan: Plan, unit: string): Sql {
  if (unit === 'person' || unit === 'record') return sql.ref(unit)
  return sql.ref(`c${plan.columns.findIndex(({ dimension, period }) => dimension === unit && period === null)}`)
}

/** The key of a breakdown for each row, and the join that a grouping needs. */
export function levelKey(plan: Plan, level: Level, index: number): { key: Sql; join: Sql } {
  const column = columnOf(plan, baseOf(plan.fact, level.by), level.period ?? (plan.periods[0] as Period))
  const base = sql`coalesce(${column}::text, ${UNKNOWN})`
  if (!plan.fact.groupings[level.by]) return { key: base, join: sql`` }
  const { groups, rest } = groupingFor(level.by, plan.question.groupings ?? [])
  const name = sql.ref(`g${index}`)
  const pairs = sql`unnest(${[...groups.keys()]}::text[], ${[...groups.values()]}::text[])`
  return {
    key: sql`coalesce(${name}.grp, ${rest ?? UNKNOWN})`,
    join: sql` left join ${pairs} as ${name}(value, grp) on ${name}.value = ${base}`,
  }
}

/** Whether a value is in the set. A missing one is 'unknown'; where that makes no difference, null says no by itself. */
function inSet(value: Sql, { values, negated }: ValueSet): Sql {
  const list = [...values]
  const text = values.has(UNKNOWN) === negated ? sql`${value}::text` : sql`coalesce(${value}::text, ${UNKNOWN})`
  return negated ? sql`${text} <> all(${list}::text[])` : sql`${text} = any(${list}::text[])`
}

function valueIn(fact: Fact, { dimension, period }: Column): Sql {
  const value = dimensionColumn(fact, dimension)
  return period
    ? sql`case when ${notEndedBefore('r.ends', period.until)} then ${RUNNING} else ${value}::text end`
    : value
}

function dimensionColumn(fact: Fact, key: string): Sql {
  const dimension = fact.dimensions[key]
  if (dimension?.json) return sql`(r.${sql.ref(dimension.json[0])} ->> ${dimension.json[1]})`
  return sql`r.${sql.ref(dimension?.column ?? key)}`
}

function notEndedBefore(ends: string, day: Day): Sql {
  return sql`(${sql.ref(ends)} is null or ${sql.ref(ends)} >= ${day}::date)`
}

/** The days that can matter, so that an index on the start or the end can do its work. */
function timeScope({ fact, indicators, periods }: Plan): Sql[] {
  const [one, ...others] = periods as [Period, ...Period[]]
  const first = earliest(one.from, ...others.map(({ from }) => from))
  const last = latest(one.until, ...others.map(({ until }) => until))
  const whens = new Set(indicators.map((indicator) => indicator.when))
  const startedBefore = sql`r.starts < ${last}::date`
  if (fact.point || (whens.size === 1 && whens.has('started'))) return [startedBefore, sql`r.starts >= ${first}::date`]
  if (whens.size === 1 && whens.has('ended')) {
    return [startedBefore, sql`r.ends >= ${first}::date`, sql`r.ends < ${last}::date`]
  }
  return [startedBefore, notEndedBefore('r.ends', first)]
}
