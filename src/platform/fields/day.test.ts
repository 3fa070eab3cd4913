import { describe, expect, test } from 'vitest'
import { day as aDay } from '#platform/days'
import { day } from './index.ts'
import { said } from './said.ts'

describe('a day', () => {
  const on = day('Op welke dag?')

  test.each([
    '14-3-2025',
    '14/3/25',
    '14.03.2025',
    '14 3 2025',
    '2025-03-14',
    '2025/3/14',
    '14 maart 2025',
    '14 mrt 2025',
    '14 mrt. 25',
    '14e maart 2025',
    '14-mrt-2025',
    'vrijdag 14 maart 2025',
    'vr 14 mrt 2025',
    'Vrijdag, 14 Maart 2025',
    '14032025',
    '20250314',
    '2025-03-14T00:00:00',
    '2025-03-13T23:30:00Z',
    '\u200e14-3-2025',
    45730,
    45730.9,
    14032025,
    new Date('2025-03-14T00:00:00Z'),
    new Date('2025-03-13T23:59:59.999Z'),
  ])('%s is 14 March 2025', (raw) => {
    expect(on.parse(raw)).toBe('2025-03-14')
  })

  test.each([
    ['31-2-2025', '31 februari bestaat niet. Vul een datum in, bijvoorbeeld 14-3-2025.'],
    ['29-2-2025', /^29 februari 2025 bestaat niet: 2025 is geen schrikkeljaar\./],
    ['3/14/2025', /^Maand 14 bestaat niet\. Schrijf eerst de dag/],
    ['14-3', /^Bij ‘14-3’ ontbreekt het jaar\./],
    ['14 maart', /^Bij ‘14 maart’ ontbreekt het jaar\./],
    ['2025', /^2025 is een jaartal/],
    [2025, /^2025 is een jaartal/],
    ['14-3-0025', /^Het jaar 0025 kan niet kloppen\./],
    ['14-3-2205', '14 maart 2205 is te laat. Vul een datum in tot en met 31-12-2100.'],
    ['1-1-1700', /^1 januari 1700 is te vroeg/],
    ['donderdag 14 maart 2025', '14 maart 2025 is een vrijdag, geen donderdag. Kijk welke van de twee klopt.'],
    ['14 foo 2025', /^De maand ‘foo’ ken ik niet\./],
    ['morgen', /^‘morgen’ is geen datum\./],
    [60, /^‘60’ is geen datum\./],
    ['', 'Vul een datum in bij ‘Op welke dag?’, bijvoorbeeld 14-3-2025.'],
  ])('%s is refused', (raw, message) => {
    expect(said(on, raw)).toMatch(message)
  })

  test('29 February is there in a leap year', () => {
    expect(on.parse('29-2-2024')).toBe('2024-02-29')
  })

  test('Excel counts a day that never was, and the days before it are right too', () => {
    expect([on.parse(1), on.parse(59), on.parse(61)]).toEqual(['1900-01-01', '1900-02-28', '1900-03-01'])
  })

  test('two digits are the last such year that can be', () => {
    const birth = day('Geboortedatum', { latest: aDay('2025-03-12') })
    expect(birth.parse('12-3-25')).toBe('2025-03-12')
    expect(birth.parse('13-3-25')).toBe('1925-03-13')
    expect(birth.parse('1-1-48')).toBe('1948-01-01')
    expect(on.parse('1-1-48')).toBe('2048-01-01')
    expect(on.parse('1-1-62')).toBe('1962-01-01')
  })

  test('a birth in the future is refused', () => {
    const birth = day('Geboortedatum', { latest: aDay('2025-03-12') })
    expect(said(birth, '1-4-2025')).toBe('1 april 2025 is te laat. Vul een datum in tot en met 12-3-2025.')
  })

  test('it is shown in words and comes back in digits', () => {
    const value = on.parse('2025-03-14')
    expect([on.show(value), on.raw(value)]).toEqual(['14 maart 2025', '14-3-2025'])
  })
})
