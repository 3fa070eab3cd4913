import { broughtAlong, colours, family, pngOf, widthOf } from '#platform/paper'
import { type DrawnBar, drawn, type HandoutChart } from './bars.ts'
import { nothingInWords } from './figure-words.ts'
import type { Handout } from './handout.ts'
import { saidInstead } from './publication.ts'

/** A tile or breakdown as a picture, on white. */
export interface Picture {
  /** For an address and a file: made of keys alone. */
  key: string
  title: string
  /** What it shows, in words: for who does not see it. Belongs beside it wherever it is placed. */
  words: string
  /** As svg, without the letter. */
  drawing: string
}

/** Every tile and breakdown of a factsheet as a picture, in the order of the page. */
export function picturesOf(handout: Handout): Picture[] {
  return [
    ...handout.tiles.map((tile) => tilePicture(tile, handout)),
    ...handout.charts.map((chart) => chartPicture(chart, handout)),
  ]
}

/** A picture as a file of its own: svg, with the letter in it, so that it looks the same everywhere. */
export function svgOf({ drawing }: Picture): string {
  return drawing.replace('</desc>', `</desc><style>${broughtAlong(drawing)}</style>`)
}

/** A picture in pixels, two for each unit: sharp on paper and on fine screens, and twice as small it is still on whole pixels. */
export const pixelsOf = ({ drawing }: Picture): Promise<Uint8Array> => pngOf(drawing, 2)

const margin = 32

function tilePicture(tile: Handout['tiles'][number], handout: Handout): Picture {
  const width = 480
  const room = width - 2 * margin
  const hidden = 'hidden' in tile
  const number = hidden ? saidInstead(tile) : `${tile.number}${tile.unit ?? ''}`
  const pen = penAt(margin, hidden ? 68 : 40)
  if (hidden) pen.write(number, { size: 26, fill: colours.inkSoft, room })
  else {
    const size = Math.floor(88 * Math.min(1, room / widthOf(number, 88, true)))
    pen.write(number, { size, bold: true, fill: colours.heather700, room })
  }
  pen.down(hidden ? 14 : 4)
  pen.write(tile.name, { size: 26, bold: true, room })
  pen.down(6)
  if (tile.about !== '') pen.write(tile.about, { size: 20, fill: colours.inkSoft, room })
  const title =
    hidden || number === '–' ? `${tile.name}: ${hidden ? number : nothingInWords}` : `${number} ${tile.name}`
  return whole(`tegel-${tile.key}`, {
    width,
    title,
    words: `${title}${tile.about && `, ${tile.about}`}.`,
    parts: pen.parts,
    until: pen.at(),
    handout,
  })
}

function chartPicture(chart: HandoutChart, handout: Handout): Picture {
  const width = 800
  const room = width - 2 * margin
  const { title, note, words, instead, bars } = drawn(chart, handout)
  const pen = penAt(margin, 32)
  pen.write(title, { size: 28, bold: true, room })
  if (note !== '') pen.write(note, { size: 18, fill: colours.inkSoft, room })
  pen.down(18)
  if (instead !== '') pen.write(instead, { size: 20, room })
  else for (const bar of bars) row(pen, bar)
  return whole(`${chart.indicator}-${chart.by}`, {
    width,
    title: `${title}, ${handout.year}`,
    words,
    parts: pen.parts,
    until: pen.at(),
    handout,
  })
}

const [named, laneAt, lane] = [216, 264, 368]

/** One row: its name, the bar with last year's mark, and the value behind it. Lengths are whole units. */
function row(pen: Pen, { label, text, share, length, mark }: DrawnBar): void {
  const from = pen.at()
  const lines = broken(label, 20, true, named)
  const high = Math.max(44, lines.length * 24 + 12)
  const middle = from + high / 2
  pen.parts.push(
    ...lines.map((line, at) =>
      written(line, margin, middle + 7 - (lines.length - 1) * 12 + at * 24, { size: 20, bold: true }),
    ),
  )
  if (length === null) pen.parts.push(written(text, laneAt, middle + 6, { size: 18, fill: colours.inkSoft }))
  else {
    const top = Math.round(middle) - 13
    pen.parts.push(
      box(laneAt, top, lane, 26, colours.lineSoft),
      box(laneAt, top, Math.round(lane * length), 26, colours.heather600),
    )
    const value = laneAt + lane + 16
    pen.parts.push(written(text, value, middle + 7, { size: 20, bold: true }))
    if (share !== '')
      pen.parts.push(
        written(`· ${share}`, value + Math.ceil(widthOf(`${text} `, 20, true)), middle + 7, {
          size: 20,
          fill: colours.inkSoft,
        }),
      )
    if (mark !== null)
      pen.parts.push(
        `<rect x="${laneAt + Math.round(lane * mark) - 4}" y="${top - 4}" width="4" height="34" fill="${colours.ink}" stroke="${colours.paper}" stroke-width="1"/>`,
      )
  }
  pen.down(high)
}

const box = (x: number, y: number, width: number, height: number, fill: string): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" fill="${fill}"/>`

interface Whole {
  width: number
  title: string
  words: string
  parts: readonly string[]
  until: number
  handout: Handout
}

/** The sheet around it, with below it whose figure it is, of when, and whether it may go further. */
function whole(key: string, { width, title, words, parts, until, handout }: Whole): Picture {
  const { organisation, status, warning } = handout
  const foot = penAt(margin, until + 16)
  foot.write(`${organisation} · ${handout.title} · ${status}`, {
    size: 15,
    fill: colours.inkSoft,
    room: width - 2 * margin,
  })
  if (warning !== '') foot.write(warning, { size: 15, bold: true, fill: colours.amber800, room: width - 2 * margin })
  const height = Math.ceil(foot.at()) + 22
  const said = `${words} ${organisation}, ${handout.title}. ${status}.`
  return {
    key,
    title,
    words: said,
    drawing: [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="titel-${key} uitleg-${key}" lang="nl" font-family="${family}, sans-serif">`,
      `<title id="titel-${key}">${escaped(title)}</title><desc id="uitleg-${key}">${escaped(said)}</desc>`,
      `<rect width="${width}" height="${height}" fill="${colours.paper}"/>`,
      ...parts,
      ...foot.parts,
      '</svg>',
    ].join('\n'),
  }
}

interface Ink {
  size: number
  bold?: boolean
  fill?: string
}

/** Writes lines below each other, and knows where it is. */
interface Pen {
  parts: string[]
  at(): number
  down(by: number): void
  write(text: string, ink: Ink & { room: number }): void
}

function penAt(left: number, top: number): Pen {
  let y = top
  const parts: string[] = []
  return {
    parts,
    at: () => y,
    down(by) {
      y += by
    },
    write(text, { room, ...ink }) {
      for (const line of broken(text, ink.size, ink.bold ?? false, room)) {
        parts.push(written(line, left, y + Math.round(ink.size * 0.95), ink))
        y += Math.round(ink.size * 1.3)
      }
    },
  }
}

const written = (text: string, x: number, y: number, { size, bold, fill = colours.ink }: Ink): string =>
  `<text x="${x}" y="${Math.round(y)}" font-size="${size}"${bold ? ' font-weight="700"' : ''} fill="${fill}">${escaped(text)}</text>`

/** A text in lines that fit. A word that is longer than a line is cut where it must be. */
function broken(text: string, size: number, bold: boolean, room: number): string[] {
  const fits = (line: string) => widthOf(line, size, bold) <= room
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (fits(longer)) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    let signs = [...word]
    while (signs.length > 2 && !fits(signs.join(''))) {
      let cut = signs.length - 1
      while (cut > 1 && !fits(`${signs.slice(0, cut).join('')}-`)) cut--
      lines.push(`${signs.slice(0, cut).join('')}-`)
      signs = signs.slice(cut)
    }
    line = signs.join('')
  }
  return line === '' ? lines : [...lines, line]
}

/** A text as XML can carry it. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, ' ')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
