import { type Day, yearOf } from '#platform/days'
import { Invalid } from '#platform/errors'
import { type Address, nameOf, type Person } from './person.ts'

/*
 * Two records of one person:
 *
 *   kept   ──────────────●── kept, with all that hung under both ──●── kept
 *   other  ──────────────┘   (same_as = kept, found no more)       └── other
 *                      merge                                  separate
 */

/** What a record says of somebody, under the name by which it is chosen. A name is one thing: half of each would be a third person. */
export const saidOfPerson = {
  name: ['givenName', 'infix', 'familyName'],
  birthDate: ['birthDate'],
  sex: ['sex'],
  phone: ['phone'],
  email: ['email'],
  practical: ['practical'],
} as const satisfies Record<string, readonly (keyof Person)[]>

export type Said = keyof typeof saidOfPerson
export type Which = 'kept' | 'other'
/** Which of the two holds, per thing that differs; `home` is where they live now, `wishes` how they want to be reached. */
export type Chosen = Partial<Record<Said | 'home' | 'wishes', Which>>

/** Everything that a record says, in the order of the screen. */
export const allSaid = Object.keys(saidOfPerson) as Said[]

const textOf = (person: Person, said: Said): string => {
  if (said === 'name') return nameOf(person)
  if (said === 'sex') return person.sex === 'unknown' ? '' : person.sex
  return person[said] ?? ''
}

/** What both records say, and say differently: somebody has to choose. Where one is empty there is nothing to choose. */
export function differences(kept: Person, other: Person): Said[] {
  return allSaid.filter((said) => {
    const [one, two] = [textOf(kept, said), textOf(other, said)]
    return one !== '' && two !== '' && one !== two
  })
}

/**
 * The kept record as it becomes: what was chosen where both differ, and what the other knew where it was empty.
 * @throws Invalid when a difference was not chosen
 */
export function mergedPerson(kept: Person, other: Person, chosen: Chosen): Person {
  const open = differences(kept, other).filter((said) => chosen[said] === undefined)
  if (open.length > 0)
    throw new Invalid(Object.fromEntries(open.map((said) => [said, 'Kies welke van de twee klopt.'])))
  const fromOther = allSaid.filter((said) => textOf(kept, said) === '' || chosen[said] === 'other')
  return { ...kept, ...saidBy(other, fromOther) }
}

/** These things as a person says them. */
export function saidBy(person: Person, said: readonly Said[]): Partial<Person> {
  return Object.fromEntries(said.flatMap((one) => saidOfPerson[one].map((field) => [field, person[field]])))
}

interface Stands {
  caseId: string | null
  side: string
}

/** The cases in which the two stand on different sides. As one person they would have a quarrel with themselves. */
export function opposed(kept: readonly Stands[], other: readonly Stands[]): string[] {
  const against = other.filter((one) => kept.some((two) => two.caseId === one.caseId && two.side !== one.side))
  return [...new Set(against.flatMap((one) => one.caseId ?? []))]
}

/** Whether somebody lives there now. */
export const isOpen = (address: Address) => address.validUntil === null && address.removedAt === null
const sameHome = (one: Address, other: Address) =>
  one.street === other.street &&
  one.houseNumber === other.houseNumber &&
  one.postcode === other.postcode &&
  one.village === other.village

/** The two present addresses, where both are known and differ: somebody has to choose. */
export function homesToChoose(
  kept: readonly Address[],
  other: readonly Address[],
): { kept: Address; other: Address } | undefined {
  const [one, two] = [kept.find(isOpen), other.find(isOpen)]
  return one && two && !sameHome(one, two) ? { kept: one, other: two } : undefined
}

/**
 * The addresses of both as those of one. Of the same home twice the longest is kept. Of two different homes the one that was
 * not chosen ends where the other began, or else on the day it began itself: we make no days up.
 * @returns every address as it becomes, those that stay the same among them
 * @throws Invalid when it was not chosen where they live now
 */
export function mergedHomes(
  into: string,
  kept: readonly Address[],
  other: readonly Address[],
  chosen: Which | undefined,
  now: Date,
): Address[] {
  const differing = homesToChoose(kept, other)
  if (differing && !chosen) throw new Invalid({ home: 'Kies waar deze persoon nu woont.' })
  const [holds, ends] =
    differing && chosen === 'other' ? [differing.other, differing.kept] : [differing?.kept, differing?.other]
  const [own, same] = [kept.find(isOpen), other.find(isOpen)]
  const twice = own && same && !differing ? (own.validFrom <= same.validFrom ? same : own) : undefined
  return [...kept, ...other].map((one) => ({
    ...one,
    person: into,
    ...(one === ends && holds ? { validUntil: latestOf(one.validFrom, holds.validFrom) } : {}),
    ...(one === twice ? { removedAt: now } : {}),
  }))
}

const latestOf = (one: Day, other: Day): Day => (one > other ? one : other)

/** What was remembered about someone and a third: they are two. */
export interface Apart {
  id: string
  one: string
  other: string
  removedAt: Date | null
}

/**
 * What was remembered about the other and somebody else holds for the kept one. What would say so twice goes, and so does that
 * the two themselves are two.
 */
export function mergedApart(
  kept: string,
  other: string,
  ofKept: readonly Apart[],
  ofOther: readonly Apart[],
  now: Date,
): Apart[] {
  const third = (row: Apart, of: string) => (row.one === of ? row.other : row.one)
  const told = new Set(ofKept.map((row) => third(row, kept)))
  return ofOther.map((row) => {
    const about = third(row, other)
    if (about === kept || told.has(about)) return { ...row, removedAt: now }
    const [one, two] = [kept, about].sort() as [string, string]
    return { ...row, one, other: two }
  })
}

/** A line of an import, and the version of the person that it made. */
export interface ImportLink {
  id: string
  record: string
  recordVersion: number
}

/** Never a version of a record: an import sees that somebody worked on the person since, and overwrites nothing. */
export const neverAgain = 0

/**
 * The lines of imports go on to the kept record. A later import may bring it up to date only while both were as they came in and
 * nobody had to choose: an import never overwrites what somebody decided.
 * @param becomes the version of the kept record after merging
 */
export function mergedLinks(
  kept: Pick<Person, 'id' | 'version'>,
  other: Pick<Person, 'id' | 'version'>,
  links: readonly ImportLink[],
  becomes: number,
  hasChosen: boolean,
): ImportLink[] {
  const asItCameIn = (person: Pick<Person, 'id' | 'version'>) =>
    links.some((link) => link.record === person.id && link.recordVersion === person.version)
  const untouched = !hasChosen && asItCameIn(kept) && asItCameIn(other)
  const versionOf = (link: ImportLink) => (link.record === kept.id ? kept : other).version
  return links.map((link) => ({
    ...link,
    record: kept.id,
    recordVersion: untouched && link.recordVersion === versionOf(link) ? becomes : neverAgain,
  }))
}

interface Reported {
  line: string
  openedOn: Day
}

/** The years of a line in which both reported something: counts of different people go down by one there. */
export function yearsCountedOnce(kept: readonly Reported[], other: readonly Reported[]): number[] {
  const yearOfLine = (one: Reported) => `${one.line} ${yearOf(one.openedOn)}`
  const had = new Set(kept.map(yearOfLine))
  return [...new Set(other.filter((one) => had.has(yearOfLine(one))).map((one) => yearOf(one.openedOn)))].sort(
    (one, two) => one - two,
  )
}
