import type { Period } from '#platform/days'
import type { Counted } from '../indicator.ts'
import type { Test } from '../where.ts'
import type { Scratch } from './scratch.ts'
import { us, villages } from './scratch.ts'

// Counting as one would do by hand, case by case, for the tests. Written apart from the engine on purpose: it shares
// no period rule, no filter and no grouping with it.

/** What an indicator comes to over these cases; `cell` narrows it to one row of a breakdown. */
export function naively(
  indicator: Counted,
  cases: readonly Scratch[],
  period: Period,
  cell?: [string, string],
): number | null {
  const rows = rowsFor(indicator, cases).filter((row) => belongs(row, indicator.when, period))
  const inCell = rows.filter((row) => !cell || value(row, cell[0], period) === cell[1])
  const where = indicator.kind === 'share' ? indicator.whole : indicator.where
  const whole = inCell.filter((row) => passes(row, where, period))
  if (indicator.kind === 'measure')
    return measured(
      indicator.take,
      whole.flatMap(({ minutes }) => minutes ?? []),
    )
  if (indicator.kind === 'count') return units(indicator, whole)
  const of = units(indicator, whole)
  return of === 0
    ? null
    : (100 *
        units(
          indicator,
          whole.filter((row) => passes(row, indicator.part, period)),
        )) /
        of
}

/** The keys a row has in a breakdown, over all rows. */
export function keysOf(
  indicator: Counted,
  cases: readonly Scratch[],
  by: string,
  periods: readonly Period[],
): string[] {
  return [...new Set(rowsFor(indicator, cases).flatMap((row) => periods.map((period) => value(row, by, period))))]
}

type Flat = Scratch & { topic?: string }

function rowsFor(indicator: Counted, cases: readonly Scratch[]): Flat[] {
  const own = cases.filter((one) => one.tenant === us && one.line !== 'elsewhere')
  if (indicator.reads.key === 'scratch-topic')
    return own.flatMap((one) => one.topics.map((topic) => ({ ...one, topic })))
  if (indicator.reads.key === 'scratch-talk') return own.map((one) => ({ ...one, ends: one.starts }))
  return own
}

function belongs({ starts, ends }: Flat, when: Counted['when'], { from, until }: Period): boolean {
  const open = ends ?? '9999-12-31'
  if (when === 'started') return starts >= from && starts < until
  if (when === 'ended') return ends !== null && ends >= from && ends < until
  if (when === 'running') return starts < until && open >= from
  if (when === 'standing') return starts < until && open >= until
  return starts < from && open >= from
}

function value(row: Flat, by: string, { until }: Period): string {
  const detail = row.ends === null || row.ends >= until ? 'running' : (row.result ?? 'unknown')
  switch (by) {
    case 'line':
      return row.line
    case 'village':
      return row.village ?? 'unknown'
    case 'villageSize':
      return row.village === null ? 'unknown' : villages.indexOf(row.village) < 2 ? 'large' : 'small'
    case 'school':
      return row.school ?? 'unknown'
    case 'topic':
      return row.topic ?? 'unknown'
    case 'resultDetail':
      return detail
    default:
      if (detail === 'solved' || detail === 'helped') return 'good'
      if (detail === 'advice') return 'other'
      return detail === 'unsolved' ? 'bad' : detail
  }
}

function passes(row: Flat, where: Readonly<Record<string, Test>>, period: Period): boolean {
  const ok = (found: string, test: Test): boolean => {
    if (typeof test !== 'object') return found === String(test)
    if ('oneOf' in test) return test.oneOf.includes(found)
    if ('present' in test) return (found !== 'unknown') === test.present
    return !ok(found, test.not)
  }
  return Object.entries(where).every(([key, test]) => ok(value(row, key, period), test))
}

function units(indicator: Counted, rows: readonly Flat[]): number {
  if (indicator.kind === 'measure' || indicator.counts === 'records')
    return new Set(rows.map(({ record }) => record)).size
  const of = indicator.counts === 'persons' ? (row: Flat) => row.person : (row: Flat) => row.school
  return new Set(rows.flatMap((row) => of(row) ?? [])).size
}

function measured(take: string, numbers: readonly number[]): number | null {
  const total = numbers.reduce((all, one) => all + one, 0)
  if (take === 'sum') return total
  if (numbers.length === 0) return null
  const sorted = [...numbers].sort((one, other) => one - other)
  const at = (place: number) => sorted[place] as number
  if (take === 'mean') return total / numbers.length
  if (take === 'min') return at(0)
  if (take === 'max') return at(sorted.length - 1)
  return (at(Math.floor((sorted.length - 1) / 2)) + at(Math.ceil((sorted.length - 1) / 2))) / 2
}
