import { type Indicator, isCounted, type Question, readBy, rounded } from '#counting'
import type { Day } from '#platform/days'
import { sha256 } from '#platform/secrets'
import type { Account } from './earlier.ts'
import { explain, type Fact, notCounted } from './explanation.ts'
import type { BarShown, Factsheet, Quotation } from './factsheet.ts'
import { type Before, hiddenInWords, inText } from './figure-words.ts'
import { inPeriodWords, type SettingUsed } from './question.ts'
import type { Reader } from './sight.ts'
import type { Piece } from './template.ts'

/** A tile as it was published. What is hidden has no number at all. */
export type PublishedTile = { key: string; name: string; about: string } & (
  | { number: string; unit: '%' | null }
  | Hidden
)
export type PublishedBar = { key: string; label: string } & (
  | Omit<BarShown, 'key' | 'label' | 'hidden' | 'said'>
  | Hidden
)
/** Without a number. `said` stands in its place when it is not the usual: 'minder dan 5'. */
export interface Hidden {
  hidden: true
  said?: string
}

/** The words that stand in the place of a hidden number. */
export const saidInstead = ({ said }: Hidden): string => said ?? hiddenInWords

/** A figure with how it was counted. Without numbers in what was published before they stood in it. */
export interface Ruled {
  key: string
  name: string
  /** '36 zaken', or that it is too small to show. */
  value: string
  rule: string
  facts: readonly Fact[]
  /** The numbers as they are printed, rounded; words where there is none or it may not be shown. */
  number?: number | string
  last?: number | string
  unit?: string
}

/** What is left of a factsheet after suppression, as data: there is no hidden number in it anywhere. */
export interface Content {
  line: string
  name: string
  year: number
  provisional: boolean
  period: string
  before: Before
  /** Counts below this are hidden; 1 hides nothing. */
  threshold: number
  tiles: readonly PublishedTile[]
  charts: readonly {
    title: string
    indicator: string
    by: string
    of: string | null
    rows: readonly PublishedBar[]
    /** A row was left out. */
    incomplete?: true
  }[]
  text: readonly (readonly Piece[])[]
  quotes: readonly Quotation[]
  rules: readonly Ruled[]
  settings: readonly SettingUsed[]
  /** A small number is shown all the same, by a decision that stands with it. */
  exceptions?: boolean
}

/** The fixed copy of a factsheet for readers outside: what they see and how it was counted. */
export interface Published extends Content {
  format: 1
  on: Day
  by: string
  /** The declaration of the figures and their groupings as they were on the day, as a digest. */
  declaration: string
  account: Account
}

/** A factsheet as it will stand for readers outside. Throws an Error for one that was made for somebody else. */
export function publishedFrom(sheet: Factsheet, reader: Reader, by: string): Published {
  if (sheet.sight !== 'outside') throw new Error('Only a factsheet made for readers outside can be published')
  return {
    format: 1,
    ...contentOf(sheet),
    on: reader.today,
    by,
    declaration: declarationOf(sheet.onPage, sheet.question),
    account: sheet.account,
  }
}

/** A factsheet as its own audience sees it, without what is hidden: the one thing that paper and files are made of. */
export function contentOf(sheet: Factsheet): Content {
  const { line, of } = sheet
  return {
    line: line.key,
    name: line.name,
    year: of.year,
    provisional: of.running,
    period: inPeriodWords(of),
    before: sheet.before,
    threshold: sheet.threshold,
    tiles: sheet.tiles.map(({ key, name, about, number, unit, hidden, said }) =>
      hidden || number === undefined
        ? { key, name, about, ...hiddenAs(said) }
        : { key, name, about, number, unit: unit ?? null },
    ),
    charts: sheet.charts.map(({ title, indicator, by: dimension, of: whole, rows, incomplete }) => ({
      ...(incomplete ? { incomplete } : {}),
      title,
      indicator,
      by: dimension,
      of: whole,
      rows: rows.map(
        ({ key, label, hidden, said, ...row }): PublishedBar =>
          hidden ? { key, label, ...hiddenAs(said) } : { key, label, ...row },
      ),
    })),
    text: sheet.text,
    quotes: sheet.quotes,
    // What was left out has no rule here either: that would tell that there is something.
    rules: sheet.onPage.filter(({ key }) => !sheet.figures[key]?.gone).map((indicator) => ruledOf(sheet, indicator)),
    settings: sheet.settings,
    ...(sheet.choices.some(({ way, id }) => way === 'show' && !sheet.refused.has(id)) && sheet.sight !== 'records'
      ? { exceptions: true }
      : {}),
  }
}

const hiddenAs = (said: string | undefined): Hidden =>
  said === undefined || said === hiddenInWords ? { hidden: true } : { hidden: true, said }

function ruledOf(sheet: Factsheet, { key, name }: Indicator): Ruled {
  const { value, rule, facts, hidden } = explain(sheet, key, null)
  const figure = sheet.figures[key]
  if (!figure || hidden) return { key, name, value, rule, facts, number: value, last: value, unit: '' }
  const { indicator, last } = figure
  const numbered = indicator.kind !== 'change' && indicator.kind !== 'rank' && indicator.kind !== 'names'
  return {
    key,
    name,
    value,
    rule,
    facts,
    number: (numbered ? rounded(figure, indicator) : null) ?? value,
    last: !numbered
      ? ''
      : last === null
        ? notCounted
        : ((last.hidden ? null : rounded(last, indicator)) ?? inText(last, indicator)),
    unit: numbered ? unitOf(indicator) : '',
  }
}

/** What a number is a number of. */
function unitOf({ unit, of }: Indicator): string {
  if (unit === 'aantal') return of.many
  return unit === 'punten' ? 'procentpunten' : unit
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
