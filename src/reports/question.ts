import { type Answer, type Grouping, grouping, type Indicator, type Labels, type Question } from '#counting'
import { publishedOutcome } from '#kernel/case'
import type { ServiceLine } from '#kernel/service-line'
import { type Day, lastDay, type Period, periodInWords, yearOf, yearPeriod, yearToDate } from '#platform/days'
import { NotFound } from '#platform/errors'
import type { Agreed, Reader } from './sight.ts'

/** What a report asks, before the tenant is added by the asker's own store. */
export type Asked = Omit<Question, 'tenant'>

/** One setting that a figure rests on, with the words for who agreed it. */
export interface SettingUsed {
  called: string
  value: string
  source: string
}

/** The year of a report as far as it goes: a year that is not over ends today. */
export interface ReportYear {
  year: number
  /** From 1 January until the end, or until and with today. */
  shown: Period
  running: boolean
  /** The day on which dated settings must hold: the last one that counts. */
  on: Day
}

/** The year that a report is about. @throws NotFound for a year that has not begun, or one before any registration */
export function reportYear(year: number, today: Day): ReportYear {
  if (!Number.isInteger(year) || year < firstYear || year > yearOf(today)) throw new NotFound()
  const running = year === yearOf(today)
  const shown = running ? yearToDate(today) : yearPeriod(year)
  return { year, shown, running, on: lastDay(shown.until) }
}

/** No organisation has registered cases in a system like this before. */
const firstYear = 1990

/** 'heel 2024', or '1 januari tot en met 12 maart 2025'. */
export function inPeriodWords({ shown, year, running }: ReportYear): string {
  return running ? periodInWords(shown) : `heel ${year}`
}

/** The set of large and small villages of a line. */
export const villageSet = (line: Pick<ServiceLine, 'key'>): Agreed<string> => ({
  key: `${line.key}.villageSet`,
  called: 'Indeling in grote en kleine dorpen',
  otherwise: 'groot-klein-2025',
  source: 'standaard van Naober',
})

/** Under which outcome each ending of a case is published, where an organisation departs from the declaration. */
export const outcomeSet = (line: Pick<ServiceLine, 'key'>): Agreed<Record<string, string>> => ({
  key: `${line.key}.outcomes`,
  called: 'Onder welke uitkomst een afloop telt',
  otherwise: {},
  source: 'standaard van de werksoort',
})

/** The endings of a line grouped as they are published on a day. An ending or outcome that the line does not know is left out. */
export function outcomeGrouping(line: ServiceLine, { settings }: Pick<Reader, 'settings'>, on: Day): Grouping {
  const { outcomes, published } = line.case
  return grouping({
    key: 'outcome',
    of: 'detailedOutcome',
    groups: new Map(
      Object.entries(outcomes).map(([ending, { publishedAs }]) => [
        ending,
        publishedOutcome(line, ending, settings, on) ?? publishedAs,
      ]),
    ),
    labels: published,
  })
}

/** What a report needs of the areas. */
export interface Areas {
  villages(): Promise<readonly { id: string; name: string }[]>
  bySize(set: string, on: Day): Promise<Grouping[]>
}

/** The groupings and names that hold on the last day of the year; last year is counted with the same. */
export async function brought(
  areas: Areas,
  reader: Pick<Reader, 'settings'>,
  line: ServiceLine,
  on: Day,
): Promise<{ groupings: Grouping[]; labels: Labels }> {
  const set = villageSet(line)
  const sizes = await areas.bySize(String(reader.settings.value<unknown>(set.key, on, set.otherwise)), on)
  const villages = await areas.villages()
  const endings = Object.fromEntries(Object.entries(line.case.outcomes).map(([key, { called }]) => [key, called]))
  return {
    groupings: [...sizes, outcomeGrouping(line, reader, on)],
    labels: {
      village: Object.fromEntries(villages.map(({ id, name }) => [id, name])),
      mainTopic: line.case.topics,
      topic: line.case.topics,
      detailedOutcome: endings,
      channel: line.case.channels,
      line: { [line.key]: line.name },
    },
  }
}

/** The questions of a report: its year against the year before, and for a running year the whole year before beside it. */
export function questionsOf(
  line: ServiceLine,
  of: ReportYear,
  indicators: readonly Indicator[],
  with_: { groupings: Grouping[]; labels: Labels },
): { now: Asked; wholeLast: Asked | null } {
  const shared = { lines: [line.key], ...with_ }
  const now: Asked = of.running
    ? { ...shared, indicators, period: yearPeriod(of.year), upTo: of.on, compare: 'same-day-last-year' }
    : { ...shared, indicators, period: yearPeriod(of.year), compare: 'last-year' }
  if (!of.running) return { now, wholeLast: null }
  const comparable = indicators.filter(({ kind }) => kind !== 'change' && kind !== 'rank' && kind !== 'names')
  return { now, wholeLast: { ...shared, indicators: comparable, period: yearPeriod(of.year - 1), compare: 'none' } }
}

/** Which breakdowns a document shows, by the key of the figure. What it does not show cannot give anybody away. */
export type Breakdowns = ReadonlyMap<string, ReadonlySet<string>>

/** An answer with only the breakdowns that are shown. */
export function shownOnly(answer: Answer, breakdowns: Breakdowns): Answer {
  const figures = Object.entries(answer.figures).map(([key, figure]) => {
    const cells = Object.entries(figure.cells).filter(([by]) => breakdowns.get(key)?.has(by))
    return [key, { ...figure, cells: Object.fromEntries(cells) }] as const
  })
  return { ...answer, figures: Object.fromEntries(figures) }
}
