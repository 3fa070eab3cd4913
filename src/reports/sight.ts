import { type Audience, inside } from '#counting'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import type { Day } from '#platform/days'

/** Who asks, as far as a report needs to know. */
export type Reader = Pick<Asker, 'role' | 'lines' | 'settings' | 'today' | 'now'>

/** How finely somebody sees the figures of a line: whoever may open the records, a colleague, or everybody outside. */
export type Sight = 'records' | 'inside' | 'outside'

/** A number that an organisation can agree otherwise, with what holds until it does. */
export interface Agreed<T> {
  key: string
  called: string
  otherwise: T
  /** Where the default comes from. */
  source: string
}

/** The counts below which nobody of an audience sees them (normen K13, K18: common practice, no statutory threshold). */
export const smallNumbers = {
  inside: {
    key: 'figures.threshold.inside',
    called: 'Kleinste aantal voor collega’s zonder dossiers',
    otherwise: 5,
    source: 'standaard: gangbaar voor wie de dossiers niet mag openen',
  },
  outside: {
    key: 'figures.threshold.outside',
    called: 'Kleinste aantal voor lezers buiten',
    otherwise: 10,
    source: 'standaard: gangbaar voor wat openbaar is',
  },
  means: {
    key: 'figures.means-from',
    called: 'Kleinste aantal antwoorden voor een gemiddelde',
    otherwise: 10,
    source: 'standaard: een gemiddelde van minder antwoorden wijst mensen aan',
  },
} as const satisfies Record<string, Agreed<number>>

const ofTheRecords: readonly string[] = ['coordinator', 'worker', 'teamLeader']

/** How finely this reader sees a line live. Who may open every record behind a figure needs no hiding. */
export function sightOf(reader: Pick<Reader, 'role' | 'lines'>, line: Pick<ServiceLine, 'key'>): Sight {
  if (reader.role === 'system') return 'records'
  if (reader.role === 'outsideReader') return 'outside'
  return ofTheRecords.includes(reader.role) && reader.lines.includes(line.key) ? 'records' : 'inside'
}

/** The audience of a sight, with the thresholds that hold on a day. A threshold below 1 hides nothing. */
export function audienceOf(sight: Sight, { settings }: Pick<Reader, 'settings'>, on: Day): Audience {
  if (sight === 'records') return inside
  const agreed = (one: Agreed<number>) => numberFrom(settings.value<unknown>(one.key, on, one.otherwise), one.otherwise)
  return { threshold: agreed(smallNumbers[sight]), meansFrom: agreed(smallNumbers.means), extremes: false }
}

/** A setting is whatever somebody stored; what is no number does not lift the protection. */
function numberFrom(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(1, value) : otherwise
}
