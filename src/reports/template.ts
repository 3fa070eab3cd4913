import { type Cell, type Figure, GROUPED } from '#counting'
import { monthNames } from '#platform/days'
import { Invalid } from '#platform/errors'
import { list, nearest, plain } from '#platform/words'
import {
  type Before,
  bare,
  comparison,
  figureInText,
  goneInWords,
  hiddenIn,
  hiddenInWords,
  inText,
  nothingInWords,
} from './figure-words.ts'

// A text names its figures: '{{buurtbemiddeling-zaken}}'. After a colon stands one row of it, after a bar how it is written.
//   {{key}}                  with its noun: '36 zaken', '90 procent', '9 procent meer'
//   {{key:village=Beilen}}   one row of a breakdown, by its name or key
//   {{key|getal}}            the number alone: '36'
//   {{key|vergeleken}}       against last year: '9 procent meer dan in 2024 (33)'
const reference = /\{\{\s*([^{}|:]*?)\s*(?::\s*([^{}|=]*?)\s*=\s*([^{}|]*?)\s*)?(?:\|\s*([^{}]*?)\s*)?\}\}/g
export const ways = { getal: 'alleen het getal', vergeleken: 'vergeleken met vorig jaar' } as const
const gone = '(dit cijfer is er niet meer)'

/** A piece of a text: words, or a figure with the words it became. */
export type Piece =
  | { text: string }
  | { text: string; figure: string; cell?: { by: string; key: string }; hidden: boolean }

interface Named {
  whole: string
  at: number
  figure: string
  row: { by: string; name: string } | undefined
  way: string | undefined
}

/** The figures that a text names, with the breakdowns of which it names a row. */
export function namedIn(text: string): readonly Named[] {
  return [...text.matchAll(reference)].map((match) => {
    const [whole, figure = '', by, name = '', way] = match
    return { whole, at: match.index, figure, row: by === undefined ? undefined : { by, name }, way }
  })
}

/** A text with its figures filled in. A text is checked when it is saved; of a figure that went away since, it says so. */
export function filledIn(text: string, figures: Readonly<Record<string, Figure>>, before: Before): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const named of namedIn(text)) {
    if (named.at > from) pieces.push({ text: text.slice(from, named.at) })
    pieces.push(pieceOf(named, figures[named.figure], before))
    from = named.at + named.whole.length
  }
  if (from < text.length) pieces.push({ text: text.slice(from) })
  return pieces
}

function pieceOf({ figure: key, row, way }: Named, figure: Figure | undefined, before: Before): Piece {
  const cell = row && figure && rowOf(figure, row)
  if (!figure) return { text: gone }
  if (row && !cell) {
    // It was put together with others, or left out: then it is not told here either.
    const rows = figure.cells[row.by] ?? []
    if (figure.incomplete?.includes(row.by)) return { text: goneInWords, figure: key, hidden: true }
    return rows.some((one) => one.key === GROUPED) ? { text: hiddenInWords, figure: key, hidden: true } : { text: gone }
  }
  const read: Figure = cell ? { ...figure, ...cell } : figure
  const text = written(read, way, before, cell !== undefined)
  return { text, figure: key, ...(row && cell ? { cell: { by: row.by, key: cell.key } } : {}), hidden: read.hidden }
}

function rowOf(figure: Figure, { by, name }: { by: string; name: string }): Cell | undefined {
  return figure.cells[by]?.find(({ key, label }) => key === name || plain(label) === plain(name))
}

function written(figure: Figure, way: string | undefined, before: Before, isRow: boolean): string {
  if (way === 'vergeleken') return comparison(figure, before)
  if (way === 'getal') return bare(figure, figure.indicator) ?? (figure.hidden ? hiddenIn(figure) : nothingInWords)
  return isRow ? inText(figure, figure.indicator) : figureInText(figure)
}

/** The pieces as one text, for a place without links. */
export function asPlain(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('')
}

/** Paragraphs, split at empty lines. */
export function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((one) => one.trim())
    .filter(Boolean)
}

/**
 * Checks a text that somebody wrote: every figure and row that it names must exist.
 * @param figures all figures of the line, as the writer sees them
 * @throws Invalid for field `field`, with what was probably meant
 */
export function checkText(text: string, figures: Readonly<Record<string, Figure>>, field = 'words'): void {
  const problems = namedIn(text).flatMap((named) => problemWith(named, figures) ?? [])
  if (/\{\{|\}\}/.test(text.replaceAll(reference, '')))
    problems.push('Een cijfer staat tussen twee accolades: {{naam}}. Er mist er ergens een.')
  if (problems.length > 0) throw new Invalid({ [field]: [...new Set(problems)].join(' ') })
}

function problemWith(
  { whole, figure: key, row, way }: Named,
  figures: Readonly<Record<string, Figure>>,
): string | undefined {
  const known = Object.keys(figures)
  const figure = figures[key]
  if (!figure) {
    const near = nearest(key, known) ?? shortened(key, known)
    return `Het cijfer ${whole} bestaat niet. ${near ? `Bedoel je {{${near}}}?` : 'Kies een cijfer uit de lijst onder de tekst.'}`
  }
  if (way !== undefined && !(way in ways))
    return `Achter de streep in ${whole} kan alleen ${list(Object.keys(ways), 'of')} staan.`
  if (!row || rowOf(figure, row)) return undefined
  const cells = figure.cells[row.by]
  if (!cells)
    return `Het cijfer in ${whole} is niet verdeeld naar ‘${row.by}’. ${advice(nearest(row.by, Object.keys(figure.cells)), Object.keys(figure.cells))}`
  const labels = cells.map(({ label }) => label)
  return `In ${whole} staat ‘${row.name}’, en dat onderdeel is er niet. ${advice(nearest(row.name, labels), labels)}`
}

function advice(near: string | undefined, all: readonly string[]): string {
  if (near !== undefined) return `Bedoel je ‘${near}’?`
  return all.length === 0 ? 'Noem het hele cijfer.' : `Kies ${list(all.slice(0, 8), 'of')}.`
}

/** People type the end of a name: 'opgelost' for 'buurtbemiddeling-opgelost'. */
function shortened(key: string, known: readonly string[]): string | undefined {
  const wanted = key.toLocaleLowerCase('nl')
  if (wanted.length < 3) return undefined
  const endings = new Map(known.map((one) => [one.slice(one.indexOf('-') + 1), one]))
  const near = nearest(wanted, endings.keys())
  return near === undefined ? known.find((one) => one.includes(wanted)) : endings.get(near)
}

/**
 * Numbers that were typed instead of named. A year, a day or a time is no figure: it does not change when a case is
 * corrected.
 */
export function typedNumbers(text: string): string[] {
  const rest = text.replaceAll(reference, ' ').replaceAll(daysAndTimes, ' ')
  const found = rest.match(/\d[\d.,]*\d|\d/g) ?? []
  return [...new Set(found.filter((one) => !/^(19|20)\d\d$/.test(one)))]
}

const daysAndTimes = new RegExp(
  `\\d{1,2} (${monthNames.join('|')})|\\d{1,2}[.:]\\d{2} uur|\\d{1,2}-\\d{1,2}-\\d{4}`,
  'gi',
)
