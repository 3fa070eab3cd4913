import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#platform/database'
import { yearPeriod } from '#platform/days'
import { type TestDatabase, testDatabase } from '#platform/testing'
import { addsUpTo } from './adds-up.ts'
import { cellsAddUp } from './asks.ts'
import { answer } from './engine.ts'
import { count } from './indicator.ts'
import { members, unitsOf } from './members.ts'
import { keysOf, naively } from './testing/naive.ts'
import {
  asked,
  everyKind,
  makeScratch,
  type Scratch,
  scratchCases,
  someCases,
  us,
  withCases,
} from './testing/scratch.ts'
import { absent, oneOf, type Test } from './where.ts'

let scratch: TestDatabase
beforeAll(async () => {
  scratch = await testDatabase()
  await makeScratch(scratch)
})
afterAll(() => scratch.close())

const [now, before] = [yearPeriod(2025), yearPeriod(2024)]
const everyTime = { numRuns: 12, seed: 2025, endOnFailure: true }
const over = (check: (cases: Scratch[]) => Promise<void>, times = everyTime) =>
  fc.assert(fc.asyncProperty(someCases, check), times)

/** Means are added up in another order by hand, so the last binary digits may differ. */
const sameAs = (expected: number | null) => (found: unknown) =>
  expected === null ? found === null : typeof found === 'number' && Math.abs(found - expected) < 1e-9

test('every figure, of this year and last, is what one would count by hand', async () => {
  await over((cases) =>
    withCases(scratch.database, cases, async (tx) => {
      const { figures } = await answer(tx, asked)
      for (const indicator of everyKind) {
        const figure = figures[indicator.key]
        const context = JSON.stringify([indicator.key, cases])
        expect(figure?.value, context).toSatisfy(sameAs(naively(indicator, cases, now)))
        if (indicator.since) expect(figure?.last, context).toBeNull()
        else expect(figure?.last?.value, context).toSatisfy(sameAs(naively(indicator, cases, before)))
      }
    }),
  )
})

test('every row of every breakdown is what one would count by hand', async () => {
  await over((cases) =>
    withCases(scratch.database, cases, async (tx) => {
      const { figures } = await answer(tx, asked)
      for (const indicator of everyKind) {
        for (const by of indicator.by) {
          const cells = figures[indicator.key]?.cells[by] ?? []
          for (const key of keysOf(indicator, cases, by, [now, before])) {
            const cell = cells.find((one) => one.key === key)
            const context = JSON.stringify([indicator.key, by, key, cases])
            const none =
              indicator.kind === 'count' || (indicator.kind === 'measure' && indicator.take === 'sum') ? 0 : null
            expect(cell ? cell.value : none, context).toSatisfy(sameAs(naively(indicator, cases, now, [by, key])))
            expect(cell ? (cell.last?.value ?? null) : none, context).toSatisfy(
              sameAs(naively(indicator, cases, before, [by, key])),
            )
          }
        }
      }
    }),
  )
})

test('a figure has as many members as it says, in every row of every breakdown', async () => {
  const counts = everyKind.filter((indicator) => indicator.kind !== 'measure')
  await over(
    (cases) =>
      withCases(scratch.database, cases, async (tx) => {
        const { figures } = await answer(tx, asked)
        for (const indicator of counts) {
          const figure = figures[indicator.key]
          if (!figure) throw new Error('no figure')
          const size = (amount: { value: number | null; of: number | null } | null) => amount?.of ?? amount?.value ?? 0
          expect(unitsOf(await members(tx, asked, indicator))).toBe(size(figure))
          expect(unitsOf(await members(tx, asked, indicator, { period: 'last' }))).toBe(size(figure.last))
          if (indicator.kind === 'share') {
            expect(unitsOf(await members(tx, asked, indicator, { part: 'part' }))).toBe(figure.part)
          }
          for (const [dimension, cells] of Object.entries(figure.cells)) {
            for (const cell of cells.slice(0, 2)) {
              const found = await members(tx, asked, indicator, { cell: { dimension, key: cell.key } })
              expect(unitsOf(found), `${indicator.key} ${dimension}`).toBe(size(cell))
            }
          }
        }
      }),
    { ...everyTime, numRuns: 2 },
  )
})

test('a measure is made of as many records as it says', async () => {
  await over(
    (cases) =>
      withCases(scratch.database, cases, async (tx) => {
        const { figures } = await answer(tx, asked)
        for (const indicator of everyKind.filter(({ kind }) => kind === 'measure')) {
          expect(unitsOf(await members(tx, asked, indicator))).toBe(figures[indicator.key]?.n)
        }
      }),
    { ...everyTime, numRuns: 2 },
  )
})

test('another organisation counts for nothing, even where row security does not hold', async () => {
  const cases = fc
    .sample(someCases, { numRuns: 30, seed: 7 })
    .flat()
    .map((one, i) => ({ ...one, record: `${one.record.slice(0, -6)}${String(i).padStart(6, '0')}` }))
  const [own, others] = [
    cases.filter(({ tenant }) => tenant === us).length,
    cases.filter(({ tenant }) => tenant !== us).length,
  ]
  expect([own > 20, others > 20]).toEqual([true, true])
  const administrator = openDatabase(scratch.adminUrl, 1)
  try {
    await withCases(administrator, cases, async (tx) => {
      const { figures } = await answer(tx, asked)
      for (const indicator of everyKind) {
        expect(figures[indicator.key]?.value, indicator.key).toSatisfy(sameAs(naively(indicator, cases, now)))
      }
    })
  } finally {
    await administrator.destroy()
  }
})

test('a figure is the same asked alone and without breakdowns, and asked for its own line alone', async () => {
  await over(
    (cases) =>
      withCases(scratch.database, cases, async (tx) => {
        const { figures } = await answer(tx, asked)
        for (const indicator of everyKind) {
          const figure = figures[indicator.key]
          const alone = await answer(tx, { ...asked, indicators: [{ ...indicator, by: [] }] })
          const bare = alone.figures[indicator.key]
          const context = JSON.stringify([indicator.key, cases])
          expect(bare?.value, context).toSatisfy(sameAs(figure?.value ?? null))
          expect(bare?.last?.value ?? null, context).toSatisfy(sameAs(figure?.last?.value ?? null))
          if (indicator.kind !== 'count' || indicator.where.line !== 'mediation') continue
          const ofLine = await answer(tx, { ...asked, lines: ['mediation'], indicators: [indicator] })
          expect(ofLine.figures[indicator.key], context).toEqual(figure)
        }
      }),
    { ...everyTime, numRuns: 2 },
  )
})

test('figures that each ask for other schools find their own rows', async () => {
  const ofSchools = (key: string, school: Test) =>
    count({ key, name: key, reads: scratchCases, when: 'started', where: { school } })
  const north = ofSchools('north', 'north')
  const rest = ofSchools('rest', oneOf('south', 'west'))
  const unknown = ofSchools('unknown', absent)
  await over(
    (cases) =>
      withCases(scratch.database, cases, async (tx) => {
        for (const indicators of [
          [north, rest],
          [north, unknown],
        ]) {
          const { figures } = await answer(tx, { ...asked, indicators })
          for (const indicator of indicators) {
            expect(figures[indicator.key]?.value, indicator.key).toBe(naively(indicator, cases, now))
          }
        }
      }),
    { ...everyTime, numRuns: 5 },
  )
})

test('carried over and started are together ended and standing', async () => {
  await over((cases) =>
    withCases(scratch.database, cases, async (tx) => {
      const { figures } = await answer(tx, asked)
      const value = (key: string) => figures[key]?.value ?? Number.NaN
      const running = value('records-carriedOver') + value('records-started')
      expect(running).toBe(value('records-ended') + value('records-standing'))
      expect(running).toBe(value('records-running'))
      expect(value('records-carriedOver')).toBe(figures['records-standing']?.last?.value)
    }),
  )
})

test('the rows of a breakdown make up the total wherever they may be added', async () => {
  await over((cases) =>
    withCases(scratch.database, cases, async (tx) => {
      const { figures } = await answer(tx, asked)
      for (const indicator of everyKind) {
        const figure = figures[indicator.key]
        if (!figure) throw new Error('no figure')
        const equations = addsUpTo(figure)
        expect(equations.map((equation) => equation.by)).toEqual(indicator.by.filter((by) => cellsAddUp(indicator, by)))
        for (const equation of equations) expect(equation.holds, `${indicator.key} ${equation.text}`).toBe(true)
      }
    }),
  )
})

test('derived figures are made of the ones they read', async () => {
  await over((cases) =>
    withCases(scratch.database, cases, async (tx) => {
      const { figures } = await answer(tx, asked)
      const [records, talks] = [figures['records-started'], figures.talks]
      expect(figures.sum?.value).toBe((records?.value ?? 0) + (talks?.value ?? 0))
      const large = (key: string) => figures[key]?.cells.villageSize?.find((cell) => cell.key === 'large')?.value ?? 0
      expect(large('sum')).toBe(large('records-started') + large('talks'))
      expect(figures.ratio?.value).toBe(talks?.value ? (records?.value ?? 0) / talks.value : null)
      const was = records?.last?.value ?? 0
      expect(figures.growth?.value).toBe(was === 0 ? null : (((records?.value ?? 0) - was) / was) * 100)
    }),
  )
})
