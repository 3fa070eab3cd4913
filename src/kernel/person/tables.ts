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

const thePerson = { resource: 'person', table: 'persons', by: 'person' } as const

export const relations = table(
  'personRelations',
  'person',
  ['person', 'kind', 'other', 'called', 'described', 'phone', 'validFrom', 'validUntil'],
  { partOf: thePerson },
)
export const members = table('householdMembers', 'person', ['person', 'household', 'validFrom', 'validUntil'], {
  partOf: thePerson,
})
export const representatives = table(
  'personRepresentatives',
  'person',
  ['person', 'kind', 'name', 'phone', 'email', 'scope', 'decides', 'validFrom', 'validUntil', 'seenOn'],
  { partOf: thePerson, defaults: { decides: [] } },
)
export const wishes = table(
  'personWishes',
  'person',
  [
    'person',
    'language',
    'interpreter',
    'readsHard',
    'hearsHard',
    'safePhone',
    'safeEmail',
    'practical',
    'notBefore',
    'notAfter',
    'never',
  ],
  { partOf: thePerson, defaults: { interpreter: false, readsHard: false, hearsHard: false, never: [] } },
)
export const departures = table('personDepartures', 'person', ['person', 'kind', 'onDay'], { partOf: thePerson })
