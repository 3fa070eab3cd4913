import { type Day, inWords } from '#platform/days'
import { Invalid } from '#platform/errors'
import type { Row } from '#platform/records'

/*
 * A household is who live together, from a day until a day:
 *
 *   nobody ── comes to live with ──► a household ── leaves, alone or with all ──► nobody
 *
 * It is a key and no more. Nobody lives in two at once. Two who were partners and still live in one home are two households, or
 * none: what is done for the one is not done for the other, and a letter to both is a letter too many.
 */

export type Member = Row<'householdMembers'>

/** Whether somebody lives in it now. */
export const livesThere = (member: Pick<Member, 'validUntil' | 'removedAt'>) =>
  member.validUntil === null && member.removedAt === null

/** What becomes of two who live together from a day on: who comes to which household; neither is in it yet. */
export interface Together {
  household: string
  joining: string[]
}

/**
 * Two come to live together.
 * @param households where each lives now; undefined for who lives in none
 * @param born the birth dates that are known
 * @param fresh the key of a new household, for when neither lives in one
 * @returns undefined when they live together already
 * @throws Invalid when they live in two households, one has left partners in it, or it would begin before somebody was born
 */
export function liveTogether(
  [one, other]: readonly [string, string],
  households: ReadonlyMap<string, string | undefined>,
  { from, today, born, exPartners }: { from: Day; today: Day; born: readonly (Day | null)[]; exPartners: boolean },
  fresh: string,
): Together | undefined {
  if (one === other) throw new Invalid({ who: 'Dat is diegene zelf. Kies iemand anders.' })
  if (from > today) throw new Invalid({ from: 'Die dag moet nog komen. Kies vandaag of een dag daarvoor.' })
  const [first] = born.filter((day) => day !== null && day > from)
  if (first) throw new Invalid({ from: `Toen was een van de twee nog niet geboren (${inWords(first)}).` })
  const [here, there] = [households.get(one), households.get(other)]
  if (here && here === there) return undefined
  if (exPartners)
    throw new Invalid({
      who: 'In dit huishouden zouden twee ex-partners staan. Wonen ze nog in één huis, dan zijn het twee huishoudens. Zet ieder apart, met wie erbij hoort.',
    })
  if (here && there)
    throw new Invalid({
      who: 'Ze horen elk al bij een huishouden. Laat er eerst één uit gaan: niemand woont in twee huishoudens.',
    })
  if (here) return { household: here, joining: [other] }
  if (there) return { household: there, joining: [one] }
  return { household: fresh, joining: [one, other] }
}

/** Leaves a household on a day. @throws Invalid for a day before it began, or one to come */
export function leaveHousehold(member: Member, on: Day, today: Day): Member {
  if (on > today) throw new Invalid({ on: 'Die dag moet nog komen. Kies vandaag of een dag daarvoor.' })
  if (on < member.validFrom)
    throw new Invalid({ on: `Ze wonen samen sinds ${inWords(member.validFrom)}. Kies die dag of later.` })
  return livesThere(member) ? { ...member, validUntil: on } : member
}
