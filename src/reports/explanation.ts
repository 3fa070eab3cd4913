import {
  type Amount,
  addsUpTo,
  type Figure,
  factOf,
  type Indicator,
  isCounted,
  labelOf,
  readBy,
  rounded,
  ruleInWords,
  valueLabel,
  type Which,
} from '#counting'
import { inWords } from '#platform/days'
import { NotFound } from '#platform/errors'
import { capital, list, number } from '#platform/words'
import { decidedInWords, hidingFor } from './choices.ts'
import type { Factsheet } from './factsheet.ts'
import { comparison, figureInText, hiddenInWords, inText, shareOf } from './figure-words.ts'
import { type Asked, inPeriodWords } from './question.ts'

/** One row of a breakdown: `village:…` in an address. */
export interface CellKey {
  by: string
  key: string
}

/** A word and what it is. */
export interface Fact {
  term: string
  text: string
}

/** How one figure was counted, and which records to open. */
export interface Explanation {
  indicator: Indicator
  cell: (CellKey & { label: string }) | null
  /** '36 zaken', '90 procent', or that it is too small to show. */
  value: string
  hidden: boolean
  rule: string
  /** What belongs to this number: last year, what it is made of, what it adds up to. Nothing for a hidden one. */
  facts: readonly Fact[]
  /** What holds whatever the number: period, rounding, since when, and the settings used. */
  ground: readonly Fact[]
  /** What to open; null when the figure may not be shown: then its records may not be told either. */
  records: { question: Asked; indicator: Indicator; which: Which; of: Amount; opens: string } | null
}

/** `village:0198…` from an address. null for what is no row. */
export function cellFrom(text: string | null): CellKey | null {
  const at = text?.indexOf(':') ?? -1
  return text && at > 0 && at < text.length - 1 ? { by: text.slice(0, at), key: text.slice(at + 1) } : null
}

/**
 * Explains a figure of a line, or one row of it, as far as this reader may see it. Who does not see everything gets
 * nothing of a figure that does not stand on the factsheet: other rows would tell of those that are hidden there.
 * @throws NotFound for a figure or row that does not exist
 */
export function explain(sheet: Factsheet, key: string, cell: CellKey | null): Explanation {
  const indicator = sheet.line.indicators.find((one) => one.key === key)
  if (!indicator) throw new NotFound()
  const figure = sheet.figures[key]
  const rule = ruleInWords(indicator, sheet.of.shown, sheet.question)
  const known = isCounted(indicator) && cell !== null && indicator.by.includes(cell.by)
  if (cell && !known) throw new NotFound()
  const amount = figure && (cell ? figure.cells[cell.by]?.find((one) => one.key === cell.key) : figure)
  if (!figure || !amount) {
    if (sheet.sight === 'records') throw new NotFound()
    return hiddenExplanation(sheet, indicator, cell, rule)
  }
  const label =
    cell &&
    // Rows that were put together have no value of their own, and a name all the same.
    capital('label' in amount ? amount.label : valueLabel(factOf(indicator), cell.by, cell.key, sheet.question))
  const named = cell && label !== null ? { ...cell, label } : null
  if (amount.hidden) {
    const said = amount.below === undefined ? hiddenInWords : inText(amount, indicator)
    return { ...hiddenExplanation(sheet, indicator, cell, rule), cell: named, value: said }
  }
  return {
    indicator,
    cell: named,
    value: cell ? inText(amount, indicator) : figureInText(figure),
    hidden: false,
    rule,
    facts: [
      ...(named ? [{ term: capital(labelOf(factOf(indicator), named.by)), text: named.label }] : []),
      ...rowsOf(sheet, figure, amount, cell),
      ...decisions(sheet, indicator, cell),
    ],
    ground: groundOf(sheet, indicator),
    records: {
      question: sheet.question,
      indicator,
      which: cell ? { cell: { dimension: cell.by, key: cell.key } } : {},
      of: amount,
      opens: factOf(indicator).opens,
    },
  }
}

function hiddenExplanation(sheet: Factsheet, indicator: Indicator, cell: CellKey | null, rule: string): Explanation {
  return {
    indicator,
    cell: cell && { ...cell, label: '' },
    value: hiddenInWords,
    hidden: true,
    rule,
    facts: [],
    ground: groundOf(sheet, indicator),
    records: null,
  }
}

/** What belongs to this number: last year, what it is made of, and what it adds up to. */
function rowsOf(
  sheet: Factsheet,
  figure: Figure,
  amount: Amount & { last: Amount | null },
  cell: CellKey | null,
): Fact[] {
  const { indicator } = figure
  const rows: Fact[] = []
  if (indicator.kind !== 'change' && indicator.kind !== 'rank' && indicator.kind !== 'names') {
    rows.push({
      term: sheet.before.sameDay ? `${sheet.before.year} tot dezelfde dag` : `Heel ${sheet.before.year}`,
      text: lastYear(amount.last, indicator),
    })
    const whole = sheet.wholeLast?.[indicator.key]
    const wholeOf = whole && (cell ? whole.cells[cell.by]?.find((one) => one.key === cell.key) : whole)
    if (wholeOf) rows.push({ term: `Heel ${sheet.before.year}`, text: lastYear(wholeOf, indicator) })
    const change = comparison({ ...figure, ...amount }, sheet.before)
    rows.push({ term: 'Verschil', text: capital(change) })
  }
  if (cell) {
    const share = indicator.unit === 'aantal' ? shareOf(amount, figure) : null
    if (share) rows.push({ term: 'Deel van het geheel', text: `${share} van ${inText(figure, indicator)}` })
  } else {
    rows.push(...equations(sheet, figure))
  }
  if (amount.of !== null && amount.part !== null)
    rows.push({
      term: 'Gemaakt van',
      text: `${number(amount.part, 0)} van ${number(amount.of, 0)} ${indicator.of.many}`,
    })
  if (amount.n !== null)
    rows.push({
      term: 'Gemaakt van',
      text: `${number(amount.n)} ingevulde ${amount.n === 1 ? factOf(indicator).called.one : factOf(indicator).called.many}`,
    })
  if (figure.names.length > 0)
    rows.push({
      term: 'Genoemd',
      text: list(figure.names.map(({ label, value }) => `${label.toLocaleLowerCase('nl')} (${number(value)})`)),
    })
  const reads = readBy(indicator).flatMap((read) => sheet.figures[read.key] ?? [])
  if (reads.length > 0)
    rows.push({ term: 'Leest', text: list(reads.map((read) => `${read.indicator.name}: ${figureInText(read)}`)) })
  return rows
}

/** By whose decision a small number stands here all the same; for who sees everything, also where only others see it. */
function decisions({ choices, refused, sight }: Factsheet, { key }: Indicator, cell: CellKey | null): Fact[] {
  return choices
    .filter((one) => one.way === 'show' && one.figure === key && !refused.has(one.id))
    .filter(({ by, row }) => (cell ? by === cell.by && row === cell.key : sight === 'outside' || by === null))
    .map((one) => ({
      term: 'Besluit',
      text:
        sight === 'records'
          ? `${decidedInWords(one, sight)} (voor ${hidingFor[one.audience]})`
          : decidedInWords(one, sight),
    }))
}

/** The sums a reader can check, of the breakdowns that stand on the page; of a figure without a chart, of all it has. */
function equations({ line }: Factsheet, figure: Figure): Fact[] {
  const charted = line.factsheet.charts
    .filter(({ indicator }) => indicator === figure.indicator.key)
    .map(({ by }) => by)
  return addsUpTo(figure)
    .filter(({ by }) => (figure.cells[by]?.length ?? 0) > 1 && (charted.length === 0 || charted.includes(by)))
    .map(({ by, text }) => ({ term: `Telt op, naar ${labelOf(factOf(figure.indicator), by)}`, text }))
}

/** Last year had another rule, or none. */
export const notCounted = 'niet geteld volgens deze regel'

function lastYear(last: Amount | null, indicator: Indicator): string {
  if (!last) return notCounted
  return `${inText(last, indicator)}${last.hidden || rounded(last, indicator) === null ? '' : ', volgens dezelfde regel'}`
}

function groundOf(sheet: Factsheet, indicator: Indicator): Fact[] {
  const { of, settings } = sheet
  return [
    { term: 'Periode', text: capital(inPeriodWords(of)) },
    { term: 'Afronding', text: roundings[indicator.unit](indicator.decimals) },
    {
      term: 'Regel geldt',
      text: indicator.since ? `sinds ${inWords(indicator.since)}` : 'zo lang hier geregistreerd wordt',
    },
    ...settings.map(({ called, value, source }) => ({ term: called, text: `${value} (${source})` })),
  ]
}

const decimalsInWords = (decimals: number) =>
  decimals === 0
    ? 'hele getallen'
    : decimals === 1
      ? 'één cijfer achter de komma'
      : `${decimals} cijfers achter de komma`
const roundings = {
  aantal: (decimals: number) => (decimals === 0 ? 'geen: dit is een telling' : `op ${decimalsInWords(decimals)}`),
  procent: (decimals: number) =>
    `op ${decimals === 0 ? 'hele procenten' : decimalsInWords(decimals)}, een half naar boven`,
  punten: (decimals: number) =>
    `op ${decimals === 0 ? 'hele procentpunten' : decimalsInWords(decimals)}, een half naar boven`,
  cijfer: (decimals: number) => `op ${decimalsInWords(decimals)}, een half naar boven`,
}
