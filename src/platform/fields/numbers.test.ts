import { describe, expect, test } from 'vitest'
import { amount, mark, wholeNumber } from './index.ts'
import { said } from './said.ts'

describe('numbers', () => {
  test('a whole number can be written in Dutch ways', () => {
    const field = wholeNumber('Hoeveel mensen?')
    expect(['36', '1.234', '1 234', '8,0', 36, ' 36 '].map((raw) => field.parse(raw))).toEqual([
      36, 1234, 1234, 8, 36, 36,
    ])
    expect([field.show(1234), field.raw(1234)]).toEqual(['1.234', '1234'])
  })

  test.each([
    ['12,5', '‘12,5’ is geen heel getal. Vul een getal zonder komma in, bijvoorbeeld 36.'],
    [12.5, /^‘12,5’ is geen heel getal/],
    ['-3', '‘-3’ is te weinig. Vul 0 of meer in.'],
    ['9999999999', /^‘9999999999’ is te veel\. Vul 2\.147\.483\.647 of minder in\./],
    ['tien', /^‘tien’ is geen getal dat ik kan lezen/],
    ['1e5', /is geen getal/],
    ['1.5', /is geen getal/],
  ])('%s is refused', (raw, message) => {
    expect(said(wholeNumber('Hoeveel mensen?'), raw)).toMatch(message)
  })

  test('a mark is whole and from 1 to 10', () => {
    const field = mark('Welk cijfer geef je?')
    expect(['8', '8,0', 8, '10'].map((raw) => field.parse(raw))).toEqual([8, 8, 8, 10])
    expect(said(field, '7,5')).toBe(
      '‘7,5’ is geen heel cijfer. Vul een heel cijfer in van 1 tot en met 10, bijvoorbeeld 8.',
    )
    expect(said(field, '11')).toMatch(/^‘11’ is geen cijfer van 1 tot en met 10\./)
    expect(said(field, '0')).toMatch(/geen cijfer van 1/)
  })

  test('money is kept in cents', () => {
    const field = amount('Bedrag')
    expect(['12,50', '€ 1.234,50', '12.5', '1.234', '5,-', 12.5].map((raw) => field.parse(raw))).toEqual([
      1250, 123450, 1250, 123400, 500, 1250,
    ])
    expect(field.show(123450)).toBe('€\u00a01.234,50')
    expect(said(field, '1,005')).toMatch(/meer dan twee cijfers achter de komma/)
  })
})
