import { type Kysely, sql } from 'kysely'
import type { Ask, Sheet } from './asks.ts'
import { condition, levelKey, type Plan, rowsOf, type Sql } from './query.ts'

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
 * Counts: one scan into the finest cells, one hash aggregate. The indicators are filters over those few cells, and the
 * grouping sets run over them too.
 */
export function countsStatement(db: Kysely<never>, { plan, asks }: Sheet): Sql {
  const dimensions = plan.dimensions.map((_, i) => sql.ref(`d${i}`))
  const measured = plan.measures.flatMap((_, i) => {
    const m = sql.ref(`m${i}`)
    const as = (name: string) => sql.ref(`${name}${i}`)
    return [
      sql`sum(${m}) as ${as('sum')}`,
      sql`count(${m}) as ${as('count')}`,
      sql`min(${m}) as ${as('min')}`,
      sql`max(${m}) as ${as('max')}`,
    ]
  })
  const classes = sql.join([sql`sb`, sql`eb`, ...dimensions])
  const cells = sql`select ${sql.join([classes, sql`count(*) as n`, ...measured])} from f group by ${classes}`
  return sql`with f as (${rowsOf(db, plan)}), cell as (${cells}), keyed as (${keyed(plan, 'cell')})
    select 'counts' as kind, ${levelColumns(plan)}, ${numbers(asks.map((ask) => summed(plan, ask)))} as nums
    from keyed ${groupingSets(plan)}`
}

/**
 * Units: distinct persons, values and records, and medians. One bit for each rule, or-ed per cell and unit, rolled up
 * level by level; never added across cells.
 */
export function unitsStatement(db: Kysely<never>, { plan, asks }: Sheet): Sql {
  const units = [...new Set(asks.flatMap((ask) => (ask.take === 'unit' ? [ask.unit as string] : [])))]
  const medians = asksOfKind(asks, 'medians')
  const parts = units.map((unit) => unitPart(plan, unit, asksOfKind(asks, unit)))
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

function unitPart(plan: Plan, unit: string, asks: readonly Ask[]): Sql {
  const column = unit === 'person' || unit === 'record' ? sql.ref(unit) : sql.ref(`d${plan.dimensions.indexOf(unit)}`)
  const keys = plan.levels.map((_, i) => sql.ref(`k${i}`))
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
  const marked = sql`select *, ${column} as unit, ${sql.join(set)} from (${keyed(plan, 'f')}) as k`
  const finest = sql`select ${sql.join([...keys, sql`unit`, ...ored])} from (${marked}) as marked
    where unit is not null and (${any}) group by ${sql.join([...keys, sql`unit`])}`
  const sets = [sql`(unit)`, ...keys.map((key) => sql`(${key}, unit)`)]
  const rolled = sql`select ${levelColumns(plan)}, ${sql.join([sql`unit`, ...ored])} from (${finest}) as finest
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
  return sql`select 'medians'::text as kind, ${levelColumns(plan)}, ${numbers(medians)} as nums
    from (${keyed(plan, 'f')}) as k ${groupingSets(plan)}`
}

/** Rows or cells with the keys of all breakdowns beside them. */
function keyed(plan: Plan, from: 'f' | 'cell'): Sql {
  const levels = plan.levels.map((level, i) => levelKey(plan, level, i))
  const keys = levels.map(({ key }, i) => sql`${key} as ${sql.ref(`k${i}`)}`)
  return sql`select ${sql.join([sql`${sql.ref(from)}.*`, ...keys])} from ${sql.ref(from)}${sql.join(
    levels.map(({ join }) => join),
    sql``,
  )}`
}

/** `level` tells which key a row is grouped by: the bits of `grouping()`, all set for the total. */
function levelColumns(plan: Plan): Sql {
  if (plan.levels.length === 0) return sql`0 as level, '{}'::text[] as keys`
  if (plan.levels.length > 31) throw new Error(`Fact '${plan.fact.key}' is asked for more than 31 breakdowns at once`)
  const keys = sql.join(plan.levels.map((_, i) => sql.ref(`k${i}`)))
  return sql`grouping(${keys}) as level, array[${keys}] as keys`
}

function groupingSets(plan: Plan): Sql {
  if (plan.levels.length === 0) return sql``
  return sql`group by grouping sets (${sql.join([sql`()`, ...plan.levels.map((_, i) => sql`(${sql.ref(`k${i}`)})`)])})`
}

function summed(plan: Plan, { rule, take, measure }: Ask): Sql {
  const filter = sql`filter (where ${condition(plan, rule)})`
  if (take === 'n') return sql`coalesce(sum(n) ${filter}, 0)`
  const column = sql.ref(`${take}${plan.measures.indexOf(measure as string)}`)
  if (take === 'count') return sql`coalesce(sum(${column}) ${filter}, 0)`
  return sql`${sql.raw(take === 'sum' ? 'sum' : take)}(${column}) ${filter}`
}

function numbers(list: readonly Sql[]): Sql {
  return sql`array[${sql.join(list.map((one) => sql`(${one})::float8`))}]`
}

function bitOf(bit: number): Sql {
  return sql`${sql.raw(String(2n ** BigInt(bit)))}::bigint`
}
