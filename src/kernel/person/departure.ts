import { type Day, inWords } from '#platform/days'
import { Invalid } from '#platform/errors'
import type { Departure } from './reach.ts'

/*
 * Somebody is no longer here:
 *
 *   here ── moved away, or died ──► letters, clocks, steps and questions stand still ── taken back ──► all of it goes on
 *
 * It is one row, and what stands still follows from it. A case stays open until somebody closes it.
 */

export const departureKinds = { moved: 'Verhuisd', died: 'Overleden' } as const
export type DepartureKind = keyof typeof departureKinds

/**
 * Somebody leaves on a day.
 * @param standing how they left before, not taken back
 * @returns what is written down; undefined when it stands there already
 * @throws Invalid for a day to come, a day before the birth, or another day than the one that stands there
 */
export function leave(
  standing: readonly Departure[],
  { kind, onDay }: { kind: DepartureKind; onDay: Day },
  { birthDate, today }: { birthDate: Day | null; today: Day },
): { kind: DepartureKind; onDay: Day } | undefined {
  if (onDay > today) throw new Invalid({ onDay: 'Die dag moet nog komen. Kies vandaag of een dag daarvoor.' })
  if (birthDate && onDay < birthDate)
    throw new Invalid({ onDay: `Diegene is geboren op ${inWords(birthDate)}. Kies een latere dag.` })
  const died = standing.find((one) => one.kind === 'died')
  if (kind === 'moved' && died && onDay > died.onDay)
    throw new Invalid({ onDay: `Diegene is overleden op ${inWords(died.onDay)}. Kies die dag of eerder.` })
  const same = standing.find((one) => one.kind === kind)
  if (!same) return { kind, onDay }
  if (same.onDay === onDay) return undefined
  throw new Invalid({
    onDay: `Er staat al ${departureKinds[kind].toLowerCase()} op ${inWords(same.onDay)}. Maak dat eerst ongedaan op de pagina van deze persoon.`,
  })
}
