import { describe, expect, test } from 'vitest'
import { email, postcode } from './index.ts'
import { said } from './said.ts'

describe('addresses', () => {
  test('an e-mail address is recognised again, whatever capitals it has', () => {
    const field = email('E-mail')
    expect(field.parse(' Jan.Boer@Voorbeeld.NL ')).toBe('jan.boer@voorbeeld.nl')
    expect(field.parse('Jan Boer <jan@voorbeeld.nl>')).toBe('jan@voorbeeld.nl')
    expect(field.parse('zoë@café.nl')).toBe('zoë@café.nl')
  })

  test.each([
    ['jan.voorbeeld.nl', /ontbreekt een @/],
    ['jan@@voorbeeld.nl', /meer dan één @/],
    ['jan@voorbeeld', /klopt het deel na de @ niet/],
    ['jan@voorbeeld,nl', /Bedoel je een punt\?/],
    ['jan..boer@voorbeeld.nl', /klopt het deel voor de @ niet/],
    ['@voorbeeld.nl', /ontbreekt de naam voor de @/],
    ['jan@-voorbeeld.nl', /klopt het deel na de @ niet/],
    ['jan boer@voorbeeld.nl', /staat een spatie/],
    [`${'a'.repeat(300)}@voorbeeld.nl`, /er passen er 254/],
  ])('%s is refused', (raw, message) => {
    expect(said(email('E-mail'), raw)).toMatch(message)
  })

  test('a postcode is written in one way', () => {
    const field = postcode('Postcode')
    expect(['9411AB', '9411 ab', ' 9411  AB'].map((raw) => field.parse(raw))).toEqual(Array(3).fill('9411 AB'))
    expect(said(field, '9411')).toBe(
      'Bij ‘9411’ ontbreken de twee letters. Vul vier cijfers en twee letters in, bijvoorbeeld 9411 AB.',
    )
    expect(said(field, '0411 AB')).toMatch(/is geen postcode/)
    expect(said(field, '9411 SS')).toMatch(/bestaat niet/)
  })
})
