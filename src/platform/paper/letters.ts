import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** Our letter, on paper and in pictures: Atkinson Hyperlegible Next, Braille Institute, SIL Open Font License 1.1. */
export const family = 'Atkinson Hyperlegible Next'

// Paper takes cuts of one weight: of a font with all weights in one file, Typst loses the bold without a word.
export const cuts = (['Regular', 'Bold'] as const).map((cut) =>
  join(import.meta.dirname, 'fonts', `AtkinsonHyperlegibleNext-${cut}.ttf`),
)

/** How wide a text comes out, in the unit of `size`. What the letter does not have counts as wide as its widest. */
export function widthOf(text: string, size: number, bold = false): number {
  const { em, most, of } = measured(bold ? 1 : 0)
  return ([...text].reduce((sum, sign) => sum + (of.get(sign.codePointAt(0) as number) ?? most), 0) / em) * size
}

const known = new Map<number, Widths>()

function measured(cut: 0 | 1): Widths {
  const widths = known.get(cut) ?? widthsIn(readFileSync(cuts[cut] as string))
  known.set(cut, widths)
  return widths
}

interface Widths {
  em: number
  most: number
  of: ReadonlyMap<number, number>
}

/** Reads how wide each sign of a TrueType font is (tables head, hhea, hmtx and cmap, its format 4). */
function widthsIn(font: Buffer): Widths {
  const tables = new Map<string, number>()
  for (let at = 12; at < 12 + font.readUInt16BE(4) * 16; at += 16)
    tables.set(font.toString('latin1', at, at + 4), font.readUInt32BE(at + 8))
  const [head, hhea, hmtx, cmap] = ['head', 'hhea', 'hmtx', 'cmap'].map((name) => tables.get(name) as number) as [
    number,
    number,
    number,
    number,
  ]
  const last = font.readUInt16BE(hhea + 34) - 1
  const advance = (glyph: number) => font.readUInt16BE(hmtx + Math.min(glyph, last) * 4)
  const of = new Map<number, number>()
  for (const [sign, glyph] of glyphsIn(font, cmap)) of.set(sign, advance(glyph))
  return { em: font.readUInt16BE(head + 18), most: Math.max(...of.values()), of }
}

function* glyphsIn(font: Buffer, cmap: number): Generator<[number, number]> {
  const kinds = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, at) => cmap + font.readUInt32BE(cmap + 8 + at * 8),
  )
  const table = kinds.find((at) => font.readUInt16BE(at) === 4)
  if (table === undefined) throw new Error('This font has no list of signs that can be read')
  const twice = font.readUInt16BE(table + 6)
  const at = (row: number, part: number) => table + 14 + row + part * twice + (part > 0 ? 2 : 0)
  for (let row = 0; row < twice; row += 2) {
    const [end, start] = [font.readUInt16BE(at(row, 0)), font.readUInt16BE(at(row, 1))]
    const [delta, offset] = [font.readUInt16BE(at(row, 2)), font.readUInt16BE(at(row, 3))]
    for (let sign = start; sign <= end && sign !== 0xffff; sign++) {
      const listed = offset === 0 ? sign : font.readUInt16BE(at(row, 3) + offset + (sign - start) * 2)
      if (listed !== 0) yield [sign, offset === 0 ? (sign + delta) & 0xffff : (listed + delta) & 0xffff]
    }
  }
}

/**
 * A style sheet that brings the letter along, for a drawing that is opened on another computer. Signs outside western Europe
 * only when the text has them.
 */
export function broughtAlong(text: string): string {
  const files = beyond.test(text) ? ['latin', 'latin-ext'] : ['latin']
  return files
    .map((file) => {
      const path = `@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-${file}-wght-normal.woff2`
      const letters = readFileSync(createRequire(import.meta.url).resolve(path)).toString('base64')
      const range = file === 'latin-ext' ? 'unicode-range:U+0100-02BA,U+1E00-1E9F,U+2C60-2C7F,U+A720-A7FF;' : ''
      return `@font-face{font-family:"${family}";font-weight:200 800;${range}src:url(data:font/woff2;base64,${letters}) format("woff2")}`
    })
    .join('')
}

const beyond = /[\u0100-\u02ba\u1e00-\u1e9f\u2c60-\u2c7f\ua720-\ua7ff]/
