import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deflateRawSync } from 'node:zlib'
import excel from 'exceljs'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#platform/days'
import { withFormula, withoutFormula } from '../formula.ts'
import { readBook, readWorkbook, writeWorkbook } from './index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'naober-workbook-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('what is written comes back as the same texts, numbers and days', async () => {
  const columns = [
    { title: 'Naam', kind: 'text' as const },
    { title: 'Aantal', kind: 'number' as const },
    { title: 'Op', kind: 'day' as const },
    { title: 'Gemeld', kind: 'moment' as const },
    { title: 'Bedrag', kind: 'amount' as const },
  ]
  const moment = new Date('2025-07-01T14:20:00Z') // 16.20 on the clocks here
  const [sheet] = await written([
    {
      name: 'Zaken',
      columns,
      rows: [
        ['Zoë van ’t Hof', 36, day('2025-03-14'), moment, 1250],
        [null, null, null, null, null],
        ['ijs 🧊 שלום', -1.5, null, null, null],
      ],
    },
  ])

  expect(sheet).toEqual({
    name: 'Zaken',
    rows: [
      { line: 1, cells: ['Naam', 'Aantal', 'Op', 'Gemeld', 'Bedrag'] },
      {
        line: 2,
        cells: ['Zoë van ’t Hof', 36, new Date('2025-03-14T00:00:00Z'), new Date('2025-07-01T16:20:00Z'), 12.5],
      },
      { line: 4, cells: ['ijs 🧊 שלום', -1.5] },
    ],
  })
})

test('a text that looks like a formula is never one, and comes back as it was', async () => {
  const texts = ['=1+1', '+31', '-', '@x', '\tx', "=cmd|' /C calc'!A0", "'=1", "'gewoon"]
  const file = await save(
    await writeWorkbook({
      sheets: [{ name: 'x', columns: [{ title: 'x', kind: 'text' }], rows: texts.map((text) => [text]) }],
    }),
  )
  const raw = new excel.Workbook()
  await raw.xlsx.readFile(file)
  raw.worksheets[0]?.eachRow((row) => {
    expect(row.getCell(1).type).not.toBe(excel.ValueType.Formula)
    expect(row.getCell(1).text).not.toMatch(/^[=+\-@\t\r]/)
  })
  const [sheet] = await readWorkbook(file)
  expect(sheet?.rows.slice(1).map((row) => row.cells[0])).toEqual(texts)
})

test('whatever is typed, what is escaped begins as no formula and can be read back', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('=', "'", '+', '-', '@', '\t', '\r', 'a', '＝') })),
      (text) => {
        expect(withoutFormula(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
        expect(withFormula(withoutFormula(text))).toBe(text)
      },
    ),
  )
})

test('any text that a cell may hold survives the workbook', async () => {
  const texts = fc
    .sample(fc.string({ unit: 'grapheme', maxLength: 300 }), { numRuns: 300, seed: 12 })
    .filter((text) => !/[\p{Cc}\ufffe\uffff]/u.test(text) && text !== '')
  const more = ['_x0041_', 'a\nb', 'a\r\nb', '<b>&amp;</b>', '&lt;', ' spatie ', 'é'.repeat(30_000)]
  const [sheet] = await written([
    { name: 'x', columns: [{ title: 'x', kind: 'text' }], rows: [...texts, ...more].map((text) => [text]) },
  ])
  expect(sheet?.rows.slice(1).map((row) => row.cells[0])).toEqual([...texts, ...more])
})

test('a hidden sheet is not read, a formula counts as what it came to, a merged cell as its first', async () => {
  const book = new excel.Workbook()
  const paper = book.addWorksheet('Zaken')
  paper.addRow(['Naam', 'Som', 'Datum', 'Ja', 'Fout', 'Vet', 'Link'])
  paper.addRow([
    'a',
    { formula: '1+1', result: 2 },
    new Date('2025-03-14T00:00:00Z'),
    true,
    { error: '#N/A' },
    { richText: [{ text: 'half ' }, { text: 'vet', font: { bold: true } }] },
    { text: 'site', hyperlink: 'https://voorbeeld.nl' },
  ])
  paper.addRow(['samen'])
  paper.mergeCells('A3:C3')
  book.addWorksheet('Geheim', { state: 'hidden' }).addRow(['niet', 'lezen'])
  const file = path.join(folder, 'mix.xlsx')
  await book.xlsx.writeFile(file)

  const sheets = await readWorkbook(file)
  expect(sheets.map((sheet) => sheet.name)).toEqual(['Zaken'])
  expect(sheets[0]?.rows[1]?.cells).toEqual([
    'a',
    2,
    new Date('2025-03-14T00:00:00Z'),
    'ja',
    '#N/A',
    'half vet',
    'site',
  ])
  expect(sheets[0]?.rows[2]?.cells[0]).toBe('samen')
})

test('what is read otherwise than it looks is told: hidden sheets by name, formulas, those without an outcome, and merged cells', async () => {
  const book = new excel.Workbook()
  const paper = book.addWorksheet('Zaken')
  paper.addRow(['Naam', 'Som', 'Nog niet'])
  paper.addRow(['a', { formula: '1+1', result: 2 }, { formula: 'B2+1' }])
  paper.addRow(['b', 1, 2])
  for (const cells of ['A5:B5', 'A6:B6']) paper.mergeCells(cells)
  book.addWorksheet('Oud', { state: 'hidden' }).addRow(['x'])
  book.addWorksheet('Heel geheim', { state: 'veryHidden' }).addRow(['x'])
  const file = path.join(folder, 'told.xlsx')
  await book.xlsx.writeFile(file)
  const { sheets, hidden } = await readBook(file)
  expect(hidden).toEqual(['Oud', 'Heel geheim'])
  expect(sheets).toMatchObject([{ name: 'Zaken', told: { formulas: 2, unsolved: 1, merged: 2 } }])
  expect(sheets[0]?.rows[1]?.cells).toEqual(['a', 2])
})

test('two sheets with a name that Excel does not take get names that it does', async () => {
  const name = 'Een heel lange naam: zaken [per dorp] van 2025?'
  const sheets = await written([
    { name, columns: [{ title: 'a', kind: 'text' }], rows: [] },
    { name, columns: [{ title: 'a', kind: 'text' }], rows: [] },
  ])
  expect(sheets.map((sheet) => sheet.name)).toEqual(['Een heel lange naam zaken pe', 'Een heel lange naam zaken pe 2'])
})

test.each([
  ['a text', Buffer.from('Naam;Datum\n'), 'geen werkmap'],
  ['half a workbook', Buffer.from('PK\u0003\u0004 and then nothing at all, really nothing'), 'geen werkmap'],
  ['an old workbook', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]), '.xls'],
  [
    'a workbook with a password',
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(2000),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]),
    'wachtwoord',
  ],
  ['a zip without a workbook', zip({ 'readme.txt': Buffer.from('x') }), 'geen werkmap'],
  [
    'a workbook with broken XML',
    zip({ 'xl/workbook.xml': Buffer.from('<workbook><sheets>'), 'xl/_rels/workbook.xml.rels': Buffer.from('<a') }),
    'geen werkmap',
  ],
])('%s is refused with a sentence', async (_what, bytes, sentence) => {
  await expect(readWorkbook(await save(bytes))).rejects.toThrow(sentence)
})

test('a file that unpacks to gigabytes is refused, also when its list says it is small', async () => {
  const packed = deflateRawSync(Buffer.alloc(1_000_000, ' '))
  const parts: Record<string, Packed> = {}
  for (let at = 0; at < 4; at++)
    parts[`xl/worksheets/sheet${at + 1}.xml`] = { packed, unpacked: 200_000_000, method: 8 }
  await expect(readWorkbook(await save(zip(parts)))).rejects.toThrow('uitgepakt')

  const sheet = deflateRawSync(Buffer.concat([Buffer.from('<worksheet><sheetData>'), Buffer.alloc(5_000_000, ' ')]))
  const lies = zip({
    'xl/_rels/workbook.xml.rels': Buffer.from(
      '<Relationships><Relationship Id="r1" Type="x" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/workbook.xml': Buffer.from('<workbook><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'),
    'xl/worksheets/sheet1.xml': { packed: sheet, unpacked: 100, method: 8 },
  })
  await expect(readWorkbook(await save(lies))).rejects.toThrow('uitgepakt')
})

test('too many columns and too many rows are told', async () => {
  const columns = Array.from({ length: 201 }, (_, at) => ({ title: `k${at}`, kind: 'text' as const }))
  await expect(written([{ name: 'x', columns, rows: [] }])).rejects.toThrow('200 kolommen')
})

async function written(sheets: Parameters<typeof writeWorkbook>[0]['sheets']) {
  return readWorkbook(await save(await writeWorkbook({ sheets })))
}

let saved = 0
async function save(bytes: Buffer): Promise<string> {
  const file = path.join(folder, `${saved++}.xlsx`)
  await writeFile(file, bytes)
  return file
}

interface Packed {
  packed: Buffer
  unpacked: number
  method: number
}

/** A zip by hand, so that it can lie about its sizes. */
function zip(files: Record<string, Buffer | Packed>): Buffer {
  const pieces: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const [name, given] of Object.entries(files)) {
    const { packed, unpacked, method } = Buffer.isBuffer(given)
      ? { packed: given, unpacked: given.length, method: 0 }
      : given
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(method, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(unpacked, 22)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(method, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(unpacked, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    pieces.push(local, Buffer.from(name), packed)
    list.push(entry, Buffer.from(name))
    at += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(files).length, 10)
  const directory = Buffer.concat(list)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...pieces, directory, end])
}
