import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { beginSession, type Doorway, foundOrganisation, openDoorway, type Store } from '#access'
import { guessMapping } from '#exchange/cases'
import { readTable } from '#exchange/tables'
import { type SheetCell, writeWorkbook } from '#exchange/workbook'
import type { Asker } from '#platform/asker'
import { clockOn } from '#platform/clock'
import { type Day, day } from '#platform/days'
import { newKey } from '#platform/ids'
import { type TestDatabase, testDatabase } from '#platform/testing'
import { factsheetOf } from '#reports'
import { lineOf } from '#service-lines'
import { importDesk, remarkHeading, runImport } from './index.ts'

const line = lineOf('buurtbemiddeling')
let moment = new Date('2025-03-12T09:00:00Z')
let database: TestDatabase
let doorway: Doorway
let folder: string
let tenant: string
let noor: string
let token: string

beforeAll(async () => {
  database = await testDatabase()
  doorway = openDoorway(
    database.webUrl,
    clockOn(day('2025-03-12'), () => moment),
    5,
  )
  folder = await mkdtemp(path.join(tmpdir(), 'naober-imports-'))
})
afterAll(async () => {
  await doorway?.close()
  await database?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Every test has an organisation of its own, in which Noor coordinates the mediators. */
beforeEach(async () => {
  moment = new Date('2025-03-12T09:00:00Z')
  tenant = await foundOrganisation(doorway, { name: 'Welzijn Lindeveen', municipality: 'Lindeveen' })
  noor = await doorway.system({ tenant, via: 'command', purpose: 'test' }, async (store) => {
    await store.areas.addVillages(['Lindeveen', 'Oosterhaar'])
    const team = await store.accounts.addTeam({ name: 'Team buurtbemiddeling', lines: [line.key] })
    const account = await store.accounts.add({
      ...{ email: `${newKey()}@lindeveen.example`, name: 'Noor Haan', role: 'coordinator', endedOn: null },
    })
    await store.accounts.join(team.id, account.id)
    return account.id
  })
  token = await beginSession(doorway, { tenant, account: noor, role: 'coordinator' })
})

const january = {
  Zaaknr: 'Z-1',
  'Datum melding': day('2025-01-14'),
  'Soort overlast': 'Geluid',
  'Naam melder': 'Vera van der Velde',
  'Geboortedatum melder': day('1980-05-02'),
  'Afgesloten op': day('2025-02-20'),
  Afloop: 'Opgelost na een gesprek samen',
}

test('Noor reads a list in: what the columns mean is shown first, a rehearsal changes nothing, and its figures come true', async () => {
  const before = await figures()
  const id = await given([january, { ...january, Zaaknr: 'Z-2', 'Naam melder': 'Piet Bakker' }])
  const look = (await at(id, 'look'))!
  expect(look.sheets[0]).toMatchObject({ name: 'Zaken', rows: 2, remembered: false, source: 'buurtbemiddeling' })
  expect(look.sheets[0]?.columns[3]).toEqual({
    heading: 'Naam melder',
    examples: ['Vera van der Velde', 'Piet Bakker'],
  })
  expect(look.sheets[0]?.proposal.columns).toMatchObject({ Zaaknr: null, 'Soort overlast': 'topic' })

  await agreed(id, { Zaaknr: 'reference' })
  const rehearsal = (await at(id, 'rehearsal'))!
  expect(rehearsal).toMatchObject({ read: 2, added: 2, refused: 0, newPeople: 2 })
  expect(await cases()).toEqual([])
  expect(await figures()).toEqual(before)

  await taken(id)
  expect(await at(id, 'outcome')).toMatchObject({ read: 2, added: 2, refused: 0 })
  expect(await cases()).toHaveLength(2)
  const foretold = rehearsal.years.find(({ year }) => year === 2025)?.tiles ?? []
  expect(foretold.map(({ now }) => now)).toEqual(before)
  expect(foretold.map(({ becomes }) => becomes)).toEqual(await figures())
  expect(await figures()).not.toEqual(before)
  expect(await desk((one) => one.list())).toMatchObject([{ by: 'Noor Haan', stage: 'done', added: 2, refused: 0 }])
})

test('next month the columns are known, also when somebody added one', async () => {
  const id = await given([january])
  await agreed(id, { Zaaknr: 'reference' })
  const next = await given([{ ...january, Zaaknr: 'Z-9', Bijzonder: 'ja' }], 'februari.xlsx')
  const [sheet] = (await at(next, 'look'))?.sheets ?? []
  expect(sheet).toMatchObject({ remembered: true, source: 'buurtbemiddeling' })
  expect(sheet?.proposal.columns).toMatchObject({ Zaaknr: 'reference', Bijzonder: null })
})

test('wrong rows come back in a workbook that says what is wrong, and mended they come in without doubling the others', async () => {
  const id = await given([
    january,
    { ...january, Zaaknr: 'Z-2', 'Soort overlast': 'Geluit' },
    { ...january, Zaaknr: '=1+1', 'Afgesloten op': day('2025-01-01') },
  ])
  await agreed(id, { Zaaknr: 'reference' })
  await taken(id)
  expect(await at(id, 'outcome')).toMatchObject({ added: 1, refused: 2 })

  const wrong = await table((await desk((one) => one.file(id, 'wrong')))!)
  expect(wrong.headers).toEqual([remarkHeading, ...Object.keys(january)])
  expect(wrong.rows.map(({ cells }) => [cells[0], cells[1], cells[2]])).toEqual([
    ['Soort overlast: ‘Geluit’ staat niet in de lijst. Bedoel je ‘Geluid’?', 'Z-2', '14-1-2025'],
    ['Afgesloten op: De zaak begon op 14 januari 2025. Vul die dag of later in.', '=1+1', '14-1-2025'],
  ])
  const mended = await given([
    { [remarkHeading]: 'weg', ...january, Zaaknr: 'Z-2', 'Datum melding': '14-1-2025' },
    { [remarkHeading]: '', ...january, Zaaknr: 'Z-1', 'Datum melding': '14-1-2025' },
  ])
  expect((await at(mended, 'look'))?.sheets[0]).toMatchObject({ remembered: true, source: 'buurtbemiddeling' })
  await agreed(mended)
  await taken(mended)
  expect(await at(mended, 'outcome')).toMatchObject({ added: 1, same: 1, refused: 0 })
  expect(await cases()).toHaveLength(2)
})

test('a word of theirs that is none of ours is asked once, and known from then on', async () => {
  const rows = [
    { ...january, 'Soort overlast': 'Blaffende hond' },
    { ...january, Zaaknr: 'Z-2', 'Soort overlast': 'blaffende hond' },
    { ...january, Zaaknr: 'Z-3', 'Soort overlast': 'Geluid' },
  ]
  const id = await given(rows)
  await agreed(id, { Zaaknr: 'reference' })
  expect(await at(id, 'rehearsal')).toMatchObject({
    refused: 2,
    words: [
      { key: 'topic', heading: 'Soort overlast', words: [{ word: 'Blaffende hond' }, { word: 'blaffende hond' }] },
    ],
  })
  await desk(async (one) => {
    const standing = await one.get(id)
    const mapping = standing.mapping as NonNullable<typeof standing.mapping>
    await one.agree(id, seen(standing), standing.source, {
      ...mapping,
      values: { ...mapping.values, topic: { 'Blaffende hond': 'pets' } },
    })
  })
  await work(id)
  expect(await at(id, 'rehearsal')).toMatchObject({ added: 3, refused: 0, words: [] })
  const next = await given([{ ...january, Zaaknr: 'Z-4', 'Soort overlast': 'BLAFFENDE HOND' }])
  await agreed(next)
  expect(await at(next, 'rehearsal')).toMatchObject({ added: 1, refused: 0, words: [] })
})

test('who looks like somebody here is shown, and Noor says whether it is the same person', async () => {
  const [vera, riet] = await doorway.system({ tenant, via: 'web', purpose: 'test', account: noor }, (store) =>
    Promise.all([
      store.people.add({
        ...nobody,
        givenName: 'Vera',
        infix: 'van der',
        familyName: 'Velde',
        birthDate: day('1980-05-02'),
      }),
      store.people.add({ ...nobody, givenName: 'Riet', familyName: 'Kamps', birthDate: day('1950-01-01') }),
    ]),
  )
  const rows = [
    january,
    { ...january, Zaaknr: 'Z-2', 'Naam melder': 'R. Kamps', 'Geboortedatum melder': day('1950-01-01') },
    { ...january, Zaaknr: 'Z-3', 'Naam melder': 'Jan Los', 'Geboortedatum melder': null },
  ]
  const id = await given(rows)
  await agreed(id, { Zaaknr: 'reference' })
  const alike = (await at(id, 'rehearsal'))?.alike ?? []
  expect(alike.map((one) => [one.line, one.name, one.alike, one.taken])).toEqual([
    [3, 'R. Kamps', [riet?.id], null],
    [2, 'Vera van der Velde', [vera?.id], vera?.id],
  ])
  const [kamps, velde] = alike.map(({ key }) => key) as [string, string]
  await desk(async (one) => one.choose(id, seen(await one.get(id)), { [kamps]: riet?.id as string, [velde]: '' }))
  await work(id)
  expect(await at(id, 'rehearsal')).toMatchObject({ newPeople: 2, knownPeople: 1 })
  await taken(id)
  expect(await at(id, 'outcome')).toMatchObject({ newPeople: 2, knownPeople: 1, remarks: [] })
  const persons = (await cases()).map(({ person }) => person)
  expect(persons[1]).toBe(riet?.id)
  expect(persons[0]).not.toBe(vera?.id)

  await undone(id)
  const left = await database.asAdmin((client) =>
    client.query('select id from naober.persons where tenant = $1 and removed_at is null', [tenant]),
  )
  expect(new Set(left.rows.map((row) => row.id))).toEqual(new Set([vera?.id, riet?.id]))
})

test('taking an import back names what was worked on since, and takes the rest', async () => {
  const id = await given(
    ['Z-1', 'Z-2', 'Z-3', 'Z-4'].map((Zaaknr) => ({
      ...january,
      Zaaknr,
      'Naam melder': `Jan ${Zaaknr.replace('-', '')}`,
    })),
  )
  await agreed(id, { Zaaknr: 'reference' })
  await taken(id)
  const all = await cases()
  await page(async (store) => {
    await store.cases.reopen(all[0]?.id as string)
    await store.notes.add({
      ...{ caseId: all[1]?.id as string, person: null, line: line.key, happenedAt: moment, kind: 'call' },
      ...{ side: null, result: null, words: 'Gebeld.' },
    })
  })
  const later = await given([{ ...january, Zaaknr: 'Z-3', 'Naam melder': 'Jan Z3', 'Soort overlast': 'Parkeren' }])
  await agreed(later)
  await taken(later)

  await desk((one) => one.start(id, 'look back'))
  await work(id)
  const foretold = await at(id, 'undoing')
  expect(foretold).toMatchObject({ cases: 1, people: 1, peopleStaying: 3, retold: 0 })
  expect(Object.fromEntries(foretold!.staying.map(({ number, why }) => [number, why]))).toEqual({
    [all[0]?.number as string]: 'worked on',
    [all[1]?.number as string]: 'worked on',
    [all[2]?.number as string]: 'told again',
  })
  expect(await cases()).toHaveLength(4)

  await undone(id)
  expect(await at(id, 'undone')).toEqual(foretold)
  expect((await cases()).map((one) => one.id)).toEqual(all.slice(0, 3).map((one) => one.id))
  const { rows } = await database.asAdmin((client) =>
    client.query(`select account, via from naober.changes where tenant = $1 and deed = 'remove' and record = $2`, [
      tenant,
      all[3]?.id,
    ]),
  )
  expect(rows).toEqual([{ account: noor, via: 'import' }])
})

test('what an import brought up to date is set to what it was, unless somebody worked on it since', async () => {
  const rowOf = (at: number, more: object = {}) => ({
    ...{ ...january, Zaaknr: `Z-${at}`, 'Naam melder': `Jan Z${at}`, 'Geboortedatum melder': day(`1960-01-0${at}`) },
    ...more,
  })
  const first = await given([rowOf(1), rowOf(2), rowOf(3)])
  await agreed(first, { Zaaknr: 'reference' })
  await taken(first)
  const before = await asItStands()
  const parking = { 'Soort overlast': 'Parkeren', 'Afgesloten op': day('2025-03-05') }
  const later = await given([rowOf(1, parking), rowOf(2, parking), rowOf(3), rowOf(4)])
  await agreed(later, { Zaaknr: 'reference' })
  await taken(later)
  expect(await at(later, 'outcome')).toMatchObject({ added: 1, changed: 2, same: 1 })
  expect(await asItStands()).not.toEqual(before)
  const all = await cases()
  await page((store) =>
    store.notes.add({
      ...{ caseId: all[1]?.id as string, person: null, line: line.key, happenedAt: moment, kind: 'call' },
      ...{ side: null, result: null, words: 'Gebeld.' },
    }),
  )
  await desk((one) => one.start(later, 'look back'))
  await work(later)
  const foretold = await at(later, 'undoing')
  expect(foretold).toMatchObject({
    cases: 1,
    toldBack: 1,
    retold: 0,
    staying: [{ number: all[1]?.number, why: 'worked on' }],
  })

  await undone(later)
  expect(await at(later, 'undone')).toEqual(foretold)
  const now = await asItStands()
  expect(now.filter(({ id }) => id !== all[1]?.id)).toEqual(before.filter(({ id }) => id !== all[1]?.id))
  expect(now.find(({ id }) => id === all[1]?.id)).not.toEqual(before.find(({ id }) => id === all[1]?.id))
  // The earlier import is the last one again: it can be taken back too, and the later file can come in once more.
  const once = await given([rowOf(1, parking)])
  await agreed(once, { Zaaknr: 'reference' })
  expect(await at(once, 'rehearsal')).toMatchObject({ changed: 1 })
  await undone(first)
  expect(await at(first, 'undone')).toMatchObject({ cases: 2 })
})

test('after it was taken back a file comes in again, and the same file twice doubles nothing', async () => {
  const file = await bookOf([january, { ...january, Zaaknr: 'Z-2', 'Naam melder': 'Piet Bakker' }])
  const id = await givenBytes(file, 'zaken.xlsx')
  await agreed(id, { Zaaknr: 'reference' })
  await taken(id)
  await undone(id)
  expect(await cases()).toEqual([])
  const again = await givenBytes(file, 'zaken.xlsx')
  expect(await desk(async (one) => one.earlier(await one.get(again)))).toBeUndefined()
  await agreed(again)
  await taken(again)
  expect(await at(again, 'outcome')).toMatchObject({ added: 2 })
  const twice = await givenBytes(file, 'zaken.xlsx')
  expect(await desk(async (one) => one.earlier(await one.get(twice)))).toMatchObject({ id: again })
  await agreed(twice)
  await taken(twice)
  expect(await at(twice, 'outcome')).toMatchObject({ added: 0, same: 2 })
  await undone(twice)
  expect(await at(twice, 'undone')).toMatchObject({ cases: 0, people: 0 })
  expect(await cases()).toHaveLength(2)
})

test('of two who start the same import one is told, and a run that was begun is not begun again', async () => {
  const id = await given([january])
  await agreed(id, { Zaaknr: 'reference' })
  const begun = await Promise.allSettled([desk((one) => one.start(id, 'take')), desk((one) => one.start(id, 'take'))])
  expect(begun.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(desk((one) => one.start(id, 'take'))).rejects.toThrow('is al bezig')
  await expect(desk(async (one) => one.agree(id, seen(await one.get(id)), 'x', guess()))).rejects.toThrow('al bezig')
  await work(id)
  await work(id)
  expect(await cases()).toHaveLength(1)
  await expect(desk((one) => one.start(id, 'take'))).rejects.toThrow('intussen verder')
})

test('an import whose worker fell over is told, goes on where it stopped, and counts what came in before', async () => {
  const rows = Array.from({ length: 60 }, (_, at) => ({ ...january, Zaaknr: `Z-${at}` }))
  const id = await given(rows)
  await agreed(id, { Zaaknr: 'reference' })
  await desk((one) => one.start(id, 'take'))
  const falling: Doorway = {
    ...doorway,
    async system(asked, doing) {
      if ((await casesNow()) > 0) throw new Error('killed') // the first block is in, and nothing is told any more
      return doorway.system(asked, doing)
    },
  }
  await expect(work(id, falling)).rejects.toThrow('killed')
  expect(await casesNow()).toBe(50)
  await database.asAdmin((client) =>
    client.query(`update naober.import_work set beat_at = beat_at - interval '5 minutes' where import = $1`, [id]),
  )
  expect(await asSystem((one) => one.brokenOff())).toMatchObject([{ id }])
  await desk((one) => one.start(id, 'take'))
  await work(id)
  expect(await at(id, 'outcome')).toMatchObject({ read: 60, added: 60, same: 0 })
  expect(await desk((one) => one.get(id))).toMatchObject({ stage: 'done', rowsAdded: 60, rowsSame: 0 })
  expect(await asSystem((one) => one.brokenOff())).toEqual([])
})

test('a file that cannot be read is told in a sentence, and can be thrown away with all that was kept of it', async () => {
  const id = await givenBytes(Buffer.from('%PDF-1.7 niets'), 'lijst.pdf')
  expect((await desk((one) => one.workOf(id)))?.trouble).toBe(
    'Dit is een pdf, geen lijst. Kies een werkmap (.xlsx) of een CSV-bestand.',
  )
  await desk((one) => one.discard(id))
  await expect(desk((one) => one.get(id))).rejects.toThrow('bestaat niet')
  expect(await desk((one) => one.files(id))).toEqual(new Map())
})

test('a colleague of another line sees nothing of it, and after its days the file is gone', async () => {
  const id = await given([january])
  const other = await doorway.system({ tenant, via: 'command', purpose: 'test' }, (store) =>
    store.accounts.add({ email: `${newKey()}@lindeveen.example`, name: 'Els', role: 'coordinator', endedOn: null }),
  )
  const hers = await beginSession(doorway, { tenant, account: other.id, role: 'coordinator' })
  await expect(desk((one) => one.get(id), hers)).rejects.toThrow('bestaat niet')
  expect(await desk((one) => one.list(), hers)).toEqual([])
  await expect(
    desk((one) => one.give(line.key, { name: 'x', content: new Uint8Array([1]), hash: Buffer.alloc(1) }), hers),
  ).rejects.toThrow('bestaat niet')

  moment = new Date(moment.getTime() + 15 * 86_400_000)
  expect(await asSystem((one) => one.forget())).toBe(2)
  await desk(async (one) => one.agree(id, seen(await one.get(id)), 'buurtbemiddeling', guess()), await signedIn())
  await work(id)
  expect((await asSystem((one) => one.workOf(id)))?.trouble).toContain('na veertien dagen')
})

const nobody = {
  givenName: null,
  infix: null,
  familyName: '',
  birthDate: null,
  phone: null,
  email: null,
  practical: null,
}
const guess = () => guessMapping(Object.keys(january), line).mapping
const seen = ({ version }: { version: number }) => ({ seen: version })
const signedIn = () => beginSession(doorway, { tenant, account: noor, role: 'coordinator' })

type Desk = ReturnType<typeof importDesk>
const page = async <T>(doing: (store: Store, asker: Asker) => Promise<T>, as = token): Promise<T> => {
  const asked = { token: as, purpose: '/inlezen', request: 'TEST1', writes: true }
  const done = await doorway.page(asked, (store, asker) => doing(store, asker))
  if (!done) throw new Error('nobody is signed in')
  return done.result
}
const desk = <T>(doing: (one: Desk) => Promise<T>, as = token) => page((_store, asker) => doing(importDesk(asker)), as)
const asSystem = <T>(doing: (one: Desk) => Promise<T>) =>
  doorway.system({ tenant, via: 'job', purpose: 'test' }, (_store, asker) => doing(importDesk(asker)))
const at = async <Kind extends Parameters<Desk['found']>[1]>(id: string, kind: Kind) =>
  (await desk((one) => one.found(id, kind)))?.content

/** What the worker does when it takes the job from the queue. */
async function work(id: string, by: Doorway = doorway): Promise<void> {
  const run = (await asSystem((one) => one.workOf(id)))?.run as string
  moment = new Date(moment.getTime() + 1000)
  await runImport(by, { tenant, account: noor, import: id, run })
}

async function givenBytes(content: Uint8Array, name: string): Promise<string> {
  const hash = createHash('sha256').update(content).digest()
  const { id } = await desk((one) => one.give(line.key, { name, content, hash }))
  await work(id)
  return id
}

const given = async (rows: Record<string, SheetCell>[], name = 'zaken.xlsx') => givenBytes(await bookOf(rows), name)

async function bookOf(rows: Record<string, SheetCell>[]): Promise<Buffer> {
  const titles = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const isDay = (title: string) =>
    rows.every((row) => row[title] == null || /^\d{4}-\d\d-\d\d$/.test(String(row[title] as Day)))
  const columns = titles.map((title) => ({ title, kind: isDay(title) ? ('day' as const) : ('text' as const) }))
  const cells = rows.map((row) => titles.map((title) => row[title] ?? null))
  return writeWorkbook({ sheets: [{ name: 'Zaken', columns, rows: cells }] })
}

/** Agrees with what is proposed, with these columns otherwise, and rehearses. */
async function agreed(id: string, otherwise: Record<string, string> = {}): Promise<void> {
  const [sheet] = (await at(id, 'look'))?.sheets ?? []
  const proposal = sheet!.proposal
  const mapping = { ...proposal, columns: { ...proposal.columns, ...otherwise } }
  await desk(async (one) => one.agree(id, seen(await one.get(id)), sheet!.source, mapping))
  await work(id)
}

async function taken(id: string): Promise<void> {
  await desk((one) => one.start(id, 'take'))
  await work(id)
}

async function undone(id: string): Promise<void> {
  await desk((one) => one.start(id, 'undo'))
  await work(id)
}

const figures = () =>
  page(async (store, asker) =>
    (await factsheetOf(store, asker, { line, year: 2025, sight: 'records' })).tiles.map(({ number }) => number ?? '–'),
  )

async function cases(): Promise<{ id: string; number: string; person: string }[]> {
  const { rows } = await database.asAdmin((client) =>
    client.query('select id, number, person from naober.cases where tenant = $1 and removed_at is null order by id', [
      tenant,
    ]),
  )
  return rows
}

/** Every case with its parts, as it would be read: without versions and moments of writing. */
async function asItStands(): Promise<{ id: string }[]> {
  const parts = ['case_topics', 'case_phases', 'case_sides', 'case_clocks'].map(
    (
      part,
    ) => `(select coalesce(jsonb_agg(to_jsonb(p) - '{id,version,added_at,added_by,removed_at}'::text[] order by to_jsonb(p)->>'side',
      to_jsonb(p)->>'phase', to_jsonb(p)->>'topic', to_jsonb(p)->>'clock'), '[]') from naober.${part} p
      where p.tenant = c.tenant and p.case_id = c.id and p.removed_at is null) as ${part}`,
  )
  const { rows } = await database.asAdmin((client) =>
    client.query(
      `select c.id, to_jsonb(c) - '{version}'::text[] as told, ${parts.join()} from naober.cases c where c.tenant = $1 and c.removed_at is null order by id`,
      [tenant],
    ),
  )
  return rows
}

const casesNow = async () => (await cases()).length

async function table(content: Uint8Array) {
  const file = path.join(folder, newKey())
  await writeFile(file, content)
  expect((await readFile(file)).length).toBeGreaterThan(0)
  return readTable(file, (heading) => heading === remarkHeading)
}
