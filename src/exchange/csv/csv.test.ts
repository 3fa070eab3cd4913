import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#platform/days'
import { readCsv, writeCsv } from './index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'naober-csv-'))
})
afterAll(() => rm(folder, { recursive: true }))

test.each([
  ['semicolons', 'Naam;Datum;Plaats\nJan, de oude;1-2-2025;Dorp\nPiet;2-2-2025;Dorp\n'],
  ['commas', 'Naam,Datum,Plaats\n"Jan, de oude",1-2-2025,Dorp\nPiet,2-2-2025,Dorp\n'],
  ['tabs', 'Naam\tDatum\tPlaats\nJan, de oude\t1-2-2025\tDorp\nPiet\t2-2-2025\tDorp\n'],
  ['what the first line says', 'sep=|\nNaam|Datum|Plaats\nJan, de oude|1-2-2025|Dorp\nPiet|2-2-2025|Dorp\n'],
])('values that are separated by %s are found out', async (_by, text) => {
  const { rows } = await read(Buffer.from(text))
  expect(rows.map((row) => row.cells)).toEqual([
    ['Naam', 'Datum', 'Plaats'],
    ['Jan, de oude', '1-2-2025', 'Dorp'],
    ['Piet', '2-2-2025', 'Dorp'],
  ])
})

test.each([
  ['UTF-8', Buffer.from('Zoë;één €\n')],
  ['UTF-8 with a mark', Buffer.from('\ufeffZoë;één €\n')],
  ['old Windows', Buffer.from([0x5a, 0x6f, 0xeb, 0x3b, 0xe9, 0xe9, 0x6e, 0x20, 0x80, 0x0d, 0x0a])],
  ['UTF-16', Buffer.from('\ufeffZoë;één €\r\n', 'utf16le')],
])('letters in %s keep their accents', async (_how, bytes) => {
  expect((await read(bytes)).rows[0]?.cells).toEqual(['Zoë', 'één €'])
})

test('a row keeps the number of its first line, also after empty lines and lines within quotes', async () => {
  const { rows } = await read(Buffer.from('a;b\r\n\r\n"een\r\ntwee";x\r\nc;d\r\n'))
  expect(rows.map((row) => [row.line, row.cells[0]])).toEqual([
    [1, 'a'],
    [3, 'een\r\ntwee'],
    [5, 'c'],
  ])
})

test('a quote that is never closed is told with its line', async () => {
  await expect(read(Buffer.from('a;b\n1;2\n3;"vier\n5;6\n'))).rejects.toThrow('Op regel 3')
})

test('numbers get a comma, days are written as people type them, and nothing can be executed', () => {
  expect(writeCsv([['Zaak', 1.5, day('2025-03-14'), null, '=1+1', 'a;b']])).toBe(
    '\ufeffZaak;1,5;14-3-2025;;\'=1+1;"a;b"\r\n',
  )
})

test('whatever is written comes back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.array(
          fc
            .string({ unit: 'grapheme' })
            .filter((text) => text.trim() !== '' && !/[\0\ufeff]|^\d{4}-\d\d-\d\d$/.test(text)),
          { minLength: 2, maxLength: 4 },
        ),
        { minLength: 1, maxLength: 5 },
      ),
      async (rows) => {
        const { rows: back } = await read(Buffer.from(writeCsv(rows)))
        expect(back.map((row) => row.cells)).toEqual(rows)
      },
    ),
    { numRuns: 100 },
  )
})

let saved = 0
async function read(bytes: Buffer) {
  const file = path.join(folder, `${saved++}.csv`)
  await writeFile(file, bytes)
  return readCsv(file)
}
