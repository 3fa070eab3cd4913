import type { Period } from '#platform/days'
import { inForce } from './asks.ts'
import { type Amount, type Cell, type Figure, growth, inOrder, type Name, nothing } from './figure.ts'
import type { Change, Derived, Indicator, Names, Rank, Ratio, Sum } from './indicator.ts'
import type { Periods } from './period-rule.ts'

/** The figure of a derived indicator, from the figures it reads in their order. No SQL comes near it. */
export function derive(indicator: Indicator, reads: readonly Figure[], periods: Periods): Figure {
  const figure = { ...empty(indicator, periods), ...computed(indicator as Derived, reads) }
  const held = (period: Period | null) => period !== null && inForce(indicator, period)
  return {
    ...(held(periods.this) ? figure : empty(indicator, periods)),
    last: held(periods.last) ? figure.last : null,
  }
}

function computed(indicator: Derived, reads: readonly Figure[]): Partial<Figure> {
  const [first, second] = reads as [Figure, Figure]
  switch (indicator.kind) {
    case 'sum':
      return { ...total(reads), last: lastOf(reads, total), cells: cellsOf(indicator, reads) }
    case 'ratio':
      return { ...per(indicator, [first, second]), last: lastOf(reads, (both) => per(indicator, both)) }
    case 'change':
      return changed(indicator, first)
    case 'rank':
      return ranked(indicator, first)
    case 'names':
      return named(indicator, first)
  }
}

function total(amounts: readonly Amount[]): Amount {
  const missing = amounts.some(({ value }) => value === null)
  return { ...nothing, value: missing ? null : amounts.reduce((all, { value }) => all + (value ?? 0), 0) }
}

function cellsOf(indicator: Sum, reads: readonly Figure[]): Figure['cells'] {
  const none: Amount = { ...nothing, value: 0 }
  return Object.fromEntries(
    indicator.by.map((by) => {
      const all = reads.map((read) => read.cells[by] ?? [])
      const keys = [...new Set(all.flatMap((cells) => cells.map(({ key }) => key)))]
      const rows = keys.map((key): Cell => {
        const found = all.map((cells) => cells.find((cell) => cell.key === key))
        const label = found.find(Boolean)?.label ?? key
        const comparable = reads.every(({ last }) => last !== null)
        const last = comparable ? total(found.map((cell) => cell?.last ?? none)) : null
        return { key, label, ...total(found.map((cell) => cell ?? none)), last }
      })
      return [by, inOrder(rows)]
    }),
  )
}

function per(indicator: Ratio, [reads, by]: readonly Amount[]): Amount {
  const [part, of] = [reads?.value ?? null, by?.value ?? null]
  if (part === null || of === null || of === 0) return { ...nothing, part, of }
  return { ...nothing, value: (part / of) * (indicator.unit === 'procent' ? 100 : 1), part, of }
}

function changed(indicator: Change, read: Figure): Partial<Figure> {
  const before = read.last?.value ?? null
  if (indicator.in !== 'aantal') return { value: growth(read) }
  return { value: read.value === null || before === null ? null : read.value - before }
}

/** Names that tie have one place; who ties with the last asked for comes along. */
function ranked(indicator: Rank, read: Figure): Partial<Figure> {
  const cells = (read.cells[indicator.ranks] ?? []).filter(({ value }) => value !== null && value > 0)
  const names = cells
    .map(
      (cell): Name => ({
        ...nameOf(cell),
        place: 1 + cells.filter(({ value }) => (value ?? 0) > (cell.value ?? 0)).length,
      }),
    )
    .filter(({ place }) => place <= indicator.top)
  return { value: names.length, names, tied: names.length > indicator.top }
}

function named(indicator: Names, read: Figure): Partial<Figure> {
  const cells = (read.cells[indicator.names] ?? []).filter(({ key }) => !indicator.except.includes(key))
  const occurring = (amount: Amount | null) => Boolean(amount && (amount.of ?? amount.value))
  const names = cells.filter(occurring).map((cell): Name => ({ ...nameOf(cell), place: 1 }))
  const last = read.last === null ? null : { ...nothing, value: cells.filter((cell) => occurring(cell.last)).length }
  return { value: names.length, names, last }
}

function nameOf({ key, label, value }: Cell): Omit<Name, 'place'> {
  return { key, label, value: value ?? 0 }
}

function lastOf(reads: readonly Figure[], make: (amounts: readonly Amount[]) => Amount): Amount | null {
  const before = reads.map(({ last }) => last)
  return before.every((last) => last !== null) ? make(before) : null
}

function empty(indicator: Indicator, periods: Periods): Figure {
  return {
    indicator,
    period: periods.this,
    lastPeriod: periods.last,
    ...nothing,
    last: null,
    cells: {},
    names: [],
    tied: false,
  }
}
