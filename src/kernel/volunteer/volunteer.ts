// Who helps:
//
//   known ─ demands met, each with its day ─ asked for cases ─ … ─ stops, with thanks
//              (a pause lies over it, without a reason)
//
// The file stands apart from the people who are helped: who opens one does not open the other.

import type { MatchDeclaration } from '#kernel/service-line'
import { addMonths, type Day, inWords, withoutYear, yearOf } from '#platform/days'
import { Invalid } from '#platform/errors'
import type { Row } from '#platform/records'
import { list } from '#platform/words'

export type Volunteer = Row<'volunteers'>
export type VolunteerRole = Row<'volunteerRoles'>
export type VolunteerDemand = Row<'volunteerDemands'>
export type VolunteerPause = Row<'volunteerPauses'>

export const weekdays = {
  mo: 'maandag',
  tu: 'dinsdag',
  we: 'woensdag',
  th: 'donderdag',
  fr: 'vrijdag',
  sa: 'zaterdag',
  su: 'zondag',
} as const
export const partsOfDay = { morning: 'ochtend', afternoon: 'middag', evening: 'avond' } as const

/** On which days, and on which parts of them. Nothing chosen says nothing: then it is asked. */
export type Availability = Pick<Volunteer, 'days' | 'parts'>

/** 'maandag en dinsdag, ’s avonds'; undefined when nothing is known of it. */
export function availabilityInWords({ days, parts }: Availability): string | undefined {
  const on = inOrder(days, weekdays)
  const at = inOrder(parts, partsOfDay).map((part) => `’s ${part}s`)
  if (on.length === 0 && at.length === 0) return undefined
  const [workdays, weekend] = [on.slice(0, 5), on.filter((one) => one === 'zaterdag' || one === 'zondag')]
  const allWorkdays = workdays.length === 5 && workdays[4] === 'vrijdag'
  const which = on.length === 7 ? 'elke dag' : allWorkdays ? list(['doordeweeks', ...weekend]) : list(on)
  return [which, list(at)].filter(Boolean).join(', ')
}

const inOrder = (keys: readonly string[], words: Readonly<Record<string, string>>): string[] =>
  Object.entries(words).flatMap(([key, word]) => (keys.includes(key) ? [word] : []))

/** Whether two people can go together somewhere in the week. Of whom nothing is known it is not said that they cannot. */
export function sharedTime(one: Availability, other: Availability): boolean {
  const meet = (some: readonly string[], others: readonly string[]) =>
    some.length === 0 || others.length === 0 || some.some((key) => others.includes(key))
  return meet(one.days, other.days) && meet(one.parts, other.parts)
}

/** The pause that lies over a day, if any. */
export function pauseOn(pauses: readonly VolunteerPause[], on: Day): VolunteerPause | undefined {
  return pauses.find((pause) => pause.startsOn <= on && (pause.endsOn === null || pause.endsOn >= on))
}

/** Whether a role holds on a day. Its last day still counts. */
export function holdsOn(role: Pick<VolunteerRole, 'validFrom' | 'validUntil'>, on: Day): boolean {
  return role.validFrom <= on && (role.validUntil === null || role.validUntil >= on)
}

/** What of a volunteer decides whether they can be asked for a line. */
export interface Standing {
  role: Pick<VolunteerRole, 'validFrom' | 'validUntil'> | undefined
  demands: readonly Pick<VolunteerDemand, 'demand' | 'metOn'>[]
  pauses: readonly VolunteerPause[]
}

/**
 * Why somebody cannot be asked on a day, to be read after their name; undefined when they can. What a role demands comes before
 * anything else (Appendix 1, rules 19 and 20).
 */
export function whyNot(declared: MatchDeclaration, { role, demands, pauses }: Standing, on: Day): string | undefined {
  if (!role || !holdsOn(role, on))
    return role && role.validFrom > on
      ? `begint pas op ${day(role.validFrom, on)}`
      : `is geen ${declared.helper.one} meer`
  const unmet = Object.entries(declared.demands).find(
    ([key]) => !demands.some((one) => one.demand === key && one.metOn <= on),
  )
  if (unmet) return unmet[1].missing
  const pause = pauseOn(pauses, on)
  if (pause) return pause.endsOn ? `heeft pauze tot en met ${day(pause.endsOn, on)}` : 'heeft pauze'
  return undefined
}

const day = (on: Day, today: Day) => (yearOf(on) === yearOf(today) ? withoutYear(on) : inWords(on))

/** Whether the yearly talk is due: the last was a year ago, or there was none since they began a year ago. */
export function talkIsDue(talkedOn: Day | null, since: Day, today: Day): boolean {
  return addMonths(talkedOn ?? since, 12) <= today
}

/** A day on which a demand was met lies behind us. @throws Invalid */
export function metOn(on: Day, today: Day): Day {
  if (on > today) throw new Invalid({ on: 'Die dag moet nog komen. Kies vandaag of een dag daarvoor.' })
  return on
}

/** A pause in which nobody asks them. @throws Invalid when it ends before it begins, or is over already */
export function pauseFrom(from: Day, until: Day | null, today: Day): { startsOn: Day; endsOn: Day | null } {
  if (until !== null && until < from)
    throw new Invalid({ until: `De pauze begint op ${inWords(from)}. Kies die dag of later.` })
  if (until !== null && until < today) throw new Invalid({ until: 'Die dag is voorbij. Kies een dag die nog komt.' })
  return { startsOn: from, endsOn: until }
}

/** Ends a role on a day, with how they were thanked. @throws Invalid when it ended already, or ends before it began */
export function endRole(role: VolunteerRole, on: Day, thanks: string | null): VolunteerRole {
  if (role.validUntil !== null) throw new Invalid({ '': `Dit eindigde al op ${inWords(role.validUntil)}.` })
  if (on < role.validFrom) throw new Invalid({ on: `Dit begon op ${inWords(role.validFrom)}. Kies die dag of later.` })
  return { ...role, validUntil: on, thanks }
}
