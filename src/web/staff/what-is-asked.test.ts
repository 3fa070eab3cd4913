import { expect, test } from 'vitest'
import { day } from '#platform/days'
import { nameParts, whatIsAsked } from './what-is-asked.ts'

const asked = (text: string) => whatIsAsked(text, day('2025-03-12'))

test('a name is a name, whatever its letters', () => {
  for (const name of ['Kamps', 'riet van der kamp', "Ria 't Hart", 'El Amrani', 'Sloots'])
    expect(asked(name)).toMatchObject({ words: name, birthDate: null, phone: null, number: null })
})

test('a birth date is understood as people type it, also behind a name', () => {
  for (const text of ['19-8-1951', '19/8/51', '19 augustus 1951', '1951-08-19', '19081951', '19.08.1951'])
    expect(asked(text)).toMatchObject({ birthDate: '1951-08-19', words: '' })
  expect(asked('Kamps 19-8-1951')).toMatchObject({ birthDate: '1951-08-19', words: 'Kamps' })
  expect(asked('31-2-1951')).toMatchObject({ birthDate: null })
})

test('a phone is the same however it is written', () => {
  for (const text of ['06 1234 5678', '0612345678', '+31 6 12345678', '612345678', '06-12345678'])
    expect(asked(text)).toMatchObject({ phone: '31612345678', words: '' })
})

test('a street with its number is a place, and so is a postcode with one', () => {
  expect(asked('Oosterstraat 12')).toMatchObject({ place: 'Oosterstraat 12', words: '' })
  expect(asked('Burgemeester van der Veenlaan 3a')).toMatchObject({ place: 'Burgemeester van der Veenlaan 3a' })
  expect(asked('9411 KA 12').place?.trim()).toBe('12 9411KA')
  expect(asked('9411ka').place).toBe('9411ka')
})

test('a street without a number may be a family name as well', () => {
  expect(asked('Molenweg')).toMatchObject({ place: 'Molenweg', words: 'Molenweg' })
})

test('the number of a case is one only with a digit or a dash in it', () => {
  expect(asked('7k2p4x')).toMatchObject({ number: '7K2-P4X', words: '' })
  expect(asked('GFC-TGH')).toMatchObject({ number: 'GFC-TGH' })
  expect(asked('bolwks')).toMatchObject({ number: null, words: 'bolwks' })
})

test('nothing typed is nothing asked', () => {
  expect(asked('   ')).toEqual({ words: '', phone: null, birthDate: null, place: null, number: null })
})

test('a name that was searched for falls apart over the fields of somebody new', () => {
  expect(nameParts('riet van der kamp')).toEqual({ givenName: 'Riet', infix: 'van der', familyName: 'Kamp' })
  expect(nameParts('kamps')).toEqual({ givenName: null, infix: null, familyName: 'Kamps' })
  expect(nameParts('van Dijk')).toEqual({ givenName: null, infix: 'van', familyName: 'Dijk' })
  expect(nameParts('Anna Maria Postma')).toEqual({ givenName: 'Anna', infix: null, familyName: 'Maria Postma' })
  expect(nameParts('')).toEqual({ givenName: null, infix: null, familyName: null })
})
