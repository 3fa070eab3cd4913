import { type Indicator, isCounted, type Question, readBy } from '#counting'
import type { Day } from '#platform/days'
import { sha256 } from '#platform/secrets'
import { type Account, accountOf } from './earlier.ts'
import { explain, type Fact } from './explanation.ts'
import type { BarShown, Factsheet, Quotation } from './factsheet.ts'
import type { Before } from './figure-words.ts'
import { inPeriodWords, type SettingUsed } from './question.ts'
import { audienceOf, type Reader } from './sight.ts'
import type { Piece } from './template.ts'

/** A tile as it was published. What is hidden has no number at all. */
export type PublishedTile = { key: string; name: string; about: string } & (
  | { number: string; unit: '%' | null }
  | { hidden: true }
)
export type PublishedBar = { key: string; label: string } & (
  | Omit<BarShown, 'key' | 'label' | 'hidden'>
  | { hidden: true }
)

/**
 * The fixed copy of a factsheet for readers outside: what they see and how it was counted. It is made of what is left
 * after suppression, so there is no hidden number in it anywhere.
 */
export interface Published {
  format: 1
  line: string
  name: string
  year: number
  on: Day
  by: string
  provisional: boolean
  period: string
  before: Before
  threshold: number
  tiles: readonly PublishedTile[]
  charts: readonly { title: string; indicator: string; by: string; of: string | null; rows: readonly PublishedBar[] }[]
  text: readonly (readonly Piece[])[]
  quotes: readonly Quotation[]
  rules: readonly { key: string; name: string; value: string; rule: string; facts: readonly Fact[] }[]
  settings: readonly SettingUsed[]
  /** The declaration of the figures and their groupings as they were on the day, as a digest. */
  declaration: string
  account: Account
}

/** A factsheet as it will stand for readers outside. Throws an Error for one that was made for somebody else. */
export function publishedFrom(sheet: Factsheet, reader: Reader, by: string): Published {
  if (sheet.sight !== 'outside') throw new Error('Only a factsheet made for readers outside can be published')
  const { line, of } = sheet
  return {
    format: 1,
    line: line.key,
    name: line.name,
    year: of.year,
    on: reader.today,
    by,
    provisional: of.running,
    period: inPeriodWords(of),
    before: sheet.before,
    threshold: audienceOf('outside', reader, of.on).threshold,
    tiles: sheet.tiles.map(({ key, name, about, number, unit, hidden }) =>
      hidden || number === undefined
        ? { key, name, about, hidden: true }
        : { key, name, about, number, unit: unit ?? null },
    ),
    charts: sheet.charts.map(({ title, indicator, by: dimension, of: whole, rows }) => ({
      title,
      indicator,
      by: dimension,
      of: whole,
      rows: rows.map(
        ({ key, label, hidden, ...row }): PublishedBar =>
          hidden ? { key, label, hidden: true } : { key, label, ...row },
      ),
    })),
    text: sheet.text,
    quotes: sheet.quotes,
    rules: sheet.onPage.map(({ key, name }) => {
      const { value, rule, facts } = explain(sheet, key, null)
      return { key, name, value, rule, facts }
    }),
    settings: sheet.settings,
    declaration: declarationOf(sheet.onPage, sheet.question),
    account: accountOf(sheet.answers),
  }
}

/** A digest of what figures were declared to be: it changes when, and only when, something in a rule or grouping does. */
export function declarationOf(indicators: readonly Indicator[], { groupings }: Pick<Question, 'groupings'>): string {
  const plain = (indicator: Indicator): unknown =>
    isCounted(indicator)
      ? { ...indicator, reads: indicator.reads.key }
      : { ...indicator, reads: readBy(indicator).map(plain), per: undefined }
  const sets = (groupings ?? []).map(({ key, of, groups, rest }) => ({
    key,
    of,
    groups: [...groups].sort(([one], [other]) => (one < other ? -1 : 1)),
    rest: rest ?? null,
  }))
  return sha256(JSON.stringify({ indicators: indicators.map(plain), groupings: sets }))
}
