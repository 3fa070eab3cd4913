import type { Model } from './model.ts'
import { type Interval, Programme } from './simplex.ts'

/** The best reader there is: knows every number that is shown and how all numbers hang together, and solves it. */
export interface Attacker {
  /** How low and how high a number can be while these are hidden; whole numbers rounded inwards. */
  interval(hidden: ReadonlySet<string>, id: string): Interval
  /** Whether the highest value that a number can have lies at least so far above the lowest. */
  leavesRoom(hidden: ReadonlySet<string>, id: string, width: number): boolean
  /** All unknown numbers that hang together with this one by equations, itself among them. */
  around(hidden: ReadonlySet<string>, id: string): Iterable<string>
}

/** The reader of a model. What hangs together and did not change since is set up once. */
export function attacker(model: Model): Attacker {
  const web = webOf(model)
  const solved = new Map<string, Programme>()
  let lastHidden: ReadonlySet<string> | null = null
  let lastSize = 0
  let unknown = new Uint8Array()
  let near = new Map<number, Puzzle>()
  const puzzleOf = (hidden: ReadonlySet<string>, id: string): Puzzle => {
    // A set only ever grows, so one of the same size is untouched since the last question and has the same puzzles.
    if (hidden !== lastHidden || hidden.size !== lastSize) {
      near = new Map()
      unknown = unknownIn(web, hidden)
    }
    lastHidden = hidden
    lastSize = hidden.size
    const start = web.number.get(id) as number
    const known = near.get(start)
    if (known) return known
    const puzzle = puzzleAround(web, unknown, start)
    for (const one of puzzle.unknowns) near.set(one, puzzle)
    return puzzle
  }
  const programmeOf = (hidden: ReadonlySet<string>, puzzle: Puzzle): Programme => {
    if (puzzle.programme) return puzzle.programme
    const key = puzzle.unknowns.join()
    puzzle.programme = solved.get(key) ?? programmeFor(web, hidden, puzzle)
    solved.set(key, puzzle.programme)
    return puzzle.programme
  }
  const placeIn = ({ unknowns }: Puzzle, id: string) => unknowns.indexOf(web.number.get(id) as number)
  return {
    interval(hidden, id) {
      const puzzle = puzzleOf(hidden, id)
      const found = programmeOf(hidden, puzzle).interval(placeIn(puzzle, id))
      return rounded(id, leastOf(model, hidden, id), found)
    },
    leavesRoom(hidden, id, width) {
      const puzzle = puzzleOf(hidden, id)
      return programmeOf(hidden, puzzle).hasRoom(placeIn(puzzle, id), width)
    },
    around: (hidden, id) => puzzleOf(hidden, id).unknowns.map((one) => web.ids[one] as string),
  }
}

/** A model by numbers instead of names: the same is asked of it again and again. */
interface Web {
  model: Model
  ids: readonly string[]
  number: ReadonlyMap<string, number>
  /** The numbers that each equation is about. */
  terms: readonly (readonly number[])[]
  /** The equations that each number stands in. */
  equations: readonly (readonly number[])[]
}
/** What hangs together: unknowns in order, and the equations that they stand in. */
interface Puzzle {
  unknowns: readonly number[]
  equations: readonly number[]
  /** Set up at the first question about it. */
  programme?: Programme
}

function webOf(model: Model): Web {
  const ids = [...model.variables.keys()]
  const number = new Map(ids.map((id, i) => [id, i]))
  const terms = model.equations.map((equation) => [...equation.terms.keys()].map((id) => number.get(id) as number))
  const equations = ids.map((): number[] => [])
  terms.forEach((all, i) => {
    for (const one of all) equations[one]?.push(i)
  })
  return { model, ids, number, terms, equations }
}

/** For each number whether a reader does not see it. */
function unknownIn({ model, ids, number }: Web, hidden: ReadonlySet<string>): Uint8Array<ArrayBuffer> {
  const unknown = Uint8Array.from(ids, (id) => (model.variables.get(id)?.published ? 0 : 1))
  for (const id of hidden) unknown[number.get(id) as number] = 1
  return unknown
}

function puzzleAround({ terms, equations }: Web, unknown: Uint8Array, start: number): Puzzle {
  const found = new Set([start])
  const between = new Set<number>()
  for (const one of found) {
    for (const i of equations[one] ?? []) {
      if (between.has(i)) continue
      between.add(i)
      for (const other of terms[i] ?? []) if (unknown[other]) found.add(other)
    }
  }
  const inOrder = (all: Set<number>) => [...all].sort((a, b) => a - b)
  return { unknowns: inOrder(found), equations: inOrder(between) }
}

function programmeFor({ model, ids }: Web, hidden: ReadonlySet<string>, { unknowns, equations }: Puzzle): Programme {
  const place = new Map(unknowns.map((one, i) => [ids[one] as string, i]))
  const rows = equations.map((i) => {
    const { terms, constant } = model.equations[i] as Model['equations'][number]
    const row = new Array<number>(unknowns.length + 1).fill(0)
    let rest = constant
    for (const [id, factor] of terms) {
      const at = place.get(id)
      if (at !== undefined) row[at] = factor
      // Unknowns are counted from their lowest possible value, so that they start at zero.
      rest -= factor * (at === undefined ? (model.variables.get(id)?.value ?? 0) : leastOf(model, hidden, id))
    }
    row[unknowns.length] = rest
    return row
  })
  return new Programme(rows, unknowns.length)
}

/** A hidden number is at least one, because a zero would have been shown. */
function leastOf(model: Model, hidden: ReadonlySet<string>, id: string): number {
  return hidden.has(id) ? (model.variables.get(id)?.least ?? 0) : 0
}

function rounded(id: string, least: number, { low, high }: Interval): Interval {
  if (id.startsWith('sum of ')) return { low: least + low, high: least + high }
  return { low: Math.ceil(least + low - 1e-6), high: Math.floor(least + high + 1e-6) }
}
