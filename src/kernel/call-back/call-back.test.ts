import { expect, test } from 'vitest'
import { day, momentOf } from '#platform/days'
import { Invalid } from '#platform/errors'
import { before, type CallBack, called, isLate, notReached, takenBack, usualBefore } from './call-back.ts'

const wednesday = day('2025-03-12')
const at = (time: string, on = wednesday) => momentOf(on, time)
const note = { doneAt: null, doneBy: null, tries: 0, triedAt: null, dueAt: at('17:00') } as CallBack

test('without another wish somebody is called back before the end of the workday', () => {
  expect(usualBefore(at('09:15'), new Set())).toEqual({ on: wednesday, at: '17:00' })
  expect(usualBefore(at('17:00'), new Set())).toEqual({ on: day('2025-03-13'), at: '17:00' })
  expect(usualBefore(at('18:00', day('2025-03-14')), new Set())).toEqual({ on: day('2025-03-17'), at: '17:00' })
  expect(usualBefore(at('09:15'), new Set([wednesday]))).toEqual({ on: day('2025-03-13'), at: '17:00' })
})

test('a moment that has passed, or is months away, is refused with what to do', () => {
  expect(before(wednesday, '11:00', at('09:15'))).toEqual(at('11:00'))
  expect(() => before(wednesday, '09:00', at('09:15'))).toThrow(Invalid)
  expect(() => before(day('2025-09-01'), '09:00', at('09:15'))).toThrow(/Plan liever een stap/)
})

test('nobody answered: it stays, and counts how often it was tried; called is called, once', () => {
  const tried = notReached(notReached(note, at('10:00')), at('11:00'))
  expect(tried).toMatchObject({ tries: 2, triedAt: at('11:00'), doneAt: null })
  const done = called(tried, at('12:00'), 'noor')
  expect(done).toMatchObject({ doneAt: at('12:00'), doneBy: 'noor' })
  expect(called(done, at('13:00'), 'bas')).toBe(done)
  expect(notReached(done, at('13:00'))).toBe(done)
  expect(takenBack(done)).toMatchObject({ doneAt: null, doneBy: null, tries: 2 })
  expect(takenBack(tried)).toMatchObject({ tries: 1 })
  expect(takenBack(note)).toBe(note)
})

test('who waits longer than was promised is late, and who was called is not', () => {
  expect(isLate(note, at('16:59'))).toBe(false)
  expect(isLate(note, at('17:01'))).toBe(true)
  expect(isLate(called(note, at('18:00'), null), at('18:01'))).toBe(false)
})
