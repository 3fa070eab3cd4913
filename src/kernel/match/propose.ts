import type { MatchDeclaration, ServiceLine } from '#kernel/service-line'
import { availabilityInWords, sharedTime, type VolunteerLine, whyNot } from '#kernel/volunteer'
import { type Day, dayOf, inWords, withoutYear, yearOf } from '#platform/days'
import type { Settings } from '#platform/settings'
import { counted, noun, plain } from '#platform/words'

/** Where a side of the case lives. */
export interface Place {
  street: string | null
  village: string | null
}

/** How near somebody lives: in the same street, or in the same village. */
export type Near = 'street' | 'village'

/** Somebody who might be asked, with what speaks for it in words, and what to mind. */
export interface Candidate {
  volunteer: VolunteerLine
  /** Why they cannot be asked, to be read after their name. */
  why?: string
  near?: Near
  oldHand: boolean
  reasons: string[]
  minds: string[]
}

/** Who would be asked together. */
export interface Proposal {
  helpers: Candidate[]
  /** What speaks for just these together. */
  reasons: string[]
}

export interface Circumstances {
  places: readonly Place[]
  /** Who was asked for this case before, whatever the answer. */
  askedBefore: ReadonlySet<string>
  today: Day
  settings: Settings
}

/** Whether somebody lives near one of the sides; undefined when not, or when nobody knows. */
export function nearTo(home: Place, places: readonly Place[]): Near | undefined {
  const here = places.filter(({ village }) => village !== null && village === home.village)
  const street = home.street && plain(home.street)
  if (street && here.some((place) => place.street && plain(place.street) === street)) return 'street'
  return here.length > 0 ? 'village' : undefined
}

/** Everybody of the line as a candidate for one case. */
export function weigh(line: ServiceLine, volunteers: readonly VolunteerLine[], about: Circumstances): Candidate[] {
  const declared = line.match
  if (!declared) return []
  const { places, askedBefore, today, settings } = about
  const oldHandFrom = settings.value(`${line.key}.old-hand-from`, today, declared.oldHandFrom)
  return volunteers.map((volunteer) => {
    const near = nearTo(volunteer, places)
    const oldHand = volunteer.ended >= oldHandFrom
    const asked = askedBefore.has(volunteer.id) ? 'is hiervoor al gevraagd' : undefined
    const why = whyNot(declared, volunteer, today) ?? asked
    return {
      volunteer,
      ...(why ? { why } : {}),
      ...(near ? { near } : {}),
      oldHand,
      reasons: reasonsFor(line, declared, volunteer, oldHand, near, today),
      minds: mindsOf(declared, volunteer, near),
    }
  })
}

function reasonsFor(
  line: ServiceLine,
  declared: MatchDeclaration,
  one: VolunteerLine,
  oldHand: boolean,
  near: Near | undefined,
  today: Day,
): string[] {
  const { called } = line.case
  const time = availabilityInWords(one)
  return [
    oldHand ? `ervaren, ${counted(one.ended, called)} gedaan` : 'nieuw',
    one.running === 0 ? `heeft nu geen ${called.one}` : `heeft nu ${counted(one.running, called)}`,
    time && `kan ${time}`,
    declared.nearby === 'prefer' && near
      ? nearInWords[near]
      : !near && one.villageName && `woont in ${one.villageName}`,
    one.lastAskedAt ? `laatst gevraagd op ${onDay(dayOf(one.lastAskedAt), today)}` : 'nog niet eerder gevraagd',
  ].filter((reason): reason is string => Boolean(reason))
}

const times = noun('keer', 'keer', 'de')
/** More questions than this in ninety days is much to ask of somebody. */
const often = 3

function mindsOf(declared: MatchDeclaration, one: VolunteerLine, near: Near | undefined): string[] {
  return [
    declared.nearby === 'avoid' && near && nearInWords[near],
    one.askedLately > often && `is de laatste drie maanden ${counted(one.askedLately, times)} gevraagd`,
  ].filter((mind): mind is string => Boolean(mind))
}

export const nearInWords: Record<Near, string> = {
  street: 'woont dichtbij, in dezelfde straat',
  village: 'woont in hetzelfde dorp',
}

const onDay = (on: Day, today: Day) => (yearOf(on) === yearOf(today) ? withoutYear(on) : inWords(on))

/** More than these are not put beside each other: who comes after them is chosen by hand. */
const mostWeighed = 40
const mostProposed = 3

/**
 * Who could best be asked together, the best first, at most three. What counts, in this order: where they live, whether they can
 * go together, an old hand with somebody new, how much they have to do, and how long ago they were asked.
 * @param partners who said yes already: the new ones must go with them
 * @param places how many are sought
 */
export function propose(
  declared: MatchDeclaration,
  candidates: readonly Candidate[],
  places: number,
  partners: readonly Candidate[] = [],
): Proposal[] {
  const able = candidates
    .filter((one) => one.why === undefined && !partners.some(({ volunteer }) => volunteer.id === one.volunteer.id))
    .sort(byWeight(declared, partners))
    .slice(0, mostWeighed)
  return groups(able, places)
    .map((helpers) => ({ helpers, weight: weightOf(declared, [...partners, ...helpers]) }))
    .sort((one, other) => inOrder(one.weight, other.weight) || byName(one.helpers, other.helpers))
    .slice(0, mostProposed)
    .map(({ helpers }) => ({ helpers, reasons: togetherReasons([...partners, ...helpers]) }))
}

const byWeight = (declared: MatchDeclaration, partners: readonly Candidate[]) => (one: Candidate, other: Candidate) =>
  inOrder(weightOf(declared, [...partners, one]), weightOf(declared, [...partners, other])) || byName([one], [other])

/** All ways to choose so many of them, in order. */
function groups(from: readonly Candidate[], many: number): Candidate[][] {
  if (many <= 0) return []
  if (many === 1) return from.map((one) => [one])
  return from.flatMap((one, at) => groups(from.slice(at + 1), many - 1).map((rest) => [one, ...rest]))
}

/** What to compare groups by, the first first; less is better. */
function weightOf({ nearby }: MatchDeclaration, helpers: readonly Candidate[]): number[] {
  const lives = (near: Near) => helpers.filter((one) => one.near === near).length
  const sum = (of: (one: VolunteerLine) => number) => helpers.reduce((all, one) => all + of(one.volunteer), 0)
  const together = helpers.every((one, at) =>
    helpers.slice(at + 1).every((other) => sharedTime(one.volunteer, other.volunteer)),
  )
  const near = nearby === 'avoid' ? [lives('street'), lives('village')] : [-(lives('street') + lives('village'))]
  return [
    ...near,
    together ? 0 : 1,
    mixed(helpers) ? 0 : 1,
    sum((one) => one.running),
    sum((one) => one.askedLately),
    Math.max(0, ...helpers.map(({ volunteer }) => volunteer.lastAskedAt?.getTime() ?? 0)),
  ]
}

/** One old hand with one new: who is alone is as good as mixed when she knows the work. */
const mixed = (helpers: readonly Candidate[]): boolean =>
  helpers.length < 2 ? helpers.every((one) => one.oldHand) : new Set(helpers.map((one) => one.oldHand)).size > 1

function togetherReasons(helpers: readonly Candidate[]): string[] {
  if (helpers.length < 2) return []
  const together = helpers.every((one, at) =>
    helpers.slice(at + 1).every((other) => sharedTime(one.volunteer, other.volunteer)),
  )
  return [
    mixed(helpers)
      ? 'één ervaren, één nieuw'
      : helpers.every((one) => one.oldHand)
        ? 'allebei ervaren'
        : 'allebei nieuw',
    together ? 'kunnen samen' : 'kunnen niet op dezelfde tijd',
  ]
}

const inOrder = (one: readonly number[], other: readonly number[]): number =>
  one.map((weight, at) => weight - (other[at] ?? 0)).find((difference) => difference !== 0) ?? 0

const byName = (one: readonly Candidate[], other: readonly Candidate[]): number =>
  one.map(nameIn).join().localeCompare(other.map(nameIn).join(), 'nl')
const nameIn = ({ volunteer }: Candidate) => volunteer.name
