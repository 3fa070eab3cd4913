import { expect, test } from 'vitest'
import { splitName, splitStreet } from './names.ts'

test.each([
  ['Vera van der Velde', 'Vera', 'van der', 'Velde'],
  ['Velde, Vera van der', 'Vera', 'van der', 'Velde'],
  ['Velde, van der, V.', 'V.', 'van der', 'Velde'],
  ['van der Velde, Vera', 'Vera', 'van der', 'Velde'],
  ['mevr. V. Bakker-Smit', 'V.', null, 'Bakker-Smit'],
  ['Jan Willem de Boer', 'Jan Willem', 'de', 'Boer'],
  ['van der Velde', null, 'van der', 'Velde'],
  ['Bakker', null, null, 'Bakker'],
  ['dhr. in ’t Veld', null, 'in ’t', 'Veld'],
  ['De', null, null, 'De'],
])('"%s" is taken apart', (whole, givenName, infix, familyName) => {
  expect(splitName(whole)).toEqual({ givenName, infix, familyName })
})

test.each([
  ['Oosterstraat 12', 'Oosterstraat', '12'],
  ['Oosterstraat 12 a', 'Oosterstraat', '12a'],
  ['Plein 1940 3', 'Plein 1940', '3'],
  ['Dorpsweg 8-2', 'Dorpsweg', '8-2'],
  ['Brink', 'Brink', null],
])('"%s" is a street and a number', (whole, street, houseNumber) => {
  expect(splitStreet(whole)).toEqual({ street, houseNumber })
})
