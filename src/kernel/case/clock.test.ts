import { expect, test } from 'vitest'
import { type Day, day, dayOf, momentOf, timeOf } from '#platform/days'
import { type Calendar, dueOf } from './index.ts'
import { usualQuietHours } from './quiet-hours.ts'

const usual: Calendar = { closed: new Set<Day>(), quiet: usualQuietHours }
const at = (on: string, time: string) => momentOf(day(on), time)
const told = (moment: Date) => `${dayOf(moment)} ${timeOf(moment)}`
const oneDay = { amount: 1, unit: 'days' }
const threeWorkdays = { amount: 3, unit: 'workdays' }
const due = (clock: Parameters<typeof dueOf>[0], pauses: Parameters<typeof dueOf>[1] = [], calendar = usual) =>
  told(dueOf(clock, pauses, calendar).dueAt)
const warned = (clock: Parameters<typeof dueOf>[0], pauses: Parameters<typeof dueOf>[1] = [], calendar = usual) =>
  told(dueOf(clock, pauses, calendar).warnAt)

test('within a day is until the same time tomorrow, also in the night that summer time begins', () => {
  const saturday = { startedAt: at('2025-03-29', '14:00'), ...oneDay }
  expect(due(saturday)).toBe('2025-03-30 14.00')
  expect(due({ startedAt: at('2025-03-29', '14:00'), amount: 24, unit: 'hours' })).toBe('2025-03-30 15.00')
  expect(due({ startedAt: at('2025-10-25', '14:00'), ...oneDay })).toBe('2025-10-26 14.00')
})

test('workdays leave out the weekend, holidays and the days that the organisation is closed', () => {
  const wednesdayBeforeEaster = { startedAt: at('2025-04-16', '10:30'), ...threeWorkdays }
  expect(due(wednesdayBeforeEaster)).toBe('2025-04-23 10.30')
  const alsoClosed = { ...usual, closed: new Set([day('2025-04-22')]) }
  expect(due(wednesdayBeforeEaster, [], alsoClosed)).toBe('2025-04-24 10.30')
  expect(due({ startedAt: at('2025-03-15', '11:00'), amount: 1, unit: 'workdays' })).toBe('2025-03-17 11.00')
})

test('a pause is added at the end, in the unit of the clock', () => {
  const clock = { startedAt: at('2025-03-12', '09:00'), amount: 48, unit: 'hours' }
  const pause = { startedAt: at('2025-03-13', '09:00'), endsAt: at('2025-03-20', '08:00') }
  expect(due(clock, [pause])).toBe('2025-03-21 08.00')
  expect(due({ ...clock, ...threeWorkdays }, [pause])).toBe('2025-03-24 09.00')
  expect(due({ ...clock, amount: 2, unit: 'days' }, [pause])).toBe('2025-03-21 09.00')
})

test('a pause that ended early counts as long as it lasted, and one after the end not at all', () => {
  const clock = { startedAt: at('2025-03-12', '09:00'), amount: 48, unit: 'hours' }
  expect(due(clock, [{ startedAt: at('2025-03-13', '09:00'), endsAt: at('2025-03-13', '12:00') }])).toBe(
    '2025-03-14 12.00',
  )
  expect(due(clock, [{ startedAt: at('2025-03-15', '09:00'), endsAt: at('2025-03-20', '08:00') }])).toBe(
    '2025-03-14 09.00',
  )
  expect(due(clock, [{ startedAt: at('2025-03-01', '09:00'), endsAt: at('2025-03-10', '08:00') }])).toBe(
    '2025-03-14 09.00',
  )
})

test('a clock that starts in a pause begins to run after it', () => {
  const pause = { startedAt: at('2025-03-12', '09:00'), endsAt: at('2025-03-20', '08:00') }
  expect(due({ startedAt: at('2025-03-14', '08:00'), amount: 24, unit: 'hours' }, [pause])).toBe('2025-03-21 08.00')
})

test('two pauses, in whatever order they are told, both count', () => {
  const clock = { startedAt: at('2025-03-12', '09:00'), amount: 2, unit: 'days' }
  const first = { startedAt: at('2025-03-13', '09:00'), endsAt: at('2025-03-15', '08:00') }
  const second = { startedAt: at('2025-03-15', '12:00'), endsAt: at('2025-03-17', '08:00') }
  expect(due(clock, [second, first])).toBe('2025-03-18 09.00')
})

test('the warning comes at half time, at a decent hour, and on a workday where workdays count', () => {
  expect(warned({ startedAt: at('2025-03-12', '09:00'), amount: 4, unit: 'hours' })).toBe('2025-03-12 11.00')
  expect(warned({ startedAt: at('2025-03-12', '14:00'), ...oneDay })).toBe('2025-03-13 08.00')
  expect(warned({ startedAt: at('2025-03-12', '17:00'), amount: 6, unit: 'hours' })).toBe('2025-03-12 23.00')
  expect(warned({ startedAt: at('2025-03-13', '12:00'), ...threeWorkdays })).toBe('2025-03-17 08.00')
  const lateRisers = { ...usual, quiet: { from: '19:00', until: '10:00' } }
  expect(warned({ startedAt: at('2025-03-12', '14:00'), ...oneDay }, [], lateRisers)).toBe('2025-03-13 10.00')
})

test('half time is half of the time that the clock ran, without the pause', () => {
  const clock = { startedAt: at('2025-03-10', '10:00'), amount: 96, unit: 'hours' }
  const pause = { startedAt: at('2025-03-11', '10:00'), endsAt: at('2025-03-18', '10:00') }
  expect(warned(clock, [pause])).toBe('2025-03-19 10.00')
})
