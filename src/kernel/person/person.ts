import type { Day } from '#platform/days'
import type { Row } from '#platform/records'
import { sounds } from '#platform/words'

export type Person = Row<'persons'>
export type Address = Row<'addresses'>

/** The one sentence for who meets somebody who is closed to them: that there is somebody, and nothing of who or where. */
export const somebodyIsThere = 'Er is iemand die je niet mag zien: vraag je coördinator.'

/** A name as it is written in a running text: 'Riet van der Kamp'. */
export function nameOf(person: Pick<Person, 'givenName' | 'infix' | 'familyName'>): string {
  return [person.givenName, person.infix, person.familyName].filter(Boolean).join(' ')
}

/** The key by which a name that sounds the same is found: family name and the first letter of the given name. */
export function soundOf(person: Pick<Person, 'givenName' | 'familyName'>): string {
  return sounds(person.familyName)
}

/** 'Oosterstraat 12', or undefined when nothing is known of it. */
export function streetOf(
  address: { street: string | null; houseNumber: string | null } | undefined,
): string | undefined {
  return address?.street ? [address.street, address.houseNumber].filter(Boolean).join(' ') : undefined
}

export interface Likeness {
  sounds: string
  birthDate: Day | null
  phone: string | null
  postcode: string | null
  houseNumber: string | null
}

/**
 * Whether two people may be the same: the family name sounds alike, and birth date, phone, or postcode with house number
 * agrees as well (catalogue A01). Two different birth dates say no, whatever else agrees: a father and a daughter share an address.
 */
export function mayBeSame(one: Likeness, other: Likeness): boolean {
  if (one.sounds !== other.sounds) return false
  const agree = <T>(a: T | null, b: T | null) => a !== null && a === b
  if (one.birthDate && other.birthDate && one.birthDate !== other.birthDate) return false
  return (
    agree(one.birthDate, other.birthDate) ||
    agree(one.phone, other.phone) ||
    (agree(one.postcode, other.postcode) && agree(one.houseNumber, other.houseNumber))
  )
}
