import { expect, test } from 'vitest'
import { day } from '#platform/days'
import { safetyUntil, shieldFor } from './shielding.ts'

const today = day('2025-03-12')
const noor = { account: 'noor', today }
const bas = { id: 'bas', role: 'worker' }

test('who shields always sees it still, and nobody is named twice', () => {
  expect(shieldFor({ until: null, readers: [bas, bas] }, noor)).toEqual(['bas', 'noor'])
})

test('what is shielded comes on no volunteer’s phone', () => {
  expect(() => shieldFor({ until: null, readers: [{ id: 'gerda', role: 'volunteer' }] }, noor)).toThrow(
    'Kies collega’s',
  )
})

test('a shield until a day that was is refused', () => {
  expect(() => shieldFor({ until: today, readers: [bas] }, noor)).toThrow('al voorbij')
})

test('a safety note holds a year at most, to the day', () => {
  expect(safetyUntil(day('2026-03-12'), today)).toBe('2026-03-12')
  expect(() => safetyUntil(day('2026-03-13'), today)).toThrow('hooguit een jaar')
  expect(() => safetyUntil(today, today)).toThrow('al voorbij')
})
