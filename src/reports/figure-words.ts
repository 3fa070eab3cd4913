import { type Amount, type Figure, growth, type Indicator, rounded } from '#counting'
import { counted, list, number } from '#platform/words'

/** What stands where a number is too small to tell without telling who. The blocks of the screen say the same. */
export const hiddenInWords = 'te klein om te tonen'
/** What stands where there is nothing to count: a share of nothing, a mark that nobody gave. */
export const nothingInWords = 'geen gegevens'
/** What stands in a sentence where somebody left the number out. */
export const goneInWords = 'weggelaten'
export const noComparison = 'geen vergelijking'

type Of = Pick<Indicator, 'unit' | 'decimals' | 'of'>

/** A number as it is printed, rounded, without its noun: '36', '8,7'. null when there is none or it may not be shown. */
export function bare(amount: Amount, indicator: Of): string | null {
  const value = amount.hidden ? null : rounded(amount, indicator)
  return value === null ? null : number(value, indicator.decimals)
}

/** What is said of a hidden number: that it is too small to show, less than so many, or left out. */
export function hiddenIn({ below, gone }: Pick<Amount, 'below' | 'gone'>): string {
  if (gone) return goneInWords
  return below === undefined ? hiddenInWords : `minder dan ${number(below)}`
}

/** An amount as it stands in running text: '36 zaken', '90 procent', '8,7'. */
export function inText(amount: Amount, indicator: Of): string {
  const text = bare(amount, indicator)
  if (text === null) {
    if (!amount.hidden) return nothingInWords
    return amount.below === undefined ? hiddenIn(amount) : `${hiddenIn(amount)} ${indicator.of.many}`
  }
  if (indicator.unit === 'procent') return `${text} procent`
  if (indicator.unit === 'punten') return `${text} ${points(Number(rounded(amount, indicator)))}`
  if (indicator.unit === 'cijfer') return text
  return indicator.decimals === 0
    ? counted(rounded(amount, indicator) ?? 0, indicator.of)
    : `${text} ${indicator.of.many}`
}

/** A figure as it stands in running text; a change is worded ('9 procent meer'), a ranking names its names. */
export function figureInText(figure: Figure): string {
  const { indicator } = figure
  if (figure.hidden) return inText(figure, indicator)
  if (indicator.kind === 'change') return changeInText(figure.value, indicator.in)
  if (indicator.kind === 'rank' || indicator.kind === 'names') {
    return figure.names.length === 0 ? 'niets' : list(figure.names.map(({ label }) => label.toLocaleLowerCase('nl')))
  }
  return inText(figure, indicator)
}

/** A difference in words: '9 procent meer', '3 minder', '2 procentpunten hoger', 'evenveel', 'geen vergelijking'. */
export function changeInText(
  value: number | null,
  unit: 'aantal' | 'procent' | 'punten' | 'cijfer',
  decimals = 0,
): string {
  if (value === null) return noComparison
  const size = rounded({ value: Math.abs(value), part: null, of: null, n: null, hidden: false }, { decimals }) ?? 0
  const graded = unit === 'punten' || unit === 'cijfer'
  if (size === 0)
    return value === 0 ? (graded ? 'gelijk' : 'evenveel') : graded ? 'ongeveer gelijk' : 'ongeveer evenveel'
  const text = number(size, decimals)
  const said = unit === 'procent' ? `${text} procent` : unit === 'punten' ? `${text} ${points(size)}` : text
  return `${said} ${graded ? (value > 0 ? 'hoger' : 'lager') : value > 0 ? 'meer' : 'minder'}`
}

/** What a figure is compared with: the year, and whether that is as far as this day of the year. */
export interface Before {
  year: number
  sameDay: boolean
}

/** 'in 2024', or 'in 2024 tot dezelfde dag' for a year that is not over. */
export function beforeInText({ year, sameDay }: Before): string {
  return sameDay ? `in ${year} tot dezelfde dag` : `in ${year}`
}

/**
 * How a figure compares with last year: '9 procent meer dan in 2024 (33)', 'evenveel als in 2024 (33)', 'geen vergelijking
 * met 2024' when either is hidden, there was nothing to count, or another rule held.
 */
export function comparison(figure: Figure, before: Before): string {
  const { last, indicator } = figure
  const none = `${noComparison} met ${before.year}`
  if (figure.hidden || !last || last.hidden || figure.value === null || last.value === null) return none
  const change = changeOf(figure)
  const was = indicator.unit === 'procent' ? inText(last, indicator) : bare(last, indicator)
  if (change.endsWith('gelijk')) return `${change} aan ${beforeInText(before).replace(/^in /, '')} (${was})`
  return `${change} ${change.endsWith('evenveel') ? 'als' : 'dan'} ${beforeInText(before)} (${was})`
}

/** The change since last year. Growth from nothing has no percentage, so it is told in numbers. */
function changeOf(figure: Figure): string {
  const { indicator, value, last } = figure
  const difference = (value ?? 0) - (last?.value ?? 0)
  if (indicator.unit === 'procent') return changeInText(difference, 'punten')
  if (indicator.unit === 'cijfer') return changeInText(difference, 'cijfer', indicator.decimals)
  const percent = growth(figure)
  return percent === null ? changeInText(difference, 'aantal', indicator.decimals) : changeInText(percent, 'procent')
}

function points(size: number): string {
  return Math.abs(size) === 1 ? 'procentpunt' : 'procentpunten'
}

/** Which part of a whole a row is, in whole per cents: '36%'. null when either is missing, hidden or nothing. */
export function shareOf(part: Amount, whole: Amount): string | null {
  if (part.hidden || whole.hidden || part.value === null || !whole.value) return null
  const value = (100 * part.value) / whole.value
  return `${rounded({ ...part, value }, { decimals: 0 })}%`
}
