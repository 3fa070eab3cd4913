import fc from 'fast-check'
import { sql } from 'kysely'
import type { Database, Tx } from '#platform/database'
import { actFor } from '#platform/database'
import { addDays, day, yearPeriod } from '#platform/days'
import type { TestDatabase } from '#platform/testing'
import { noun } from '#platform/words'
import { change, ratio, sum } from '../derived.ts'
import { fact } from '../fact.ts'
import { grouping } from '../grouping.ts'
import { type Counted, count, measure, share, type When } from '../indicator.ts'
import type { Question } from '../question.ts'
import { not, oneOf, present } from '../where.ts'

// A small world of cases for the tests of the engine: tables of its own, so that no concept has to exist for them.

const uuid = (kind: number, n: number) => `00000000-0000-4000-8${kind}00-${String(n).padStart(12, '0')}`
export const us = uuid(1, 1)
export const them = uuid(1, 2)
export const villages = [1, 2, 3, 4].map((n) => uuid(2, n))

export interface Scratch {
  tenant: string
  record: string
  person: string | null
  line: string
  village: string | null
  starts: string
  ends: string | null
  result: string | null
  school: string | null
  minutes: number | null
  topics: string[]
}

const called = noun('zaak', 'zaken', 'de')
const groupings = { villageSize: { of: 'village', label: 'grootte van het dorp' } }

export const scratchCases = fact({
  key: 'scratch-case',
  called,
  opens: 'case',
  dimensions: {
    resultDetail: { column: 'result', label: 'uitkomst in detail', asOf: 'running' },
    school: { json: ['fields', 'school'], label: 'school' },
  },
  groupings: { ...groupings, result: { of: 'resultDetail', label: 'uitkomst' } },
  measures: { minutes: { column: 'minutes', label: 'minuten' } },
  rows: () => sql`select * from scratch_cases`,
})
export const scratchTopics = fact({
  key: 'scratch-topic',
  called,
  opens: 'case',
  dimensions: { topic: { column: 'topic', label: 'onderwerp' } },
  overlapping: ['topic'],
  groupings,
  rows: () =>
    sql`select c.*, t.topic from scratch_cases c join scratch_topics t on t.tenant = c.tenant and t.record = c.record`,
})
export const scratchTalks = fact({
  key: 'scratch-talk',
  called: noun('gesprek', 'gesprekken', 'het'),
  point: true,
  dimensions: { school: { json: ['fields', 'school'], label: 'school' } },
  groupings,
  rows: () => sql`select tenant, record, person, line, village, starts, starts as ends, fields from scratch_cases`,
})

export const sizes = grouping({
  key: 'villageSize',
  of: 'village',
  groups: { large: [villages[0] as string, villages[1] as string] },
  rest: 'small',
  labels: { large: 'Grote dorpen', small: 'Kleine dorpen' },
  name: 'groot-klein-2025',
})
export const results = grouping({
  key: 'result',
  of: 'resultDetail',
  groups: { good: ['solved', 'helped'], bad: ['unsolved'] },
  rest: 'other',
  labels: { good: 'Goed', bad: 'Niet goed', other: 'Anders' },
})

const whens: When[] = ['started', 'ended', 'running', 'standing', 'carriedOver']
const by = ['village', 'villageSize', 'resultDetail', 'result', 'school']
const named = (key: string) => ({ key, name: key, reads: scratchCases, by })

/** An indicator of every kind, under every period rule. */
export const everyKind: Counted[] = [
  ...whens.flatMap((when): Counted[] => [
    count({ ...named(`records-${when}`), when }),
    count({ ...named(`persons-${when}`), when, counts: 'persons', where: { line: 'mediation' } }),
    count({ ...named(`schools-${when}`), when, counts: { distinct: 'school' }, of: noun('school', 'scholen', 'de') }),
    share({
      ...named(`share-${when}`),
      when,
      whole: { resultDetail: not('helped') },
      part: { result: oneOf('good', 'running') },
    }),
    share({
      ...named(`share-persons-${when}`),
      when,
      counts: 'persons',
      whole: { villageSize: 'small' },
      part: { school: present },
    }),
    ...(['sum', 'mean', 'median', 'min', 'max'] as const).map((take) =>
      measure({ ...named(`${take}-${when}`), when, measures: 'minutes', take, where: { villageSize: not('large') } }),
    ),
    count({
      key: `topics-${when}`,
      name: 'topics',
      reads: scratchTopics,
      when,
      by: ['topic', 'village', 'villageSize'],
    }),
    count({
      key: `noise-${when}`,
      name: 'noise',
      reads: scratchTopics,
      when,
      where: { topic: 'noise' },
      by: ['village'],
    }),
  ]),
  count({ key: 'talks', name: 'talks', reads: scratchTalks, when: 'started', by: ['school', 'villageSize'] }),
  count({ key: 'since', name: 'since', reads: scratchCases, when: 'started', since: 2025 }),
]
const [first] = everyKind as [Counted]
export const derivedKinds = [
  sum({ key: 'sum', name: 'sum', reads: [first, everyKind.at(-2) as Counted], by: ['villageSize'] }),
  ratio({ key: 'ratio', name: 'ratio', reads: first, per: everyKind.at(-2) as Counted }),
  change({ key: 'growth', name: 'growth', reads: first, in: 'procent' }),
]

export const asked: Question = {
  tenant: us,
  lines: ['mediation', 'language'],
  period: yearPeriod(2025),
  compare: 'last-year',
  indicators: [...everyKind, ...derivedKinds],
  groupings: [sizes, results],
}

const dayBetween = fc.integer({ min: 0, max: 1400 }).map((n) => addDays(day('2023-01-01'), n))
const aCase = fc
  .record({
    tenant: fc.constantFrom(us, us, us, them),
    person: fc.option(
      fc.integer({ min: 1, max: 6 }).map((n) => uuid(3, n)),
      { freq: 6 },
    ),
    line: fc.constantFrom('mediation', 'language', 'elsewhere'),
    village: fc.option(fc.constantFrom(...villages), { freq: 6 }),
    starts: dayBetween,
    length: fc.option(fc.constantFrom(0, 1, 30, 200, 400, 800)),
    result: fc.option(fc.constantFrom('solved', 'helped', 'unsolved', 'advice'), { freq: 6 }),
    school: fc.option(fc.constantFrom('north', 'south', 'west')),
    minutes: fc.option(fc.integer({ min: 0, max: 300 })),
    topics: fc.uniqueArray(fc.constantFrom('noise', 'pets', 'garden'), { maxLength: 3 }),
  })
  .map(({ length, ...rest }) => ({ ...rest, ends: length === null ? null : addDays(rest.starts, length) }))

/** Cases of two organisations over some four years, with borders, gaps and unknowns in them. */
export const someCases = fc
  .array(aCase, { maxLength: 40 })
  .map((cases) => cases.map((one, i): Scratch => ({ ...one, record: uuid(4, i) })))

/** Makes the tables, under row security like every table. */
export async function makeScratch(test: TestDatabase): Promise<void> {
  await test.asAdmin(async (client) => {
    await client.query(`set search_path = naober;
      create table scratch_cases (tenant uuid not null, record uuid not null, person uuid, line text not null, village uuid,
        starts date not null, ends date, result text, fields jsonb not null, minutes int, primary key (tenant, record));
      create table scratch_topics (tenant uuid not null, record uuid not null, topic text not null, primary key (tenant, record, topic));`)
    for (const table of ['scratch_cases', 'scratch_topics']) {
      await client.query(`alter table naober.${table} enable row level security; alter table naober.${table} force row level security;
        create policy tenant on naober.${table} using (tenant = current_setting('naober.tenant')::uuid);
        grant select, insert, delete on naober.${table} to naober_web`)
    }
  })
}

/** Fills the tables with these cases, then does the work as one of the two organisations; nothing stays behind. */
export async function withCases(
  database: Database,
  cases: readonly Scratch[],
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  const undo = new Error('undo')
  const run = database.transaction().execute(async (tx) => {
    for (const tenant of [them, us]) {
      await actFor(tx, tenant)
      const own = cases.filter((one) => one.tenant === tenant)
      await sql`insert into scratch_cases select tenant, record, person, line, village, starts, ends, result,
          jsonb_build_object('school', school), minutes
        from jsonb_to_recordset(${JSON.stringify(own)}::jsonb) as c(tenant uuid, record uuid, person uuid, line text,
          village uuid, starts date, ends date, result text, school text, minutes int)`.execute(tx)
      await sql`insert into scratch_topics select c.tenant, c.record, jsonb_array_elements_text(c.topics)
        from jsonb_to_recordset(${JSON.stringify(own)}::jsonb) as c(tenant uuid, record uuid, topics jsonb)`.execute(tx)
    }
    await work(tx)
    throw undo
  })
  await run.catch((error) => {
    if (error !== undo) throw error
  })
}
