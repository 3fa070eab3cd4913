import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day, yearPeriod } from '#platform/days'
import { grouping } from './grouping.ts'
import { bordersOf, boxOf, spanOf } from './period-rule.ts'
import { grouped, type Table } from './table.ts'

const sizes = grouping({ key: 'size', of: 'village', groups: { large: ['a', 'b'] }, rest: 'small', labels: {} })

test('a group is what its villages are together: totals added, the smallest and largest of all', () => {
  const villages: Table = new Map([
    ['a', [3, 10, 2, 9]],
    ['b', [4, null, null, null]],
    ['c', [1, 5, 5, 5]],
  ])
  const asks = [{ take: 'n' }, { take: 'sum' }, { take: 'min' }, { take: 'max' }] as const
  expect(Object.fromEntries(grouped(villages, sizes, asks))).toEqual({ large: [7, 10, 2, 9], small: [1, 5, 5, 5] })
})

test('whose village nobody wrote down lives in no small one', () => {
  expect([...grouped(new Map([['unknown', [2]]]), sizes, [{ take: 'n' }]).keys()]).toEqual(['unknown'])
})

test('the classes that suppression reckons with take the same records as the days that are counted', () => {
  const [now, before] = [yearPeriod(2025), yearPeriod(2024)]
  const borders = bordersOf([now, before])
  const classOf = (on: string) => borders.filter((border) => border <= on).length
  const anyDay = fc.integer({ min: -400, max: 1200 }).map((n) => addDays(day('2024-01-01'), n))
  fc.assert(
    fc.property(anyDay, fc.option(fc.integer({ min: 0, max: 900 })), (starts, length) => {
      const ends = length === null ? null : addDays(starts, length)
      for (const when of ['started', 'ended', 'running', 'standing', 'carriedOver'] as const) {
        for (const period of [now, before]) {
          const span = spanOf(when, period)
          const inDays =
            starts < span.startsBefore &&
            (span.startsFrom === null || starts >= span.startsFrom) &&
            (span.endsFrom === null || ends === null || ends >= span.endsFrom) &&
            (span.endsBefore === null || (ends !== null && ends < span.endsBefore))
          const box = boxOf(when, period, borders)
          const [start, end] = [classOf(starts), ends === null ? borders.length : classOf(ends)]
          const inClasses = start >= box.startFrom && start <= box.startTo && end >= box.endFrom && end <= box.endTo
          // What runs on has the class of what ended after the last border; no rule tells these two apart.
          expect(inClasses, `${when} ${starts} ${ends}`).toBe(inDays)
        }
      }
    }),
    { numRuns: 300, seed: 2025 },
  )
})
