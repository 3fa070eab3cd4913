import { type Indicator, readBy } from '#counting'
import type { Chart, ServiceLine } from '#kernel/service-line'
import type { Breakdowns } from './question.ts'
import { namedIn } from './template.ts'

/** How a factsheet is laid out: which tiles in which order, the text, and the quotes by key. */
export interface Layout {
  tiles: readonly string[]
  words: string
  quotes: readonly string[]
}

/** What a line starts with, until its coordinator chooses. */
export function defaultLayout(line: ServiceLine): Layout {
  return { tiles: line.factsheet.tiles.map(({ figure }) => figure), words: line.factsheet.words, quotes: [] }
}

/** The figures that can be a tile: those that are one number. */
export function tileable(line: ServiceLine): Indicator[] {
  return line.indicators.filter(({ kind }) => kind !== 'change' && kind !== 'rank' && kind !== 'names')
}

/** The line under a tile: the declaration's own, or how it compares with last year. */
export function tileLine(line: ServiceLine, key: string): string {
  return line.factsheet.tiles.find(({ figure }) => figure === key)?.line ?? `{{${key}|vergeleken}}`
}

/** Every figure that a page names, in tiles, their lines, charts and text, in the order of the declaration. */
export function indicatorsOn(line: ServiceLine, layout: Layout): Indicator[] {
  const named = new Set([
    ...layout.tiles,
    ...layout.tiles.flatMap((key) => namedIn(tileLine(line, key)).map(({ figure }) => figure)),
    ...line.factsheet.charts.map(({ indicator }) => indicator),
    ...namedIn(layout.words).map(({ figure }) => figure),
  ])
  return line.indicators.filter(({ key }) => named.has(key))
}

/** The breakdowns that a page shows: those of its charts, those of which its text names a row, and those of its rankings. */
export function breakdownsOn(charts: readonly Chart[], words: string, indicators: readonly Indicator[]): Breakdowns {
  const shown = new Map<string, Set<string>>()
  const add = (key: string, by: string) => shown.set(key, (shown.get(key) ?? new Set()).add(by))
  for (const { indicator, by } of charts) add(indicator, by)
  for (const { figure, row } of namedIn(words)) if (row) add(figure, row.by)
  const visit = (indicator: Indicator) => {
    if (indicator.kind === 'rank') add(indicator.reads.key, indicator.ranks)
    if (indicator.kind === 'names') add(indicator.reads.key, indicator.names)
    for (const read of readBy(indicator)) visit(read)
  }
  indicators.forEach(visit)
  return shown
}
