import { type Kysely, sql } from 'kysely'
import type { Period } from '#platform/days'
import type { Ask, Sheet } from './asks.ts'
import { spanOf } from './period-rule.ts'
import { columnOf, condition, inSpan, levelKey, type Plan, rowsOf, type Sql, unitColumn, valueTests } from './query.ts'

// A word of bits per unit; the highest is left alone because bigint has a sign.
const bitsPerWord = 62

/** One row of an answer: which statement part, which level, the keys of the levels, and its numbers. */
export interface Row {
  kind: string
  level: number
  keys: (string | null)[]
  nums: (number | null)[]
}

/**
 * Counts: one scan into the finest cells, one hash aggregate that counts each period rule once. What the indicators ask of
 * values are filters over those few cells, and the grouping sets run over them too.
 */
export function countsStatement(db: Kysely<never>, { plan, asks }: Sheet): Sql {
  const values = plan.columns.map((_, i) => sql.ref(`c${i}`))
  const taken = new Map<string, { name: string; column: Sql }>()
  const summed = asks.map((ask) => {
    const { rule, take, measure } = ask
    const known = JSON.stringify([spanOf(rule.when, rule.period), take, measure])
    const name = taken.get(known)?.name ?? `n${taken.size}`
    taken.set(known, { name, column: sql`${takenOf(plan, ask)} filter (where ${inSpan(rule)}) as ${sql.ref(name)}` })
    const tests = valueTests(plan, rule)
    const filter = tests.length > 0 ? sql` filter (where ${sql.join(tests, sql` and `)})` : sql``
    const again = sql`${sql.raw(take === 'min' || take === 'max' ? take : 'sum')}(${sql.ref(name)})${filter}`
    return take === 'n' || take === 'count' ? sql`coalesce(${again}, 0)` : again
  })
  const cells = sql.join([...values, ...[...taken.values()].map(({ column }) => column)])
  const by = values.length > 0 ? sql`group by ${sql.join(values)}` : sql``
  const keys = plan.levels.map(({ by: dimension, period }) =>
    columnOf(plan, dimension, period ?? (plan.periods[0] as Period)),
  )
  return sql`with f as (${rowsOf(db, plan)}), cell as (select ${cells} from f ${by})
    select 'counts' as kind, ${levelColumns(keys)}, ${numbers(summed)} as nums from cell ${groupingSets(keys)}`
}

/**
 * Units: distinct persons, values and records, and medians. One bit for each rule, or-ed per cell and unit, rolled up
 * level by level; never added across cells.
 */
export function unitsStatement(db: Kysely<never>, { plan, asks }: Sheet): Sql {
  const units = [...new Set(asks.flatMap((ask) => (ask.take === 'unit' ? [ask.unit as string] : [])))]
  const medians = asksOfKind(asks, 'medians')
  const part = plan.levels.length > 0 ? unitPart : wholePart
  const parts = units.map((unit) => part(plan, unit, asksOfKind(asks, unit)))
  if (medians.length > 0) parts.push(medianPart(plan, medians))
  const rows = rowsOf(db, plan, [sql`r.person`, sql`r.record`])
  return sql`with f as (${rows}) ${sql.join(parts, sql` union all `)}`
}

/** The asks that a row of this kind answers, in the order of its numbers. */
export function asksOfKind(asks: readonly Ask[], kind: string): Ask[] {
  if (kind === 'counts') return [...asks]
  if (kind === 'medians') return asks.filter((ask) => ask.take !== 'unit')
  return asks.filter((ask) => ask.take === 'unit' && ask.unit === kind)
}

/** Units of a fact that nothing is broken down of: there is nothing to roll up. */
function wholePart(plan: Plan, unit: string, asks: readonly Ask[]): Sql {
  const column = unitColumn(plan, unit)
  const counts = asks.map(({ rule }) => sql`count(distinct ${column}) filter (where ${condition(plan, rule)})`)
  return sql`select ${sql.lit(unit)}::text as kind, ${levelColumns([])}, ${numbers(counts)} as nums from f`
}

function unitPart(plan: Plan, unit: string, asks: readonly Ask[]): Sql {
  const column = unitColumn(plan, unit)
  const keys = keysOf(plan)
  const words = Array.from({ length: Math.ceil(asks.length / bitsPerWord) }, (_, i) => i)
  const word = (i: number) => sql.ref(`w${i}`)
  const set = words.map((i) => {
    const bits = asks
      .slice(i * bitsPerWord, (i + 1) * bitsPerWord)
      .map((ask, bit) => sql`case when ${condition(plan, ask.rule)} then ${bitOf(bit)} else 0 end`)
    return sql`(${sql.join(bits, sql` | `)}) as ${word(i)}`
  })
  const any = sql.join(
    words.map((i) => sql`${word(i)} <> 0`),
    sql` or `,
  )
  const ored = words.map((i) => sql`bit_or(${word(i)}) as ${word(i)}`)
  const marked = sql`select *, ${column} as unit, ${sql.join(set)} from (${keyed(plan)}) as k`
  const finest = sql`select ${sql.join([...keys, sql`unit`, ...ored])} from (${marked}) as marked
    where unit is not null and (${any}) group by ${sql.join([...keys, sql`unit`])}`
  const sets = [sql`(unit)`, ...keys.map((key) => sql`(${key}, unit)`)]
  const rolled = sql`select ${levelColumns(keys)}, ${sql.join([sql`unit`, ...ored])} from (${finest}) as finest
    group by grouping sets (${sql.join(sets)})`
  const counts = asks.map((_, i) => {
    const bit = sql`${word(Math.floor(i / bitsPerWord))} & ${bitOf(i % bitsPerWord)}`
    return sql`count(*) filter (where (${bit}) <> 0)`
  })
  return sql`select ${sql.lit(unit)}::text as kind, level, keys, ${numbers(counts)} as nums
    from (${rolled}) as rolled group by level, keys`
}

function medianPart(plan: Plan, asks: readonly Ask[]): Sql {
  const medians = asks.map((ask) => {
    const m = sql.ref(`m${plan.measures.indexOf(ask.measure as string)}`)
    const filter = sql`filter (where ${condition(plan, ask.rule)})`
    return ask.take === 'filled'
      ? sql`count(${m}) ${filter}`
      : sql`percentile_cont(0.5) within group (order by ${m}) ${filter}`
  })
  return sql`select 'medians'::text as kind, ${levelColumns(keysOf(plan))}, ${numbers(medians)} as nums
    from (${keyed(plan)}) as k ${groupingSets(keysOf(plan))}`
}

/** Rows with the keys of all breakdowns beside them. */
function keyed(plan: Plan): Sql {
  const levels = plan.levels.map((level, i) => levelKey(plan, level, i))
  const keys = levels.map(({ key }, i) => sql`${key} as ${sql.ref(`k${i}`)}`)
  return sql`select ${sql.join([sql`f.*`, ...keys])} from f${sql.join(
    levels.map(({ join }) => join),
    sql``,
  )}`
}

function keysOf(plan: Plan): Sql[] {
  return plan.levels.map((_, i) => sql`${sql.ref(`k${i}`)}`)
}

/** `level` tells which key a row is grouped by: the bits of `grouping()`, all set for the total. */
function levelColumns(keys: readonly Sql[]): Sql {
  if (keys.length === 0) return sql`0 as level, '{}'::text[] as keys`
  if (keys.length > 31) throw new Error('A fact is asked for more than 31 breakdowns at once')
  const texts = keys.map((key) => sql`${key}::text`)
  return sql`grouping(${sql.join([...keys])}) as level, array[${sql.join(texts)}] as keys`
}

function groupingSets(keys: readonly Sql[]): Sql {
  if (keys.length === 0) return sql``
  return sql`group by grouping sets (${sql.join([sql`()`, ...keys.map((key) => sql`(${key})`)])})`
}

function takenOf(plan: Plan, { take, measure }: Ask): Sql {
  if (take === 'n') return sql`count(*)`
  return sql`${sql.raw(take)}(${sql.ref(`m${plan.measures.indexOf(measure as string)}`)})`
}

function numbers(list: readonly Sql[]): Sql {
  return sql`array[${sql.join(list.map((one) => sql`(${one})::float8`))}]`
}

function bitOf(bit: number): Sql {
  return sql`${sql.raw(String(2n ** BigInt(bit)))}::bigint`
}
