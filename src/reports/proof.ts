import { type Amount, type Answer, type Figure, factOf, rounded } from '#counting'
import { counted, list, number } from '#platform/words'
import { type Asks, type CatalogueRow, decimalsIn, numberIn } from './catalogue.ts'
import { sumInWords } from './printed-sum.ts'

export type Verdict = 'gelijk' | 'wijkt af' | 'niet telbaar'

/** One printed figure beside what we count. */
export interface ProofRow {
  id: string
  what: string
  printed: string
  /** In the precision of what was printed; null when it cannot be counted or there are no data. */
  computed: string | null
  indicator: string | null
  verdict: Verdict
  reason: string
}

export interface Proof {
  rows: ProofRow[]
  totals: Record<Verdict, number>
}

/**
 * Lays every printed figure beside what the registration says. The verdict follows from the two numbers alone; the
 * reason is made of the catalogue's remark, of how our figure was made, and of sums over the printed figures themselves.
 * @param answers what the engine answered, by year
 */
export function prove(rows: readonly CatalogueRow[], answers: ReadonlyMap<number, Answer>): Proof {
  const printed = new Map(rows.map((row) => [row.id, row.printed]))
  const proved = rows.map((row) => proofOf(row, answers, printed))
  const totals: Record<Verdict, number> = { gelijk: 0, 'wijkt af': 0, 'niet telbaar': 0 }
  for (const { verdict } of proved) totals[verdict] += 1
  return { rows: proved, totals }
}

function proofOf(
  row: CatalogueRow,
  answers: ReadonlyMap<number, Answer>,
  printed: ReadonlyMap<string, string>,
): ProofRow {
  const { id, what, asks, remark } = row
  const base = { id, what, printed: row.printed }
  if (!asks) return { ...base, computed: null, indicator: null, verdict: 'niet telbaar', reason: remark }
  const figures = answers.get(asks.year)?.figures ?? {}
  const figure = figures[asks.indicator.key]
  if (!figure) throw new Error(`No answer for ${asks.indicator.key} in ${asks.year}`)
  const amount = amountOf(asks, figure)
  const computed = printedAs(amount, row)
  const equal = computed !== null && isEqual(computed, row.printed)
  const made = howMade(asks, figure, amount, figures)
  const sums = equal ? [] : row.sums.map((sum) => sumInWords(sum, id, printed))
  const reason = [remark, ...sums, made].filter((part) => part !== '').join(' ')
  return {
    ...base,
    computed,
    indicator: asks.written,
    verdict: equal ? 'gelijk' : 'wijkt af',
    reason: reason || (equal ? '' : `Gedrukt is ${row.printed}; de registratie telt ${computed}.`),
  }
}

/** The figure itself, one row of a breakdown, or the share that this row has in the whole. */
function amountOf({ cell, share }: Asks, figure: Figure): Amount {
  if (!cell) return figure
  const found = figure.cells[cell.by]?.find(({ key, label }) => key === cell.value || label === cell.value)
  const none: Amount = { value: figure.value === null ? null : 0, part: null, of: null, n: null, hidden: false }
  const one: Amount = found ?? none
  if (!share) return one
  const value = one.value === null || !figure.value ? null : (100 * one.value) / figure.value
  return { ...none, value, part: one.value, of: figure.value }
}

function printedAs(amount: Amount, { unit, printed }: CatalogueRow): string | null {
  if (amount.value === null) return null
  if (unit === 'richting') return amount.value > 0 ? 'stijgend' : amount.value < 0 ? 'dalend' : 'gelijk gebleven'
  const decimals = decimalsIn(printed)
  return number(rounded(amount, { decimals }) ?? 0, decimals)
}

function isEqual(computed: string, printed: string): boolean {
  const asNumber = numberIn(printed)
  if (asNumber === null) return computed === printed
  return number(asNumber, decimalsIn(printed)) === computed
}

/** '28 van 36 = 77,8 procent': what our figure was made of, as far as it is more than a count. */
function howMade({ indicator, year }: Asks, figure: Figure, amount: Amount, figures: Answer['figures']): string {
  if (amount.value === null) return 'Er zijn geen gegevens om dit mee te tellen.'
  if (indicator.kind === 'change') {
    const read = figures[indicator.reads.key]
    return read?.last
      ? `Geteld: ${fraction(read)} in ${year} tegen ${fraction(read.last)} in ${year - 1}${difference(amount.value, indicator.in)}.`
      : ''
  }
  if (amount.part !== null && amount.of !== null) return `Geteld: ${fraction(amount)}.`
  if (figure.names.length > 0)
    return `Geteld: ${list(figure.names.map(({ label, value }) => `${label.toLocaleLowerCase('nl')} (${number(value)})`))}.`
  return amount.n === null ? '' : `Geteld over ${counted(amount.n, factOf(indicator).called)}.`
}

function fraction({ part, of, value }: Amount): string {
  if (value === null) return 'geen gegevens'
  return part === null || of === null
    ? number(value)
    : `${number(part)} van ${number(of)} = ${number(value, 1)} procent`
}

const difference = (value: number, unit: 'aantal' | 'procent' | 'punten') =>
  unit === 'aantal' ? '' : `, een verschil van ${number(value, 1)} ${unit}`
