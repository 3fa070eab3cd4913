import { mayReach, nameOf, reachedAt, type Wishes } from '#kernel/person'
import type { Day } from '#platform/days'
import type { Sends } from '#web/app'

/** A way by which somebody can be sent something now. */
export interface Way {
  way: 'mail' | 'sms'
  to: string
}

/** By which ways somebody can be sent something, and why not by the others. */
export interface Reach {
  ways: Way[]
  /** A sentence each, for the ways that are switched on and cannot be used for this one. */
  whyNot: string[]
}

interface Known {
  email: string | null
  phone: string | null
}

const noAddress = { mail: 'Er staat geen mailadres.', sms: 'Er staat geen telefoonnummer.' } as const
/** A text message goes to a mobile telephone. */
const mobile = /^\+316\d{8}$|^\+(?!31)\d{8,15}$/

/** How somebody who works or helps here can be sent something. */
export function reachOfColleague(sends: Sends, known: Known): Reach {
  return reachOf(sends, known, () => undefined)
}

/** The same for somebody who lives here: they said how, and those who left get nothing. */
export function reachOfResident(sends: Sends, person: Known, wishes: Wishes | undefined, today: Day): Reach {
  return reachOf(sends, reachedAt(person, wishes), (way) => {
    const answer = mayReach(wishes, way, today)
    return answer.may ? undefined : answer.because
  })
}

function reachOf(sends: Sends, { email, phone }: Known, refused: (way: 'mail' | 'sms') => string | undefined): Reach {
  const ways: Way[] = []
  const whyNot = new Set<string>()
  for (const [way, to] of [
    ['mail', email],
    ['sms', phone && mobile.test(phone) ? phone : null],
  ] as const) {
    if (!sends[way]) continue
    const because = refused(way) ?? (to === null ? noAddress[way] : undefined)
    if (because) whyNot.add(because)
    else ways.push({ way, to: to as string })
  }
  return { ways, whyNot: [...whyNot] }
}

/** Somebody on a side of a case, with how they can be reached. */
export interface Reachable extends Reach {
  /** The key of the household. */
  household: string
  name: string
}

/** Everybody on a side of whom we know who they are, with how they can be sent something. */
export function reachableOn(
  households: readonly { id: string; person: string | null }[],
  people: readonly (Known & { id: string; givenName: string | null; infix: string | null; familyName: string })[],
  wishes: ReadonlyMap<string, Wishes>,
  sends: Sends,
  today: Day,
): Reachable[] {
  return households.flatMap(({ id, person }) => {
    const one = people.find((each) => each.id === person)
    return one ? [{ household: id, name: nameOf(one), ...reachOfResident(sends, one, wishes.get(one.id), today) }] : []
  })
}
