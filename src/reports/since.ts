import {
  countedOf,
  type Figure,
  type Indicator,
  isCounted,
  rounded,
  ruleInWords,
  type Stood,
  valueLabel,
} from '#counting'
import type { ServiceLine } from '#kernel/service-line'
import type { Day } from '#platform/days'
import { capital, number } from '#platform/words'
import { type Factsheet, factsheetOf, type Sources } from './factsheet.ts'
import { inText } from './figure-words.ts'
import { breakdownsOn } from './layout.ts'
import type { Published } from './publication.ts'
import type { Asked } from './question.ts'
import { audienceOf, type Reader, sightOf } from './sight.ts'

/** What telling a change reads besides the figures of today. */
export interface SinceSources extends Sources {
  figures: Sources['figures'] & {
    standing(question: Asked, counted: readonly { figure: Figure; by: readonly string[] }[]): Promise<Stood[]>
    stoodIn(publication: string, what: 'amounts' | 'members', figure?: string): Promise<Stood[]>
  }
}

/** A record that counts for something else than it did: 'uitkomst: loopt nog, nu opgelost'. */
export interface Moved {
  record: string
  moves: readonly string[]
}

/** Because of which records a figure changed. */
export interface Difference {
  added: readonly string[]
  gone: readonly string[]
  moved: readonly Moved[]
}

/** One figure that is no longer what was published. */
export interface FigureSince {
  key: string
  name: string
  was: string
  now: string
  /** '1 erbij', '2 procentpunten lager'; empty when the number is the same and only its records are others. */
  difference: string
  /** The rule itself reads otherwise than it did. */
  otherRule: boolean
}

/** What changed since a publication, as far as this reader may know. */
export interface Since {
  on: Day
  /** Whether it was kept then from which records each figure was counted. */
  kept: boolean
  figures: readonly FigureSince[]
  /** A change below this is not told; 1 tells all. */
  threshold: number
}

type Publication = { id: string; content: Published }

/** From which records the figures of a page stand, to be kept with what is published of it. */
export async function stoodOf(sources: SinceSources, sheet: Factsheet): Promise<Stood[]> {
  return sources.figures.standing(sheet.question, countedOn(sheet))
}

/** The figures that a page is counted from, each with the breakdowns that it shows. */
function countedOn(sheet: Factsheet): { figure: Figure; by: readonly string[] }[] {
  const { line, layout, onPage, figures } = sheet
  const shown = breakdownsOn(line.factsheet.charts, layout.words, onPage)
  return countedOf(onPage).flatMap(({ key }) => {
    const figure = figures[key]
    return figure ? [{ figure, by: [...(shown.get(key) ?? [])].filter((by) => figure.indicator.by.includes(by)) }] : []
  })
}

/**
 * Which figures of a publication are no longer what they were, over the very same days. Who may open the records is told of
 * every figure; another reader of those that both pages show, and of no difference that is too small to show.
 */
export async function sinceOf(
  sources: SinceSources,
  reader: Reader,
  line: ServiceLine,
  { id, content }: Publication,
): Promise<Since> {
  const sheet = await asItWas(sources, reader, line, content)
  const { sight } = sheet
  const { threshold } = audienceOf(sight, reader, sheet.of.on)
  if (sight !== 'records')
    return { on: content.on, kept: false, figures: bothShown(sheet, content, threshold), threshold }
  const stood = await sources.figures.stoodIn(id, 'amounts')
  const order = line.indicators.map(({ key }) => key)
  const inOrder = stood.toSorted((one, other) => order.indexOf(one.figure) - order.indexOf(other.figure))
  const figures = inOrder.flatMap((was) => {
    const figure = sheet.figures[was.figure]
    const told = figure && touched(sheet, content, figure, was)
    return told ? [told] : []
  })
  return { on: content.on, kept: stood.length > 0, figures, threshold }
}

/** Because of which records one figure changed. null for a figure that was not kept, or a reader who may not open records. */
export async function differenceOf(
  sources: SinceSources,
  reader: Reader,
  line: ServiceLine,
  { id, content }: Publication,
  key: string,
): Promise<(Difference & { figure: FigureSince; opens: string; question: Asked }) | null> {
  const sheet = await asItWas(sources, reader, line, content)
  if (sheet.sight !== 'records') return null
  const [was] = await sources.figures.stoodIn(id, 'members', key)
  const figure = sheet.figures[key]
  if (!was || !figure || !isCounted(figure.indicator)) return null
  const [now] = await sources.figures.standing(sheet.question, [
    { figure, by: was.by.filter((by) => figure.indicator.by.includes(by)) },
  ])
  if (!now) return null
  return {
    ...differenceBetween(was, now, (by, value) => wordFor(sheet, figure, by, value)),
    figure: told(sheet, content, figure, was),
    opens: figure.indicator.reads.opens,
    question: sheet.question,
  }
}

/** The page as it would be on the day of publishing, on what is registered today. */
function asItWas(sources: Sources, reader: Reader, line: ServiceLine, { year, on }: Published): Promise<Factsheet> {
  const sight = sightOf(reader, line)
  return factsheetOf(
    sources,
    { ...reader, today: on },
    { line, year, sight: sight === 'outside' ? 'inside' : sight, also: sight === 'records' ? line.indicators : [] },
  )
}

/**
 * Which records came, went, or count for something else.
 * @param word what a value of a breakdown is called: 'uitkomst', 'opgelost'
 */
export function differenceBetween(
  was: Stood,
  now: Stood,
  word: (by: string, value: string) => [term: string, value: string] = (by, value) => [by, value],
): Difference {
  const before = Map.groupBy(was.rows, ({ record }) => record)
  const after = Map.groupBy(now.rows, ({ record }) => record)
  const shared = was.by.flatMap((by, at) => (now.by.includes(by) ? [[by, at, now.by.indexOf(by)] as const] : []))
  const moved = [...after].flatMap(([record, rows]): Moved[] => {
    const old = before.get(record)
    if (!old) return []
    const moves = new Set<string>()
    for (const [by, wasAt, nowAt] of shared) {
      const [from, to] = [valuesAt(old, wasAt), valuesAt(rows, nowAt)]
      if (from.join() === to.join()) continue
      const [term] = word(by, '')
      const said = (values: readonly string[]) => values.map((value) => word(by, value)[1]).join(' en ')
      moves.add(`${term}: ${said(from)}, nu ${said(to)}`)
    }
    if (of(old, ({ part }) => part) !== of(rows, ({ part }) => part)) moves.add('telt anders mee in het deel')
    if (of(old, ({ value }) => value) !== of(rows, ({ value }) => value)) moves.add('ander getal')
    if (of(old, ({ unit }) => unit) !== of(rows, ({ unit }) => unit)) moves.add('telt voor iemand of iets anders')
    return moves.size > 0 ? [{ record, moves: [...moves] }] : []
  })
  return {
    added: [...after.keys()].filter((record) => !before.has(record)),
    gone: [...before.keys()].filter((record) => !after.has(record)),
    moved,
  }
}

type Rows = Stood['rows']
const valuesAt = (rows: Rows, at: number): string[] => [...new Set(rows.map(({ cells }) => cells[at] ?? ''))].sort()
const of = (rows: Rows, read: (row: Rows[number]) => unknown): string => rows.map(read).map(String).sort().join()

function wordFor(sheet: Factsheet, { indicator }: Figure, by: string, value: string): [string, string] {
  if (!isCounted(indicator)) return [by, value]
  const { reads } = indicator
  const term = reads.groupings[by]?.label ?? reads.dimensions[by]?.label ?? by
  return [capital(term), value === '' ? '' : valueLabel(reads, by, value, sheet.question).toLocaleLowerCase('nl')]
}

/** What is told of a figure when its number, or that of one of its rows, is another. */
function touched(sheet: Factsheet, content: Published, figure: Figure, was: Stood): FigureSince | undefined {
  const same = (['value', 'part', 'of', 'n'] as const).every((one) => figure[one] === was.amount[one])
  const rows = was.by.every((by) => {
    const now = Object.fromEntries(
      (figure.cells[by] ?? []).map(({ key, value, of: whole }) => [key, whole ?? value ?? 0]),
    )
    const before = was.cells?.[by] ?? now
    return [...new Set([...Object.keys(now), ...Object.keys(before)])].every(
      (key) => (now[key] ?? 0) === (before[key] ?? 0),
    )
  })
  const said = told(sheet, content, figure, was)
  return same && rows && !said.otherRule ? undefined : said
}

function told(sheet: Factsheet, content: Published, figure: Figure, was: Stood): FigureSince {
  const { indicator } = figure
  const before = { ...was.amount, hidden: false }
  const rule = content.rules.find(({ key }) => key === indicator.key)?.rule
  return {
    key: indicator.key,
    name: indicator.name,
    was: inText(before, indicator),
    now: inText(figure, indicator),
    difference: differenceInWords(indicator, rounded(before, indicator), rounded(figure, indicator)),
    otherRule: rule !== undefined && rule !== ruleInWords(indicator, sheet.of.shown, sheet.question),
  }
}

/** '1 erbij', '3 procentpunten lager', '0,2 hoger'; nothing when one of both is missing or they are the same. */
function differenceInWords({ unit, decimals }: Indicator, was: number | null, now: number | null): string {
  if (was === null || now === null || was === now) return ''
  const size = number(Math.abs(now - was), decimals)
  if (unit === 'aantal') return `${size} ${now > was ? 'erbij' : 'eraf'}`
  const points = unit === 'procent' ? `${size} ${size === '1' ? 'procentpunt' : 'procentpunten'}` : size
  return `${points} ${now > was ? 'hoger' : 'lager'}`
}

/** Of figures that stand in the publication and on this reader's own page: what differs by enough to be told. */
function bothShown(sheet: Factsheet, content: Published, threshold: number): FigureSince[] {
  return sheet.onPage.flatMap((indicator) => {
    const figure = sheet.figures[indicator.key]
    const was = content.account.shown.find(
      (one) => one.figure === indicator.key && one.cell === null && one.from === sheet.of.shown.from,
    )
    if (!figure || figure.hidden || !was || !isCounted(indicator) || indicator.kind !== 'count') return []
    const before = { value: was.value, part: was.part, of: was.of, n: was.n, hidden: false }
    if (Math.abs((figure.value ?? 0) - (was.value ?? 0)) < Math.max(1, threshold)) return []
    return [
      {
        key: indicator.key,
        name: indicator.name,
        was: inText(before, indicator),
        now: inText(figure, indicator),
        difference: differenceInWords(indicator, rounded(before, indicator), rounded(figure, indicator)),
        otherRule: false,
      },
    ]
  })
}
