import { auxiliary, type Model, partition } from './model.ts'
import { nameOf, type Region, sideOf, timeSide, type Universe, withSide } from './region.ts'

/** A region that the document prints a number of, or that such numbers are made of. */
export interface Placed {
  /** What is taken over the region: 'record' or the sum of a measure. */
  prefix: string
  region: Region
  personal: boolean
}

// Atoms of one family can fall in another: what ended of what started is a part of both. Deeper is never needed to
// tell the tables we print apart, and every round adds numbers.
const rounds = 3

/**
 * Adds how the regions of a document hang together. Those that differ on one side only, a family, are cut into atoms
 * that do not overlap; each region is the sum of its atoms. So villages make up large and small villages, solved and
 * unsolved what was mediated, carried over and started what ended and what stands.
 */
export function relate(
  model: Model,
  placed: ReadonlyMap<string, Placed>,
  universe: Universe,
  overlapping: ReadonlySet<string>,
): void {
  const all = new Map(placed)
  const done = new Set<string>()
  for (let round = 0; round < rounds; round++) {
    const before = all.size
    for (const [family, members] of familiesOf(all, overlapping)) {
      const signature = `${family}: ${members.map(([id]) => id).join()}`
      if (done.has(signature)) continue
      done.add(signature)
      cut(model, all, members, family.slice(0, family.indexOf(' ')), universe)
    }
    if (all.size === before) return
  }
}

type Member = [id: string, placed: Placed]

function familiesOf(all: ReadonlyMap<string, Placed>, overlapping: ReadonlySet<string>): Map<string, Member[]> {
  const sides = new Set([timeSide, ...[...all.values()].flatMap(({ region }) => [...region.sides.keys()])])
  const families = new Map<string, Member[]>()
  for (const side of sides) {
    if (overlapping.has(side)) continue
    for (const [id, one] of all) {
      const family = `${side} ${one.prefix} ${nameOf(one.region, side)}`
      families.set(family, [...(families.get(family) ?? []), [id, one]])
    }
  }
  for (const [family, members] of families) if (members.length < 2) families.delete(family)
  return families
}

function cut(model: Model, all: Map<string, Placed>, members: readonly Member[], side: string, universe: Universe) {
  const sets = members.map(([, { region }]) => sideOf(region, side, universe))
  const atoms = new Map<string, Set<string>>()
  for (const value of new Set(sets.flatMap((set) => [...set]))) {
    const signature = sets.map((set) => (set.has(value) ? '1' : '0')).join('')
    atoms.set(signature, (atoms.get(signature) ?? new Set()).add(value))
  }
  const parts = [...atoms].map(([signature, values]) => {
    const [, first] = members[0] as Member
    const region = withSide(first.region, side, values, universe)
    const id = `${first.prefix} ${nameOf(region)}`
    return { signature, id, placed: { ...first, region } }
  })
  members.forEach(([id], i) => {
    const own = parts.filter(({ signature }) => signature[i] === '1')
    if (own.length < 2) return
    for (const part of own) {
      auxiliary(model, part.id, part.placed.personal)
      if (!all.has(part.id)) all.set(part.id, part.placed)
    }
    partition(
      model,
      id,
      own.map((part) => part.id),
    )
  })
}
