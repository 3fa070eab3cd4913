import { plain } from './plain.ts'

/**
 * The candidate that someone probably meant by a misspelt word, or undefined when none is near. Capitals and accents
 * do not count; up to four letters one mistake may be made, up to eight two, above that three. Of two equally near
 * ones it is the first.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = plain(word).slice(0, longest)
  let best: string | undefined
  let bestDistance = mistakesAllowed(wanted) + 1
  for (const candidate of candidates) {
    const distance = distanceBetween(wanted, plain(candidate).slice(0, longest), bestDistance)
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

// Long texts are no misspelt words, and the work grows with the square of the length.
const longest = 100

function mistakesAllowed(word: string): number {
  if (word.length < 2) return 0
  if (word.length <= 4) return 1
  return word.length <= 8 ? 2 : 3
}

/**
 * How many letters must be added, left out, changed or swapped with their neighbour to make the one word the other
 * (Damerau-Levenshtein, no letter touched twice). Stops at `limit`: a larger distance comes back as some number ≥ it.
 */
export function distanceBetween(one: string, other: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(one.length - other.length) >= limit) return Math.abs(one.length - other.length)
  let twoBack: number[] = []
  let oneBack = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1
      let least = Math.min(at(oneBack, j) + 1, at(row, j - 1) + 1, at(oneBack, j - 1) + change)
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      if (swapped) least = Math.min(least, at(twoBack, j - 2) + 1)
      row.push(least)
    }
    // Two rows must be beyond the limit, for a swap reaches back over one.
    if (Math.min(...row) >= limit && Math.min(...oneBack) >= limit) return limit
    twoBack = oneBack
    oneBack = row
  }
  return at(oneBack, other.length)
}

function at(row: number[], index: number): number {
  return row[index] as number
}
