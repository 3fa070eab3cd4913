import { addMonths, type Day, inWords } from '#platform/days'
import { Invalid } from '#platform/errors'
import type { Row } from '#platform/records'

export type Shield = Row<'shields'>
export type SafetyNote = Row<'safetyNotes'>

/** What is shielded: somebody altogether, or no more than where they live. */
export const shielded = { person: 'Alles over deze mens', address: 'Alleen het adres' } as const
export type What = keyof typeof shielded

/** Colleagues who may be named: what is shielded comes on nobody's phone outside the office. */
interface Reader {
  id: string
  role: string
}

/**
 * Who still see what is shielded: those who were named and the one who does it. Somebody among them must be able to lift it.
 * @throws Invalid when nobody of them coordinates, a volunteer was named, or the day does not lie ahead
 */
export function shieldFor(
  said: { until: Day | null; readers: readonly Reader[] },
  { account, today }: { account: string | null; today: Day },
): string[] {
  if (said.until !== null && said.until <= today)
    throw new Invalid({ until: 'Deze dag is al voorbij. Kies een dag die nog komt, of laat het leeg.' })
  if (said.readers.some((one) => one.role === 'volunteer'))
    throw new Invalid({ readers: 'Een vrijwilliger kan hier niet bij. Kies collega’s.' })
  const named = new Set([...said.readers.map(({ id }) => id), ...(account ? [account] : [])])
  return [...named]
}

/** A safety note holds a year at most: after that somebody looks again whether it is still true. */
const safeFor = 12

/** @throws Invalid when it ends today or before, or would hold for more than a year */
export function safetyUntil(until: Day, today: Day): Day {
  const latest = addMonths(today, safeFor)
  if (until <= today) throw new Invalid({ until: 'Deze dag is al voorbij. Kies een dag die nog komt.' })
  if (until > latest)
    throw new Invalid({
      until: `Een waarschuwing geldt hooguit een jaar. Kies ${inWords(latest)} of eerder; daarna kijk je of het nog klopt.`,
    })
  return until
}
