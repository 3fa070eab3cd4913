import { type Attacker, attacker } from './attack.ts'
import type { Model, Variable } from './model.ts'
import type { Interval } from './simplex.ts'

/**
 * Which numbers to hide so that no reader can work out what must not be known: first those that are too small
 * themselves, then as many others as are needed, the smallest first. After every step the reader's best attack is
 * solved exactly; it ends when each number that must stay unknown can still be one of a whole threshold of values.
 * Hiding everything always does. At the end whatever was hidden without need is shown again.
 */
export function protect(model: Model, threshold: number): ReadonlySet<string> {
  const cracked = attacker(model)
  const primary = [...model.variables.values()].filter((variable) => variable.published && variable.primary)
  const guarded = [...guardable(model, primary, cracked), ...derivableOf(model, threshold, cracked)]
  const hidden = new Set(primary.map(({ id }) => id))
  for (;;) {
    const told = guarded.filter(({ id, width }) => !cracked.leavesRoom(hidden, id, width)).map(({ id }) => id)
    if (told.length === 0) return withoutNeedless(model, hidden, primary, guarded, cracked)
    const before = hidden.size
    const touched = new Set<string>()
    for (const id of told) {
      if (touched.has(id)) continue
      const next = nextToHide(model, hidden, id)
      if (next === null) continue
      hidden.add(next)
      // One more hidden number in an equation may be enough for the others in it.
      for (const { terms } of model.equations) if (terms.has(next)) for (const other of terms.keys()) touched.add(other)
    }
    // Figures that contradict each other, by a mistake in the records, cannot be proven safe: then all stays hidden.
    if (hidden.size === before) return hidden
  }
}

/**
 * Without those that tell that everybody or nobody is in them where a table in which a row is missing told it already:
 * they are hidden all the same, but hiding all the rest as well would not help.
 */
function guardable(model: Model, primary: readonly Variable[], cracked: Attacker): Variable[] {
  const everything = new Set([...model.variables.values()].filter(({ published }) => published).map(({ id }) => id))
  return primary.filter(({ empty }) => !(empty && cracked.interval(everything, empty).high <= 0))
}

/** Numbers that are printed nowhere, but that a reader of everything could work out to be too small. */
function derivableOf(model: Model, threshold: number, cracked: Attacker): Variable[] {
  if (threshold <= 1) return []
  const nothing = new Set<string>()
  const found: Variable[] = []
  for (const variable of model.variables.values()) {
    if (variable.published || !variable.personal || variable.id.startsWith('sum of ')) continue
    const { low, high } = cracked.interval(nothing, variable.id)
    if (low >= 1 && high < threshold) found.push({ ...variable, width: threshold - 1 })
  }
  return found
}

// Trying every hidden number once more takes seconds in a very large document; there we hide a little too much.
const thorough = 500

function isKnown({ low, high }: Interval): boolean {
  return low === high
}

/** Shows again what protects nothing, the largest first: it was hidden before a better neighbour was. */
function withoutNeedless(
  model: Model,
  hidden: ReadonlySet<string>,
  primary: readonly Variable[],
  guarded: readonly Variable[],
  cracked: Attacker,
): ReadonlySet<string> {
  const kept = new Set(primary.map(({ id }) => id))
  const others = [...hidden].filter((id) => !kept.has(id)).map((id) => model.variables.get(id) as Variable)
  // What a reader can work out anyway may as well be printed: it protects nothing, and printing it tells nothing new.
  const plain = new Set(others.filter(({ id }) => isKnown(cracked.interval(hidden, id))).map(({ id }) => id))
  let left: ReadonlySet<string> = new Set([...hidden].filter((id) => !plain.has(id)))
  if (model.variables.size > thorough) return left
  for (const { id } of others
    .filter((one) => left.has(one.id))
    .sort(bySize)
    .reverse()) {
    const fewer = new Set(left)
    fewer.delete(id)
    if (guarded.every((one) => cracked.leavesRoom(fewer, one.id, one.width))) left = fewer
  }
  return left
}

/** The smallest number that is shown and not zero, as near as possible along the equations. */
function nextToHide(model: Model, hidden: ReadonlySet<string>, start: string): string | null {
  const seen = new Set([start])
  let layer = [start]
  let empty: string | null = null
  while (layer.length > 0) {
    const around = new Set<string>()
    for (const { terms } of model.equations) {
      if (layer.some((id) => terms.has(id))) for (const id of terms.keys()) if (!seen.has(id)) around.add(id)
    }
    const known = [...around].filter((id) => model.variables.get(id)?.published && !hidden.has(id))
    const shown = known.map((id) => model.variables.get(id) as Variable).sort(bySize)
    const filled = shown.find(({ value }) => value !== 0)
    if (filled) return filled.id
    empty ??= shown[0]?.id ?? null
    for (const id of around) seen.add(id)
    layer = [...around].filter((id) => hidden.has(id) || !model.variables.get(id)?.published)
  }
  return empty
}

function bySize(one: Variable, other: Variable): number {
  return Math.abs(one.value ?? 0) - Math.abs(other.value ?? 0) || (one.id < other.id ? -1 : 1)
}
