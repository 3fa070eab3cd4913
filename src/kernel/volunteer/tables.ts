import { table } from '#platform/records'

export const volunteers = table(
  'volunteers',
  'volunteer',
  ['name', 'phone', 'email', 'street', 'houseNumber', 'village', 'days', 'parts', 'practical', 'talkedOn', 'account'],
  { isFile: true, defaults: { days: [], parts: [] } },
)

const theVolunteer = { resource: 'volunteer', table: 'volunteers', by: 'volunteer' } as const

export const roles = table(
  'volunteerRoles',
  'volunteer',
  ['volunteer', 'line', 'validFrom', 'validUntil', 'casesBefore', 'thanks'],
  { partOf: theVolunteer, defaults: { casesBefore: 0 } },
)
export const demands = table('volunteerDemands', 'volunteer', ['volunteer', 'line', 'demand', 'metOn', 'seenBy'], {
  partOf: theVolunteer,
})
export const pauses = table('volunteerPauses', 'volunteer', ['volunteer', 'startsOn', 'endsOn'], {
  partOf: theVolunteer,
})
