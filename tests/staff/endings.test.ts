import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Doorway, openDoorway } from '#access'
import { clockOn } from '#platform/clock'
import { type Day, day } from '#platform/days'
import { newKey } from '#platform/ids'
import { serviceLines } from '#service-lines'
import { office } from './office.ts'

// Wednesday 12 March 2025: what closed until 12 March 2023 is over its term of two years.

let town: Awaited<ReturnType<typeof office>>
const doorways: Doorway[] = []
beforeAll(async () => {
  town = await office()
})
afterAll(async () => {
  for (const one of doorways) await one.close()
  await town.close()
})

const admin = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  town.database.asAdmin(async (client) => {
    await client.query('set search_path = naober')
    return (await client.query(text, values)).rows as T[]
  })

/** The system on another day. */
function on(when: string) {
  const doorway = openDoorway(town.database.webUrl, clockOn(day(when)), 2)
  doorways.push(doorway)
  return <T>(work: (store: Parameters<Parameters<Doorway['system']>[1]>[0]) => Promise<T>) =>
    doorway.system({ tenant: town.town.tenant, via: 'job', purpose: 'test' }, work)
}

const dueOf = async () => (await town.noor.does((store) => store.endings.due(serviceLines, { limit: 50 }))).rows
const free = (ids: readonly string[]) => town.noor.does((store) => store.endings.free(serviceLines, ids))
const night = (when = '2025-03-13') => on(when)((store) => store.endings.carryOut(serviceLines))
const destroyed = async (id: string) =>
  (await admin<{ on: Day | null }>('select destroyed_on::text as on from cases where id = $1', [id]))[0]?.on

interface Fate {
  table_name: string
  fate: string
  of_case: string[]
  of_person: string[]
  empties: string[] | null
  stays: string[] | null
}

test('of every column that hangs under a case or a person it is said what becomes of it', async () => {
  const said = new Map((await admin<Fate>('select * from what_ends()')).map((one) => [one.table_name, one]))
  const keys = await admin<{ child: string; parent: string; columns: string[]; cascades: boolean }>(`
    select k.conrelid::regclass::text as child, k.confrelid::regclass::text as parent, k.confdeltype = 'c' as cascades,
      array(select attname::text from pg_attribute where attrelid = k.conrelid and attnum = any(k.conkey) and attname <> 'tenant') as columns
    from pg_constraint k where contype = 'f' and connamespace = 'naober'::regnamespace`)
  const columns = await admin<{ name: string; of: string }>(`
    select c.relname::text as of, a.attname::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped
    where relnamespace = 'naober'::regnamespace and relkind = 'r'`)
  const hangs = new Set(['cases', 'persons'])
  for (const { of, name } of columns) if (name === 'case_id' || name === 'person') hangs.add(of)
  for (let before = 0; before !== hangs.size; ) {
    before = hangs.size
    for (const { child, parent } of keys) if (hangs.has(parent)) hangs.add(child)
  }
  expect([...hangs].filter((one) => !said.has(one)).sort()).toEqual([])
  expect([...said.keys()].filter((one) => !hangs.has(one))).toEqual([])
  const unsaid = columns.filter(({ of, name }) => {
    const one = said.get(of)
    return one?.fate === 'stripped' && !one.stays?.includes(name) && !one.empties?.includes(name)
  })
  expect(unsaid).toEqual([])
  const gone = [...said.values()].flatMap((one) =>
    [...(one.stays ?? []), ...(one.empties ?? [])].map((name) => `${one.table_name}.${name}`),
  )
  const there = new Set(columns.map(({ of, name }) => `${of}.${name}`))
  expect(gone.filter((one) => !there.has(one))).toEqual([])
  // What goes with another row does so by its key, and what leads to a case or a person is followed.
  for (const { child, parent, columns: by, cascades } of keys) {
    const one = said.get(child)
    if (one?.fate === 'with' && parent !== 'accounts' && parent !== 'tenants' && parent !== 'documents')
      expect([child, parent, cascades]).toEqual([child, parent, true])
    if (one?.fate === 'row' && parent === 'cases')
      expect([child, one.of_case]).toEqual([child, expect.arrayContaining(by)])
    if (one?.fate === 'row' && parent === 'persons' && child !== 'persons')
      expect([child, one.of_person]).toEqual([child, expect.arrayContaining(by)])
  }
})

test('whoever coordinates sees what is over its term, and nobody else', async () => {
  const rows = await dueOf()
  expect(rows.length).toBeGreaterThan(3)
  for (const { closedOn } of rows) expect(closedOn <= '2023-03-12').toBe(true)
  expect(await town.daan.does((store) => store.endings.due(serviceLines, { limit: 50 }))).toEqual({
    rows: [],
    next: undefined,
  })
  const first = await town.noor.does((store) => store.endings.due(serviceLines, { limit: 2 }))
  const next = await town.noor.does((store) => store.endings.due(serviceLines, { limit: 2, after: first.next }))
  expect([...first.rows, ...next.rows].map(({ id }) => id)).toEqual(rows.slice(0, 4).map(({ id }) => id))
})

test('two who say so at once say it once, and what is taken back stays', async () => {
  const [one] = await dueOf()
  const id = one?.id as string
  expect((await Promise.all([free([id]), free([id])])).sort((one, other) => one - other)).toEqual([0, 1])
  expect(await on('2025-03-12')((store) => store.endings.carryOut(serviceLines))).toEqual([])
  const said = (await dueOf())[0]?.said
  await town.noor.does((store) => store.endings.takeBack(said?.id as string))
  expect(await night()).toEqual([])
  expect(await destroyed(id)).toBeNull()
})

test('what is kept for a reason leaves the list until its day, and cannot go before', async () => {
  const [, one] = await dueOf()
  const id = one?.id as string
  await expect(
    town.noor.does((store) => store.endings.hold(serviceLines, id, { reason: 'complaint', until: day('2045-01-01') })),
  ).rejects.toMatchObject({ problems: { until: expect.stringContaining('binnen 5 jaar') } })
  await town.noor.does((store) =>
    store.endings.hold(serviceLines, id, { reason: 'complaint', until: day('2026-01-01') }),
  )
  expect((await dueOf()).map((row) => row.id)).not.toContain(id)
  expect(await town.noor.does((store) => store.endings.held(serviceLines))).toMatchObject([
    { id, said: { reason: 'complaint' } },
  ])
  await expect(free([id])).rejects.toThrow()
  expect(
    (await on('2026-01-01')((store) => store.endings.due(serviceLines, { limit: 50 }))).rows.map((row) => row.id),
  ).toContain(id)
})

test('a case that was opened again before the night stays', async () => {
  const one = (await dueOf()).at(-1)
  const id = one?.id as string
  await free([id])
  const [was] = await admin<{ outcome: string }>('select outcome from cases where id = $1', [id])
  await admin('update cases set closed_on = null, outcome = null where id = $1', [id])
  expect(await night()).toEqual([])
  await admin(`update cases set closed_on = greatest(opened_on, '2023-03-11'), outcome = $2 where id = $1`, [
    id,
    was?.outcome,
  ])
  expect(await night()).toEqual([])
  expect(await destroyed(id)).toBeNull()
})

test('whose other case runs keeps all of it; merged under another key too', async () => {
  const [, , one] = await dueOf()
  const id = one?.id as string
  const [running] = await admin<{ id: string; person: string }>(
    'select id, person from cases where closed_on is null and person is not null limit 1',
  )
  const [mine] = await admin<{ person: string }>('select person from cases where id = $1', [id])
  await free([id])
  await admin('update persons set same_as = $2 where id = $1', [mine?.person, running?.person])
  expect((await dueOf()).find((row) => row.id === id)?.ends).toMatchObject({
    may: false,
    because: expect.stringContaining('loopt'),
  })
  await expect(free([id])).rejects.toThrow()
  expect(await night()).toEqual([])
  await admin('update persons set same_as = null where id = $1', [mine?.person])
  await admin('update endings set withdrawn_at = now() where case_id = $1', [id])
})

test('on the page she says that one may go and takes it back; what went still opens, and nothing is done with it', async () => {
  const { html } = await town.noor.opens('/bewaartermijn')
  expect(html).toContain('Hoe lang we bewaren')
  expect((await town.noor.opens('/')).html).toContain('einde van de bewaartermijn')
  expect((await town.bas.opens('/bewaartermijn')).status).toBe(404)
  const id = (await dueOf()).find(({ said, ends }) => !said && ends.may && ends.along.length === 0)?.id as string
  expect((await town.noor.sends('/bewaartermijn/mag-weg', { zaken: id }, '/bewaartermijn')).to).toBe('/bewaartermijn')
  expect((await town.noor.opens('/bewaartermijn')).html).toContain('gaat vannacht weg')
  expect(
    (await town.noor.sends(`/bewaartermijn/${id}/langer`, { reason: 'complaint', until: '1-1-2020' })).html,
  ).toContain('na vandaag')
  expect(
    (await town.noor.sends('/bewaartermijn/mag-weg', { zaken: `${newKey()}~<script>` }, '/bewaartermijn')).status,
  ).toBe(404)
  expect(await night()).toEqual([id])
  const after = await town.noor.opens(`/zaken/${id}`)
  expect(after).toMatchObject({ status: 200, html: expect.stringContaining('is vernietigd op 13 maart 2025') })
  for (const deed of ['vastleggen', 'stap', 'corrigeren', 'document', 'overdragen'])
    expect([deed, (await town.noor.opens(`/zaken/${id}/${deed}`)).status]).toEqual([deed, 404])
  // Whoever still had a page open writes nothing more under it.
  const [note] = await admin<{ id: string }>('select id from notes where case_id = $1 limit 1', [id])
  if (note) await expect(town.noor.does((store) => store.notes.remove(note.id))).rejects.toThrow('destroyed')
  await expect(
    town.noor.does((store) =>
      store.notes.add({
        ...{ caseId: id, person: null, line: 'buurtbemiddeling', happenedAt: new Date(), kind: 'memo', side: null },
        ...{ result: null, words: 'Te laat' },
      }),
    ),
  ).rejects.toThrow('destroyed')
  await expect(town.noor.does((store) => store.cases.reopen(id))).rejects.toThrow('destroyed')
  const list = await town.noor.opens('/zaken?toon=afgesloten')
  expect(list.status).toBe(200)
})

test('the whole town is stripped: every figure stays what it was, and of nobody anything is found', async () => {
  const tenant = town.town.tenant
  await admin(`update endings set withdrawn_at = now()`)
  await admin(
    `update cases set closed_on = greatest(opened_on, '2025-03-11'), outcome = 'solved' where closed_on is null`,
  )
  const [joined, whole] = await admin<{ id: string }>(
    'select id from cases where joined_to is null and removed_at is null order by opened_on limit 2',
  )
  await admin(`update cases set joined_to = $2, joined_as = 'mirrored', joined_at = now() where id = $1`, [
    joined?.id,
    whole?.id,
  ])
  const [one] = await admin<{ id: string; person: string }>(
    'select c.id, c.person from cases c where c.person is not null and joined_to is null order by opened_on desc limit 1',
  )
  await leaveTraces(tenant, one as { id: string; person: string })
  const names = await admin<{ word: string }>(`
    select distinct word from (select family_name as word from persons union select street from addresses union select phone from persons
      union select words from notes union select quote from surveys) x where length(word) > 5 and word not like 'Lindeveen%'`)
  const before = await everyFigure()

  const later = on('2031-01-02')
  await later(async (store) => {
    const { rows } = await store.endings.due(serviceLines, { limit: 500 })
    await store.endings.free(
      serviceLines,
      rows.filter(({ ends }) => ends.may).map(({ id }) => id),
    )
  })
  expect(await on('2031-01-02')((store) => store.endings.carryOut(serviceLines))).toEqual([])
  const done = await night('2031-01-03')
  expect(await admin('select id from cases where destroyed_on is null and removed_at is null')).toEqual([])
  expect(await destroyed(joined?.id as string)).toBe('2031-01-03')
  expect(await night('2031-01-04')).toEqual([])

  expect(await everyFigure()).toEqual(before)
  expect(
    await admin(`select p.family_name from persons p where removed_at is null and family_name <> ''
    and (exists (select 1 from case_sides s where s.person = p.id) or exists (select 1 from cases c where c.person = p.id))`),
  ).toEqual([])
  expect(await found('Zonderling')).toEqual([])
  // Who helps lives somewhere too, and some of them in the same street.
  const kept = new Set(
    (await admin<{ word: string }>('select family_name as word from persons union select street from volunteers')).map(
      ({ word }) => word,
    ),
  )
  for (const { word } of names.filter(({ word }) => !kept.has(word)).slice(0, 12))
    expect([word, await found(word)]).toEqual([word, []])

  const [proof] = await admin<{ gone: Record<string, number>; n: number }>(
    'select gone, (select count(*)::int from endings e where e.carried_out_on = endings.carried_out_on) as n from endings where case_id = $1 and carried_out_on is not null',
    [one?.id],
  )
  expect(proof).toMatchObject({
    n: done.length,
    gone: { cases: 1, case_sides: expect.any(Number), persons: expect.any(Number) },
  })
  const log = await later(async (store) => {
    await store.log.seal()
    return { seals: await store.log.verify(), altered: await store.log.altered() }
  })
  expect(log.seals.every(({ sound }) => sound)).toBe(true)
  expect(log.altered).toEqual([])
}, 60_000)

/** A word of one case and its person in every place where somebody may have left it. */
async function leaveTraces(tenant: string, { id, person }: { id: string; person: string }): Promise<void> {
  const word = 'Zonderling'
  const other = newKey()
  // By the product itself as well, so that the log holds it.
  await town.noor.does(async (store) => {
    await store.notes.add({
      caseId: id,
      person: null,
      line: 'buurtbemiddeling',
      happenedAt: new Date(),
      kind: 'memo',
      side: null,
      result: null,
      words: word,
    })
  })
  const each: [string, unknown[]][] = [
    [`update persons set family_name = $2, practical = $2 where id = $1`, [person, word]],
    [
      `insert into persons (tenant, id, family_name, same_as) values ($1, $2, $3, $4)`,
      [tenant, other, `${word}-oud`, person],
    ],
    [
      `update cases set street = $2, fields = fields || jsonb_build_object('mediators', $2::text, 'housing', $2::text) where id = $1`,
      [id, word],
    ],
    [
      `update case_sides set street = $2, called = $2, words = $2, practical = $2, postcode = $2 where case_id = $1`,
      [id, word],
    ],
    [
      `insert into addresses (tenant, id, person, street, valid_from) values ($1, $2, $3, $4, '2020-01-01')`,
      [tenant, newKey(), person, word],
    ],
    [
      `insert into notes (tenant, id, case_id, line, happened_at, kind, words) values ($1, $2, $3, 'buurtbemiddeling', now(), 'memo', $4)`,
      [tenant, newKey(), id, word],
    ],
    [
      `insert into next_steps (tenant, id, case_id, line, kind, on_day, about, place) values ($1, $2, $3, 'buurtbemiddeling', 'call', '2025-01-01', $4, $4)`,
      [tenant, newKey(), id, word],
    ],
    [
      `insert into referrals (tenant, id, case_id, line, direction, destination, kind, on_day, about) values ($1, $2, $3, 'buurtbemiddeling', 'out', 'huisarts', 'formal', '2022-01-01', $4)`,
      [tenant, newKey(), id, word],
    ],
    [
      `insert into surveys (tenant, id, case_id, line, on_day, answered, quote, quote_by) values ($1, $2, $3, 'buurtbemiddeling', '2022-01-01', false, $4, $4)`,
      [tenant, newKey(), id, word],
    ],
    [
      `insert into call_backs (tenant, id, person, case_id, receiver, due_at, words) values ($1, $2, $3, $4, $5, now(), $6)`,
      [tenant, newKey(), person, id, town.noor.id, word],
    ],
    [
      `insert into documents (tenant, id, case_id, line, kind, happened_on, name, type, size, digest) values ($1, $2, $3, 'buurtbemiddeling', 'decision', '2025-01-01', $4, 'application/pdf', 1, '\\x00')`,
      [tenant, newKey(), id, word],
    ],
    [
      `insert into person_relations (tenant, id, person, kind, called) values ($1, $2, $3, 'sibling', $4)`,
      [tenant, newKey(), person, word],
    ],
    [
      `insert into person_representatives (tenant, id, person, kind, name, valid_from) values ($1, $2, $3, 'parent', $4, '2020-01-01')`,
      [tenant, newKey(), person, word],
    ],
    [
      `insert into person_wishes (tenant, id, person, practical) values ($1, $2, $3, $4)`,
      [tenant, newKey(), person, word],
    ],
    [
      `insert into safety_notes (tenant, id, person, facts, valid_until) values ($1, $2, $3, $4, '2026-01-01')`,
      [tenant, newKey(), person, word],
    ],
    [
      `insert into shields (tenant, id, person, what, reason) values ($1, $2, $3, 'person', $4)`,
      [tenant, newKey(), person, word],
    ],
    [
      `insert into openings (tenant, id, account, case_id, line, reason, until_at, verdict_words) values ($1, $2, $3, $4, 'buurtbemiddeling', $5, now(), $5)`,
      [tenant, newKey(), town.noor.id, id, word],
    ],
    [
      `insert into drafts (tenant, id, account, address, keys, page, form, stamp, sealed, kept_at) values ($1, $2, $3, '/zaken', array[$4::uuid], '/zaken', $2, $2, $5, now())`,
      [tenant, newKey(), town.noor.id, id, word],
    ],
  ]
  for (const [text, values] of each) await admin(text, values)
  // A copy of the file that was handed over: the paper is a document of the person.
  const [paper, request] = [newKey(), newKey()]
  await admin(
    `insert into documents (tenant, id, person, line, kind, happened_on, name, type, size, digest)
      values ($1, $2, $3, 'buurtbemiddeling', 'other', '2025-01-01', $4, 'application/pdf', 1, '\\x00')`,
    [tenant, paper, person, `${word} kopie`],
  )
  await admin(
    `insert into rights_requests (tenant, id, person, line, kind, received_on, asked_by, identified_by, decision, decided_on)
      values ($1, $2, $3, 'buurtbemiddeling', 'access', '2024-01-01', 'self', 'known', 'granted', '2024-01-02')`,
    [tenant, request, person],
  )
  await admin(
    `insert into file_copies (tenant, id, request, line, pdf_digest, json_digest, document) values ($1, $2, $3, 'buurtbemiddeling', '\\x00', '\\x00', $4)`,
    [tenant, newKey(), request, paper],
  )
}

/** In which tables a word stands, in any column. */
async function found(word: string): Promise<string[]> {
  const tables = await admin<{ name: string }>(
    `select relname::text as name from pg_class where relnamespace = 'naober'::regnamespace and relkind = 'r'`,
  )
  const [all] = await admin<Record<string, string[]>>(
    `select array_remove(array[${tables.map(({ name }) => `case when exists (select 1 from ${name} t where t::text ilike $1) then '${name}' end`).join(',')}], null) as "in"`,
    [`%${word}%`],
  )
  return all?.in ?? []
}

async function everyFigure(): Promise<unknown[]> {
  const figures: unknown[] = []
  for (const line of serviceLines)
    for (const year of [2023, 2024, 2025])
      for (const indicator of line.indicators)
        figures.push([indicator.key, year, await town.figure(indicator, year, line.key)])
  return figures
}
