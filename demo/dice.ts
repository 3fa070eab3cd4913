export interface Dice {
  /** A number from 0 up to, and not including, 1. */
  roll(): number
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  /** One of these. */
  pick<T>(from: readonly T[]): T
  /** These in another order. */
  shuffled<T>(from: readonly T[]): T[]
}

/** Dice that fall the same way for the same seed, on every machine: an invented town is the same each time. */
export function dice(seed: number): Dice {
  let state = seed >>> 0
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number) => least + Math.floor(roll() * (most - least + 1))
  const pick = <T>(from: readonly T[]): T => {
    if (from.length === 0) throw new RangeError('There is nothing to pick from')
    return from[between(0, from.length - 1)] as T
  }
  const shuffled = <T>(from: readonly T[]): T[] => {
    const left = [...from]
    return Array.from(from, () => left.splice(between(0, left.length - 1), 1)[0] as T)
  }
  return { roll, between, pick, shuffled }
}

const signs = '0123456789BCDFGHJKMNPQRSTVWXYZ'

/** A short number as the product makes them ('7K2-P4X'), but the same one each time. */
export function fixedNumber({ pick }: Dice): string {
  const three = () => Array.from({ length: 3 }, () => pick([...signs])).join('')
  return `${three()}-${three()}`
}
