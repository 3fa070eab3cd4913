import { type Answer, type Figure, GROUPED, type Indicator, rounded, suppressed } from '#counting'
import type { Chart, ServiceLine } from '#kernel/service-line'
import type { Day } from '#platform/days'
import { choicesIn, type SmallChoice } from './choices.ts'
import { type Account, accountOf, suppressedBeside } from './earlier.ts'
import { type Before, bare, goneInWords, hiddenIn, hiddenInWords, shareOf } from './figure-words.ts'
import { breakdownsOn, defaultLayout, indicatorsOn, type Layout, tileLine } from './layout.ts'
import {
  type Areas,
  type Asked,
  brought,
  questionsOf,
  type ReportYear,
  reportYear,
  type SettingUsed,
  shownOnly,
} from './question.ts'
import { settingsUsed } from './settings-used.ts'
import { audienceOf, type Reader, type Sight, sightOf } from './sight.ts'
import { asPlain, filledIn, type Piece, paragraphs } from './template.ts'

/** What somebody said, and may still be shown today. */
export interface Quotation {
  id: string
  text: string
  by: string | null
  until: Day | null
}

/** What a report reads; the asker's own store is one. */
export interface Sources {
  areas: Areas
  figures: {
    ask(question: Asked): Promise<Answer>
    layout(line: string, year: number): Promise<(Layout & { version: number; id: string }) | undefined>
    quotes(keys: readonly string[]): Promise<readonly Quotation[]>
    settingsOn(keys: readonly string[], on: Day): Promise<readonly { key: string; source: string }[]>
    /** What was published of a line about these years, the newest first. */
    publishedOf(line: string, years: readonly number[]): Promise<readonly { content: unknown }[]>
    /** What was decided about small numbers of a line in these years and not taken back, the oldest first. */
    choices(line: string, years: readonly number[]): Promise<readonly SmallChoice[]>
  }
}

/** A big number: without `number` it is too small to show, or there is nothing to count. */
export interface TileShown {
  key: string
  number: string | undefined
  unit: '%' | undefined
  name: string
  about: string
  hidden: boolean
  /** What stands instead of a hidden number: 'te klein om te tonen', 'minder dan 5'. */
  said?: string
}

export interface BarShown {
  key: string
  label: string
  value: number
  text: string
  share: string | null
  last: number | null
  lastText: string | null
  hidden: boolean
  said?: string
}

export interface ChartShown extends Chart {
  /** What the whole is: '36 zaken'; null when the whole itself is hidden. */
  of: string | null
  rows: readonly BarShown[]
  /** A row was left out: what is shown does not add up. */
  incomplete?: true
}

/** A factsheet as one audience sees it. No number that this audience must not see is in it, in whatever place. */
export interface Factsheet {
  line: ServiceLine
  of: ReportYear
  before: Before
  sight: Sight
  question: Asked
  /** All numbers of the document. */
  answers: readonly Answer[]
  /** Counts below this are hidden; 1 hides nothing. */
  threshold: number
  /** What is shown and hidden in it, for who must remember that. */
  account: Account
  /** What was decided about small numbers of this year, for this audience; for who sees everything, for any. */
  choices: readonly SmallChoice[]
  /** The keys of those that do not hold: they would give a number away. */
  refused: ReadonlySet<string>
  figures: Readonly<Record<string, Figure>>
  /** The whole year before, for a year that is not over. */
  wholeLast: Readonly<Record<string, Figure>> | null
  /** What stands on the page itself, and not only in an explanation. */
  onPage: readonly Indicator[]
  layout: Layout
  tiles: readonly TileShown[]
  charts: readonly ChartShown[]
  text: readonly (readonly Piece[])[]
  quotes: readonly Quotation[]
  settings: readonly SettingUsed[]
}

/** What is wanted: a line and a year, for whom, and what else of the line (only for who sees everything). */
export interface Wanted {
  line: ServiceLine
  year: number
  /** Left out: as the reader sees it. */
  sight?: Sight
  also?: readonly Indicator[]
}

/**
 * Makes one factsheet. Everything on it comes from one answer, and what is too small is taken out over the whole page
 * before anything is worded: so tile, bar, sentence and explanation cannot differ, and none gives another away.
 * @throws NotFound without the right to see figures, and for a year that has not begun
 */
export async function factsheetOf(
  sources: Sources,
  reader: Reader,
  { line, year, sight = sightOf(reader, line), also = [] }: Wanted,
): Promise<Factsheet> {
  const of = reportYear(year, reader.today)
  const layout = (await sources.figures.layout(line.key, year)) ?? defaultLayout(line)
  const onPage = indicatorsOn(line, layout)
  const earlier = sight === 'outside' ? await earlierOf(sources, line, year) : []
  const counted = line.indicators.filter(
    (one) => onPage.includes(one) || (sight === 'records' && also.includes(one)) || remembered(earlier).has(one.key),
  )
  const { now, wholeLast } = questionsOf(line, of, counted, await brought(sources.areas, reader, line, of.on))
  const asked = [await sources.figures.ask(now), ...(wholeLast ? [await sources.figures.ask(wholeLast)] : [])]
  const choices = await sources.figures.choices(line.key, [year - 1, year])
  const forThese = choices.filter(({ audience }) => audience === sight)
  const {
    answers,
    before: all,
    refused,
  } = forSight(asked, sight, reader, {
    line,
    layout,
    counted,
    earlier,
    choices: forThese,
    on: of.on,
  })
  const [{ figures }, whole] = answers as [Answer, Answer | undefined]
  const before = { year: year - 1, sameDay: of.running }
  return {
    line,
    of,
    before,
    sight,
    question: now,
    answers,
    threshold: audienceOf(sight, reader, of.on).threshold,
    account: accountOf(answers, all),
    choices: (sight === 'records' ? choices : forThese).filter((one) => one.year === year),
    refused,
    figures,
    wholeLast: whole?.figures ?? null,
    onPage,
    layout,
    tiles: layout.tiles.flatMap((key) => tileOf(line, key, figures, before)),
    charts: line.factsheet.charts.flatMap((chart) => chartOf(chart, figures[chart.indicator] as Figure)),
    text: paragraphs(layout.words).map((one) => filledIn(one, figures, before)),
    quotes: await sources.figures.quotes(layout.quotes),
    settings: await settingsUsed(sources.figures, reader, line, sight, of.on),
  }
}

interface Page {
  line: ServiceLine
  layout: Layout
  counted: readonly Indicator[]
  earlier: readonly Account[]
  choices: readonly SmallChoice[]
  on: Day
}

interface Sighted {
  answers: readonly Answer[]
  /** The same with everything in it. */
  before: readonly Answer[]
  refused: ReadonlySet<string>
}

/** Takes out what this audience must not see, over everything on the page at once. Who may open the records sees all. */
function forSight(
  answers: readonly Answer[],
  sight: Sight,
  reader: Reader,
  { line, layout, counted, earlier, choices, on }: Page,
): Sighted {
  if (sight === 'records') return { answers, before: answers, refused: new Set() }
  const breakdowns = breakdownsOn(line.factsheet.charts, layout.words, counted)
  const [now, whole] = answers
  const page = [shownOnly(now as Answer, breakdowns), ...(whole ? [shownOnly(whole, new Map())] : [])]
  const audience = audienceOf(sight, reader, on)
  const chosen = choicesIn(page, choices)
  const found =
    sight === 'outside'
      ? suppressedBeside(page, audience, earlier, chosen)
      : suppressed(page, audience, { choices: chosen })
  return { ...found, before: page }
}

/** The accounts of what was published about this year and the years that stand beside it. */
async function earlierOf(sources: Sources, line: ServiceLine, year: number): Promise<Account[]> {
  const rows = await sources.figures.publishedOf(line.key, [year - 1, year, year + 1])
  return rows.map(({ content }) => (content as { account: Account }).account)
}

/** What was published stays part of the document: what is hidden in it keeps hiding its neighbours. */
function remembered(earlier: readonly Account[]): ReadonlySet<string> {
  return new Set(earlier.flatMap(({ shown, hidden }) => [...shown, ...hidden].map(({ figure }) => figure)))
}

function tileOf(
  line: ServiceLine,
  key: string,
  figures: Readonly<Record<string, Figure>>,
  before: Before,
): TileShown[] {
  const figure = figures[key]
  if (!figure || figure.gone) return []
  const { indicator } = figure
  const printed = bare(figure, indicator)
  const name = indicator.name.charAt(0).toLocaleLowerCase('nl') + indicator.name.slice(1)
  const about = filledIn(tileLine(line, key), figures, before)
  const one = rounded(figure, indicator) === 1 && name === indicator.of.many
  return [
    {
      key,
      number: printed ?? (figure.hidden ? undefined : '–'),
      unit: printed !== null && indicator.unit === 'procent' ? '%' : undefined,
      name: one ? indicator.of.one : name,
      about: tellsNothing(about) || figure.hidden ? '' : asPlain(about),
      hidden: figure.hidden,
      ...(figure.hidden ? { said: hiddenIn(figure) } : {}),
    },
  ]
}

/** A line around a number that is too small to show says nothing any more. */
function tellsNothing(pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => 'figure' in piece && piece.hidden && [hiddenInWords, goneInWords].includes(piece.text))
}

/** The rows of a breakdown as bars. What is left over (small villages, other, unknown) comes last, hidden or not. */
function chartOf(chart: Chart, figure: Figure): ChartShown[] {
  const { indicator } = figure
  const cells = figure.cells[chart.by] ?? []
  const rows = cells.map((cell): BarShown => {
    const last = cell.hidden ? null : cell.last
    return {
      key: cell.key,
      label: cell.label.charAt(0).toLocaleUpperCase('nl') + cell.label.slice(1),
      value: rounded(cell, indicator) ?? 0,
      text: bare(cell, indicator) ?? '',
      share: indicator.unit === 'aantal' ? shareOf(cell, figure) : null,
      last: last ? rounded(last, indicator) : null,
      lastText: last ? (bare(last, indicator) ?? (last.hidden ? hiddenIn(last) : null)) : null,
      hidden: cell.hidden,
      ...(cell.hidden ? { said: hiddenIn(cell) } : {}),
    }
  })
  const incomplete = figure.incomplete?.includes(chart.by) === true
  if (incomplete && rows.length === 0) return []
  const total = rounded(figure, indicator)
  const of =
    figure.hidden || total === null
      ? null
      : `${bare(figure, indicator)} ${total === 1 ? indicator.of.one : indicator.of.many}`
  return [
    {
      ...chart,
      of,
      rows: [
        ...rows.filter(({ key }) => !leftOver.includes(key)),
        ...leftOver.flatMap((key) => rows.filter((row) => row.key === key)),
      ],
      ...(incomplete ? { incomplete } : {}),
    },
  ]
}

const leftOver = ['small', 'other', GROUPED, 'running', 'unknown']
