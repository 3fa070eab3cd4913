// Two reports of one quarrel:
//
//   running ── joins ──► a report of another running case ── taken apart ──► running again
//
// The report keeps its own words, referrer and leave. Who came first is told nowhere: the sides go by their address.

import type { CaseDeclaration, ServiceLine, Side } from '#kernel/service-line'
import { Invalid } from '#platform/errors'
import type { Row } from '#platform/records'
import { capital, plain } from '#platform/words'
import { type Case, placeOf } from './case.ts'

type CaseSide = Row<'caseSides'>

/** Who reported here is who reported there ('same'), or is the other party there ('mirrored'). */
export type JoinedAs = 'same' | 'mirrored'

/** A household as far as it can be compared. */
export type Household = Pick<CaseSide, 'side' | 'person' | 'street' | 'houseNumber' | 'postcode' | 'village'>

/** A report that joined a case: what is left of the case that it was. */
export interface Report {
  case: Case
  /** Its households, on the side of the case where they belong. */
  sides: PlacedSide[]
}

/** '12 a' and '12A' are one number. */
const numberOf = ({ houseNumber }: Household) => plain(houseNumber ?? '').replace(/[^a-z0-9]/g, '')
const postcodeOf = ({ postcode }: Household) => (postcode ?? '').replace(/\s/g, '').toUpperCase()

/**
 * Whether two households live at one address: postcode and number, or, where one of them has no postcode, street and number
 * in one village that is known of both.
 */
export function sameAddress(one: Household, other: Household): boolean {
  const number = numberOf(one)
  if (number === '' || number !== numberOf(other)) return false
  const [mine, theirs] = [postcodeOf(one), postcodeOf(other)]
  if (mine !== '' && theirs !== '') return mine === theirs
  const street = plain(one.street ?? '')
  return street !== '' && street === plain(other.street ?? '') && one.village !== null && one.village === other.village
}

/** Whether two households may be one: the same person, or one address. */
export const sameHousehold = (one: Household, other: Household): boolean =>
  (one.person !== null && one.person === other.person) || sameAddress(one, other)

/** How a report lies over a running case by its households; undefined when they have none in common. */
export function liesOver(running: readonly Household[], report: readonly Household[]): JoinedAs | undefined {
  const common = report.flatMap((one) =>
    running.filter((other) => sameHousehold(one, other)).map(({ side }) => side === one.side),
  )
  if (common.length === 0) return undefined
  return common.includes(true) ? 'same' : 'mirrored'
}

/**
 * The households of a report on the sides of the case where they belong: in a mirrored one the two sides change places.
 * @param running those of the case itself, which say what its sides are
 */
export function sidesIn<H extends Pick<Household, 'side'>>(
  running: readonly Pick<Household, 'side'>[],
  report: readonly H[],
  as: JoinedAs,
): (H & { reportedAs?: string })[] {
  if (as === 'same') return [...report]
  const keys = [...new Set([...running, ...report].map(({ side }) => side))]
  return report.map((one) => ({ ...one, side: keys.find((key) => key !== one.side) ?? one.side, reportedAs: one.side }))
}

/** A household of a case or of a report of it, which also knows on which side it was written down. */
export type PlacedSide = CaseSide & { reportedAs?: string }

/** Something under a case or a report of it, such as a note, with its side where it belongs in the case. */
export function inCase<R extends { caseId: string | null; side: string | null }>(
  file: { sides: readonly PlacedSide[]; reports: readonly Report[] },
  row: R,
): R {
  const report = file.reports.find((one) => one.case.id === row.caseId)
  if (report?.case.joinedAs !== 'mirrored' || row.side === null) return row
  const keys = new Set(file.sides.map(({ side }) => side))
  return { ...row, side: [...keys].find((key) => key !== row.side) ?? row.side }
}

/** Whether a household must be told what is kept about it: whoever somebody else wrote down. */
export const mustBeTold = (
  { case: { sides } }: Pick<ServiceLine, 'case'>,
  one: Pick<PlacedSide, 'side' | 'reportedAs' | 'informedOn'>,
): boolean => one.informedOn === null && sides[one.reportedAs ?? one.side]?.mustBeInformed === true

/** Which of two stays the case: the one that came furthest, else the one that is longest open. The same whoever asks. */
export function whichStays(declared: CaseDeclaration, one: Case, other: Case): { stays: Case; goes: Case } {
  const order =
    placeOf(declared, other.phase) - placeOf(declared, one.phase) ||
    (one.openedOn < other.openedOn ? -1 : one.openedOn > other.openedOn ? 1 : one.id < other.id ? -1 : 1)
  return order <= 0 ? { stays: one, goes: other } : { stays: other, goes: one }
}

/**
 * Makes a case a report of another. What was assigned already stays a case: then two pairs would be in one quarrel.
 * @param stood what stands in both, for `takeApart`
 * @throws Invalid when they are one, of two lines, closed, joined before, or both too far
 */
export function joinCase(
  goes: Case,
  stays: Case,
  declared: CaseDeclaration,
  { as, at, stood }: { as: JoinedAs; at: Date; stood: number },
): Case {
  const { one, many } = declared.called
  if (goes.id === stays.id || goes.line !== stays.line)
    throw new Invalid({ '': `Dit zijn geen twee ${many} die bij elkaar horen.` })
  if (goes.joinedTo !== null || stays.joinedTo !== null)
    throw new Invalid({ '': 'Een collega voegde deze net samen. Laad de pagina opnieuw.' })
  if (goes.closedOn !== null || stays.closedOn !== null)
    throw new Invalid({ '': `Een van beide is al afgesloten. Alleen ${many} die lopen voeg je samen.` })
  const assessed = Object.values(declared.phases).findIndex((phase) => phase.byAssessment)
  if (placeOf(declared, goes.phase) > Math.max(assessed, 0))
    throw new Invalid({ '': `Beide ${many} zijn al toegewezen. Sluit er een af en werk verder in de andere ${one}.` })
  return {
    ...goes,
    joinedTo: stays.id,
    joinedAs: as,
    joinedAt: at,
    joinedStood: stood,
    dueAt: null,
    warnAt: null,
    pausedUntil: null,
  }
}

/** Makes a report a case again, as it was. @throws Invalid when something was added since to either */
export function takeApart(report: Case, stands: number): Case {
  if (report.joinedTo === null) return report
  if (report.joinedStood !== stands)
    throw new Invalid({ '': 'Er is sinds het samenvoegen iets bijgekomen. Uit elkaar halen kan niet meer.' })
  return { ...report, joinedTo: null, joinedAs: null, joinedAt: null, joinedStood: null }
}

/** Whether both sides reported: then each is the other's neighbour too. */
export const bothReported = (reports: readonly Pick<Report, 'case'>[]): boolean =>
  reports.some((report) => report.case.joinedAs === 'mirrored')

/** Where a household lives, as a name for its side: 'Oosterstraat 12'. */
const addressOf = (one: Pick<CaseSide, 'street' | 'houseNumber' | 'called'>): string | null =>
  one.street ? capital([one.street, one.houseNumber].filter(Boolean).join(' ')) : one.called

/** The line as a list speaks it of a case in which both sides reported: neither is 'the reporter', nor is any step about one. */
export function lineForBoth(line: ServiceLine): ServiceLine {
  const sides = Object.entries(line.case.sides).map(([key, side]): [string, Side] => [
    key,
    { ...side, called: 'Een van beide kanten', inText: 'een van beide kanten' },
  ])
  const phases = Object.entries(line.case.phases).map(
    ([key, phase]) => [key, { ...phase, ...phase.bothReported }] as const,
  )
  return { ...line, case: { ...line.case, sides: Object.fromEntries(sides), phases: Object.fromEntries(phases) } }
}

/**
 * The line as the pages of one case speak it. Where both sides reported neither is 'the reporter': both go by their address, in
 * the order of that.
 */
export function lineForCase(
  line: ServiceLine,
  file: { sides: readonly PlacedSide[]; reports: readonly Report[] },
): ServiceLine {
  return bothReported(file.reports) ? lineByAddress(line, file.sides) : line
}

/** The line where both sides reported, each by its address. */
export function lineByAddress(
  line: ServiceLine,
  households: readonly Pick<CaseSide, 'side' | 'street' | 'houseNumber' | 'called'>[],
): ServiceLine {
  const named = Object.entries(line.case.sides)
    .map(([key, side]): [string, Side] => {
      const [address] = households
        .filter((one) => one.side === key)
        .flatMap((one) => addressOf(one) ?? [])
        .sort(inDutch)
      return [
        key,
        {
          ...side,
          asks: 'Wie hoort er ook bij deze kant?',
          called: address ? `Kant ${address}` : 'De andere kant',
          inText: address ? `de kant van ${address}` : 'de andere kant',
        },
      ]
    })
    .sort(([, one], [, other]) => inDutch(one.called, other.called))
  const { case: both } = lineForBoth(line)
  return { ...line, case: { ...both, sides: Object.fromEntries(named) } }
}

const inDutch = (one: string, other: string) => one.localeCompare(other, 'nl', { numeric: true })

/** Households of one side that are one and the same, told in several reports. */
export interface Together {
  /** The row to show: with a person where one of them has one. */
  household: PlacedSide
  rows: PlacedSide[]
  /** What each report says in their own words, not in the order in which they came in. */
  words: string[]
}

/** The households of one side, each once, in the order of their address when there are several reports. */
export function householdsTogether(households: readonly PlacedSide[], reports: readonly Report[]): Together[] {
  const found: Together[] = []
  for (const row of households) {
    const words = row.words ? [row.words] : []
    const known =
      reports.length > 0 &&
      found.find((one) => one.rows.some((other) => sameHousehold(one.household, row) || sameHousehold(other, row)))
    if (!known) {
      found.push({ household: row, rows: [row], words })
      continue
    }
    known.rows.push(row)
    known.words = [...known.words, ...words].sort(inDutch)
    if (known.household.person === null && row.person !== null) known.household = row
  }
  return reports.length === 0
    ? found
    : found.sort((one, other) => inDutch(addressOf(one.household) ?? '', addressOf(other.household) ?? ''))
}
