import { describe, expect, test } from 'vitest'
import { time } from './index.ts'
import { said } from './said.ts'

describe('a time', () => {
  const at = time('Hoe laat?')

  test.each([
    '14.05',
    '14:05',
    '1405',
    '14u05',
    '14.05 uur',
    '14:05:00',
    1405,
    new Date('1899-12-30T14:05:00Z'),
    14.08333 / 24,
  ])('%s is five past two', (raw) => {
    expect(at.parse(raw)).toBe('14:05')
  })

  test('nine o’clock is nine o’clock', () => {
    expect(['9', '9 uur', '09', '900', 9].map((raw) => at.parse(raw))).toEqual(Array(5).fill('09:00'))
    expect(at.show('09:00')).toBe('09.00')
  })

  test.each([
    ['25:00', /een dag heeft 24 uren/],
    ['14.75', /een uur heeft 60 minuten/],
    ['24.00', /^24\.00 uur is het begin van de volgende dag/],
    ['straks', /^‘straks’ is geen tijd\. Vul een tijd in, bijvoorbeeld 14\.05\./],
  ])('%s is refused', (raw, message) => {
    expect(said(at, raw)).toMatch(message)
  })
})
