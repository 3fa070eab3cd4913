import { expect, test } from 'vitest'
import { day } from '#platform/days'
import { type Likeness, mayBeSame, nameOf, soundOf, streetOf } from './index.ts'

const riet: Likeness = {
  sounds: soundOf({ givenName: 'Riet', familyName: 'Kamps' }),
  birthDate: day('1951-04-02'),
  phone: '+31612345678',
  postcode: '9411 AB',
  houseNumber: '12',
}

test('a name that sounds alike is not enough to be the same person', () => {
  expect(mayBeSame(riet, { ...riet, birthDate: null, phone: null, postcode: null })).toBe(false)
})

test.each([
  ['birth date', { phone: null, postcode: null }],
  ['telephone', { birthDate: null, postcode: null }],
  ['postcode and number', { birthDate: null, phone: null }],
] as const)('with the same %s it may be', (_, other) => {
  expect(mayBeSame(riet, { ...riet, ...other })).toBe(true)
})

test('a father and a daughter share a name, an address and a telephone, but no birth date', () => {
  expect(mayBeSame(riet, { ...riet, birthDate: day('1980-01-01') })).toBe(false)
})

test('names are written as people write them', () => {
  expect(nameOf({ givenName: 'Riet', infix: 'van der', familyName: 'Kamp' })).toBe('Riet van der Kamp')
  expect(nameOf({ givenName: null, infix: null, familyName: 'Kamp' })).toBe('Kamp')
  expect(streetOf({ street: 'Oosterstraat', houseNumber: '12' })).toBe('Oosterstraat 12')
  expect(streetOf({ street: null, houseNumber: '12' })).toBeUndefined()
})
