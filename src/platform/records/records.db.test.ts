import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Doorway, foundOrganisation, openDoorway, type Store } from '#access'
import { type TestDatabase, testDatabase } from '#platform/testing'
import type { Asker } from '../asker/index.ts'
import { clockOn } from '../clock/index.ts'
import { day } from '../days/index.ts'
import { Conflict, NotFound } from '../errors/index.ts'
import { newKey } from '../ids/index.ts'
import { records } from './records.ts'
import { table } from './table.ts'

const organisations = table('organisations', 'organisation', ['name', 'kind', 'phone', 'email'])
const cases = table('cases', 'case', ['number', 'line', 'openedOn', 'phase', 'phaseSince', 'fields', 'owner'], {
  defaults: { fields: {} },
})
const moment = new Date('2025-03-12T08:14:00Z')
const daysLater = (days: number) => new Date(moment.getTime() + days * 86_400_000)

let town: TestDatabase
let now = moment
let doorway: Doorway
let tenant: string

beforeAll(async () => {
  town = await testDatabase()
  doorway = openDoorway(
    town.webUrl,
    clockOn(day('2025-03-12'), () => now),
    4,
  )
  tenant = await foundOrganisation(doorway, { name: 'Welzijn Lindeveen', municipality: 'Lindeveen' })
})
afterAll(async () => {
  await doorway.close()
  await town.close()
})

const asSystem = <T>(work: (store: Store, asker: Asker) => Promise<T>) =>
  doorway.system({ tenant, via: 'command', purpose: 'test' }, work)

/** The asker of a coordinator of one line, in a transaction that is rolled back when the work throws. */
const asNoor = <T>(work: (asker: Asker) => Promise<T>) =>
  asSystem((_store, asker) => work({ ...asker, may: reachOf('buurtbemiddeling') }))

const partner = (name: string) => ({ name, kind: 'zorg', phone: null, email: null })
const caseOf = (line: string) => ({
  number: newKey().slice(-9),
  line,
  openedOn: day('2025-03-01'),
  phase: 'reported',
  phaseSince: moment,
})

/** Rows and log lines of one table without what differs each time: keys, salts and digests. */
async function left(tableName: string, ids: readonly string[]) {
  return town.asAdmin(async (client) => {
    const { rows } = await client.query(
      `select to_jsonb(t) - 'id' - 'name' as row, (select json_agg(to_jsonb(c) - array['id', 'record', 'digest', 'xact'] || jsonb_build_object('before', k.before - 'name', 'after', k.after - 'name') order by c.id)
         from naober.changes c left join naober.change_content k on k.tenant = c.tenant and k.change = c.id where c.record = t.id) as log
       from naober.${tableName} t where t.id = any($1) order by t.name`,
      [ids],
    )
    return rows
  })
}

const linesAbout = (id: string) =>
  town.asAdmin(async (client) =>
    Number((await client.query('select count(*) from naober.changes where record = $1', [id])).rows[0]?.count),
  )

test('many at once leave the same rows and the same log as one by one', async () => {
  const names = Array.from({ length: 30 }, (_, nr) => `Partner ${String(nr).padStart(2, '0')}`)
  const rename = <R extends { phone: string | null }>(was: R): R => ({ ...was, phone: '+31612345678' })
  const oneByOne = await asSystem(async (_store, asker) => {
    const own = records(asker, organisations)
    const ids: string[] = []
    for (const name of names) ids.push((await own.add(partner(`een ${name}`))).id)
    for (const id of [...ids].sort().slice(10)) await own.change(id, { seen: 1 }, rename)
    return ids
  })
  const atOnce = await asSystem(async (_store, asker) => {
    const own = records(asker, organisations)
    const ids = (await own.addMany(names.map((name) => partner(`veel ${name}`)))).map((row) => row.id)
    expect(await own.changeMany([...ids].sort().slice(10), rename)).toBe(20)
    return ids
  })
  const unseen = await asSystem(async (_store, asker) => {
    const own = records(asker, organisations)
    const news = names.map((name) => ({ ...partner(`ongezien ${name}`), id: newKey() }))
    await own.addUnseen(news)
    const ids = news.map((one) => one.id)
    await own.changeMany([...ids].sort().slice(10), rename)
    return ids
  })
  const rows = await left('organisations', oneByOne)
  expect(rows).toHaveLength(30)
  expect(await left('organisations', atOnce)).toEqual(rows)
  expect(await left('organisations', unseen)).toEqual(rows)
})

test('what is added comes back in the order in which it was given, whatever its keys', async () => {
  const news = Array.from({ length: 50 }, (_, nr) => ({ ...partner(`op volgorde ${nr}`), id: newKey() })).reverse()
  const added = await asSystem((_store, asker) => records(asker, organisations).addMany(news))
  expect(added.map((row) => row.id)).toEqual(news.map((row) => row.id))
})

test('a log line says what a new record holds: what is empty is not in it, and every salt is another', async () => {
  const added = await asSystem((_store, asker) =>
    records(asker, organisations).addMany([partner('Vol'), { ...partner('Leeg'), phone: '+31612345678' }]),
  )
  const lines = await town.asAdmin(
    async (client) =>
      (
        await client.query(
          `select c.via, c.deed, c.record_table, c.fields, k.before, k.after, encode(k.salt, 'hex') as salt from naober.changes c
           join naober.change_content k on k.change = c.id where c.record = any($1) order by c.id`,
          [added.map((row) => row.id)],
        )
      ).rows,
  )
  const told = { via: 'command', deed: 'add', record_table: 'organisations', before: null }
  expect(lines).toMatchObject([
    { ...told, fields: ['name', 'kind'], after: { name: 'Vol', kind: 'zorg' } },
    { ...told, fields: ['name', 'kind', 'phone'], after: { name: 'Leeg', kind: 'zorg', phone: '+31612345678' } },
  ])
  expect(lines[0].salt).toMatch(/^[0-9a-f]{32}$/)
  expect(lines[0].salt).not.toBe(lines[1].salt)
})

test('more than one block is added and changed whole', async () => {
  const changed = await asSystem(async (_store, asker) => {
    const own = records(asker, organisations)
    const added = await own.addMany(Array.from({ length: 4_500 }, (_, nr) => partner(`blok ${nr}`)))
    expect(new Set(added.map((row) => row.name)).size).toBe(4_500)
    return own.changeMany(
      added.map((row) => row.id),
      (was) => ({ ...was, kind: 'welzijn' }),
    )
  })
  expect(changed).toBe(4_500)
})

test('the second of two savers is shown both versions, and nothing of theirs is lost', async () => {
  const added = await asSystem((_store, asker) => records(asker, organisations).add(partner('Twee savers')))
  const save = (phone: string) =>
    asSystem((_store, asker) =>
      records(asker, organisations).change(added.id, { seen: 1 }, (was) => ({ ...was, phone })),
    )
  await save('+31611111111')
  const clash = await save('+31622222222').catch((problem: unknown) => problem)
  expect(clash).toBeInstanceOf(Conflict)
  expect(clash).toMatchObject({ mine: { phone: '+31622222222' }, theirs: { phone: '+31611111111', version: 2 } })
  expect(await linesAbout(added.id)).toBe(2)
})

test('of ten who save the same version at the same moment one succeeds', async () => {
  const added = await asSystem((_store, asker) => records(asker, organisations).add(partner('Tien savers')))
  const done = await Promise.allSettled(
    Array.from({ length: 10 }, (_, nr) =>
      asSystem((_store, asker) =>
        records(asker, organisations).change(added.id, { seen: 1 }, (was) => ({ ...was, phone: `+3161234567${nr}` })),
      ),
    ),
  )
  expect(done.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  for (const one of done) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Conflict)
})

test('what is added to by many at the same moment keeps what each of them added', async () => {
  const added = await asSystem((_store, asker) => records(asker, organisations).add({ ...partner('Samen'), email: '' }))
  await Promise.all(
    Array.from({ length: 10 }, (_, nr) =>
      asSystem((_store, asker) =>
        records(asker, organisations).apply(added.id, (was) => ({ ...was, email: `${was.email}${nr}` })),
      ),
    ),
  )
  const after = await asSystem((_store, asker) => records(asker, organisations).get(added.id))
  expect([...(after.email ?? '')].sort().join('')).toBe('0123456789')
  expect(after.version).toBe(11)
  expect(await linesAbout(added.id)).toBe(11)
})

test('a rule that changes nothing writes nothing', async () => {
  const added = await asSystem((_store, asker) => records(asker, cases).add(caseOf('buurtbemiddeling')))
  await asSystem((_store, asker) =>
    records(asker, cases).change(added.id, { seen: 1 }, (was) => ({
      ...was,
      fields: {},
      phaseSince: new Date(moment),
    })),
  )
  await asSystem((_store, asker) => records(asker, cases).apply(added.id, (was) => was))
  expect(await asSystem((_store, asker) => records(asker, cases).changeMany([added.id], (was) => ({ ...was })))).toBe(0)
  const after = await asSystem((_store, asker) => records(asker, cases).get(added.id))
  expect(after.version).toBe(1)
  expect(await linesAbout(added.id)).toBe(1)
})

test('nobody adds a row outside their own reach, or moves one out of it', async () => {
  const own = await asNoor((asker) => records(asker, cases).add(caseOf('buurtbemiddeling')))
  const away = (asker: Asker) => records(asker, cases)
  await expect(asNoor((asker) => away(asker).add(caseOf('seniorenwerk')))).rejects.toThrow(NotFound)
  await expect(
    asNoor((asker) => away(asker).addMany([caseOf('buurtbemiddeling'), caseOf('seniorenwerk')])),
  ).rejects.toThrow(NotFound)
  await expect(
    asNoor((asker) => away(asker).addUnseen([caseOf('buurtbemiddeling'), caseOf('seniorenwerk')])),
  ).rejects.toThrow(NotFound)
  const toOtherLine = <R extends { line: string }>(was: R): R => ({ ...was, line: 'seniorenwerk' })
  await expect(asNoor((asker) => away(asker).change(own.id, { seen: 1 }, toOtherLine))).rejects.toThrow(NotFound)
  await expect(asNoor((asker) => away(asker).apply(own.id, toOtherLine))).rejects.toThrow(NotFound)
  await expect(asNoor((asker) => away(asker).changeMany([own.id], toOtherLine))).rejects.toThrow(NotFound)
  const after = await asSystem((_store, asker) => records(asker, cases).get(own.id))
  expect(after).toMatchObject({ line: 'buurtbemiddeling', version: 1 })
  expect(await linesAbout(own.id)).toBe(1)
})

test('what lies outside the reach is not there, whatever is tried on it', async () => {
  const other = await asSystem((_store, asker) => records(asker, cases).add(caseOf('seniorenwerk')))
  const tries: ((own: ReturnType<typeof records<'cases'>>) => Promise<unknown>)[] = [
    (own) => own.get(other.id),
    (own) => own.change(other.id, { seen: 1 }, (was) => ({ ...was, phase: 'x' })),
    (own) => own.apply(other.id, (was) => ({ ...was, phase: 'x' })),
    (own) => own.remove(other.id),
    (own) => own.restore(other.id),
    (own) => own.get('no key at all'),
    (own) => own.apply(newKey(), (was) => was),
  ]
  for (const attempt of tries) await expect(asNoor((asker) => attempt(records(asker, cases)))).rejects.toThrow(NotFound)
  expect(await asNoor((asker) => records(asker, cases).find(other.id))).toBeUndefined()
  expect(await asNoor((asker) => records(asker, cases).changeMany([other.id], (was) => ({ ...was, phase: 'x' })))).toBe(
    0,
  )
  expect(await linesAbout(other.id)).toBe(1)
})

test('what was removed is out of sight, comes back whole, and cannot come back twice', async () => {
  const added = await asSystem((_store, asker) => records(asker, organisations).add(partner('Heen en weer')))
  await asSystem((_store, asker) => records(asker, organisations).remove(added.id))
  expect(await asSystem((_store, asker) => records(asker, organisations).find(added.id))).toBeUndefined()
  await expect(asSystem((_store, asker) => records(asker, organisations).remove(added.id))).rejects.toThrow(NotFound)
  const back = await asSystem((_store, asker) => records(asker, organisations).restore(added.id))
  expect(back).toMatchObject({ name: 'Heen en weer', removedAt: null, version: 3 })
  await expect(asSystem((_store, asker) => records(asker, organisations).restore(added.id))).rejects.toThrow(NotFound)
})

test('after thirty days a removed case is gone with all that hung under it, and the seals stay sound', async () => {
  now = daysLater(0)
  const { gone, kept } = await asSystem(async (store, asker) => {
    const own = records(asker, cases)
    const [gone, kept] = [await own.add(caseOf('buurtbemiddeling')), await own.add(caseOf('buurtbemiddeling'))]
    for (const one of [gone, kept])
      await store.notes.add({
        caseId: one.id,
        person: null,
        line: 'buurtbemiddeling',
        happenedAt: moment,
        kind: 'call',
        side: null,
        result: null,
        words: 'geheime woorden',
      })
    await store.cases.addSide(gone.id, {
      side: 'reporter',
      called: 'Bewoner Veldweg 14',
      street: 'Veldweg',
      houseNumber: '14',
    })
    return { gone: gone.id, kept: kept.id }
  })
  await asSystem((store) => store.log.seal())
  await asSystem((store) => store.cases.remove(gone))
  await settled()

  now = daysLater(29)
  await asSystem((store) => store.log.wipeRemovedBefore(daysLater(-1)))
  await asSystem((store) => store.cases.restore(gone))
  await asSystem((store) => store.cases.remove(gone))

  now = daysLater(60)
  const wiped = await asSystem((store) => store.log.wipeRemovedBefore(daysLater(30)))
  expect(wiped).toBe(3) // the case, its note and its side
  await expect(asSystem((store) => store.cases.restore(gone))).rejects.toThrow(NotFound)
  expect(await asSystem((store) => store.notes.ofCase(kept))).toHaveLength(1)
  const trace = await town.asAdmin(async (client) => ({
    lines: (await client.query('select deed from naober.changes where record = $1 order by id', [gone])).rows.map(
      (row) => row.deed,
    ),
    content: (await client.query('select count(*)::int as n from naober.change_content where record = $1', [gone]))
      .rows[0].n,
    words: (await client.query(`select count(*)::int as n from naober.case_words where case_id = $1`, [gone])).rows[0]
      .n,
    texts: (
      await client.query(
        `select count(*)::int as n from naober.change_content where after::text like '%geheime woorden%'`,
      )
    ).rows[0].n,
  }))
  expect(trace).toEqual({ lines: ['add', 'remove', 'restore', 'remove'], content: 0, words: 0, texts: 1 })
  await settled()
  const seals = await asSystem((store) => store.log.verify())
  expect(seals.length).toBeGreaterThan(1)
  expect(seals.filter((seal) => !seal.sound)).toEqual([])
  expect(await asSystem((store) => store.log.altered())).toEqual([])
  now = moment
})

test.each([
  ['signs of every script', 'Ünïcødé 漢字 🧑‍🤝‍🧑 \u202Ertl عربى'],
  ['what JSON, SQL and PostgreSQL arrays are written in', `"'\\{}[],:;-- \\u0041 \\x41 $$ %s null NULL {"a":1}`],
  ['line ends of every kind', 'een\r\ntwee\ntab\tlijn\u2028par\u2029'],
  ['only blanks', '   '],
  ['nothing', ''],
  ['a megabyte', 'welzijn '.repeat(131_072)],
])('text comes back as it went in: %s', async (_what, words) => {
  const added = await asSystem((_store, asker) =>
    records(asker, organisations).add({ ...partner(newKey()), email: words }),
  )
  expect(added.email).toBe(words)
  const changed = await asSystem((_store, asker) =>
    records(asker, organisations).change(added.id, { seen: 1 }, (was) => ({ ...was, email: `${was.email}!` })),
  )
  expect(changed.email).toBe(`${words}!`)
  const content = await town.asAdmin(
    async (client) =>
      (
        await client.query('select before, after from naober.change_content where record = $1 order by change', [
          added.id,
        ])
      ).rows,
  )
  expect(content[1]).toEqual({ before: { email: words }, after: { email: `${words}!` } })
})

test('values of every type come back the same, and a second save of them changes nothing', async () => {
  const fields = {
    amount: 1.5,
    none: null,
    list: ['a', { b: [true, false] }],
    'snake_key and camelKey': 'ü',
    deep: { under_score: 1 },
  }
  const added = await asSystem((_store, asker) => records(asker, cases).add({ ...caseOf('buurtbemiddeling'), fields }))
  expect(added).toMatchObject({ fields, openedOn: '2025-03-01', phaseSince: moment })
  const again = await asSystem((_store, asker) =>
    records(asker, cases).change(added.id, { seen: 1 }, (was) => structuredClone(was)),
  )
  expect(again.version).toBe(1)
})

test('content that was altered behind our back no longer agrees with its digest', async () => {
  const added = await asSystem((_store, asker) => records(asker, organisations).add(partner('Vervalst')))
  expect(await asSystem((store) => store.log.altered())).toEqual([])
  await town.asAdmin((client) =>
    client.query(`update naober.change_content set after = jsonb_set(after, '{kind}', '"anders"') where record = $1`, [
      added.id,
    ]),
  )
  expect(await asSystem((store) => store.log.altered())).toHaveLength(1)
})

/** Seals what is finished: twice, for a transaction that still ran at the first is left for the next. */
async function settled(): Promise<void> {
  await asSystem((store) => store.log.seal())
  await asSystem((store) => store.log.seal())
}

/** The reach of somebody who works for one line: the condition on the cases' own column. */
function reachOf(line: string): Asker['may'] {
  return () => sql<boolean>`cases.line = ${line}`
}
