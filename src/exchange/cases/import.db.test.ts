import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Doorway, openDoorway, type Store } from '#access'
import { readTable } from '#exchange/tables'
import { type SheetCell, writeWorkbook } from '#exchange/workbook'
import { clockOn } from '#platform/clock'
import { type Day, day } from '#platform/days'
import { newKey } from '#platform/ids'
import { type TestDatabase, testDatabase } from '#platform/testing'
import { lineOf } from '#service-lines'
import {
  complaintInWords,
  guessMapping,
  type ImportOptions,
  importCases,
  importStore,
  knowsHeading,
  type Mapping,
} from './index.ts'

const line = lineOf('buurtbemiddeling')
const full = {
  Nummer: 'Z-1',
  'Gemeld op': day('2025-01-14'),
  Onderwerp: 'Geluid',
  'Naam melder': 'Vera van der Velde',
  'Geboortedatum melder': day('1980-05-02'),
}

let database: TestDatabase
let doorway: Doorway
let folder: string
let tenant: string
let noor: string

beforeAll(async () => {
  database = await testDatabase()
  doorway = openDoorway(database.webUrl, clockOn(day('2025-03-12')), 4)
  folder = await mkdtemp(path.join(tmpdir(), 'naober-import-'))
})
afterAll(async () => {
  await doorway?.close()
  await database?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Every test has an organisation of its own: Welzijn Lindeveen with three villages, a coordinator and a partner. */
beforeEach(async () => {
  tenant = newKey()
  await database.asAdmin((client) =>
    client.query('insert into naober.tenants (tenant, name, municipality) values ($1, $2, $3)', [
      tenant,
      'Welzijn Lindeveen',
      'Lindeveen',
    ]),
  )
  noor = await inTransaction(async (store) => {
    await store.areas.addVillages(['Lindeveen', 'Oosterhaar', 'Westeind'])
    await store.organisations.addMany([{ name: 'Politie Lindeveen', kind: 'formal', phone: null, email: null }])
    return (
      await store.accounts.add({
        email: 'noor.haan@lindeveen.example',
        name: 'Noor Haan',
        role: 'coordinator',
        endedOn: null,
      })
    ).id
  })
})

test('a case comes in with its people, its history, its referral and its mark', async () => {
  const result = await imported([
    {
      ...full,
      'Tijd van melden': '9.15',
      'Hoe gemeld': 'telefoon',
      'Andere onderwerpen': 'Huisdieren; Parkeren',
      'Straat melder': 'Oosterstraat 12a',
      'Postcode melder': '9411ab',
      'Dorp melder': 'oosterhaar',
      'Telefoon melder': '612345678',
      'Naam buur': 'Bos, Wim',
      'Dorp buur': 'Oosterhaar',
      'Buur ingelicht op': day('2025-01-20'),
      'Toegewezen op': '15-1-2025 10.00',
      'Eerste contact op': '15-1-2025 16.30',
      'Gesprek op': day('2025-02-03'),
      'Afgesloten op': day('2025-02-20'),
      Afloop: 'Opgelost na een gesprek samen',
      'Verwezen naar': 'Politie Lindeveen; de huisarts',
      Rapportcijfer: 8,
      'E-mail behandelaar': 'noor.haan@lindeveen.example',
      'Koop of huur, en van wie?': 'huur',
    },
  ])
  expect(result).toMatchObject({ read: 1, added: 1, refused: 0, newPeople: 2, complaints: [] })

  const [file] = await files()
  expect(file?.case).toMatchObject({
    openedOn: '2025-01-14',
    closedOn: '2025-02-20',
    phase: 'talked',
    outcome: 'solvedTogether',
    mainTopic: 'noise',
    channel: 'phone',
    owner: noor,
    ageAtStart: 44,
    street: 'Oosterstraat',
  })
  expect(file?.case.fields).toMatchObject({ suitable: 'yes', housing: 'huur' })
  expect(file?.topics.sort()).toEqual(['parking', 'pets'])
  expect(file?.phases.map((one) => [one.phase, one.reachedAt.toISOString()])).toEqual([
    ['reported', '2025-01-14T08:15:00.000Z'],
    ['assigned', '2025-01-15T09:00:00.000Z'],
    ['contacted', '2025-01-15T15:30:00.000Z'],
    ['talked', '2025-02-03T11:00:00.000Z'],
  ])
  expect(file?.clocks.every((clock) => clock.stoppedAt !== null)).toBe(true)
  expect(file?.sides.map((side) => [side.side, side.houseNumber, side.person !== null, side.informedOn])).toEqual([
    ['reporter', '12a', true, null],
    ['neighbour', null, true, '2025-01-20'],
  ])
  const { person, addresses, referrals, surveys } = await inTransaction(async (store) => ({
    ...(await store.people.file(file?.case.person as string)),
    referrals: await store.referrals.ofCase(file?.case.id as string),
    surveys: await store.surveys.ofCase(file?.case.id as string),
  }))
  expect(person).toMatchObject({
    givenName: 'Vera',
    infix: 'van der',
    familyName: 'Velde',
    phone: '+31612345678',
    birthDate: '1980-05-02',
  })
  expect(addresses).toMatchObject([{ postcode: '9411 AB', villageName: 'Oosterhaar', validFrom: '2025-01-14' }])
  expect(
    referrals
      .map((one) => [one.destination, one.organisation !== null, one.onDay] as const)
      .sort(([one], [other]) => one.localeCompare(other, 'nl')),
  ).toEqual([
    ['de huisarts', false, '2025-02-20'],
    ['Politie Lindeveen', true, '2025-02-20'],
  ])
  expect(surveys).toMatchObject([{ mark: 8, answered: true, onDay: '2025-02-20' }])
})

test('the same file a second time adds nothing and changes nothing', async () => {
  const rows = [full, { ...full, Nummer: 'Z-2' }]
  await imported(rows)
  const before = await changes()
  expect(await imported(rows)).toMatchObject({ read: 2, added: 0, changed: 0, same: 2, refused: 0 })
  expect(await files()).toHaveLength(2)
  expect((await changes()) - before).toBeLessThanOrEqual(2) // the import itself
})

test('a row that changed brings its own case up to date, with the same number', async () => {
  await imported([full])
  const [was] = await files()
  const again = { ...full, Onderwerp: 'Tuin', 'Toegewezen op': day('2025-01-16'), 'Naam buur': 'Wim Bos' }
  await expect(imported([again])).resolves.toMatchObject({ refused: 1 }) // 'Tuin' is no topic here
  expect(await imported([{ ...again, Onderwerp: 'Rommel of tuin' }])).toMatchObject({
    added: 0,
    changed: 1,
    kept: 0,
    complaints: [],
  })
  const [is] = await files()
  expect(is?.case).toMatchObject({
    id: was?.case.id,
    number: was?.case.number,
    mainTopic: 'garden',
    phase: 'assigned',
    person: was?.case.person,
  })
  expect(is?.sides.map((side) => side.side)).toEqual(['reporter', 'neighbour'])
  expect(
    await imported([
      {
        ...again,
        Onderwerp: 'Rommel of tuin',
        'Afgesloten op': day('2025-03-01'),
        Afloop: 'Advies',
        'Verwezen naar': 'de huisarts',
      },
    ]),
  ).toMatchObject({ changed: 1, complaints: [] })
  expect((await files())[0]?.case).toMatchObject({ outcome: 'advice', closedOn: '2025-03-01' })
})

test('a case that somebody worked on since is left alone, and that is told', async () => {
  await imported([full, { ...full, Nummer: 'Z-2', 'Naam melder': 'Piet Bakker' }])
  const [first, second] = await files()
  await doorway.system({ tenant, via: 'web', purpose: 'test' }, async (store) => {
    await store.cases.give(first?.case.id as string, { seen: first?.case.version as number }, noor)
    await store.cases.addSide(second?.case.id as string, {
      side: 'neighbour',
      person: null,
      called: 'bewoner Veldweg 14',
      street: 'Veldweg',
      houseNumber: '14',
      postcode: null,
      village: null,
      words: null,
      practical: null,
      informedOn: null,
    })
  })
  const result = await imported([
    { ...full, Onderwerp: 'Parkeren' },
    { ...full, Nummer: 'Z-2', 'Naam melder': 'Piet Bakker', Onderwerp: 'Parkeren' },
  ])
  expect(result).toMatchObject({ changed: 0, kept: 2, refused: 0 })
  expect(result.remarks.map((one) => one.message)).toEqual([
    expect.stringContaining('bijgewerkt sinds de vorige keer'),
    expect.stringContaining('bijgewerkt sinds de vorige keer'),
  ])
  expect((await files()).map((file) => file.case.mainTopic)).toEqual(['noise', 'noise'])
})

test('wrong rows are named one by one and cost no good row', async () => {
  const wrong: [Record<string, SheetCell>, string][] = [
    [
      { 'Geboortedatum melder': '31-02-1980' },
      'Regel 3, Geboortedatum melder: 31 februari bestaat niet. Vul een datum in, bijvoorbeeld 14-3-2025.',
    ],
    [
      { 'Gemeld op': '14-3-2026' },
      'Regel 4, Gemeld op: 14 maart 2026 is te laat. Vul een datum in tot en met 12-3-2025.',
    ],
    [{ 'Gemeld op': null }, 'Regel 5, Gemeld op: Vul in wanneer de zaak is gemeld, bijvoorbeeld 14-3-2025.'],
    [{ Onderwerp: 'Geluit' }, 'Regel 6, Onderwerp: ‘Geluit’ staat niet in de lijst. Bedoel je ‘Geluid’?'],
    [
      { 'Dorp melder': 'Oosterhaer' },
      'Regel 7, Dorp melder: ‘Oosterhaer’ staat niet in de lijst. Bedoel je ‘Oosterhaar’?',
    ],
    [
      { 'Afgesloten op': day('2025-01-02'), Afloop: 'Advies gegeven' },
      'Regel 8, Afgesloten op: De zaak begon op 14 januari 2025. Vul die dag of later in.',
    ],
    [
      { Afloop: 'Advies gegeven' },
      'Regel 9, Afgesloten op: Er staat een afloop, maar niet wanneer is afgesloten. Vul de dag in, of haal de afloop weg.',
    ],
    [
      { 'Afgesloten op': day('2025-02-02') },
      'Regel 10, Afloop: De zaak is afgesloten, maar er staat niet hoe het is afgelopen. Vul de afloop in.',
    ],
    [
      { 'Toegewezen op': day('2025-01-02') },
      'Regel 11, Toegewezen op: Dit is voor de melding op 14 januari 2025. Kijk welke datum klopt.',
    ],
    [
      { Nummer: 'Z-1' },
      'Regel 12, Nummer: Dit nummer staat ook op regel 2; die is gebruikt. Geef elke regel een eigen nummer, of haal een van de twee weg.',
    ],
    [{ Nummer: null }, 'Regel 13, Nummer: Vul een nummer in: daaraan herkennen we de regel de volgende keer.'],
    [
      { 'Afgesloten op': day('2025-02-02'), Afloop: 'Niet geschikt voor bemiddeling' },
      'Regel 14, Waarom niet geschikt: Vul in waarom de zaak niet past. Staat het niet in je bestand, kies dan bij de kolommen een reden die voor alle regels geldt (in het koppelbestand onder "vast").',
    ],
    [
      {
        Geschikt: 'nee',
        'Waarom niet geschikt': 'Iets anders',
        'Afgesloten op': day('2025-02-02'),
        Afloop: 'Niet opgelost',
      },
      'Regel 15, Afloop: De zaak past niet, en dan kan dit de afloop niet zijn. Kijk welke van de twee klopt.',
    ],
    [
      { Rapportcijfer: 11 },
      'Regel 16, Rapportcijfer: ‘11’ is geen cijfer van 1 tot en met 10. Vul een heel cijfer in van 1 tot en met 10, bijvoorbeeld 8.',
    ],
    [
      { 'E-mail behandelaar': 'noor.haan@lindeveen.exampel' },
      'Regel 17, E-mail behandelaar: ‘noor.haan@lindeveen.exampel’ staat niet in de lijst. Bedoel je ‘noor.haan@lindeveen.example’?',
    ],
    [
      { 'Naam melder': null },
      'Regel 18, Geboortedatum melder: Hier staat iets over een persoon zonder naam. Vul ook de naam in, of haal dit weg.',
    ],
  ]
  const result = await imported([
    full,
    ...wrong.map(([cells], at) => ({ ...full, Nummer: `W-${at}`, ...cells })),
    { ...full, Nummer: 'Z-99' },
  ])
  expect(result.complaints.map(complaintInWords)).toEqual(wrong.map(([, sentence]) => sentence))
  expect(result).toMatchObject({ read: wrong.length + 2, added: 2, refused: wrong.length })
})

test('hostile cells are refused with a sentence, and never crash or run', async () => {
  const texts = [
    'x'.repeat(32_000),
    '_x0000_',
    '\u202egnip',
    '=HYPERLINK("http://x")',
    '🧊🧊',
    "Robert'); drop table cases;--",
    'שרה כהן',
    '\ud800',
  ]
  const result = await imported(
    texts.map((text, at) => ({ ...full, Nummer: `H-${at}`, 'Straat melder': text, 'Geboortedatum melder': at })),
  )
  expect(result.read).toBe(texts.length)
  expect(result.added + result.refused).toBe(texts.length)
  for (const complaint of result.complaints) expect(complaint.value.length).toBeLessThanOrEqual(80)
  const csv = path.join(folder, 'hostile.csv')
  await writeFile(
    csv,
    `Nummer;Gemeld op;Naam melder\n1;14-1-2025;${'y'.repeat(10_000_000)}\n2;14-1-2025;a\0b\n3;14-1-2025;Jan Bos\n`,
  )
  const table = await readTable(csv, knowsHeading(line))
  const hostile = await importCases(inTransaction, line, table, guessMapping(table.headers, line).mapping, {
    ...options,
    source: 'csv',
  })
  expect(hostile).toMatchObject({ read: 3, added: 1, refused: 2 })
})

test('someone who comes back is recognised, and who only looks alike is told and not merged', async () => {
  const result = await imported([
    full,
    { ...full, Nummer: 'Z-2' },
    { ...full, Nummer: 'Z-3', 'Naam melder': 'V. van der Velde' },
    { ...full, Nummer: 'Z-4', 'Geboortedatum melder': day('2001-01-01') },
  ])
  expect(result).toMatchObject({ added: 4, newPeople: 3 })
  expect(result.remarks.map(({ line, column }) => [line, column])).toEqual([[4, 'De melder']])
  const people = (await files()).map((file) => file.case.person)
  expect(people[0]).toBe(people[1])
  expect(new Set(people).size).toBe(3)
  expect(await imported([{ ...full, Nummer: 'Z-5' }], { source: 'een ander systeem' })).toMatchObject({
    added: 1,
    newPeople: 0,
    knownPeople: 1,
  })
})

test('a rehearsal tells the same and keeps nothing', async () => {
  const rows = [full, { ...full, Nummer: 'Z-2' }, { ...full, Nummer: 'Z-3', Onderwerp: 'Geluit' }]
  const rehearsed = await imported(rows, { dryRun: true })
  expect(await files()).toEqual([])
  expect(await imported(rows)).toEqual(rehearsed)
})

test('an import that stopped half way goes on when it is run again', async () => {
  const rows = Array.from({ length: 30 }, (_, at) => ({ ...full, Nummer: `Z-${at}` }))
  let blocks = 0
  const failing: typeof inTransaction = (work) => {
    if (blocks++ === 2) throw new Error('the power went out')
    return inTransaction(work)
  }
  await expect(imported(rows, { blockSize: 10 }, failing)).rejects.toThrow('power')
  expect(await imported(rows, { blockSize: 10 })).toMatchObject({ added: 20, same: 10 })
  expect(await files()).toHaveLength(30)
})

test('rows without a number are recognised by their day, names and addresses', async () => {
  const { Nummer: _, ...rest } = full
  await imported([rest])
  expect(await imported([{ ...rest, Onderwerp: 'Parkeren' }, rest])).toMatchObject({ changed: 1, refused: 1 })
  expect((await files()).map((file) => file.case.mainTopic)).toEqual(['parking'])
})

test('what the columns of a source mean is kept, and every import stands in the list', async () => {
  await imported([full])
  const { mapping } = guessMapping(Object.keys(full), line)
  await inTransaction((_store, asker) => importStore(asker).keepMapping('test', line.key, mapping))
  await inTransaction((_store, asker) =>
    importStore(asker).keepMapping('test', line.key, { ...mapping, fixed: { channel: 'Telefoon' } }),
  )
  expect(await inTransaction((_store, asker) => importStore(asker).mapping('test'))).toMatchObject({
    line: line.key,
    mapping: { fixed: { channel: 'Telefoon' } },
  })
  expect(await inTransaction((_store, asker) => importStore(asker).all())).toMatchObject([
    { source: 'test', rowsRead: 1, rowsAdded: 1, rowsRefused: 0 },
  ])
})

test('of two rows with one number the first counts, also when they fall in different blocks', async () => {
  const rows = [
    full,
    { ...full, Nummer: 'Z-2' },
    { ...full, Onderwerp: 'Huisdieren' },
    { ...full, Nummer: 'Z-3' },
    { ...full, Nummer: 'Z-2' },
  ]
  const result = await imported(rows, { blockSize: 1 })
  expect(result).toMatchObject({ read: 5, added: 3, refused: 2 })
  expect(result.complaints.map(({ line, message }) => [line, message.slice(0, 38)])).toEqual([
    [4, 'Dit nummer staat ook op regel 2; die i'],
    [6, 'Dit nummer staat ook op regel 3; die i'],
  ])
  expect((await files()).map((file) => file.case.mainTopic)).toEqual(['noise', 'noise', 'noise'])
})

test('while it goes on, an import tells of the blocks that are done and of no row that was not yet taken', async () => {
  const rows = Array.from({ length: 6 }, (_, at) =>
    at % 2 === 0 ? { ...full, Nummer: `Z-${at}` } : { ...full, Nummer: `Z-${at}`, 'Gemeld op': null },
  )
  const told: number[][] = []
  await imported(rows, {
    blockSize: 1,
    onProgress: (done, of) => told.push([done, of]),
  })
  expect(told).toEqual([
    [1, 6],
    [3, 6],
    [5, 6],
    [6, 6],
  ])
  const [kept] = await inTransaction((_store, asker) => importStore(asker).all())
  expect(kept).toMatchObject({ rowsRead: 6, rowsAdded: 3, rowsRefused: 3 })
})

test('after its first rows PostgreSQL knows what the new tables hold', async () => {
  await imported([full, { ...full, Nummer: 'Z-2' }])
  const { rows } = await database.asAdmin((client) =>
    client.query(
      `select relname, reltuples > 0 as known from pg_class where relnamespace = 'naober'::regnamespace and relname in ('cases', 'case_phases', 'persons') order by 1`,
    ),
  )
  expect(rows.map((row) => row.known)).toEqual([true, true, true])
})

const inTransaction = <T>(work: (store: Store, asker: Parameters<typeof importStore>[0]) => Promise<T>) =>
  doorway.system({ tenant, via: 'import', purpose: 'test' }, work)
const options: ImportOptions = { source: 'test', fileName: 'zaken.xlsx', fileHash: createHash('sha256').digest() }

/** Writes the rows in a real workbook, reads it back and takes it in. */
async function imported(
  rows: Record<string, SheetCell>[],
  more: Partial<ImportOptions> = {},
  transaction = inTransaction,
  mapping?: Mapping,
) {
  const titles = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const isDays = (title: string) =>
    rows.every((row) => row[title] == null || /^\d{4}-\d\d-\d\d$/.test(String(row[title] as Day)))
  const columns = titles.map((title) => ({ title, kind: isDays(title) ? ('day' as const) : ('text' as const) }))
  const file = path.join(folder, `${newKey()}.xlsx`)
  const cells = (row: Record<string, SheetCell>) =>
    titles.map((title, at) =>
      columns[at]?.kind === 'text' && /^\d{4}-\d\d-\d\d$/.test(String(row[title]))
        ? String(row[title])
        : (row[title] ?? null),
    )
  await writeFile(file, await writeWorkbook({ sheets: [{ name: 'Zaken', columns, rows: rows.map(cells) }] }))
  const table = await readTable(file, knowsHeading(line))
  return importCases(transaction, line, table, mapping ?? guessMapping(table.headers, line).mapping, {
    ...options,
    ...more,
  })
}

/** Every case with all that stands in it, in the order in which it came. */
async function files() {
  const { rows } = await database.asAdmin((client) =>
    client.query('select id from naober.cases where tenant = $1 order by id', [tenant]),
  )
  return inTransaction((store) => Promise.all(rows.map((row: { id: string }) => store.cases.file(row.id))))
}

async function changes(): Promise<number> {
  const { rows } = await database.asAdmin((client) =>
    client.query('select id from naober.changes where tenant = $1', [tenant]),
  )
  return rows.length
}
