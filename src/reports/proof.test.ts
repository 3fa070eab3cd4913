import { expect, test } from 'vitest'
import { indicators } from '#service-lines'
import { readCatalogue } from './catalogue.ts'
import { sumInWords } from './printed-sum.ts'

const row = {
  id: 'buurtbemiddeling-01',
  printed: '36',
  unit: 'aantal',
  what: 'zaken',
  indicator: 'buurtbemiddeling-zaken',
}

test('a printed figure names an indicator, one row of it, its share and another year', () => {
  const [one] = readCatalogue(
    [{ ...row, indicator: 'buurtbemiddeling-zaken[village=Nieuw-Balinge]%@2024' }],
    indicators,
    2025,
  )
  expect(one?.asks).toMatchObject({ cell: { by: 'village', value: 'Nieuw-Balinge' }, share: true, year: 2024 })
  expect(readCatalogue([row], indicators, 2025)[0]?.asks).toMatchObject({ cell: null, share: false, year: 2025 })
})

test.each([
  ['an indicator that does not exist', { indicator: 'zaken' }, 'bestaat niet'],
  ['a breakdown that it does not have', { indicator: 'buurtbemiddeling-zaken[age=9]' }, 'niet uitgesplitst'],
  ['a share of nothing in particular', { indicator: 'buurtbemiddeling-zaken%' }, 'vraagt om een rij'],
  ['nothing to count and no reason', { indicator: '' }, 'geen reden'],
  ['no value', { printed: '' }, 'zonder waarde'],
])('a catalogue with %s is refused in one sentence', (_, wrong, says) => {
  expect(() => readCatalogue([{ ...row, ...wrong }], indicators, 2025)).toThrow(says)
})

test('a sum over printed figures says whether it holds, in the figures themselves', () => {
  const printed = new Map([
    ['b-01', '36'],
    ['b-03', '13'],
    ['b-04', '22'],
    ['b-05', '23'],
    ['b-06', '8,5'],
  ])
  expect(sumInWords('#03 + #04 = #01', 'b-03', printed)).toBe('13 + 22 = 35, terwijl 36 gedrukt staat.')
  expect(sumInWords('#03 + #05 = 36', 'b-03', printed)).toBe('Gedrukt is 13 + 23 = 36.')
  expect(sumInWords('#03 = #04', 'b-03', printed)).toBe('Bij b-04 staat voor hetzelfde 22 gedrukt.')
  expect(sumInWords('#03 = #03', 'b-03', printed)).toBe('')
  expect(sumInWords('#06 + 1 = 9,5', 'b-03', printed)).toBe('Gedrukt is 8,5 + 1,0 = 9,5.')
})

test('a sum that names what was not printed is a mistake in the catalogue', () => {
  expect(() => sumInWords('#99 = 1', 'b-01', new Map([['b-01', '36']]))).toThrow('#99')
})
