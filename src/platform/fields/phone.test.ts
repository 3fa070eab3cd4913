import { describe, expect, test } from 'vitest'
import { phone } from './index.ts'
import { said } from './said.ts'

describe('a telephone number', () => {
  const field = phone('Telefoon')

  test.each([
    '06 12345678',
    '06-12345678',
    '+31 6 1234 5678',
    '+31 (0)6 12345678',
    '0031612345678',
    '612345678',
    612345678,
    31612345678,
    '\u202a+31 6 12345678\u202c',
    'tel. 06 12 34 56 78',
  ])('%s is one and the same number', (raw) => {
    expect(field.parse(raw)).toBe('+31612345678')
  })

  test.each([
    ['+31612345678', '06 1234 5678'],
    ['(0593) 52 41 00', '0593 52 41 00'],
    [593524100, '0593 52 41 00'],
    ['0501234567', '050 123 45 67'],
    ['0880123456', '088 012 34 56'],
    ['08001234', '0800 1234'],
    ['14 0593', '14 0593'],
    ['+49 30 123456', '+49 30123456'],
    ['00 32 2 123 45 67', '+32 21234567'],
  ])('%s is shown as %s', (raw, shown) => {
    expect(field.show(field.parse(raw))).toBe(shown)
  })

  test.each([
    ['524100', /ontbreekt het netnummer/],
    ['06 1234567', '‘06 1234567’ heeft 9 cijfers; een Nederlands nummer heeft er 10. Vul het hele nummer in.'],
    ['06 12345678 / 0593 524100', /heeft 20 cijfers.*Vul één nummer in/],
    ['06 12345678 (werk)', /Vul alleen het nummer in/],
    ['geen', /is geen telefoonnummer/],
  ])('%s is refused', (raw, message) => {
    expect(said(field, raw)).toMatch(message)
  })
})
