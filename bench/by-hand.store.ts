import { sql } from 'kysely'
import type { Asker } from '#platform/asker'

/** One row of the table: which margin it belongs to, and its numbers, this year's and last year's of each figure in turn. */
export interface RowByHand {
  /** 'total', 'village', 'size', 'column', 'topic', 'outcome now' or 'outcome last'. */
  margin: string
  key: string
  numbers: number[]
}

/** The figures of the table in the order of their numbers; of each first this year, then last year. */
export const figuresByHand = [
  'buurtbemiddeling-zaken',
  'buurtbemiddeling-opgelost',
  'buurtbemiddeling-advies',
  'buurtbemiddeling-verwezen',
  'buurtbemiddeling-loopt-nog',
  'buurtbemiddeling-slaging of',
  'buurtbemiddeling-slaging part',
] as const

/**
 * The factsheet's table as somebody would write it who has only this one table to make: the figures of both years with
 * the margins by village, size, column, topic and outcome, in one statement for cases and one for where people were sent.
 * @returns the table, and to how many parties people were sent this year and last
 */
export async function tableByHand(
  asker: Asker,
  line: string,
  year: number,
  large: readonly string[],
): Promise<{ rows: RowByHand[]; destinations: number[] }> {
  const [before, from, until] = [year - 1, year, year + 1].map((one) => `${one}-01-01`)
  const { rows } = await sql<{ of: number; key: string | null; numbers: (number | null)[] }>`
    with f as (
      select village, main_topic, opened_on as starts, closed_on as ends,
        case outcome when 'solvedTogether' then 'solved' when 'solvedApart' then 'solved' when 'storyEnough' then 'solved' when 'improved' then 'solved'
          when 'notSolved' then 'unsolved' when 'neighbourRefuses' then 'unsolved' when 'withdrawn' then 'unsuitable' else outcome end as outcome
      from cases where tenant = ${asker.tenant} and line = ${line} and removed_at is null
        and opened_on < ${until}::date and (closed_on is null or closed_on >= ${before}::date)
    ), cell as (
      select village, main_topic as topic,
        case when ends is null or ends >= ${until}::date then 'running' else outcome end as outcome_now,
        case when ends is null or ends >= ${from}::date then 'running' else outcome end as outcome_last,
        count(*) filter (where starts >= ${from}::date) as started_now,
        count(*) filter (where starts >= ${before}::date and starts < ${from}::date) as started_last,
        count(*) filter (where ends >= ${from}::date and ends < ${until}::date) as ended_now,
        count(*) filter (where ends >= ${before}::date and ends < ${from}::date) as ended_last
      from f group by 1, 2, 3, 4
    ), wide as (
      select *, case when village is null then 'unknown' when village = any(${large}::uuid[]) then 'large' else 'small' end as size,
        case when village is null then 'unknown' when village = any(${large}::uuid[]) then village::text else 'small' end as col from cell
    )
    select grouping(village, size, col, topic, outcome_now, outcome_last) as of,
      coalesce(village::text, size, col, topic, outcome_now, outcome_last) as key, array[
      sum(started_now), sum(started_last),
      sum(started_now) filter (where outcome_now = 'solved'), sum(started_last) filter (where outcome_last = 'solved'),
      sum(started_now) filter (where outcome_now = 'advice'), sum(started_last) filter (where outcome_last = 'advice'),
      sum(started_now) filter (where outcome_now = 'referred'), sum(started_last) filter (where outcome_last = 'referred'),
      sum(started_now) filter (where outcome_now = 'running'), sum(started_last) filter (where outcome_last = 'running'),
      sum(ended_now) filter (where outcome_now in ('solved', 'unsolved')), sum(ended_last) filter (where outcome_last in ('solved', 'unsolved')),
      sum(ended_now) filter (where outcome_now = 'solved'), sum(ended_last) filter (where outcome_last = 'solved')]::float8[] as numbers
    from wide group by grouping sets ((), (village), (size), (col), (topic), (outcome_now), (outcome_last))`.execute(
    asker.tx,
  )
  // What hangs under a case that was removed is out of sight everywhere, and in the figures too.
  const sent = await sql<{ now: string; last: string }>`
    select count(distinct destination) filter (where on_day >= ${from}::date) as now, count(distinct destination) filter (where on_day < ${from}::date) as last
    from referrals r where tenant = ${asker.tenant} and line = ${line} and direction = 'out' and removed_at is null
      and on_day >= ${before}::date and on_day < ${until}::date
      and exists (select 1 from cases c where c.tenant = r.tenant and c.id = r.case_id and c.removed_at is null)`.execute(
    asker.tx,
  )
  return {
    rows: rows.map(({ of, key, numbers }) => ({
      margin: marginOf(of),
      key: key ?? 'unknown',
      numbers: numbers.map((one) => one ?? 0),
    })),
    destinations: sent.rows.flatMap(({ now, last }) => [Number(now), Number(last)]),
  }
}

const margins = ['village', 'size', 'column', 'topic', 'outcome now', 'outcome last']

/** `grouping()` sets a bit for every column but the one that a row is grouped by; the first column has the highest bit. */
function marginOf(bits: number): string {
  return margins.find((_, i) => !(bits & (1 << (margins.length - 1 - i)))) ?? 'total'
}

/** Reads the same rows and does nothing with them: the least that any way of counting takes. */
export async function plainScan(asker: Asker, line: string, year: number): Promise<void> {
  await sql`select max(opened_on), max(closed_on), max(village::text), max(main_topic), max(outcome) from cases
    where tenant = ${asker.tenant} and line = ${line} and removed_at is null
      and opened_on < ${`${year + 1}-01-01`}::date and (closed_on is null or closed_on >= ${`${year - 1}-01-01`}::date)`.execute(
    asker.tx,
  )
}
