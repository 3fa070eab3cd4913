import { table } from '#platform/records'

export const persons = table(
  'persons',
  'person',
  ['givenName', 'infix', 'familyName', 'sounds', 'birthDate', 'sex', 'phone', 'email', 'practical', 'sameAs'],
  { isFile: true, defaults: { sex: 'unknown' } },
)

export const addresses = table(
  'addresses',
  'person',
  ['person', 'street', 'houseNumber', 'postcode', 'village', 'validFrom', 'validUntil'],
  { partOf: { resource: 'person', table: 'persons', by: 'person' } },
)

export const differents = table('distinctPersons', 'person', ['one', 'other'], {
  partOf: { resource: 'person', table: 'persons', by: 'one' },
})
