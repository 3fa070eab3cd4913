import { Invalid } from '#platform/errors'
import { pngOf } from '#platform/paper'

/** The most that a logo may be, in bytes. */
export const mostLogo = 500_000
/** How wide the picture is that is kept: fine on paper at eight centimetres. */
const width = 900
const mostSide = 6_000

/**
 * A logo as it is kept: a PNG that we drew ourselves from what was given, so that nothing else in that file comes along. An SVG may not
 * fetch, run or quote anything.
 * @throws Invalid under `file`
 */
export async function logoFrom(bytes: Uint8Array): Promise<Buffer> {
  const refuse = (why: string): never => {
    throw new Invalid({ file: why })
  }
  if (bytes.length > mostLogo) refuse('Dit plaatje is groter dan 500 kB. Maak het kleiner: 900 punten breed is genoeg.')
  const file = Buffer.from(bytes)
  const picture = isPng(file) ? ofPng(file, refuse) : ofSvg(file, refuse)
  try {
    return Buffer.from(await pngOf(picture.drawing, picture.scale))
  } catch {
    return refuse('Dit plaatje is beschadigd. Maak het opnieuw en probeer het nog eens.')
  }
}

const isPng = (file: Buffer) => file.subarray(0, 8).equals(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]))

function ofPng(file: Buffer, refuse: (why: string) => never) {
  const [wide, high] = file.length > 24 ? [file.readUInt32BE(16), file.readUInt32BE(20)] : [0, 0]
  if (wide < 1 || high < 1 || wide > mostSide || high > mostSide)
    return refuse('Dit plaatje is te groot of beschadigd. Maak het hooguit 6000 punten breed en hoog.')
  return {
    drawing: `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}"><image width="${wide}" height="${high}" href="data:image/png;base64,${file.toString('base64')}"/></svg>`,
    scale: Math.min(1, width / wide),
  }
}

/** What an SVG of a logo has no need of: scripts, other files, pages inside it, words that stand for other words. */
const unsafe =
  /<!DOCTYPE|<!ENTITY|<\?xml-stylesheet|<script|<foreignObject|<image|<iframe|<use[^>]+href\s*=\s*["'](?!#)|\bon\w+\s*=|javascript:|@import|url\(\s*["']?(?!#)/i

function ofSvg(file: Buffer, refuse: (why: string) => never) {
  const text = file.toString('utf8').replace(/^\uFEFF/, '')
  const [, root = ''] = /<svg\b([^>]*)>/.exec(text) ?? []
  if (root === '' || text.includes('\0'))
    return refuse('Dit is geen PNG en geen SVG. Kies een logo met .png of .svg erachter.')
  if (unsafe.test(text))
    return refuse('In dit SVG-bestand zit meer dan een tekening, zoals een script of een verwijzing. Neem een PNG.')
  const number = (name: string) => Number(new RegExp(`\\b${name}\\s*=\\s*["']([\\d.]+)(?:px)?["']`).exec(root)?.[1])
  const box = /viewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(root)
  const [wide, high] = [number('width') || Number(box?.[1]), number('height') || Number(box?.[2])]
  if (!(wide > 0 && high > 0 && wide <= mostSide && high <= mostSide))
    return refuse('Aan dit SVG-bestand is niet te zien hoe groot het is. Neem een PNG.')
  return { drawing: text, scale: Math.min(20, width / wide) }
}
