// A helper asked for a case:
//
//   asked ─ knows nobody there ─► shown ─ says yes ─► accepted ══ helps until the case is closed
//     │                             │                     └─► fellOut, with the kind of reason
//     ├────────── passed ◄──────────┤   nobody writes down why
//     ├───────── withdrawn ◄────────┤   by who coordinates
//     └────────── expired ◄─────────┘   the set time is over
//
// Before `shown` a helper knows the village and the street, after it who live there. What it is about they hear from the people
// themselves.

import type { Case } from '#kernel/case'
import { placeOf } from '#kernel/case'
import type { MatchDeclaration, ServiceLine } from '#kernel/service-line'
import { Invalid } from '#platform/errors'
import type { Row } from '#platform/records'
import { aNew, spelled } from '#platform/words'

export type Match = Row<'matches'>
type Standing = Pick<Match, 'state' | 'answerBy'>

/** Why somebody no longer helps with a case that runs. Keys are for ever. No story: the kind is enough. */
export const fallOutReasons = {
  away: 'Is ziek of een tijd weg',
  knows: 'Blijkt iemand te kennen',
  noTime: 'Heeft te weinig tijd',
  noFit: 'Het past niet bij deze mensen',
  stopped: 'Stopt als vrijwilliger',
} as const
export type FallOutReason = keyof typeof fallOutReasons

/** Whether a question still waits for an answer. After its time it does not, also when nobody has written that down. */
export function isOpen({ state, answerBy }: Standing, now: Date): boolean {
  return (state === 'asked' || state === 'shown') && answerBy > now
}

/** Whether a question was left without an answer until its time was over. */
export function ranOut({ state, answerBy }: Standing, now: Date): boolean {
  return state === 'expired' || ((state === 'asked' || state === 'shown') && answerBy <= now)
}

/** Who said yes to a case, and did not fall out. */
export const accepted = <M extends Standing>(matches: readonly M[]): M[] =>
  matches.filter(({ state }) => state === 'accepted')

/** Whether somebody who was asked for a case is not asked for it again: she helps, was just asked, passed it on, or fell out. */
export const mayNotBeAskedAgain = (match: Standing, now: Date): boolean =>
  isOpen(match, now) || ['accepted', 'passed', 'fellOut'].includes(match.state)

/** How many helpers can still be asked: one who was asked or said yes takes a place. */
export function placesLeft(declared: MatchDeclaration, matches: readonly Standing[], now: Date): number {
  return declared.helpers - accepted(matches).length - matches.filter((one) => isOpen(one, now)).length
}

/**
 * Whether so many may be asked now: as many as there are places, for nobody goes alone (Appendix 1, rule 2), and not while others
 * are being asked.
 * @throws Invalid
 */
export function mustFillPlaces(line: ServiceLine, matches: readonly Standing[], asked: number, now: Date): void {
  const declared = declaredBy(line)
  const left = placesLeft(declared, matches, now)
  const { helper } = declared
  if (left <= 0)
    throw new Invalid({
      helpers: `Voor deze ${line.case.called.one} is al iemand gevraagd. Trek eerst een vraag in, of wacht op antwoord.`,
    })
  if (asked !== left)
    throw new Invalid({
      helpers:
        declared.helpers === 1
          ? `Kies één ${helper.one}.`
          : left === declared.helpers
            ? `Kies ${spelled(left)} ${helper.many}: zij gaan nooit alleen.`
            : `Kies ${spelled(left)} ${left === 1 ? helper.one : helper.many} erbij.`,
    })
}

/** What a line declares of its helpers. @throws Invalid for a line in which nobody is matched */
export function declaredBy(line: ServiceLine): MatchDeclaration {
  if (!line.match) throw new Invalid({ '': `Bij een ${line.case.called.one} worden geen vrijwilligers gevraagd.` })
  return line.match
}

/** Knows nobody there: now they may know who it is. Looking twice shows the same. @throws Invalid when it is too late */
export function look(match: Match, now: Date): Match {
  if (match.state === 'shown' || match.state === 'accepted') return match
  mustBeOpen(match, now)
  return { ...match, state: 'shown', shownAt: now }
}

/** Says yes. Saying it twice changes nothing. @throws Invalid when it is too late, or nobody asked whom they know there */
export function accept(match: Match, now: Date): Match {
  if (match.state === 'accepted') return match
  mustBeOpen(match, now)
  if (match.state === 'asked')
    throw new Invalid({ '': 'Vraag eerst of er iemand bekend is. Daarna komt het antwoord.' })
  return { ...match, state: 'accepted', answeredAt: now }
}

/** Passes it on. Why is not asked: knowing somebody there looks the same as having no time. @throws Invalid when it is too late */
export function pass(match: Match, now: Date): Match {
  if (match.state === 'passed') return match
  mustBeOpen(match, now)
  return { ...match, state: 'passed', answeredAt: now }
}

/** Takes a question back that was not answered yet. @throws Invalid when there was an answer */
export function withdraw(match: Match, now: Date): Match {
  if (match.state === 'withdrawn') return match
  if (match.state === 'accepted')
    throw new Invalid({ '': 'Er was net een ja. Kijk opnieuw; wie toch niet mee kan, meld je als uitgevallen.' })
  if (match.state !== 'asked' && match.state !== 'shown') throw new Invalid({ '': gone })
  return { ...match, state: 'withdrawn', answeredAt: now }
}

/** Nobody answered in time: the place is free for another. */
export const expire = (match: Match, now: Date): Match =>
  ranOut(match, now) && match.state !== 'expired' ? { ...match, state: 'expired' } : match

/** Falls out of a case that runs. @throws Invalid for who did not say yes */
export function fallOut(match: Match, reason: FallOutReason, now: Date): Match {
  if (match.state === 'fellOut') return match
  if (match.state !== 'accepted') throw new Invalid({ '': gone })
  return { ...match, state: 'fellOut', reason, endedAt: now }
}

const gone = 'Deze vraag is er niet meer. Kijk wat er nu staat.'

function mustBeOpen(match: Match, now: Date): void {
  if (isOpen(match, now)) return
  throw new Invalid({
    '': ranOut(match, now)
      ? 'De tijd om te antwoorden is voorbij. Bel de coördinator als je toch mee wilt doen.'
      : gone,
  })
}

/** Whether a case stands where its helpers were found once. */
export const wasPaired = (line: ServiceLine, one: Pick<Case, 'phase'>): boolean =>
  line.match !== undefined && placeOf(line.case, one.phase) >= placeOf(line.case, line.match.pairedPhase)

/**
 * What a case has to do with its helpers: how many it seeks since one fell out, and for whom it waits. `undefined` for whom it
 * waits while its phase says so.
 */
export function stands(
  line: ServiceLine,
  one: Pick<Case, 'phase'>,
  matches: readonly Standing[],
  now: Date,
): { complete: boolean; seeks: number | null; waitsFor: string } {
  const missing = declaredBy(line).helpers - accepted(matches).length
  const fellOut = matches.some(({ state }) => state === 'fellOut')
  return {
    complete: missing <= 0,
    seeks: missing > 0 && fellOut && wasPaired(line, one) ? missing : null,
    waitsFor:
      missing <= 0
        ? (line.case.phases[one.phase]?.waitsFor ?? 'us')
        : matches.some((match) => isOpen(match, now))
          ? 'helpers'
          : 'us',
  }
}

/** 'zoekt tweede', 'zoekt twee bemiddelaars', 'zoekt een maatje': what a case is marked with. */
export function seeksInWords(declared: MatchDeclaration, seeks: number): string {
  if (declared.helpers === 2 && seeks === 1) return 'zoekt tweede'
  return seeks === 1 ? `zoekt ${aNew(declared.helper)}` : `zoekt ${spelled(seeks)} ${declared.helper.many}`
}

/**
 * A visit or a talk with helpers who go together is planned once all of them are there. Calling may always be done.
 * @param kind what is planned: 'call', 'visit' or 'talk'
 * @throws Invalid
 */
export function mustBeComplete(line: ServiceLine, one: Pick<Case, 'seeks'>, kind: string): void {
  if (!line.match || line.match.helpers < 2 || one.seeks === null || (kind !== 'visit' && kind !== 'talk')) return
  const { helper, helpers } = line.match
  throw new Invalid({
    kind: `Deze ${line.case.called.one} ${seeksInWords(line.match, one.seeks)}. Plan een bezoek of gesprek zodra er ${spelled(helpers)} ${helper.many} zijn; bellen kan wel.`,
  })
}
