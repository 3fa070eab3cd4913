import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Answer, type Choice, count, everybody, GROUPED, type Question, share, type WayOn } from '#counting'
import { yearPeriod } from '#platform/days'
import { answerByHand } from '../counting/testing/by-hand.ts'
import { results, type Scratch, scratchCases, sizes, us, villages } from '../counting/testing/scratch.ts'
import { accountOf, type Spot, suppressBeside, suppressedBeside } from './earlier.ts'

const reads = scratchCases
const cases = count({ key: 'cases', name: 'Zaken', reads, when: 'started', by: ['village', 'resultDetail'] })
const solvedCases = count({
  key: 'solved-cases',
  name: 'Opgelost',
  reads,
  when: 'started',
  where: { resultDetail: 'solved' },
})
const solved = share({
  key: 'solved',
  name: 'Deel opgelost',
  reads,
  when: 'ended',
  whole: {},
  part: { resultDetail: 'solved' },
})
const question: Question = {
  tenant: us,
  lines: ['mediation'],
  period: yearPeriod(2025),
  compare: 'last-year',
  indicators: [cases, solvedCases, solved],
  groupings: [sizes, results],
}

/** So many cases of a year in a village with an outcome; null runs on. */
const some = (
  howMany: number,
  village: number,
  result: string | null,
  year = 2025,
): Omit<Scratch, 'record' | 'person'>[] =>
  Array.from({ length: howMany }, () => ({
    tenant: us,
    line: 'mediation',
    village: villages[village] ?? null,
    starts: `${year}-03-01`,
    ends: result === null ? null : `${year}-09-01`,
    result,
    school: null,
    minutes: null,
    topics: [],
  }))
const numbered = (rows: Omit<Scratch, 'record' | 'person'>[]): Scratch[] =>
  rows.map((row, at) => ({ ...row, record: String(at), person: String(at) }))
const answered = (rows: Omit<Scratch, 'record' | 'person'>[]): Answer => answerByHand(question, numbered(rows))
const nameOf = ({ figure, cell, from, to }: Spot) => JSON.stringify([figure, cell, from, to])
const threshold = everybody.threshold

test('a first publication is what suppression alone makes of it', () => {
  const [shown] = suppressBeside([answered([...some(30, 0, 'solved'), ...some(20, 1, 'unsolved')])], everybody, [])
  expect(shown?.figures.cases).toMatchObject({ value: 50, hidden: false })
})

test('one case more between two publications is seen nowhere', () => {
  const first = [...some(30, 0, 'solved'), ...some(20, 1, 'unsolved'), ...some(15, 2, 'advice')]
  const before = accountOf(suppressBeside([answered(first)], everybody, []))
  const [now] = suppressBeside([answered([...first, ...some(1, 1, 'unsolved')])], everybody, [before])
  expect(now?.figures.cases).toMatchObject({ hidden: true, value: null })
  expect(now?.figures.solved).toMatchObject({ hidden: true, value: null, part: null, of: null })
})

test('what grew by enough people is shown as it now is', () => {
  const first = [...some(30, 0, 'solved'), ...some(20, 1, 'unsolved'), ...some(15, 2, 'advice')]
  const before = accountOf(suppressBeside([answered(first)], everybody, []))
  const [now] = suppressBeside(
    [answered([...first, ...some(14, 0, 'solved'), ...some(12, 1, 'unsolved'), ...some(11, 2, 'advice')])],
    everybody,
    [before],
  )
  expect(now?.figures.cases).toMatchObject({ hidden: false, value: 102 })
  expect(now?.figures['solved-cases']).toMatchObject({ hidden: false, value: 44 })
})

test('nothing changed, so the second publication is as full as the first', () => {
  const rows = [...some(30, 0, 'solved'), ...some(20, 1, 'unsolved'), ...some(3, 2, 'advice')]
  const first = suppressBeside([answered(rows)], everybody, [])
  expect(suppressBeside([answered(rows)], everybody, [accountOf(first)])).toEqual(first)
})

test('what was counted last year is compared with what was published last year', () => {
  const lastYear = [...some(30, 0, 'solved', 2024), ...some(20, 1, 'unsolved', 2024)]
  const published = answerByHand({ ...question, period: yearPeriod(2024) }, numbered(lastYear))
  const account = accountOf(suppressBeside([published], everybody, []))
  const corrected = [...lastYear, ...some(2, 0, 'solved', 2024), ...some(40, 0, 'solved'), ...some(30, 1, 'unsolved')]
  const [now] = suppressBeside([answered(corrected)], everybody, [account])
  expect(now?.figures.cases?.value).toBe(70)
  expect(now?.figures.cases?.last).toMatchObject({ hidden: true, value: null })
})

const groups = fc.array(
  fc.record({
    howMany: fc.integer({ min: 1, max: 25 }),
    village: fc.integer({ min: 0, max: 3 }),
    result: fc.constantFrom('solved', 'unsolved', 'advice', null),
    year: fc.constantFrom(2024, 2025),
  }),
  { minLength: 1, maxLength: 8 },
)
const rowsOf = (all: { howMany: number; village: number; result: string | null; year: number }[]) =>
  all.flatMap(({ howMany, village, result, year }) => some(howMany, village, result, year))

test('whatever was added between two publications, no small change can be read or worked out', () => {
  fc.assert(
    fc.property(groups, groups, (was, added) => {
      const truth = [answered(rowsOf(was)), answered([...rowsOf(was), ...rowsOf(added)])] as const
      const first = suppressBeside([truth[0]], everybody, [])
      const account = accountOf(first)
      const [second] = suppressBeside([truth[1]], everybody, [account])
      const known = new Map(account.shown.map((spot) => [nameOf(spot), spot.value]))
      for (const spot of accountOf([second as Answer]).shown) {
        const before = known.get(nameOf(spot))
        if (spot.of === null && before != null) {
          const change = Math.abs((spot.value ?? 0) - before)
          expect(change === 0 || change >= threshold, nameOf(spot)).toBe(true)
        }
      }
      // The change of a total and those of all rows but one give the last one: it must not be a small one.
      const [one, two] = [first[0]?.figures.cases, second?.figures.cases]
      const shown = (cell: { hidden: boolean } | undefined) => cell !== undefined && !cell.hidden
      if (!shown(one) || !shown(two)) return
      for (const by of ['village', 'resultDetail']) {
        const rows = two?.cells[by] ?? []
        const unknown = rows.filter((row) => !shown(row) || !shown(one?.cells[by]?.find(({ key }) => key === row.key)))
        if (unknown.length !== 1) continue
        const change = (key: string) => {
          const at = (answer: Answer) => answer.figures.cases?.cells[by]?.find((cell) => cell.key === key)?.value ?? 0
          return Math.abs(at(truth[1]) - at(truth[0]))
        }
        const only = change(unknown[0]?.key as string)
        // A row that was not there before stood at zero for everybody.
        if (one?.cells[by]?.some(({ key }) => key === unknown[0]?.key))
          expect(only === 0 || only >= threshold, by).toBe(true)
      }
    }),
    { numRuns: 40, seed: 2025 },
  )
})

const choice = (way: WayOn, ...at: number[]): Choice[] =>
  at.map((village) => ({
    name: `${way} ${village}`,
    way,
    place: { answer: 0, figure: 'cases', last: false, cell: ['village', villages[village] as string] },
  }))
const cellIn = (answer: Answer | undefined, key: string) =>
  answer?.figures.cases?.cells.village?.find((one) => one.key === key)

test('what was shown before is known: a decision may not count on hiding it now', () => {
  const rows = [...some(30, 0, 'solved'), ...some(14, 1, 'unsolved'), ...some(9, 2, 'advice'), ...some(8, 3, 'advice')]
  const truth = answered(rows)
  const first = suppressBeside([truth], everybody, [])
  expect([1, 2, 3].map((at) => cellIn(first[0], villages[at] as string)?.hidden)).toEqual([false, true, true])
  // Alone it could be shown, with the fourteen hidden instead; but the fourteen were published.
  const alone = suppressedBeside([truth], everybody, [], choice('show', 2))
  expect(alone.refused.size).toBe(0)
  const beside = suppressedBeside([truth], everybody, [accountOf(first, [truth])], choice('show', 2))
  expect([...beside.refused]).toEqual(['show 2'])
  expect(cellIn(beside.answers[0], villages[2] as string)).toMatchObject({ hidden: true })
})

test('rows that were put together before stay so when one of them changes by little', () => {
  const rows = [...some(30, 0, 'solved'), ...some(14, 1, 'unsolved'), ...some(7, 2, 'advice'), ...some(6, 3, 'advice')]
  const truth = answered(rows)
  const made = suppressedBeside([truth], everybody, [], choice('group', 2, 3))
  expect(cellIn(made.answers[0], GROUPED)).toMatchObject({ value: 13 })
  const account = accountOf(made.answers, [truth])
  // Nothing of the rows is shown, and that they are hidden is remembered though they stand nowhere.
  expect(account.hidden.map(({ cell }) => cell?.[1])).toEqual(expect.arrayContaining([villages[2], villages[3]]))
  const later = answered([...rows, ...some(1, 3, 'advice')])
  const again = suppressedBeside([later], everybody, [account], choice('group', 2, 3))
  expect(again.refused.size).toBe(2)
  for (const at of [2, 3]) expect(cellIn(again.answers[0], villages[at] as string)).toMatchObject({ hidden: true })
})
