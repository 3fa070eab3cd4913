import { baseOf, type Fact, UNKNOWN } from './fact.ts'
import type { Grouping } from './grouping.ts'

/** What a value must be. Plain data, so that a rule can be read, compared and put into words. */
export type Test =
  | string
  | number
  | boolean
  | { readonly oneOf: readonly string[] }
  | { readonly not: Test }
  | { readonly present: boolean }

/** Tests on dimensions and groupings, all of which must hold. */
export type Where = Readonly<Record<string, Test>>

/** One of these values. */
export const oneOf = (...values: string[]): Test => ({ oneOf: values })
/** Anything else, and also unknown. */
export const not = (test: Test): Test => ({ not: test })
/** Filled in, whatever the value. */
export const present: Test = { present: true }
/** Not filled in. */
export const absent: Test = { present: false }

/** The values of a dimension that pass: these, or with `negated` all but these. */
export interface ValueSet {
  values: ReadonlySet<string>
  negated: boolean
}

/** The values that pass a test. */
export function valuesOf(test: Test): ValueSet {
  if (typeof test !== 'object') return { values: new Set([String(test)]), negated: false }
  if ('oneOf' in test) return { values: new Set(test.oneOf), negated: false }
  if ('present' in test) return { values: new Set([UNKNOWN]), negated: test.present }
  const inner = valuesOf(test.not)
  return { values: inner.values, negated: !inner.negated }
}

/** Whether this value is in the set. */
export function holds(set: ValueSet, value: string): boolean {
  return set.values.has(value) !== set.negated
}

/** A condition on one dimension of the fact, groupings written out as the values they group. */
export interface Condition {
  dimension: string
  set: ValueSet
}

/** The conditions of a where-clause on dimensions alone. Throws when a grouping it names was not brought. */
export function conditionsOf(fact: Fact, where: Where, groupings: readonly Grouping[]): Condition[] {
  return Object.entries(where).map(([key, test]) => ({
    dimension: baseOf(fact, key),
    set: fact.groupings[key] ? ungrouped(valuesOf(test), groupingFor(key, groupings)) : valuesOf(test),
  }))
}

/** The grouping of this name in the question. Throws an Error when the question has none. */
export function groupingFor(key: string, groupings: readonly Grouping[]): Grouping {
  const found = groupings.find((grouping) => grouping.key === key)
  if (!found) throw new Error(`The question brings no grouping '${key}', which an indicator in it needs`)
  return found
}

/** The values whose group is in the set. What no group names goes with the rest, so it is told by what it is not. */
function ungrouped(set: ValueSet, grouping: Grouping): ValueSet {
  const restIn = holds(set, grouping.rest ?? UNKNOWN)
  const named = [...grouping.groups].filter(([, group]) => holds(set, group) !== restIn).map(([value]) => value)
  return { values: new Set(named), negated: restIn }
}
