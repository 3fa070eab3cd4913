import { inflateSync } from 'node:zlib'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import sharp from 'sharp'
import { pdfType } from './kinds.ts'
import { bomb, brokenPdf, guardedPdf, locked, longPdf, scriptInPdf, twoInOne } from './sentences.ts'
import type { Looked } from './tasks.ts'
import { plainText } from './text.ts'

const mostPages = 1_000
/** Of how many pages the text is kept, and how much of each. */
const mostTexts = 300
const ofPage = 8_000
/** How wide a page is drawn: a letter can be read without squinting. */
const width = 1_240
/** A page may be as large as it says; a drawing may not. */
const mostHigh = 2_600
const mostUnpacked = 80_000_000

/** Looks whether a pdf is one and nothing else, holds nothing that works by itself, and what can be read in it. @throws Refused */
export async function lookAtPdf(content: Uint8Array): Promise<Looked> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  mustBeOne(bytes)
  mustBeStill(bytes)
  const pdf = await opened(content)
  const pages = pdf.getPageCount()
  if (pages === 0) throw brokenPdf()
  if (pages > mostPages) throw longPdf()
  const texts: string[] = []
  try {
    for (let at = 0; at < Math.min(pages, mostTexts); at++)
      texts.push(plainText(pdf.getPage(at).getText()).slice(0, ofPage).toWellFormed())
    await drawn(pdf.getPage(0)) // what cannot be shown afterwards is better refused now
  } catch {
    throw brokenPdf()
  }
  return { type: pdfType, content, pages, texts, attachments: [], title: null, day: null, mended: null }
}

/** One page as a jpeg. @throws Refused when there is no such page */
export async function draw(content: Uint8Array, page: number): Promise<Uint8Array> {
  const pdf = await opened(content)
  if (page < 1 || page > pdf.getPageCount()) throw brokenPdf()
  return drawn(pdf.getPage(page - 1))
}

type Pdf = Awaited<ReturnType<PDFiumLibrary['loadDocument']>>

async function opened(content: Uint8Array): Promise<Pdf> {
  const library = await PDFiumLibrary.init()
  try {
    return await library.loadDocument(content)
  } catch (problem) {
    throw /password/i.test(String(problem)) ? locked() : brokenPdf()
  }
}

async function drawn(page: ReturnType<Pdf['getPage']>): Promise<Uint8Array> {
  const { originalWidth: across, originalHeight: high } = page.getOriginalSize()
  if (!(across > 0 && high > 0)) throw brokenPdf()
  const scale = Math.min(width / across, mostHigh / high)
  const points = await page.render({ scale, render: 'bitmap' })
  const jpeg = await sharp(points.data, { raw: { width: points.width, height: points.height, channels: 4 } })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 76 })
    .toBuffer()
  return new Uint8Array(jpeg)
}

/** A pdf begins and ends as one: a web page before it or a packed file behind it is another file that somebody hid. */
function mustBeOne(bytes: Buffer): void {
  if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw twoInOne()
  const end = bytes.lastIndexOf('%%EOF')
  if (end < 0) throw brokenPdf()
  const behind = bytes.subarray(end + 5)
  if (behind.length > 2_048 || behind.includes(Buffer.from([0x50, 0x4b]))) throw twoInOne()
}

/** What does something by itself, or carries a file along. Names may be written with signs as numbers: '/J#61vaScript'. */
const works = /\/(JavaScript|Launch|RichMedia|EmbeddedFiles?|Rendition|XFA)(?![A-Za-z0-9])/
// A short name may stand by chance in a picture, so there only the long ones count.
const worksLong = /\/(JavaScript|RichMedia|EmbeddedFiles?|Rendition)(?![A-Za-z0-9])/

/** Refuses a pdf that holds a script or another file, also where that is packed away. @throws Refused */
function mustBeStill(bytes: Buffer): void {
  const text = named(bytes.toString('latin1'))
  if (worksLong.test(text) || works.test(withoutStreams(text))) throw scriptInPdf()
  // Objects may be packed together in a stream; there they are looked for as well.
  let left = mostUnpacked
  for (const packed of packedObjects(bytes)) {
    const inside = unpacked(packed, left)
    left -= inside.length
    if (works.test(named(inside.toString('latin1')))) throw scriptInPdf()
  }
}

/** Names may be written with signs as numbers. */
const named = (text: string) =>
  text.includes('#')
    ? text.replace(/#([0-9a-fA-F]{2})/g, (_, sign: string) => String.fromCharCode(Number.parseInt(sign, 16)))
    : text

const withoutStreams = (text: string) => text.replace(/\bstream\r?\n[\s\S]*?endstream/g, '')

/** How far before a stream stands what it is. */
const saidWithin = 2_000

/** The streams with objects in them, from where each begins. @throws Refused when one is hidden or packed in a way of its own */
function* packedObjects(bytes: Buffer): Generator<Buffer> {
  const text = bytes.toString('latin1')
  const told = [...named(text).matchAll(/\/ObjStm(?![A-Za-z0-9])/g)].length
  if (told === 0) return
  if (/\/Encrypt(?![A-Za-z0-9])/.test(named(text))) throw guardedPdf()
  let found = 0
  for (const { index, 0: sign } of text.matchAll(/\bstream(?:\r\n|\n|\r)/g)) {
    const before = text.slice(Math.max(0, index - saidWithin), index)
    const about = named(before.slice(Math.max(0, before.lastIndexOf(' obj'))))
    if (!/\/ObjStm(?![A-Za-z0-9])/.test(about)) continue
    found++
    const filters = [...about.matchAll(/\/Filter\s*(\[?\s*\/?[^/\]>]*)/g)].map((one) =>
      (one[1] ?? '').replace(/[[\s]/g, ''),
    )
    if (filters.length !== 1 || filters[0] !== '/FlateDecode' || /\/(DecodeParms|DP|F)(?![A-Za-z0-9])/.test(about))
      throw guardedPdf()
    yield bytes.subarray(index + sign.length)
  }
  if (found < told) throw guardedPdf()
}

/** Unpacks up to where the packing itself says that it ends. */
function unpacked(packed: Buffer, most: number): Buffer {
  if (most <= 0) throw bomb()
  try {
    return inflateSync(packed, { maxOutputLength: most })
  } catch (problem) {
    throw (problem as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? bomb() : guardedPdf()
  }
}
