/** A number in a document, or one that a reader can work out from those. */
export interface Variable {
  id: string
  /** null: nobody can tell, not even with everything shown. */
  value: number | null
  /** Whether it is printed when it is not hidden. */
  published: boolean
  /** Whether a small value may betray someone. */
  personal: boolean
  /** Must be hidden, whatever its neighbours: too few, or everybody in one cell. */
  primary: boolean
  /** Why it is primary when it is not small itself: nobody is in this other number, so everybody is in this one. */
  empty?: string
  /** How far apart the lowest and highest value must be that a reader can still think possible. */
  width: number
  /** The lowest value a reader must think possible when it is hidden. */
  least: number
}

/** What a reader knows for certain: the terms add up to a constant. */
export interface Equation {
  terms: ReadonlyMap<string, number>
  constant: number
}

/** All numbers of a document and how they hang together. */
export interface Model {
  variables: Map<string, Variable>
  equations: Equation[]
  /** The equations by their terms, so that each stands there once. */
  known: Set<string>
}

/** A model of nothing yet. */
export const emptyModel = (): Model => ({ variables: new Map(), equations: [], known: new Set() })

/** Adds an equation `whole = parts`, with the difference as its constant when the parts overlap. */
export function partition(model: Model, whole: string, parts: readonly string[], difference = 0): void {
  const terms = new Map<string, number>([[whole, 1]])
  for (const part of parts) terms.set(part, (terms.get(part) ?? 0) - 1)
  for (const [id, factor] of terms) if (factor === 0) terms.delete(id)
  const key = `${whole} = ${[...parts].sort().join(' + ')}`
  if (terms.size === 0 || model.known.has(key)) return
  model.known.add(key)
  model.equations.push({ terms, constant: difference })
}

/** Adds that a hidden number is told to be at most this: the reader knows what is left of it, and no more. */
export function atMost(model: Model, id: string, highest: number): void {
  const variable = model.variables.get(id)
  if (!variable) return
  const room = auxiliary(model, `room above ${id}`, false)
  const terms = new Map([
    [id, 1],
    [room, 1],
  ])
  model.equations.push({ terms, constant: highest })
  variable.width = Math.max(0, highest - variable.least)
}

/** Adds a number that is not printed and may be anything from zero. */
export function auxiliary(model: Model, id: string, personal: boolean): string {
  if (!model.variables.has(id)) {
    model.variables.set(id, { id, value: null, published: false, personal, primary: false, width: 0, least: 0 })
  }
  return id
}

/** The equations that each number stands in. */
export type EquationsAround = ReadonlyMap<string, readonly Equation[]>
export function equationsAround(model: Model): EquationsAround {
  const around = new Map<string, Equation[]>([...model.variables.keys()].map((id) => [id, []]))
  for (const equation of model.equations) for (const id of equation.terms.keys()) around.get(id)?.push(equation)
  return around
}
