import { inflateSync } from 'node:zlib'

/** A pdf as a test looks into it. */
export interface ReadPdf {
  /** Of each page the texts in the order of reading: a line, or a part of one in another letter. */
  pages: readonly (readonly string[])[]
  /** What draws each page. */
  drawing: readonly string[]
  /** Every object but the streams, as it stands in the file: structure, alternative texts, properties. */
  objects: string
  /** The properties of the document (XMP). */
  properties: string
  /** What the structure is made of, in order: 'H1', 'P', 'Table', 'TH', 'Figure'. */
  structure: readonly string[]
  /** The alternative texts of the figures. */
  alternatives: readonly string[]
}

/** Reads a pdf as Typst writes it: objects in the open, streams deflated, letters with a list of what they stand for. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const file = Buffer.from(bytes)
  const objects = objectsIn(file)
  const all = [...objects.values()].map(({ text }) => text).join('\n')
  const pages = [...objects.values()].filter(({ text }) => /\/Type \/Page\b(?!s)/.test(text))
  const drawing = pages.map(({ text }) => {
    const key = Number(/\/Contents (\d+)/.exec(text)?.[1])
    return (objects.get(key)?.stream ?? Buffer.alloc(0)).toString('latin1')
  })
  return {
    pages: pages.map(({ text }, at) => textsIn(drawing[at] as string, fontsOf(text, objects))),
    drawing,
    objects: all,
    properties:
      [...objects.values()].find(({ text }) => text.includes('/Type /Metadata'))?.stream?.toString('utf8') ?? '',
    structure: [...all.matchAll(/\/Type \/StructElem\s+\/S \/(\w+)/g)].map((found) => found[1] as string),
    alternatives: [...all.matchAll(/\/Alt (?=[(<])/g)].map(({ index }) => said(stringAt(all, index + 5))),
  }
}

type Objects = ReadonlyMap<number, { text: string; stream?: Buffer }>

function objectsIn(file: Buffer): Objects {
  const all = file.toString('latin1')
  const objects = new Map<number, { text: string; stream?: Buffer }>()
  const begin = /(\d+) 0 obj\n/g
  for (let found = begin.exec(all); found; found = begin.exec(all)) {
    const from = begin.lastIndex
    const end = all.indexOf('endobj', from)
    const at = all.slice(from, end).search(/\bstream\r?\n/)
    if (at < 0) {
      objects.set(Number(found[1]), { text: all.slice(from, end) })
      continue
    }
    const text = all.slice(from, from + at)
    const start = from + all.slice(from, end).indexOf('\n', at) + 1
    const stop = start + Number(/\/Length (\d+)/.exec(text)?.[1])
    const raw = file.subarray(start, stop)
    objects.set(Number(found[1]), { text, stream: text.includes('FlateDecode') ? inflateSync(raw) : raw })
    begin.lastIndex = stop
  }
  return objects
}

type Letters = ReadonlyMap<string, string>

function fontsOf(page: string, objects: Objects): ReadonlyMap<string, Letters> {
  const list = /\/Font <<([\s\S]*?)>>/.exec(page)?.[1] ?? ''
  return new Map(
    [...list.matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name = '', key]) => {
      const font = objects.get(Number(key))?.text ?? ''
      const map = objects.get(Number(/\/ToUnicode (\d+)/.exec(font)?.[1]))?.stream?.toString('latin1') ?? ''
      const letters = [...map.matchAll(/<([0-9A-F]{4})> <([0-9A-F]+)>/g)].map(
        ([, code = '', text = '']) => [code, fromHex(text)] as const,
      )
      return [name, new Map(letters)]
    }),
  )
}

const fromHex = (text: string): string => Buffer.from(text, 'hex').swap16().toString('utf16le')

/** The texts of a page, a line or a part of one each. */
function textsIn(drawing: string, fonts: ReadonlyMap<string, Letters>): string[] {
  const texts: string[] = []
  let [text, letters]: [string, Letters] = ['', new Map()]
  const step = /\/(\w+) [\d.]+ Tf|\(|\bET\b/g
  for (let found = step.exec(drawing); found; found = step.exec(drawing)) {
    if (found[1] !== undefined) letters = fonts.get(found[1]) ?? new Map()
    else if (found[0] === '(') {
      const string = stringAt(drawing, found.index)
      step.lastIndex = found.index + string.length
      const codes = unescaped(string)
      for (let at = 0; at + 1 < codes.length; at += 2)
        text += letters.get(codes.toString('hex', at, at + 2).toUpperCase()) ?? '\ufffd'
    } else if (text !== '') {
      texts.push(text)
      text = ''
    }
  }
  return texts
}

/** The string of a pdf that begins here: '<…>', or '(…)' with whole pairs of brackets in it. */
function stringAt(text: string, from: number): string {
  if (text[from] === '<') return text.slice(from, text.indexOf('>', from) + 1)
  let open = 0
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '(') open++
    else if (text[at] === ')' && --open === 0) return text.slice(from, at + 1)
  }
  throw new Error('A string in this pdf has no end')
}

/** A string of a pdf, '(…)' with its escapes, as bytes. */
function unescaped(string: string): Buffer {
  const plain = string
    .slice(1, -1)
    .replace(/\\([0-7]{1,3}|[\s\S])/g, (_, sign: string) =>
      /[0-7]/.test(sign) ? String.fromCharCode(Number.parseInt(sign, 8)) : (escapes[sign] ?? sign),
    )
  return Buffer.from(plain, 'latin1')
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function said(string: string): string {
  const bytes = string.startsWith('<') ? Buffer.from(string.slice(1, -1), 'hex') : unescaped(string)
  return bytes[0] === 0xfe && bytes[1] === 0xff ? fromHex(bytes.subarray(2).toString('hex')) : bytes.toString('latin1')
}
