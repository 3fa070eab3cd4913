import { CompiledQuery } from 'kysely'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseOrders } from '#kernel/case'
import type { Asker } from '#platform/asker'
import { clockOn } from '#platform/clock'
import { day } from '#platform/days'
import { newKey } from '#platform/ids'
import { type TestDatabase, testDatabase } from '#platform/testing'
import { lineOf } from '#service-lines'
import { type Doorway, openDoorway } from '../src/access/doorway.ts'
import { beginSession, foundOrganisation } from '../src/access/founding.ts'
import { doors } from '../src/access/matrix/doors.ts'
import { fillOrganisation, largeTables } from '../src/access/matrix/filling.ts'
import { myLine } from '../src/access/matrix/fixture.ts'
import { slowStatements } from '../src/access/matrix/plans.ts'
import type { Fact } from '../src/access/matrix/said.ts'
import type { Store } from '../src/access/store.ts'

const forceFlush = CompiledQuery.raw('select pg_stat_force_next_flush()')

let town: TestDatabase
let doorway: Doorway
let tokens: Record<string, string>
let row: Fact
const tenants: string[] = []

beforeAll(async () => {
  town = await testDatabase()
  doorway = openDoorway(town.webUrl, clockOn(day('2025-03-12')), 4)
  for (const name of ['Welzijn Lindeveen', 'Welzijn Elders', 'Welzijn Verderop'])
    tenants.push(await foundOrganisation(doorway, { name, municipality: name }))
  const accounts: Record<string, string> = {}
  for (const tenant of tenants)
    await doorway.system({ tenant, via: 'command', purpose: 'test' }, async (store) => {
      const team = await store.accounts.addTeam({ name: 'team', lines: [myLine] })
      for (const role of ['coordinator', 'worker', 'administrator']) {
        const account = await store.accounts.add({
          email: `${newKey()}@lindeveen.example`,
          name: role,
          role,
          endedOn: null,
        })
        await store.accounts.join(team.id, account.id)
        if (tenant === tenants[0]) accounts[role] = account.id
      }
    })
  await town.asAdmin(async (client) => {
    for (const tenant of tenants) await fillOrganisation(client, tenant, accounts.worker as string, myLine)
    await client.query('analyze')
    row = await oneRow(client)
  })
  tokens = Object.fromEntries(
    await Promise.all(
      Object.entries(accounts).map(
        async ([role, account]) =>
          [role, await beginSession(doorway, { tenant: tenants[0] as string, account, role })] as const,
      ),
    ),
  )
}, 120_000)
afterAll(async () => {
  await doorway.close()
  await town.close()
})

/** A case with somebody in it, for whatever a door wants to know of a row. */
async function oneRow(client: pg.Client): Promise<Fact> {
  const { rows } = await client.query<{ id: string; person: string; name: string }>(
    `select c.id, c.person, p.family_name as name from naober.cases c join naober.persons p on p.tenant = c.tenant and p.id = c.person where c.tenant = $1 limit 1`,
    [tenants[0]],
  )
  const found = rows[0] as { id: string; person: string; name: string }
  return {
    id: found.id,
    called: 'a case',
    tenant: 'ours',
    line: myLine,
    key: found.person,
    of: { id: found.id, called: 'itself', tenant: 'ours' },
  }
}

/** What was slow when a coordinator, a worker and an administrator did this, each under their own sentences. */
async function slowIn(work: (store: Store, asker: Asker) => Promise<unknown>): Promise<string[]> {
  const slow: string[] = []
  for (const [role, token] of Object.entries(tokens)) {
    const taken = new Error('taken back')
    await doorway
      .page({ token, purpose: '/test', request: 'TEST1', writes: true }, async (store, asker) => {
        const found = await slowStatements(asker, largeTables, async () => {
          // Who may not do this at all asks the database nothing slow.
          await Promise.resolve()
            .then(() => work(store, asker))
            .catch(() => undefined)
        })
        slow.push(
          ...found.map((one) => `${role}: ${one.how} of ${one.table}: ${one.text.replace(/\s+/g, ' ').slice(0, 400)}`),
        )
        throw taken
      })
      .catch((problem: unknown) => {
        if (problem !== taken) throw problem
      })
  }
  return slow
}

const reading = Object.entries(doors).filter(([, door]) => door.needs.every(([verb]) => verb === 'read'))

test.each(reading)('%s finds its rows by an index', async (name, door) => {
  // A person is looked for by name, the rest by key.
  const of: Fact = door.rows === 'persons' ? { ...row, id: row.key as string, key: 'familienaam77' } : row
  expect([name, await slowIn((store, asker) => door.try(store, of, asker))]).toEqual([name, []])
})

test.each(
  caseOrders.flatMap((order) => (['running', 'closed', 'all'] as const).map((status) => [order, status] as const)),
)('the list by %s of what is %s goes by an index, on its first page and further on', async (order, status) => {
  const query = { lines: [myLine], status, order, limit: 50 }
  const slow = await slowIn(async (store) => {
    const first = await store.cases.list(query)
    if (first.next) await store.cases.list({ ...query, after: first.next, descending: true })
  })
  expect(slow).toEqual([])
})

test.each([
  ['of a village', { village: newKey() }],
  ['of one year', { year: 2024 }],
  ['of one owner', { owner: newKey() }],
  ['with a topic', { topic: 'noise' }],
  ['that are late', { late: true }],
  ['that nobody has looked at', { unassessed: true }],
])('the list of cases %s goes by an index', async (_what, narrowed) => {
  const query = { lines: [myLine], status: 'running', order: 'waiting', limit: 50, ...narrowed } as const
  expect(await slowIn(async (store) => [await store.cases.list(query), await store.cases.total(query)])).toEqual([])
})

test('the start page goes by an index', async () => {
  expect(
    await slowIn(async (store) => [
      await store.cases.waiting([myLine]),
      await store.nextSteps.mine({ until: day('2025-03-13'), after: ['2020-01-01', '10:00:00', row.id], limit: 20 }),
      await store.nextSteps.mineTotal(),
      await store.nextSteps.passed(),
      await store.cases.leftToDo(lineOf(myLine)),
      await store.messages.back(),
    ]),
  ).toEqual([])
})

test('the history of a case, and who looked at it, go by an index', async () => {
  expect(await slowIn(async (store) => [await store.log.historyOf([row.id]), await store.log.looksAt(row.id)])).toEqual(
    [],
  )
})

test.each([
  ['a part of a name', { words: 'naam77' }],
  ['two words', { words: 'voornaam7 naam77' }],
  ['a name with a typing error', { words: 'familienam77q' }],
  ['a telephone number', { phone: '31612345077' }],
  ['a birth date', { birthDate: day('1950-03-01') }],
  ['a street and a number', { place: 'laan 77' }],
])('people are searched by %s without reading everybody', async (_what, given) => {
  const asked = { words: '', phone: null, birthDate: null, place: null, ...given }
  expect(
    await fullScans(['person_words', 'person_places', 'case_words', 'persons'], (store) => store.people.search(asked)),
  ).toEqual({
    person_words: 0,
    person_places: 0,
    case_words: 0,
    persons: 0,
  })
})

test.each([
  ['its number', { number: 'N00-077' }],
  ['a street and a number', { place: 'laan 77' }],
])('a case is searched by %s without reading all of them', async (_what, asked) => {
  expect(await fullScans(['case_words', 'cases'], (store) => store.cases.search(asked))).toEqual({
    case_words: 0,
    cases: 0,
  })
})

/** How often tables were read from one end to the other by this work: what happens inside functions no EXPLAIN shows. */
async function fullScans(tables: string[], work: (store: Store) => Promise<unknown>): Promise<Record<string, number>> {
  const counts = () =>
    town.asAdmin(async (client) => {
      const { rows } = await client.query(
        `select relname, seq_scan::int as n from pg_stat_user_tables where schemaname = 'naober' and relname = any($1) order by 1`,
        [tables],
      )
      return Object.fromEntries(rows.map((one) => [one.relname, one.n])) as Record<string, number>
    })
  const before = await counts()
  await doorway.page(
    { token: tokens.coordinator as string, purpose: '/test', request: 'TEST1', writes: true },
    async (store, asker) => {
      await work(store)
      // The counters of a transaction are told when it ends.
      await asker.tx.executeQuery(forceFlush)
    },
  )
  const after = await counts()
  return Object.fromEntries(tables.map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)]))
}

test('with somebody shielded, lists, search and a file still go by an index', async () => {
  await town.asAdmin((client) =>
    client.query(
      `insert into naober.shields (tenant, id, person, what, reason) select $1, md5(id::text)::uuid, id, case when n % 2 = 0 then 'person' else 'address' end, 'test'
       from (select id, row_number() over () as n from naober.persons where tenant = $1 and id <> $2 limit 40) p`,
      [tenants[0], row.key],
    ),
  )
  const query = { lines: [myLine], status: 'running', order: 'waiting', limit: 50 } as const
  const slow = await slowIn(async (store) => [
    await store.cases.list(query),
    await store.cases.total(query),
    await store.people.search({ words: 'familienaam77', phone: null, birthDate: null, place: null }),
    await store.people.file(row.key as string),
    await store.cases.ofPerson(row.key as string),
    await store.notes.ofCase(row.id),
    await store.safety.of([row.key as string]),
    await store.shields.placesOf(row.key as string),
  ])
  expect(slow).toEqual([])
})
