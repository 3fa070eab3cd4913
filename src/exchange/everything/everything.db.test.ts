import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Doorway, foundOrganisation, openDoorway } from '#access'
import { readCsv } from '#exchange/csv'
import { clockOn } from '#platform/clock'
import { day } from '#platform/days'
import { Refused } from '#platform/errors'
import { type ExportedTable, readOrganisation } from '#platform/export'
import { type TestDatabase, testDatabase } from '#platform/testing'
import {
  type Contents,
  columnsLeftOut,
  columnsThatGo,
  exportEverything,
  harmless,
  looksSecret,
  meaningOf,
  meanings,
  tablesLeftOut,
} from './index.ts'

let town: TestDatabase
let doorway: Doorway
let folder: string
let tenant: string
let contents: Contents
let tables: ExportedTable[]
const hostile = '=HYPERLINK("http://fout.example";"klik")'

beforeAll(async () => {
  town = await testDatabase()
  doorway = openDoorway(town.webUrl, clockOn(day('2025-03-12')), 4)
  folder = await mkdtemp(path.join(tmpdir(), 'naober-export-'))
  tenant = await foundOrganisation(doorway, { name: 'Welzijn Lindeveen', municipality: 'Lindeveen' })
  const other = await foundOrganisation(doorway, { name: 'Welzijn Elders', municipality: 'Elders' })
  for (const [key, name] of [
    [tenant, hostile],
    [other, 'Van een ander'],
  ] as const)
    await doorway.system({ tenant: key, via: 'command', purpose: 'test' }, async (store) => {
      await store.organisations.add({ name, kind: 'zorg', phone: '+31593123456', email: null })
      const line = 'buurtbemiddeling'
      const who = await store.people.add({
        familyName: 'Document',
        givenName: null,
        infix: null,
        birthDate: null,
        phone: null,
        email: null,
        practical: null,
      })
      await store.documents.keep({
        ...{
          person: who.id,
          line,
          kind: 'decision',
          happenedOn: day('2025-03-07'),
          name: 'Besluit',
          type: 'application/pdf',
        },
        content: Buffer.concat([Buffer.from(`%PDF-1.7 ${name}`), Buffer.alloc(600_000, 7)]),
        texts: ['Uw aanvraag'],
      })
      // More than are in memory at once, with what a file can trip over.
      for (let at = 0; at < 2; at++)
        await store.people.addMany(
          Array.from({ length: 700 }, (_, nr) => ({
            person: {
              givenName: nr % 2 ? 'Zoë; "Riet"\nvan boven' : '',
              familyName: `${name} ${at} ${nr}`,
              infix: null,
              birthDate: day('1950-02-28'),
              phone: null,
              email: null,
              practical: null,
            },
          })),
        )
    })
  contents = await take(path.join(folder, 'uit'))
  tables = await readOrganisation(
    town.adminUrl,
    tenant,
    () => [],
    async () => {},
  )
})
afterAll(async () => {
  await doorway.close()
  await town.close()
  await rm(folder, { recursive: true })
})

const take = (to: string) =>
  exportEverything({
    adminUrl: town.adminUrl,
    tenant,
    organisation: 'Welzijn Lindeveen',
    folder: to,
    madeAt: new Date('2025-03-12T09:00:00Z'),
    begin: () =>
      doorway.system({ tenant, via: 'command', purpose: 'test' }, (store) => store.log.exported([], 'everything')),
  })
const text = (...name: string[]) => readFile(path.join(folder, 'uit', ...name), 'utf8')

describe('all data of an organisation', () => {
  test('each table is there, or is named with why it is not', () => {
    const written = contents.tables.map(({ name }) => name)
    const names = tables.map(({ name }) => name)
    expect(names.filter((name) => !written.includes(name) && !(name in tablesLeftOut))).toEqual([])
    expect([...Object.keys(tablesLeftOut), ...Object.keys(meanings)].filter((name) => !names.includes(name))).toEqual(
      [],
    )
    expect(written.filter((name) => !(name in meanings))).toEqual([])
  })

  test('no column that may let somebody in goes along without being looked at', () => {
    const going = tables.flatMap((table) => columnsThatGo(table).map((column) => `${table.name}.${column}`))
    expect(going.filter((name) => looksSecret.test(name.split('.')[1] as string) && !harmless.includes(name))).toEqual(
      [],
    )
    const all = tables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`))
    expect(Object.keys(columnsLeftOut).filter((name) => !all.includes(name))).toEqual([])
  })

  test('every column says in Dutch what it is', () => {
    const unsaid = tables
      .filter(({ name }) => !(name in tablesLeftOut))
      .flatMap((table) => columnsThatGo(table).map((column) => [table.name, column] as const))
      .filter(([table, column]) => !meaningOf(table, column))
    expect(unsaid.map((one) => one.join('.'))).toEqual([])
  })

  test('read back, there are as many rows as in the database, and none of another organisation', async () => {
    const counts = await town.asAdmin(async (client) => {
      const all: Record<string, number> = {}
      for (const { name } of contents.tables) {
        // The line that tells of the export was written before it began.
        const { rows } = await client.query(`select count(*)::int as n from naober.${name} where tenant = $1`, [tenant])
        all[name] = rows[0].n
      }
      return all
    })
    const held: Record<string, number> = {}
    for (const { name, rows } of contents.tables) {
      const lines = (await text('json', `${name}.jsonl`))
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
      const { rows: read } = await readCsv(path.join(folder, 'uit', 'csv', `${name}.csv`))
      expect([lines.length, read.length - 1], name).toEqual([rows, rows])
      held[name] = rows
    }
    expect(held).toEqual(counts)
    expect(held.persons).toBe(1401)
    const people = await text('json', 'persons.jsonl')
    expect(people).not.toContain('Van een ander')
    expect(people).toContain('"given_name":"Zoë; \\"Riet\\"\\nvan boven"')
  })

  test('each document is a file under its key, whole and of this organisation alone', async () => {
    const [row] = (await text('json', 'documents.jsonl'))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
    expect(contents.documents.map(({ file }) => file)).toEqual([`documenten/${row.id}.pdf`])
    const bytes = await readFile(path.join(folder, 'uit', `documenten/${row.id}.pdf`))
    expect([bytes.length, bytes.subarray(0, 9).toString(), bytes.includes('Van een ander')]).toEqual([
      row.size,
      '%PDF-1.7 ',
      false,
    ])
    expect(await text('codeboek.md')).toContain('In de map `documenten` staat elk document als bestand')
  })

  test('a text that looks like a formula is not executed, and is whole in the JSON', async () => {
    expect(await text('csv', 'organisations.csv')).toContain(`"'=HYPERLINK(""http://fout.example"";""klik"")"`)
    expect(JSON.parse((await text('json', 'organisations.jsonl')).split('\n')[0] as string)).toMatchObject({
      name: hostile,
      phone: '+31593123456',
    })
  })

  test('only who made it can read it, and the codebook says what everything is', async () => {
    for (const name of await readdir(path.join(folder, 'uit'), { recursive: true })) {
      const found = await stat(path.join(folder, 'uit', name))
      expect([name, (found.mode & 0o777).toString(8)]).toEqual([name, found.isDirectory() ? '700' : '600'])
    }
    const book = await text('codeboek.md')
    expect(book).toContain('# Codeboek: alle gegevens van Welzijn Lindeveen')
    expect(book).toContain('| account_secrets | geheim: waarmee mensen aantonen wie ze zijn |')
    expect(book).toContain('| opened_on | dag (2025-03-14) | ja |  |  | dag waarop de zaak begon |')
    expect(await text('keuzes.csv')).toContain(
      'cases;outcome;buurtbemiddeling;solvedTogether;Opgelost na een gesprek samen',
    )
    const line = await doorway.system({ tenant, via: 'command', purpose: 'test' }, (_store, asker) =>
      asker.tx.selectFrom('accessLines').select(['action', 'object']).where('action', '=', 'export').executeTakeFirst(),
    )
    expect(line).toEqual({ action: 'export', object: 'everything' })
  })

  test('a folder with something in it is left alone, and what fails leaves nothing', async () => {
    const full = path.join(folder, 'vol')
    await rm(full, { recursive: true, force: true })
    await take(full)
    await expect(take(full)).rejects.toThrow(/is niet leeg/)
    const file = path.join(folder, 'bestand')
    await writeFile(file, '')
    await expect(take(file)).rejects.toThrow(Refused)
    const failing = path.join(folder, 'mis')
    await expect(
      exportEverything({
        adminUrl: town.adminUrl,
        tenant: '00000000-0000-7000-8000-000000000000',
        organisation: 'Nergens',
        folder: failing,
        madeAt: new Date(),
        begin: async () => {},
      }),
    ).rejects.toThrow('Deze organisatie staat niet in deze database.')
    await expect(stat(failing)).rejects.toThrow()
  })
})
