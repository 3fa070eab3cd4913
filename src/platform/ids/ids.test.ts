import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { isKey, newKey, parseShortNumber, requestNumber, shortNumber } from './index.ts'

test('every key is greater than the one before, however fast they are made', () => {
  const keys = Array.from({ length: 20_000 }, newKey)
  expect(keys.every(isKey)).toBe(true)
  expect(new Set(keys).size).toBe(keys.length)
  expect([...keys].sort()).toEqual(keys)
})

test('keys go on rising when the clock of the machine is set back', () => {
  const before = newKey()
  vi.useFakeTimers({ now: Date.now() - 3_600_000 })
  try {
    expect(newKey() > before).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})

test('a key is a UUID of version 7 that begins with its moment', () => {
  const key = newKey()
  expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Math.abs(Number.parseInt(key.replace('-', '').slice(0, 12), 16) - Date.now())).toBeLessThan(60_000)
})

test('what has not the shape of a key is none', () => {
  for (const wrong of ['', '1', "' or 1=1", newKey().toUpperCase(), `${newKey()} `, null, 7])
    expect(isKey(wrong)).toBe(false)
})

test('a case number has no signs that look alike and no vowels', () => {
  for (let count = 0; count < 500; count++) {
    expect(shortNumber()).toMatch(/^[0-9BCDFGHJKMNPQRSTVWXYZ]{3}-[0-9BCDFGHJKMNPQRSTVWXYZ]{3}$/)
    expect(requestNumber()).toMatch(/^[0-9BCDFGHJKMNPQRSTVWXYZ]{5}$/)
  }
})

test('a case number is recognised however it was written down', () => {
  for (const typed of ['7K2-P4X', '7k2p4x', ' 7K2 P4X ', '7k2–p4x']) expect(parseShortNumber(typed)).toBe('7K2-P4X')
  expect(parseShortNumber('O1I-lo0')).toBe('011-100')
  for (const wrong of ['', '7K2-P4', '7K2-P4XX', '7K2-P4A', 'é'.repeat(6), '7'.repeat(1000)]) {
    expect(parseShortNumber(wrong)).toBeUndefined()
  }
})

test('whatever comes out of the parser goes in again', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), (text) => {
      const found = parseShortNumber(text)
      if (found !== undefined) expect(parseShortNumber(found)).toBe(found)
    }),
  )
})
