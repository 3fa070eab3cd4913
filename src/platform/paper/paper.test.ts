import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPdf } from '#platform/testing'
import { broughtAlong, colours, family, pdfOf, pngOf, widthOf } from './index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'naober-paper-'))
})
afterAll(() => rm(folder, { recursive: true }))

const head = `#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(font: "${family}", lang: "nl")
`
async function printed(template: string, data: object) {
  const file = join(folder, 'page.typ')
  await writeFile(file, head + template)
  return pdfOf({ template: file, data: { title: 'Blad', ...data } })
}

test('what people typed comes out as typed, whatever it means to Typst', async () => {
  const typed = '#set page(width: 1pt) *vet* _schuin_ $x$ \\ [a] <b> @c `d` "e" // weg /* weg */ #import "x"'
  const { pages, alternatives } = readPdf(
    await printed('= #data.title\n#for one in data.typed { par(one) }\n#figure(alt: data.typed.at(0), rect())', {
      typed: [typed],
    }),
  )
  expect(pages).toHaveLength(1)
  expect(pages.flat().join('').replace(/\s+/g, ' ')).toContain(typed)
  expect(alternatives).toEqual([typed])
})

test('a sign that no font has does not stop the page', async () => {
  const { pages } = readPdf(await printed('= #data.title\n#par(data.typed)', { typed: 'voor \u{323af} na' }))
  expect(pages.flat().join('')).toMatch(/^Bladvoor (□|\u{323af}) na$/u)
})

test('a page that a reading machine cannot read is not made', async () => {
  await expect(printed('#figure(rect())', {})).rejects.toThrow(/alt/)
  await expect(printed('#text(font: "Bestaat niet")[x]', {})).rejects.toThrow(/unknown font/)
  await expect(printed('= #data.title', {})).resolves.toBeInstanceOf(Uint8Array)
})

test('the colours of paper are those of the screen', async () => {
  const tokens = await readFile(join(import.meta.dirname, '../../web/assets/tokens.css'), 'utf8')
  const onScreen = Object.fromEntries(
    [...tokens.matchAll(/--([a-z-]+?)-?(\d*): (#\w+);/g)].map(([, name = '', step, value]) => [
      name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()) + step,
      value,
    ]),
  )
  expect(onScreen).toMatchObject(colours)
})

test('a text is measured in our own letter', () => {
  expect(widthOf('iiii', 10)).toBeLessThan(widthOf('mmmm', 10) / 2)
  expect(widthOf('Lindeveen', 10, true)).toBeGreaterThan(widthOf('Lindeveen', 10))
  expect(widthOf('Lindeveen', 20)).toBeCloseTo(2 * widthOf('Lindeveen', 10))
  expect(widthOf('\u{323af}', 10)).toBeGreaterThan(0)
})

test('a drawing takes the letter along, with more signs only where they stand', () => {
  expect(broughtAlong('Lindeveen').match(/@font-face/g)).toHaveLength(1)
  expect(broughtAlong('Łódź').match(/@font-face/g)).toHaveLength(2)
})

test('pixels are made in our letter, so many for each unit, and on white', async () => {
  const drawing = (inside: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20" font-family="${family}">${inside}</svg>`
  const png = Buffer.from(await pngOf(drawing('<text y="15">Hoi</text>'), 2))
  expect(png.toString('latin1', 1, 4)).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([120, 40])
  expect(png.equals(Buffer.from(await pngOf(drawing(''), 2)))).toBe(false)
})
