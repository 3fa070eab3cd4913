import type { Noun } from '#platform/words'
import type { Phase, ServiceLine, Side } from './service-line.ts'

type Declared = Pick<ServiceLine, 'case'>

/** What comes in at a line: 'melding', or the word for its cases themselves. */
export const reportOf = ({ case: { report, called } }: Declared): Noun => report ?? called

/** The key of the phase in which every case of a line begins. */
export const firstPhase = ({ case: { phases } }: Declared): string => Object.keys(phases)[0] as string

/** The first and the last phase of a line, as they are called. */
export function endsOf({ case: { phases } }: Declared): { first: string; last: string } {
  const all = Object.values(phases) as [Phase, ...Phase[]]
  return { first: all[0].called, last: (all.at(-1) as Phase).called }
}

/** Whether a line decides first if a case suits it. */
export const assesses = ({ case: { phases } }: Declared): boolean =>
  Object.values(phases).some((phase) => phase.byAssessment)

/** The side whose case it is. */
export const mainSideOf = ({ case: { sides, mainSide } }: Declared): Side => sides[mainSide] as Side

/** The other sides by key; a line about one person or family has none. */
export const otherSidesOf = ({ case: { sides, mainSide } }: Declared): [string, Side][] =>
  Object.entries(sides).filter(([key]) => key !== mainSide)

/** The word for a side without its article: 'melder' out of 'de melder'. */
export const wordOf = (side: Pick<Side, 'inText'> | undefined): string =>
  (side?.inText ?? '').replace(/^(de|het|een) /, '')
