import { expect, test } from 'vitest'
import { day } from '#platform/days'
import { goneOn, standsStill } from './departure.ts'

const stands = (side: string, person: string | null) => ({ side, person })

test('a case stands still when nobody is left on one of its sides', () => {
  const gone = new Set(['riet'])
  expect(standsStill([stands('one', 'riet'), stands('two', 'jan')], gone)).toBe(true)
  expect(standsStill([stands('one', 'riet'), stands('one', 'wim'), stands('two', 'jan')], gone)).toBe(false)
  // Who lives there without being known here is still there.
  expect(standsStill([stands('one', 'riet'), stands('one', null)], gone)).toBe(false)
  expect(standsStill([], gone)).toBe(false)
})

test('somebody is gone from their day on', () => {
  const left = new Map([['riet', { kind: 'died', onDay: day('2025-03-10') }]])
  expect([...goneOn(left, day('2025-03-09'))]).toEqual([])
  expect([...goneOn(left, day('2025-03-10'))]).toEqual(['riet'])
})
