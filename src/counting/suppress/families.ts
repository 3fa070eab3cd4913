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

type Member = readonly [id: string, placed: Placed]
/** Regions that differ on one side only. */
interface Family {
  side: string
  members: Member[]
  /** How many of them were cut already. */
  cut: number
}

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
  const sides = new Set([timeSide, ...[...placed.values()].flatMap(({ region }) => [...region.sides.keys()])])
  for (const side of overlapping) sides.delete(side)
  const all = new Set<string>()
  const families = new Map<string, Family>()
  let fresh = new Map(placed)
  for (let round = 0; round < rounds && fresh.size > 0; round++) {
    for (const member of fresh) {
      all.add(member[0])
      for (const side of sides) joinFamily(families, side, member)
    }
    fresh = new Map()
    for (const family of families.values()) {
      if (family.members.length < 2 || family.members.length === family.cut) continue
      family.cut = family.members.length
      for (const [id, atom] of cut(model, family, universe)) if (!all.has(id)) fresh.set(id, atom)
    }
  }
}

function joinFamily(families: Map<string, Family>, side: string, member: Member) {
  const [, { prefix, region }] = member
  const name = `${side} ${prefix} ${nameOf(region, side)}`
  const family = families.get(name) ?? { side, members: [], cut: 0 }
  family.members.push(member)
  families.set(name, family)
}

/** @returns the atoms that some region is made of */
function cut(model: Model, { side, members }: Family, universe: Universe): Map<string, Placed> {
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
  const used = new Map<string, Placed>()
  members.forEach(([id], i) => {
    const own = parts.filter(({ signature }) => signature[i] === '1')
    if (own.length < 2) return
    for (const part of own) used.set(auxiliary(model, part.id, part.placed.personal), part.placed)
    partition(
      model,
      id,
      own.map((part) => part.id),
    )
  })
  return used
}
