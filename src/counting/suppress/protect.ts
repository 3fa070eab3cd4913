import { type Attacker, attacker } from './attack.ts'
import { type EquationsAround, equationsAround, type Model, type Variable } from './model.ts'
import type { Interval } from './simplex.ts'

/** What was decided before anything is hidden. */
export interface Fixed {
  /** Shown whatever comes of it, or known from elsewhere: hiding these protects nothing. */
  open: ReadonlySet<string>
  /** Not printed whatever they are, and guarded only when they are small themselves. */
  withheld: ReadonlySet<string>
  /** How far apart a reader must think a small number can be that is printed nowhere. */
  room: number
}
const nothingFixed: Pick<Fixed, 'open' | 'withheld'> = { open: new Set(), withheld: new Set() }

/** What to hide, and whether that is enough. */
export interface Protected {
  hidden: ReadonlySet<string>
  safe: boolean
}

/**
 * Which numbers to hide so that no reader can work out what must not be known: first those that are too small
 * themselves, then as many others as are needed, the smallest first. After every step the reader's best attack is
 * solved exactly; it ends when each number that must stay unknown can still be one of a whole threshold of values.
 * Hiding everything always does. At the end whatever was hidden without need is shown again.
 */
export function protect(
  model: Model,
  threshold: number,
  { open, withheld, room }: Fixed = { ...nothingFixed, room: threshold - 1 },
): Protected {
  const cracked = attacker(model)
  const primary = [...model.variables.values()].filter(
    (variable) => variable.published && variable.primary && !open.has(variable.id),
  )
  const guarded = [
    ...guardable(model, primary, cracked),
    ...derivableOf(model, threshold, room, cracked).filter(({ id }) => !open.has(id)),
  ]
  const hidden = new Set([...primary.map(({ id }) => id), ...[...withheld].filter((id) => !open.has(id))])
  const around = equationsAround(model)
  let told: readonly Variable[] = guarded
  for (;;) {
    // What has room enough keeps it when more is hidden: whatever a reader could think before is still possible.
    told = told.filter(({ id, width }) => !cracked.leavesRoom(hidden, id, width))
    if (told.length === 0) {
      const kept = new Set([...primary.map(({ id }) => id), ...withheld])
      return { hidden: withoutNeedless(model, hidden, kept, guarded, cracked, around), safe: true }
    }
    const before = hidden.size
    const touched = new Set<string>()
    for (const { id } of told) {
      if (touched.has(id)) continue
      const next = nextToHide(model, around, hidden, open, id)
      if (next === null) continue
      hidden.add(next)
      // One more hidden number in an equation may be enough for the others in it.
      for (const { terms } of around.get(next) ?? []) for (const other of terms.keys()) touched.add(other)
    }
    // Figures that contradict each other, by a mistake in the records, cannot be proven safe: then all stays hidden.
    if (hidden.size === before) return { hidden, safe: false }
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
function derivableOf(model: Model, threshold: number, room: number, cracked: Attacker): Variable[] {
  if (threshold <= 1) return []
  const nothing = new Set<string>()
  const found: Variable[] = []
  for (const variable of model.variables.values()) {
    if (variable.published || !variable.personal || variable.id.startsWith('sum of ')) continue
    const { low, high } = cracked.interval(nothing, variable.id)
    if (low >= 1 && high < threshold) found.push({ ...variable, width: room })
  }
  return found
}

// Trying every hidden number once more takes seconds where so many unknowns hang together; there we hide a little too
// much. A page with each figure broken down in every way has some hundred.
const thorough = 250

function isKnown({ low, high }: Interval): boolean {
  return low === high
}

/** Shows again what protects nothing, the largest first: it was hidden before a better neighbour was. */
function withoutNeedless(
  model: Model,
  hidden: ReadonlySet<string>,
  kept: ReadonlySet<string>,
  guarded: readonly Variable[],
  cracked: Attacker,
  around: EquationsAround,
): ReadonlySet<string> {
  const others = [...hidden].filter((id) => !kept.has(id)).map((id) => model.variables.get(id) as Variable)
  // What a reader can work out anyway may as well be printed: it protects nothing, and printing it tells nothing new.
  const plain = new Set(others.filter(({ id }) => isKnown(cracked.interval(hidden, id))).map(({ id }) => id))
  let left: ReadonlySet<string> = new Set([...hidden].filter((id) => !plain.has(id)))
  for (const { id } of others
    .filter((one) => left.has(one.id))
    .sort(bySize)
    .reverse()) {
    // What does not hang together with it was safe and stays so.
    const near = new Set(cracked.around(left, id))
    if (near.size > thorough) continue
    const fewer = new Set(left)
    fewer.delete(id)
    const beside = guarded.filter((one) => near.has(one.id))
    const told = toldAtOnce(model, around, fewer, id)
    if (beside.some(({ id: one, width }) => width > 0 && told.has(one))) continue
    if (beside.every((one) => cracked.leavesRoom(fewer, one.id, one.width))) left = fewer
  }
  return left
}

/**
 * What a reader knows at once when one number is shown: the last unknown of an equation, and what that tells in turn. It
 * saves solving the whole for most of what was hidden with reason.
 */
function toldAtOnce(model: Model, around: EquationsAround, hidden: ReadonlySet<string>, shown: string): Set<string> {
  const told = new Set<string>([shown])
  for (const id of told) {
    for (const { terms } of around.get(id) ?? []) {
      const unknown = [...terms.keys()].filter((one) => isUnknown(model, hidden, one) && !told.has(one))
      if (unknown.length === 1) told.add(unknown[0] as string)
    }
  }
  return told
}

function isUnknown(model: Model, hidden: ReadonlySet<string>, id: string): boolean {
  return hidden.has(id) || !model.variables.get(id)?.published
}

/** The smallest number that is shown and not zero, as near as possible along the equations. */
function nextToHide(
  model: Model,
  around: EquationsAround,
  hidden: ReadonlySet<string>,
  open: ReadonlySet<string>,
  start: string,
): string | null {
  const seen = new Set([start])
  let layer = [start]
  let empty: string | null = null
  while (layer.length > 0) {
    const beside = new Set<string>()
    for (const one of layer) {
      for (const { terms } of around.get(one) ?? []) for (const id of terms.keys()) if (!seen.has(id)) beside.add(id)
    }
    const known = [...beside].filter((id) => model.variables.get(id)?.published && !hidden.has(id) && !open.has(id))
    const shown = known.map((id) => model.variables.get(id) as Variable).sort(bySize)
    const filled = shown.find(({ value }) => value !== 0)
    if (filled) return filled.id
    empty ??= shown[0]?.id ?? null
    for (const id of beside) seen.add(id)
    layer = [...beside].filter((id) => isUnknown(model, hidden, id))
  }
  return empty
}

function bySize(one: Variable, other: Variable): number {
  return Math.abs(one.value ?? 0) - Math.abs(other.value ?? 0) || (one.id < other.id ? -1 : 1)
}
