import type { Model } from './model.ts'
import { type Interval, Programme } from './simplex.ts'

/** The best reader there is: knows every number that is shown and how all numbers hang together, and solves it. */
export interface Attacker {
  /** How low and how high a number can be while these are hidden; whole numbers rounded inwards. */
  interval(hidden: ReadonlySet<string>, id: string): Interval
  /** Whether the highest value that a number can have lies at least so far above the lowest. */
  leavesRoom(hidden: ReadonlySet<string>, id: string, width: number): boolean
}

/** The reader of a model. What hangs together and did not change since is set up once. */
export function attacker(model: Model): Attacker {
  const equationsOf = new Map<string, number[]>()
  model.equations.forEach(({ terms }, i) => {
    for (const id of terms.keys()) equationsOf.set(id, [...(equationsOf.get(id) ?? []), i])
  })
  const solved = new Map<string, Solved>()
  let lastHidden: ReadonlySet<string> | null = null
  let lastSize = 0
  let around = new Map<string, Solved>()
  const solve = (hidden: ReadonlySet<string>, id: string): Solved => {
    // A set only ever grows, so one of the same size is untouched since the last question and has the same puzzles.
    if (hidden !== lastHidden || hidden.size !== lastSize) around = new Map()
    lastHidden = hidden
    lastSize = hidden.size
    const near = around.get(id)
    if (near) return near
    const puzzle = puzzleAround(model, equationsOf, hidden, id)
    const key = [...puzzle.ids].sort().join('\n')
    const known = solved.get(key) ?? {
      places: new Map(puzzle.ids.map((one, i) => [one, i])),
      programme: programmeFor(model, hidden, puzzle),
    }
    solved.set(key, known)
    for (const one of puzzle.ids) around.set(one, known)
    return known
  }
  return {
    interval(hidden, id) {
      const { programme, places } = solve(hidden, id)
      return rounded(id, leastOf(model, hidden, id), programme.interval(places.get(id) as number))
    },
    leavesRoom(hidden, id, width) {
      const { programme, places } = solve(hidden, id)
      return programme.hasRoom(places.get(id) as number, width)
    },
  }
}

interface Solved {
  places: ReadonlyMap<string, number>
  programme: Programme
}
interface Puzzle {
  ids: string[]
  equations: number[]
}

/** All unknown numbers that hang together with this one by equations, and those equations. */
function puzzleAround(
  model: Model,
  equationsOf: ReadonlyMap<string, number[]>,
  hidden: ReadonlySet<string>,
  start: string,
): Puzzle {
  const ids = new Set([start])
  const equations = new Set<number>()
  for (const id of ids) {
    for (const i of equationsOf.get(id) ?? []) {
      if (equations.has(i)) continue
      equations.add(i)
      for (const other of model.equations[i]?.terms.keys() ?? []) if (isUnknown(model, hidden, other)) ids.add(other)
    }
  }
  return { ids: [...ids], equations: [...equations] }
}

function programmeFor(model: Model, hidden: ReadonlySet<string>, { ids, equations }: Puzzle): Programme {
  const place = new Map(ids.map((id, i) => [id, i]))
  const rows = equations.map((i) => {
    const { terms, constant } = model.equations[i] as Model['equations'][number]
    const row = new Array<number>(ids.length + 1).fill(0)
    let rest = constant
    for (const [id, factor] of terms) {
      const at = place.get(id)
      if (at !== undefined) row[at] = factor
      // Unknowns are counted from their lowest possible value, so that they start at zero.
      rest -= factor * (at === undefined ? (model.variables.get(id)?.value ?? 0) : leastOf(model, hidden, id))
    }
    row[ids.length] = rest
    return row
  })
  return new Programme(rows, ids.length)
}

function isUnknown(model: Model, hidden: ReadonlySet<string>, id: string): boolean {
  return hidden.has(id) || !model.variables.get(id)?.published
}

/** A hidden number is at least one, because a zero would have been shown. */
function leastOf(model: Model, hidden: ReadonlySet<string>, id: string): number {
  return hidden.has(id) ? (model.variables.get(id)?.least ?? 0) : 0
}

function rounded(id: string, least: number, { low, high }: Interval): Interval {
  if (id.startsWith('sum of ')) return { low: least + low, high: least + high }
  return { low: Math.ceil(least + low - 1e-6), high: Math.floor(least + high + 1e-6) }
}
