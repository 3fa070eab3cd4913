import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { Refused } from '#platform/errors'
import { drawPage, lookInside, takeFromMail } from './index.ts'
import { look } from './look.ts'
import { aMail, anOutlookMail, aPdf, aPhoto, aWord, aZip, handmadePdf } from './testing.ts'

/** What is said of a file that is not taken. */
const said = async (content: Uint8Array) =>
  look(content).then(
    () => 'taken',
    (problem) => {
      if (!(problem instanceof Refused)) throw problem
      return problem.message
    },
  )

describe('what is kept', () => {
  test('a photo is turned upright and made smaller, and where it was made is gone', async () => {
    const given = await aPhoto(4000, 3000)
    expect((await sharp(given).metadata()).exif?.includes('Telefoon')).toBe(true)
    const kept = await lookInside(given)
    const now = await sharp(kept.content).metadata()
    expect(now).toMatchObject({ format: 'jpeg', width: 2250, height: 3000 })
    expect([now.exif, now.xmp, now.orientation]).toEqual([undefined, undefined, undefined])
    expect(kept).toMatchObject({ day: '2025-03-07', mended: { smaller: true, place: true }, pages: 1 })
    expect(Buffer.from(kept.content).includes('Telefoon')).toBe(false)
  })

  test('of a pdf the text of each page can be read, and each page can be drawn', async () => {
    const pdf = await aPdf('Beschikking huishoudelijke hulp', 'Bezwaar maken kan tot 1 mei')
    const kept = await lookInside(pdf)
    expect(kept).toMatchObject({ type: 'application/pdf', pages: 2, mended: null })
    expect(kept.texts.map((text) => text.replace(/\s+/g, ' '))).toEqual([
      'Beschikking huishoudelijke hulp',
      'Bezwaar maken kan tot 1 mei',
    ])
    expect(Buffer.from(kept.content).equals(pdf)).toBe(true)
    expect(await sharp(await drawPage(pdf, 2)).metadata()).toMatchObject({ format: 'jpeg', width: 1239 })
    await expect(drawPage(pdf, 3)).rejects.toThrow(Refused)
  })

  test('of a Word file the words remain, in lines', async () => {
    const kept = await look(aWord('Beste gemeente,\nHierbij mijn aanvraag.'))
    expect(kept.texts).toEqual(['Beste gemeente,\n\nHierbij mijn aanvraag.'])
  })

  test('a mail is plain lines, and what hangs on it can be taken; nothing of the page in it remains', async () => {
    const pdf = handmadePdf()
    const mail = aMail('Uw aanvraag is <b>goedgekeurd</b>.', {
      'besluit.pdf': pdf,
      '../../etc/passwd': Buffer.from('x'),
    })
    const kept = await look(mail)
    expect(kept.texts[0]).toBe(
      'Van: Gemeente Lindeveen <wmo@lindeveen.example>\nAan: Noor <noor@welzijn.example>\nVerstuurd: 6 maart 2025 om 10.00 uur\nOnderwerp: Besluit over hulp €\n\nUw aanvraag is goedgekeurd.',
    )
    expect(kept).toMatchObject({ type: 'message/rfc822', day: '2025-03-06', title: 'Besluit over hulp €' })
    expect(kept.attachments).toEqual([
      { name: 'besluit.pdf', size: pdf.length },
      { name: 'passwd', size: 1 },
    ])
    const taken = await takeFromMail(mail, 1)
    expect([taken.name, Buffer.from(taken.content).equals(pdf)]).toEqual(['besluit.pdf', true])
    await expect(takeFromMail(mail, 3)).rejects.toThrow(Refused)
  })

  test('a mail that was dragged out of Outlook is read as well', async () => {
    const kept = await lookInside(anOutlookMail('Herindicatie', 'Graag voor vrijdag reageren.'))
    expect(kept.type).toBe('application/vnd.ms-outlook')
    expect(kept.texts[0]).toContain('Onderwerp: Herindicatie\n\nGraag voor vrijdag reageren.')
  })
})

describe('what is not kept is told in one sentence', () => {
  const script = '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'
  const link = (type: string) =>
    `<?xml version="1.0"?><Relationships><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="https://elders.example/x.dotm" TargetMode="External"/></Relationships>`
  const bigPng = async () => {
    const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    png.writeUInt32BE(50_000, 16) // what a list says of itself; what follows does not matter
    png.writeUInt32BE(50_000, 20)
    return png
  }
  const files: [string, () => Uint8Array | Promise<Uint8Array>, RegExp][] = [
    ['a web page that says it is a pdf', () => Buffer.from('<html><script>alert(1)</script>'), /geen foto, pdf/],
    [
      'a drawing with a script',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      /geen foto, pdf/,
    ],
    ['a program', () => Buffer.from('MZ\x90\0\x03'), /geen foto, pdf/],
    ['a pdf with a script', () => handmadePdf(script), /iets dat zelf kan werken/],
    [
      'the same, written in numbers',
      () => handmadePdf(script.replace('/JavaScript', '/J#61v#61Script')),
      /iets dat zelf kan werken/,
    ],
    ['a pdf with a file in it', () => handmadePdf('/Names << /EmbeddedFiles 4 0 R >>'), /iets dat zelf kan werken/],
    [
      'a pdf with something packed away that cannot be looked at',
      () => handmadePdf('', '<< /Type /ObjStm /Filter /LZWDecode >>\nstream\nx\nendstream'),
      /beveiligd/,
    ],
    ['half a pdf', async () => (await aPdf('Brief')).subarray(0, 600), /niet heel/],
    [
      'a pdf that is a packed file as well',
      () => Buffer.concat([handmadePdf(), aZip({ 'a.txt': 'x' })]),
      /een ander bestand verstopt/,
    ],
    [
      'a pdf behind a web page',
      () => Buffer.concat([Buffer.from('<script>1</script>'), handmadePdf()]),
      /geen foto, pdf|verstopt/,
    ],
    ['a picture of 50,000 by 50,000', bigPng, /veel te veel beeldpunten/],
    ['half a photo', async () => (await aPhoto()).subarray(0, 4000), /niet heel/],
    ['a packed file that is no Word file', () => aZip({ 'a.txt': 'x' }), /lijkt een Word-bestand/],
    [
      'a Word file with something behind it',
      () => Buffer.concat([aWord('Hallo'), Buffer.from('MZ')]),
      /lijkt een Word-bestand/,
    ],
    ['a Word file with a macro', () => aWord('Hallo', { 'word/vbaProject.bin': 'x' }), /zoals een macro/],
    [
      'a Word file that fetches its template',
      () => aWord('Hallo', { 'word/_rels/settings.xml.rels': link('attachedTemplate') }),
      /zoals een macro/,
    ],
    [
      'a Word file that grows when it is unpacked',
      () => aWord('Hallo', { 'word/media/a.xml': Buffer.alloc(130_000_000) }),
      /uitgepakt veel te groot/,
    ],
    [
      'one that lies about that',
      () => aWord('Hallo', { 'word/a.xml': Buffer.alloc(1_000_000) }, { lies: 5 }),
      /uitgepakt veel te groot/,
    ],
    [
      'a Word file whose words grow without end',
      () => aWord('Hallo', { 'word/a.xml': '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>' }),
      /lijkt een Word-bestand/,
    ],
  ]
  test.each(files)('%s', async (_what, file, sentence) => {
    expect(await said(await file())).toMatch(sentence)
  })
})
