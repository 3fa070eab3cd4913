import { expect, test } from 'vitest'
import { sampleOf } from './opening.ts'

const some = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `opening-${at}` }))
const keys = (all: readonly { id: string }[]) => all.map(({ id }) => id)

test('of few openings all are looked at, of many a tenth and never less than five', () => {
  for (const [all, drawn] of [
    [0, 0],
    [3, 3],
    [5, 5],
    [49, 5],
    [51, 6],
    [200, 20],
  ] as const)
    expect(sampleOf(some(all), '2025-03')).toHaveLength(drawn)
})

test('the same month draws the same ones, in whatever order they come, and another month others', () => {
  const drawn = keys(sampleOf(some(60), '2025-03'))
  expect(keys(sampleOf(some(60).reverse(), '2025-03')).sort()).toEqual([...drawn].sort())
  expect(keys(sampleOf(some(60), '2025-04'))).not.toEqual(drawn)
})
