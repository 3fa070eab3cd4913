import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openDoorway } from '#access'
import { readTable } from '#exchange/tables'
import { writeWorkbook } from '#exchange/workbook'
import { clockOn } from '#platform/clock'
import { addDays, day } from '#platform/days'
import { newKey } from '#platform/ids'
import { testDatabase } from '#platform/testing'
import { lineOf } from '#service-lines'
import { guessMapping, importCases, knowsHeading } from './index.ts'

// MEASURE_ROWS=20000 measures a large organisation's years of cases; an ordinary run only shows that it works.
const size = Number(process.env.MEASURE_ROWS ?? 1500)

test('years of cases come in, all of them, and a second time none', { timeout: 600_000 }, async () => {
  const line = lineOf('buurtbemiddeling')
  const database = await testDatabase()
  const doorway = openDoorway(database.webUrl, clockOn(day('2025-03-12')), 4)
  const folder = await mkdtemp(path.join(tmpdir(), 'naober-measure-'))
  const tenant = newKey()
  try {
    await database.asAdmin((client) =>
      client.query('insert into naober.tenants (tenant, name, municipality) values ($1, $2, $3)', [
        tenant,
        'Welzijn Lindeveen',
        'Lindeveen',
      ]),
    )
    const inTransaction: Parameters<typeof importCases>[0] = (work) =>
      doorway.system({ tenant, via: 'import', purpose: 'measure' }, work)
    await inTransaction((store) => store.areas.addVillages(['Lindeveen', 'Oosterhaar', 'Westeind']))
    const file = path.join(folder, 'jaren.xlsx')
    const began = performance.now()
    await writeFile(file, await writeWorkbook({ sheets: [book(size)] }))
    const written = performance.now()
    const table = await readTable(file, knowsHeading(line))
    const read = performance.now()
    const options = { source: 'oud', fileName: 'jaren.xlsx', fileHash: createHash('sha256').digest() }
    const { mapping } = guessMapping(table.headers, line)
    const first = await importCases(inTransaction, line, table, mapping, options)
    const taken = performance.now()
    const second = await importCases(inTransaction, line, table, mapping, options)
    const again = performance.now()
    const seconds = (from: number, until: number) => ((until - from) / 1000).toFixed(1)
    console.log(
      `${size} rows: written ${seconds(began, written)} s, read ${seconds(written, read)} s, imported ${seconds(read, taken)} s, the same again ${seconds(taken, again)} s, ${first.newPeople} people`,
    )
    expect(first).toMatchObject({ read: size, added: size, refused: 0 })
    expect(second).toMatchObject({ read: size, same: size })
  } finally {
    await doorway.close()
    await database.close()
    await rm(folder, { recursive: true })
  }
})

function book(rows: number) {
  const families = [
    'Bakker',
    'Visser',
    'Smit',
    'Meijer',
    'Mulder',
    'Bos',
    'Vos',
    'Peters',
    'Hendriks',
    'Dekker',
    'Brouwer',
    'Dijkstra',
  ]
  const given = ['Anna', 'Jan', 'Riet', 'Wim', 'Fatima', 'Henk', 'Sanne', 'Ali', 'Truus', 'Kees']
  const villages = ['Lindeveen', 'Oosterhaar', 'Westeind']
  const topics = ['Geluid', 'Huisdieren', 'Rommel of tuin', 'Parkeren', 'Erfscheiding']
  const pick = <T>(from: readonly T[], at: number) => from[at % from.length] as T
  const text = (title: string) => ({ title, kind: 'text' as const })
  const aDay = (title: string) => ({ title, kind: 'day' as const })
  return {
    name: 'Zaken',
    columns: [
      ...[
        text('Nummer'),
        aDay('Gemeld op'),
        text('Onderwerp'),
        text('Naam melder'),
        aDay('Geboortedatum melder'),
        text('Straat melder'),
        text('Postcode melder'),
        text('Dorp melder'),
        text('Telefoon melder'),
      ],
      ...[
        text('Naam buur'),
        text('Straat buur'),
        text('Dorp buur'),
        aDay('Toegewezen op'),
        aDay('Eerste contact op'),
        aDay('Afgesloten op'),
        text('Afloop'),
        { title: 'Rapportcijfer', kind: 'number' as const },
      ],
    ],
    rows: Array.from({ length: rows }, (_, at) => {
      const on = addDays(day('2015-01-05'), at % 3600)
      const name = `${pick(given, at)} ${pick(families, at * 7 + Math.floor(at / 12))}`
      return [
        ...[
          `Z-${at}`,
          on,
          pick(topics, at),
          name,
          addDays(day('1940-01-01'), (at * 37) % 25_000),
          `Veldweg ${at % 300}`,
          `94${String(10 + (at % 80))} AB`,
          pick(villages, at),
          `0612${String(100_000 + at)}`,
        ],
        ...[
          `${pick(given, at + 3)} ${pick(families, at * 5 + 1)}`,
          `Brink ${at % 90}`,
          pick(villages, at),
          addDays(on, 2),
          addDays(on, 3),
          addDays(on, 40),
          'Opgelost na een gesprek samen',
          6 + (at % 5),
        ],
      ]
    }),
  }
}
