import { expect, test } from 'vitest'
import { day, dayOf } from '#platform/days'
import { clockOn, realClock } from './index.ts'

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
