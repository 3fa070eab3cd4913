import { Invalid } from '#platform/errors'
import { counted, list, nearest, number } from '#platform/words'
import type { Answer } from './engine.ts'
import { type Amount, type Figure, growth, rounded } from './figure.ts'

/** A piece of a text: words as they stand, or a figure with what is printed for it. */
export type Part =
  | { kind: 'text'; text: string }
  | { kind: 'figure'; text: string; figure: Figure; cell?: { by: string; key: string }; hidden: boolean }

/** A text with its figures filled in, and what the writer had better look at. */
export interface Told {
  parts: readonly Part[]
  /** Dutch sentences about numbers that were typed by hand. They stop nobody: a year or a house number is fine. */
  warnings: readonly string[]
}

/** What stands for a figure that is too small, everywhere. */
export const hiddenWords = 'te klein om te tonen'
/** What stands for a figure without data. */
export const noDataWords = 'geen gegevens'

const reference = /\{\{\s*([^{}|:]+?)\s*(?::\s*([^{}|=]+?)\s*=\s*([^{}|]+?)\s*)?(?:\|\s*([^{}|]+?)\s*)?\}\}/g
const forms = ['getal', 'vorig jaar', 'verschil'] as const
type Form = (typeof forms)[number] | undefined

/**
 * Fills in the figures a text names: `{{zaken}}` becomes '36 zaken', `{{zaken|getal}}` '36', `{{zaken|vorig jaar}}`
 * '33 zaken', `{{zaken|verschil}}` '9% meer', `{{zaken:village=Beilen}}` one row of a breakdown, by key or name.
 * @param answers what this audience may see: a suppressed answer gives suppressed words
 * Throws Invalid, at the given field, with a sentence for every reference that does not exist.
 */
export function tell(text: string, answers: readonly Answer[], field = ''): Told {
  const figures = Object.assign({}, ...answers.map((answer) => answer.figures)) as Record<string, Figure>
  const parts: Part[] = []
  const problems: string[] = []
  let from = 0
  for (const found of text.matchAll(reference)) {
    if (found.index > from) parts.push({ kind: 'text', text: text.slice(from, found.index) })
    from = found.index + found[0].length
    const [, key = '', by, row, form] = found
    const part = partFor(figures, key, by, row, form)
    if (typeof part === 'string') problems.push(part)
    else parts.push(part)
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) })
  const loose = parts.find((part) => part.kind === 'text' && /\{\{|\}\}/.test(part.text))
  if (loose) problems.push('Een verwijzing naar een cijfer is niet af. Schrijf bijvoorbeeld {{naam-van-het-cijfer}}.')
  if (problems.length > 0) throw new Invalid({ [field]: problems.join(' ') })
  return { parts, warnings: parts.flatMap((part) => (part.kind === 'text' ? typedNumbers(part.text) : [])) }
}

/** The words of a text with its figures, without links. */
export function plainText({ parts }: Told): string {
  return parts.map(({ text }) => text).join('')
}

/** A figure as it stands in a sentence: '36 zaken', '90%', '7,5', or why there is no number. */
export function figureInWords(amount: Amount, figure: Pick<Figure, 'indicator'>, withNoun = true): string {
  if (amount.hidden) return hiddenWords
  const { indicator } = figure
  const value = rounded(amount, indicator)
  if (value === null) return noDataWords
  const written = number(value, indicator.decimals)
  if (indicator.unit === 'procent') return `${written}%`
  if (!withNoun) return written
  if (indicator.unit === 'punten') return `${written} ${Math.abs(value) === 1 ? 'procentpunt' : 'procentpunten'}`
  if (indicator.unit === 'cijfer') return written
  return indicator.decimals === 0 ? counted(value, indicator.of) : `${written} ${indicator.of.many}`
}

/** A change since last year as words: '9% meer', '5 procentpunten minder', 'evenveel'. */
export function changeInWords(figure: Pick<Figure, 'value' | 'last' | 'indicator' | 'hidden'>): string {
  if (figure.hidden || figure.last?.hidden) return hiddenWords
  const by = growth(figure)
  if (by === null) return noDataWords
  const whole = Math.sign(by) * Math.floor(Math.abs(by) + 0.5 + 1e-9)
  if (whole === 0) return by === 0 ? 'evenveel' : 'bijna evenveel'
  const points = figure.indicator.unit === 'procent' || figure.indicator.unit === 'punten'
  const size = number(Math.abs(whole))
  const unit = points ? ` ${size === '1' ? 'procentpunt' : 'procentpunten'}` : '%'
  return `${size}${unit} ${whole > 0 ? 'meer' : 'minder'}`
}

function partFor(
  figures: Readonly<Record<string, Figure>>,
  key: string,
  by: string | undefined,
  row: string | undefined,
  asked: string | undefined,
): Part | string {
  const figure = figures[key]
  if (!figure) return `Het cijfer '${key}' bestaat niet.${didYouMean(key, Object.keys(figures))}`
  const form = forms.find((one) => one === asked)
  if (asked !== undefined && !form) return `'${asked}' kan niet achter een cijfer. Kies uit: ${list(forms, 'of')}.`
  if (by === undefined || row === undefined) {
    const text = wordsFor(figure, figure, form)
    return { kind: 'figure', text, figure, hidden: text === hiddenWords }
  }
  const breakdown = Object.keys(figure.cells).find((one) => one === by)
  if (!breakdown) return `'${key}' is niet uitgesplitst naar '${by}'.${didYouMean(by, Object.keys(figure.cells))}`
  const cells = figure.cells[breakdown] ?? []
  const cell = cells.find((one) => one.key === row || one.label.toLocaleLowerCase('nl') === row.toLocaleLowerCase('nl'))
  if (!cell)
    return `Bij '${key}' staat geen regel '${row}'.${didYouMean(
      row,
      cells.map(({ label }) => label),
    )}`
  const text = wordsFor(figure, { ...cell, indicator: figure.indicator, names: [] }, form)
  return { kind: 'figure', text, figure, cell: { by: breakdown, key: cell.key }, hidden: text === hiddenWords }
}

function wordsFor(figure: Figure, place: Pick<Figure, 'last' | 'indicator' | 'names'> & Amount, form: Form): string {
  const named = figure.indicator.kind === 'rank' || figure.indicator.kind === 'names'
  if (named && form === undefined && place.names.length > 0) return list(place.names.map(({ label }) => label))
  if (form === 'vorig jaar') return place.last ? figureInWords(place.last, figure) : noDataWords
  if (form === 'verschil') return changeInWords(place)
  return figureInWords(place, figure, form !== 'getal')
}

function didYouMean(word: string, candidates: readonly string[]): string {
  const found = nearest(word, candidates)
  return found === undefined ? '' : ` Bedoel je '${found}'?`
}

/** Numbers in running text that look like a count: no years, dates, times, amounts of money or numbers in a name. */
function typedNumbers(text: string): string[] {
  const found = [
    ...text.matchAll(/(?<![\w€.,:/-])(\d{1,3}(?:\.\d{3})+|\d+)(?!\d|[.:]\d)(?:,\d+)?\s?(%|procent\b|[\p{L}]+)?/gu),
  ]
  return found.flatMap(([whole, digits = '', next = '']) => {
    if (/^(19|20)\d\d$/.test(digits) && next !== '%') return []
    if (
      /^(januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|uur|euro|jaar)$/i.test(
        next,
      )
    )
      return []
    return [
      `'${whole.trim()}' is met de hand getypt. Is het een telling, verwijs dan naar het cijfer: dan klopt het altijd.`,
    ]
  })
}
