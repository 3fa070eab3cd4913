import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Period } from '#platform/days'
import { baseOf, type Fact, RUNNING, UNKNOWN } from './fact.ts'
import type { Counted, When } from './indicator.ts'
import { type Borders, type Box, boxOf, runningFrom } from './period-rule.ts'
import type { Question } from './question.ts'
import { type Condition, conditionsOf, groupingFor, type ValueSet } from './where.ts'

export type Sql = RawBuilder<unknown>

/** What of a fact the statements use: which columns, over which days. */
export interface Plan {
  question: Question
  fact: Fact
  indicators: readonly Counted[]
  periods: readonly Period[]
  borders: Borders
  /** The dimensions that are filtered on, broken down by or counted; each is the column d0, d1 … of the rows. */
  dimensions: readonly string[]
  /** The measures; each is the column m0, m1 … of the rows. */
  measures: readonly string[]
  /** The breakdowns, one for each period when it is read as of the period's last day; each is a column k0, k1 … */
  levels: readonly Level[]
}
export interface Level {
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

/** The rows of a fact as narrow as they can be: start and end class, dimensions, measures; scope cut on plain columns. */
export function rowsOf(db: Kysely<never>, plan: Plan, extra: readonly Sql[] = []): Sql {
  const { fact, question, borders } = plan
  const columns = [
    sql`${startClass(borders)} as sb`,
    sql`${endClass(fact, borders)} as eb`,
    ...plan.dimensions.map((key, i) => sql`${dimensionColumn(fact, key)} as ${sql.ref(`d${i}`)}`),
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
  const box = boxOf(rule.when, rule.period, plan.borders)
  const tests = rule.conditions.map(({ dimension, set }) => inSet(asText(plan, dimension, rule.period), set))
  return sql.join([...boxTests(box, plan.borders), ...tests], sql` and `)
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

/** The value of a dimension as text, read as of the period's last day where it must be, never null. */
export function asText(plan: Plan, dimension: string, period: Period): Sql {
  const column = sql`${sql.ref(`d${plan.dimensions.indexOf(dimension)}`)}::text`
  const asOf = plan.fact.dimensions[dimension]?.asOf
  if (!asOf) return sql`coalesce(${column}, ${UNKNOWN})`
  const until = sql.lit(runningFrom(period, plan.borders))
  return sql`coalesce(case when eb >= ${until} then ${RUNNING} else ${column} end, ${UNKNOWN})`
}

/** The key of a breakdown for each row, and the join that a grouping needs. */
export function levelKey(plan: Plan, level: Level, index: number): { key: Sql; join: Sql } {
  const base = asText(plan, baseOf(plan.fact, level.by), level.period ?? (plan.periods[0] as Period))
  if (!plan.fact.groupings[level.by]) return { key: base, join: sql`` }
  const { groups, rest } = groupingFor(level.by, plan.question.groupings ?? [])
  const name = sql.ref(`g${index}`)
  const pairs = sql`unnest(${[...groups.keys()]}::text[], ${[...groups.values()]}::text[])`
  return {
    key: sql`coalesce(${name}.grp, ${rest ?? UNKNOWN})`,
    join: sql` left join ${pairs} as ${name}(value, grp) on ${name}.value = ${base}`,
  }
}

/** Whether the text is in the set. */
function inSet(text: Sql, { values, negated }: ValueSet): Sql {
  const list = [...values]
  return negated ? sql`${text} <> all(${list}::text[])` : sql`${text} = any(${list}::text[])`
}

function boxTests({ startFrom, startTo, endFrom, endTo }: Box, borders: Borders): Sql[] {
  const tests = [sql`sb <= ${sql.lit(startTo)}`]
  if (startFrom > 0) tests.push(sql`sb >= ${sql.lit(startFrom)}`)
  if (endFrom > 0) tests.push(sql`eb >= ${sql.lit(endFrom)}`)
  if (endTo < borders.length) tests.push(sql`eb <= ${sql.lit(endTo)}`)
  return tests
}

function dimensionColumn(fact: Fact, key: string): Sql {
  const dimension = fact.dimensions[key]
  if (dimension?.json) return sql`r.${sql.ref(dimension.json[0])} ->> ${dimension.json[1]}`
  return sql`r.${sql.ref(dimension?.column ?? key)}`
}

function startClass(borders: Borders): Sql {
  return classOf(sql`r.starts`, borders, sql.lit(0) as Sql)
}

function endClass(fact: Fact, borders: Borders): Sql {
  if (fact.point) return startClass(borders)
  const last = sql.lit(borders.length)
  return sql`case when r.ends is null then ${last} else ${classOf(sql`r.ends`, borders, sql.lit(0) as Sql)} end`
}

function classOf(column: Sql, borders: Borders, none: Sql): Sql {
  const steps = borders.map((border, i) => sql`when ${column} >= ${border}::date then ${sql.lit(i + 1)}`).reverse()
  return sql`case ${sql.join(steps, sql` `)} else ${none} end`
}

/** The days that can matter, so that an index on the start or the end can do its work. */
function timeScope({ fact, indicators, borders }: Plan): Sql[] {
  const [first, last] = [borders[0], borders.at(-1)]
  const whens = new Set(indicators.map((indicator) => indicator.when))
  const startedBefore = sql`r.starts < ${last}::date`
  if (fact.point || (whens.size === 1 && whens.has('started'))) return [startedBefore, sql`r.starts >= ${first}::date`]
  if (whens.size === 1 && whens.has('ended')) {
    return [startedBefore, sql`r.ends >= ${first}::date`, sql`r.ends < ${last}::date`]
  }
  return [startedBefore, sql`(r.ends is null or r.ends >= ${first}::date)`]
}
