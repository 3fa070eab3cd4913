import mammoth from 'mammoth'
import { expect, test } from 'vitest'
import { pngOf } from '#platform/paper'
import { readPdf } from '#platform/testing'
import { packed, packedIn } from '#platform/zip'
import {
  checkTemplate,
  type LetterToMake,
  letterAsPdf,
  letterInWord,
  logoFrom,
  usualTemplate,
  wordFields,
} from './index.ts'

const letter: LetterToMake = {
  ...{
    house: 'Welzijn Lindeveen',
    line: 'Buurtbemiddeling',
    title: 'We maken graag kennis',
    on: '12 maart 2025',
    card: false,
  },
  text: 'Beste Henk de Groot,\n\nIk kom graag bij je langs.\n\nMet vriendelijke groet,\nNoor Haan\nBuurtbemiddeling',
  to: { name: 'Henk de Groot', address: ['Schoolpad 8', '9411 AB  Lindeveen'] },
  from: { name: 'Noor Haan', phone: '06 1200 0121' },
  notice: { title: 'Wat we van je bewaren', paragraphs: ['Je naam en je adres.', 'Je mag het zien.'] },
  head: { sender: 'Brink 1\n9411 KS Lindeveen', footer: 'KvK 01234567', logo: null },
}
const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#74408a"/></svg>'
const wordsIn = async (docx: Uint8Array) => (await mammoth.extractRawText({ buffer: Buffer.from(docx) })).value
const refusal = (bytes: Uint8Array) =>
  checkTemplate(bytes).then(
    () => '',
    (problem: Error) => problem.message,
  )

test('a letter is an accessible pdf with the letterhead, the address, the text and the notice', async () => {
  const { pages, structure, properties } = readPdf(await letterAsPdf(letter))
  const text = pages.flat().join(' ').replace(/\s+/g, ' ')
  for (const part of [
    'Welzijn Lindeveen',
    'Brink 1',
    'Henk de Groot',
    'Schoolpad 8',
    '12 maart 2025',
    'We maken graag kennis',
    'Ik kom graag bij je langs.',
    'Wat we van je bewaren',
    'Je mag het zien.',
    'KvK 01234567',
  ])
    expect(text).toContain(part)
  expect(pages).toHaveLength(1)
  expect(structure).toContain('H1')
  expect(properties).toContain('pdfuaid:part')
  expect(properties).not.toContain('Henk')
})

test('with a logo the picture says whose it is', async () => {
  const logo = await logoFrom(Buffer.from(drawing))
  expect(readPdf(await letterAsPdf({ ...letter, head: { ...letter.head, logo } })).alternatives).toEqual([
    'Logo van Welzijn Lindeveen',
  ])
})

test('a card has no name, no address and no notice on it', async () => {
  const text = readPdf(await letterAsPdf({ ...letter, card: true, text: 'Je was er niet.' }))
    .pages.flat()
    .join(' ')
  expect(text).toContain('Je was er niet.')
  for (const part of ['Henk', 'Schoolpad', 'Wat we van je bewaren', '12 maart']) expect(text).not.toContain(part)
})

test('what somebody typed is text on paper and in Word, whatever it means there', async () => {
  const typed = '#set page(width: 1pt) *vet* {adres} {#lus} <b>&amp; $1 \\'
  const pdf = readPdf(await letterAsPdf({ ...letter, text: typed }))
  expect(pdf.pages.flat().join('').replace(/\s+/g, ' ')).toContain(typed)
  expect(await wordsIn(await letterInWord({ ...letter, text: typed }, usualTemplate()))).toContain(typed)
})

test('the template that comes with Naober passes its own test, and holds all of a letter', async () => {
  await checkTemplate(usualTemplate())
  expect(Buffer.from(usualTemplate())).toEqual(Buffer.from(usualTemplate()))
  const text = await wordsIn(await letterInWord(letter, usualTemplate()))
  for (const part of [
    'Welzijn Lindeveen',
    'Brink 1',
    'Henk de Groot',
    'We maken graag kennis',
    'Noor Haan',
    'Wat we van je bewaren',
    'KvK 01234567',
  ])
    expect(text).toContain(part)
  expect(text).not.toContain('{')
})

/** The usual template with something else in it. */
function templateWith(change: (files: Record<string, string>) => Record<string, string>): Uint8Array {
  const files = Object.fromEntries(
    (packedIn(usualTemplate()) ?? []).map((one) => [one.name, one.read().toString('utf8')]),
  )
  return packed(change(files))
}
const inText = (words: string) =>
  templateWith((files) => ({
    ...files,
    'word/document.xml': (files['word/document.xml'] as string).replace('{datum}', words),
  }))

/** The usual template, whose list says another size of the document than it has. */
function saying(size: number): Uint8Array {
  const file = Buffer.from(usualTemplate())
  const at = file.lastIndexOf('word/document.xml') - 46
  file.writeUInt32LE(size, at + 24)
  return file
}

test('a template of one’s own is filled in where its fields stand', async () => {
  const own = inText('Geschreven op {datum} door {naam}, bel {telefoon}')
  await checkTemplate(own)
  expect(await wordsIn(await letterInWord(letter, own))).toContain(
    'Geschreven op 12 maart 2025 door Noor Haan, bel 06 1200 0121',
  )
})

test('unknown fields are named in a sentence, with those that there are', async () => {
  const said = await refusal(inText('{melder} en {bsn}'))
  expect(said).toMatch(/^\{melder\} en \{bsn\} kennen we niet\./)
  for (const name of Object.keys(wordFields)) expect(said).toContain(`{${name}}`)
  expect(await refusal(inText('{#lus}{/lus}'))).toContain('kennen we niet')
})

test.each<[string, Uint8Array, RegExp]>([
  ['no Word document at all', Buffer.from('hallo'), /geen Word-document/],
  ['nothing', Buffer.alloc(0), /geen Word-document/],
  ['an old Word document', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /geen Word-document/],
  ['a zip of something else', packed({ 'a.txt': 'hallo' }), /geen Word-document/],
  ['one that is much too large', Buffer.alloc(1_000_001), /groter dan 1 MB/],
  ['one that unpacks to a lot', saying(100_000_000), /uitgepakt te groot/],
  ['one that says it is smaller than it is', saying(10), /beschadigd/],
  ['one with macros', templateWith((files) => ({ ...files, 'word/vbaProject.bin': 'x' })), /macro/],
  [
    'one that fetches a template elsewhere',
    templateWith((files) => ({
      ...files,
      'word/_rels/settings.xml.rels':
        '<Relationships><Relationship Id="r" Type="http://x/attachedTemplate" Target="https://kwaad.example/x.dotm" TargetMode="External"/></Relationships>',
    })),
    /andere plek/,
  ],
  [
    'one without a place for the letter',
    templateWith((files) => ({
      ...files,
      'word/document.xml': (files['word/document.xml'] as string).replace('{brief}', ''),
    })),
    /nergens \{brief\}/,
  ],
  ['one with a brace that does not close', inText('{datum'), /accolade/],
])('%s is refused as a template, with what to do', async (_what, bytes, says) => {
  expect(await refusal(bytes)).toMatch(says)
})

test('a logo is drawn anew, so that nothing else in its file comes along', async () => {
  const made = await logoFrom(Buffer.from(drawing))
  expect([made.toString('latin1', 1, 4), made.readUInt32BE(16)]).toEqual(['PNG', 800])
  const png = Buffer.concat([Buffer.from(await pngOf(drawing, 10)), Buffer.from('<?php geheim ?>')])
  const again = await logoFrom(png)
  expect(again.readUInt32BE(16)).toBeLessThanOrEqual(900)
  expect(again.includes('geheim')).toBe(false)
})

test.each<[string, string | Buffer, RegExp]>([
  ['a script', drawing.replace('<rect', '<script>alert(1)</script><rect'), /meer dan een tekening/],
  ['a deed on loading', drawing.replace('<svg', '<svg onload="x()"'), /meer dan een tekening/],
  ['another file', drawing.replace('<rect', '<image href="/etc/passwd"/><rect'), /meer dan een tekening/],
  ['words that stand for others', `<!DOCTYPE svg [<!ENTITY x "y">]>${drawing}`, /meer dan een tekening/],
  ['a page inside it', drawing.replace('<rect', '<foreignObject/><rect'), /meer dan een tekening/],
  ['no size', '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', /hoe groot/],
  ['something else', 'GIF89a', /geen PNG en geen SVG/],
  ['half a PNG', Buffer.from([137, 80, 78, 71, 13, 10, 26, 10, 0]), /te groot of beschadigd/],
  ['much too much', Buffer.alloc(500_001), /groter dan 500 kB/],
])('a logo with %s is refused', async (_what, file, says) => {
  await expect(logoFrom(Buffer.from(file))).rejects.toThrow(says)
})
