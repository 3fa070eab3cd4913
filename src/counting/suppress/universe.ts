import type { Answer } from '../engine.ts'
import { baseOf, RUNNING } from '../fact.ts'
import type { Figure } from '../figure.ts'
import { ruleOf } from '../query.ts'
import { isCounted } from '../question.ts'
import { type Condition, conditionsOf } from '../where.ts'
import { elsewhere, scopeOf, type Universe } from './region.ts'

/** All values that some answers name on each dimension, in tests, groupings, scope and rows of breakdowns. */
export function universeOf(answers: readonly Answer[]): Universe {
  const universe = new Map<string, Set<string>>()
  const running = new Set<string>()
  const note = (conditions: readonly Condition[]) => {
    for (const { dimension, set } of conditions) {
      const all = universe.get(dimension) ?? new Set([elsewhere])
      for (const value of set.values) all.add(value)
      universe.set(dimension, all)
    }
  }
  for (const { question, figures } of answers) {
    note(scopeOf(question))
    for (const figure of Object.values(figures)) {
      const { indicator } = figure
      if (!isCounted(indicator)) continue
      note(ruleOf(indicator, figure.period, question, 'part').conditions)
      for (const [key, { asOf }] of Object.entries(indicator.reads.dimensions)) if (asOf) running.add(key)
      for (const by of indicator.by) {
        for (const cell of figure.cells[by] ?? []) note(cellConditions(figure, by, cell.key, question.groupings ?? []))
      }
    }
  }
  // What had not ended is told by time; among the values of what ended there is no 'running'.
  for (const dimension of running) universe.get(dimension)?.delete(RUNNING)
  return { values: universe, numbers: new Map() }
}

/** What being in one row of a breakdown adds to the rule of its figure. */
export function cellConditions(
  { indicator }: Figure,
  by: string,
  key: string,
  groupings: Parameters<typeof conditionsOf>[2],
): Condition[] {
  return isCounted(indicator) ? conditionsOf(indicator.reads, { [by]: key }, groupings) : []
}

/** Dimensions of which one record can have several values: their rows cannot be subtracted from a total. */
export function overlappingIn(answers: readonly Answer[]): Set<string> {
  const facts = answers.flatMap(({ figures }) =>
    Object.values(figures).flatMap(({ indicator }) => (isCounted(indicator) ? [indicator.reads] : [])),
  )
  return new Set(facts.flatMap((fact) => fact.overlapping.map((key) => baseOf(fact, key))))
}
