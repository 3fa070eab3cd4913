import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Programme } from './simplex.ts'

test('the solver knows what an unknown that stands in one equation alone can be', () => {
  // Of the five, a and b are in both equations; the rest is what is left over in each.
  const programme = new Programme(
    [
      [1, 1, 1, 0, 5],
      [-1, -1, 0, -1, -3],
    ],
    4,
  )
  const bounds = [0, 1, 2, 3].map((unknown) => programme.interval(unknown)).map(({ low, high }) => [low + 0, high + 0])
  expect(bounds).toEqual([
    [0, 3],
    [0, 3],
    [2, 5],
    [0, 3],
  ])
})

test('the solver knows how far apart two unknowns can be that only differ by a known number', () => {
  // a is two more than b, and with c it makes five.
  const programme = new Programme(
    [
      [1, -1, 0, 2],
      [1, 0, 1, 5],
    ],
    3,
  )
  const bounds = [0, 1, 2].map((unknown) => programme.interval(unknown)).map(({ low, high }) => [low + 0, high + 0])
  expect(bounds).toEqual([
    [2, 5],
    [0, 3],
    [0, 3],
  ])
})

test('the solver finds the same bounds as trying every table', () => {
  const small = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(small, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (cells, kept) => {
      const [a, b, c, d] = cells as [number, number, number, number]
      // A two by two table: rows, columns and those cells that are kept are known.
      const rows = [
        [1, 1, 0, 0, a + b],
        [0, 0, 1, 1, c + d],
        [1, 0, 1, 0, a + c],
        [0, 1, 0, 1, b + d],
      ]
      kept.forEach((keep, i) => {
        if (keep) rows.push([...[0, 1, 2, 3].map((j) => (i === j ? 1 : 0)), cells[i] as number])
      })
      const possible: number[][] = []
      for (let n = 0; n < 9 ** 4; n++) {
        const guess = [n % 9, Math.floor(n / 9) % 9, Math.floor(n / 81) % 9, Math.floor(n / 729)]
        if (rows.every((row) => guess.reduce((sum, one, i) => sum + one * (row[i] ?? 0), 0) === row[4]))
          possible.push(guess)
      }
      const programme = new Programme(rows, 4)
      for (let i = 0; i < 4; i++) {
        const { low, high } = programme.interval(i)
        const values = possible.map((guess) => guess[i] as number)
        expect([Math.round(low) + 0, Math.round(high) + 0]).toEqual([Math.min(...values), Math.max(...values)])
      }
    }),
    { numRuns: 40, seed: 3 },
  )
})
