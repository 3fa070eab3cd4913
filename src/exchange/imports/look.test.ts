import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import excel from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guessMapping } from '#exchange/cases'
import { lineOf } from '#service-lines'
import { lookInto, proposalFor } from './look.ts'
import { mayAgree, mayDiscard, mayDo, patience, stages, standingOf, type Task } from './state.ts'
import { whyItStays } from './undo.store.ts'

const line = lineOf('buurtbemiddeling')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'naober-look-'))
})
afterAll(() => rm(folder, { recursive: true }))

test.each([
  ['an empty file', '', 'Dit bestand is leeg'],
  ['a pdf that calls itself a workbook', '%PDF-1.7\n%âãÏÓ', 'Dit is een pdf, geen lijst'],
  ['a picture', '\x89PNG\r\n\x1a\n\0\0\0', 'Dit is een plaatje, geen lijst'],
  ['a web page', '<!DOCTYPE html><p>hoi</p>', 'Dit is een webpagina, geen lijst'],
  ['a program', `MZ\x90\0\x03${'\0'.repeat(200)}`, 'geen werkmap'],
  ['a letter', 'Beste Noor,\n\nHierbij de lijst.\n', 'geen regels met kolomnamen'],
  ['headings and nothing else', 'Nummer;Gemeld op\n', 'geen regels met kolomnamen'],
])('%s is refused with a sentence', async (_what, text, sentence) => {
  await expect(lookInto(await save(Buffer.from(text, 'latin1')), line, [])).rejects.toThrow(sentence)
})

test('when all that is in it stands on a hidden sheet, that is said', async () => {
  const book = new excel.Workbook()
  book.addWorksheet('Leeg')
  book.addWorksheet('Verstopt', { state: 'hidden' }).addRows([
    ['Nummer', 'Gemeld op'],
    ['1', '14-1-2025'],
  ])
  const bytes = Buffer.from((await book.xlsx.writeBuffer()) as ArrayBuffer)
  await expect(lookInto(await save(bytes), line, [])).rejects.toThrow('verborgen blad (Verstopt)')
})

test('of several sheets the one with most columns that we know is proposed, and each has its own', async () => {
  const book = new excel.Workbook()
  book.addWorksheet('Uitleg').addRows([
    ['Wat', 'Hoe'],
    ['a', 'b'],
  ])
  book.addWorksheet('2025').addRows([
    ['Nummer', 'Gemeld op', 'Onderwerp', 'Onderwerp'],
    ['1', '14-1-2025', 'Geluid', 'Tuin'],
  ])
  const look = await lookInto(await save(Buffer.from((await book.xlsx.writeBuffer()) as ArrayBuffer)), line, [])
  expect(look.best).toBe(1)
  expect(look.sheets.map(({ proposal }) => proposal.sheet)).toEqual(['Uitleg', '2025'])
  expect(look.sheets[1]?.twice).toEqual(['Onderwerp'])
})

test('a source is known by its headings, and another list of the same line gets a name of its own', () => {
  const headers = ['Nr', 'Datum melding', 'Soort overlast', 'Naam melder']
  const known = [{ source: line.key, mapping: { ...guessMapping(headers, line).mapping, fixed: { channel: 'phone' } } }]
  expect(proposalFor(headers, line, known)).toMatchObject({
    source: line.key,
    remembered: true,
    mapping: { fixed: { channel: 'phone' } },
  })
  expect(proposalFor([...headers, 'Telefoon melder'], line, known)).toMatchObject({
    remembered: true,
    mapping: { columns: { 'Telefoon melder': 'reporter.phone' } },
  })
  expect(proposalFor(['Zaak', 'Gemeld op'], line, known)).toMatchObject({ source: `${line.key} 2`, remembered: false })
})

test('what an import made goes when it is as it was made, and stays with a reason when it is not', () => {
  const made = { recordVersion: 1, version: 1, toldBy: 'mine' }
  expect(whyItStays('mine', made, false, false)).toBeUndefined()
  expect(whyItStays('mine', { ...made, version: 2 }, false, false)).toBe('worked on')
  expect(whyItStays('mine', made, true, true)).toBe('worked on')
  expect(whyItStays('mine', made, false, true)).toBe('referred to')
  expect(whyItStays('mine', { ...made, toldBy: 'later' }, false, false)).toBe('told again')
})

test('each step of an import follows from where it stands, and nothing that came in can be thrown away unseen', () => {
  const all: Task[] = ['look', 'rehearse', 'take', 'look back', 'undo']
  expect(Object.fromEntries(stages.map((stage) => [stage, all.filter((task) => mayDo(stage, task))]))).toEqual({
    given: ['look'],
    looked: [],
    agreed: ['rehearse'],
    rehearsed: ['take'],
    started: ['take', 'look back', 'undo'],
    done: ['look back', 'undo'],
    undone: [],
  })
  expect(stages.filter(mayAgree)).toEqual(['looked', 'agreed', 'rehearsed'])
  expect(stages.filter(mayDiscard)).toEqual(['given', 'looked', 'agreed', 'rehearsed'])
})

test('work that says nothing for two minutes broke off; what waits its turn did not', () => {
  const at = new Date('2025-03-12T09:00:00Z')
  const times = { askedAt: at, begunAt: at, silentFor: patience, endedAt: null }
  const work = { task: 'take', run: 'r', ...times, rowsDone: 0, rowsOf: 0, trouble: null } as const
  const silent = { ...work, silentFor: patience + 1 }
  expect(standingOf(undefined)).toBe('idle')
  expect(standingOf(work)).toBe('busy')
  expect(standingOf(silent)).toBe('broken')
  expect(standingOf({ ...silent, begunAt: null })).toBe('waiting')
  expect(standingOf({ ...silent, endedAt: at })).toBe('idle')
})

let saved = 0
async function save(bytes: Buffer): Promise<string> {
  const file = path.join(folder, `${saved++}`)
  await writeFile(file, bytes)
  return file
}
