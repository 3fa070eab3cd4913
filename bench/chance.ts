export interface Chance {
  /** A number from 0 up to, and not including, 1. */
  roll(): number
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  pick<T>(from: readonly T[]): T
  /** A key of the table, as often as its weight says. */
  weighted(weights: Readonly<Record<string, number>>): string
}

/** Chance that falls the same way for the same seed, so that two runs build the same organisation. */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const roll = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    // The low bits of such a row repeat soon; folding the high ones in is enough for a benchmark.
    return ((state ^ (state >>> 15)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number) => least + Math.floor(roll() * (most - least + 1))
  return {
    roll,
    between,
    pick: <T>(from: readonly T[]) => from[between(0, from.length - 1)] as T,
    weighted(weights) {
      const entries = Object.entries(weights)
      let left = roll() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [key, weight] of entries) {
        left -= weight
        if (left < 0) return key
      }
      return entries[0]?.[0] as string
    },
  }
}
