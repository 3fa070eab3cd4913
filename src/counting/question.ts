import type { Day, Period } from '#platform/days'
import { baseOf, type Fact, RUNNING, UNKNOWN } from './fact.ts'
import type { Grouping } from './grouping.ts'
import type { Counted, Indicator } from './indicator.ts'
import { groupingFor } from './where.ts'

/** Dutch names of values by dimension, such as villages by key; what the fact itself names need not be brought. */
export type Labels = Readonly<Record<string, Readonly<Record<string, string>>>>

/** What is asked of the engine. Its population is tenant, lines, villages and period, never the reader. */
export interface Question {
  tenant: string
  lines: readonly string[]
  /** Only what happened in these villages; left out: everywhere, unknown too. */
  villages?: readonly string[]
  period: Period
  compare: 'last-year' | 'same-day-last-year' | 'none'
  /** The last day that counts, for a year that is not over. */
  upTo?: Day
  indicators: readonly Indicator[]
  groupings?: readonly Grouping[]
  labels?: Labels
}

/** The indicators of a question that are counted from facts, those read by derived ones among them, each once. */
export function countedOf(indicators: readonly Indicator[]): Counted[] {
  const found = new Map<string, Counted>()
  const visit = (indicator: Indicator) => {
    for (const read of readBy(indicator)) visit(read)
    if (isCounted(indicator)) found.set(indicator.key, indicator)
  }
  indicators.forEach(visit)
  return [...found.values()]
}

/** The indicators that a derived one reads; none for a counted one. */
export function readBy(indicator: Indicator): readonly Indicator[] {
  if (isCounted(indicator)) return []
  if (indicator.kind === 'sum') return indicator.reads
  return indicator.kind === 'ratio' ? [indicator.reads, indicator.per] : [indicator.reads]
}

/** Whether an indicator is counted from a fact, and not from other indicators. */
export function isCounted(indicator: Indicator): indicator is Counted {
  return indicator.kind === 'count' || indicator.kind === 'share' || indicator.kind === 'measure'
}

/** The fact an indicator rests on; of a derived one, that of the first figure it reads. */
export function factOf(indicator: Indicator): Fact {
  return isCounted(indicator) ? indicator.reads : factOf(readBy(indicator)[0] as Indicator)
}

/** The Dutch name of a value of a dimension or grouping; its key when nobody named it. */
export function valueLabel(
  fact: Fact,
  key: string,
  value: string,
  question: Pick<Question, 'groupings' | 'labels'>,
): string {
  const grouped = fact.groupings[key] ? groupingFor(key, question.groupings ?? []).labels[value] : undefined
  const brought = question.labels?.[key]?.[value] ?? fact.dimensions[baseOf(fact, key)]?.values?.[value]
  const named = grouped ?? brought
  if (named !== undefined) return named
  if (value === UNKNOWN) return 'onbekend'
  return value === RUNNING ? 'loopt nog' : value
}
