import { afterAll, beforeAll, expect, test } from 'vitest'
import { day, momentOf } from '#platform/days'
import { lineOf } from '#service-lines'
import { lindeveen, type TestTown } from '../../../demo/testing.ts'

let town: TestTown
beforeAll(async () => {
  town = await lindeveen()
})
afterAll(() => town.close())

const line = lineOf('buurtbemiddeling')
const reportedAt = momentOf(day('2024-05-06'), '10:00')
const sides = [{ side: 'reporter', street: 'Testlaan', houseNumber: '1' }]

test('a case that is taken over with its end stops its clocks on the day it was closed, not on the day it came here', async () => {
  const since = { closing: { on: day('2024-05-08'), outcome: 'advice' } }
  const taken = await town.noor.does((store) => store.cases.open(line, { reportedAt, sides, mainTopic: 'pets', since }))
  const { clocks } = await town.noor.does((store) => store.cases.file(taken.id))
  expect(clocks.map(({ stoppedAt }) => stoppedAt)).toEqual([momentOf(day('2024-05-08'), '23:59')])
})

test('a case that was found unsuitable waits for no clock any more', async () => {
  const since = { assessment: { suitable: 'no' as const, reasons: ['legal'] } }
  const taken = await town.noor.does((store) => store.cases.open(line, { reportedAt, sides, mainTopic: 'pets', since }))
  expect(taken).toMatchObject({ closedOn: null, dueAt: null })
})

test('a case keeps the number that it came with', async () => {
  const taken = await town.noor.does((store) =>
    store.cases.open(line, { number: '7K2-P4X', reportedAt, sides, mainTopic: 'pets' }),
  )
  expect(taken.number).toBe('7K2-P4X')
})
