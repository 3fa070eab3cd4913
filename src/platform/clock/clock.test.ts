import { expect, test } from 'vitest'
import { day, dayOf } from '#platform/days'
import { clockFor, clockOn, clockRunningOn, realClock } from './index.ts'

test('the real clock knows which day it is in Amsterdam', () => {
  expect(realClock.today()).toBe(dayOf(realClock.now()))
})

test('the invented town stands still on its day, while sessions go on in real time', () => {
  const clock = clockOn(day('2025-03-12'))
  expect(clock.today()).toBe('2025-03-12')
  expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1000)
})

test('a test can stop the real time too', () => {
  const moment = new Date('2025-03-12T15:20:00Z')
  expect(clockOn(day('2025-03-12'), () => moment).now()).toBe(moment)
})

test('in the invented town it is a quarter past nine when the day begins, and never the next day', () => {
  let real = 0
  const clock = clockRunningOn(day('2025-03-12'), '09:14', () => real)
  expect(clock.now()).toEqual(new Date('2025-03-12T08:14:00Z'))
  real = 60_000
  expect(clock.now()).toEqual(new Date('2025-03-12T08:15:00Z'))
  real = 48 * 3_600_000
  expect(dayOf(clock.now())).toBe('2025-03-12')
})

test('an installation runs on the real clock unless it stands on a day', () => {
  expect(clockFor({})).toBe(realClock)
  expect(clockFor({ today: day('2025-03-12') }).today()).toBe('2025-03-12')
})
