import { type Consent, type Standing, standingOf } from '#kernel/consent'
import type { ServiceLine } from '#kernel/service-line'
import { addMonths, type Day } from '#platform/days'
import type { Settings } from '#platform/settings'
import type { Case } from './case.ts'

/**
 * Under which outcome an ending is published, by the setting `<line>.outcomes` on a day or else by declaration; undefined for an
 * ending that the line does not have.
 */
export function publishedOutcome(line: ServiceLine, ending: string, settings: Settings, on: Day): string | undefined {
  const { outcomes, published } = line.case
  const own = settings.value<unknown>(`${line.key}.outcomes`, on, {})
  const asked = typeof own === 'object' && own !== null ? (own as Record<string, unknown>)[ending] : undefined
  return typeof asked === 'string' && Object.hasOwn(published, asked) ? asked : outcomes[ending]?.publishedAs
}

/** The published outcome of a closed case in words: all that somebody outside may hear of it. */
export function outcomeInWords(
  line: ServiceLine,
  closed: Pick<Case, 'outcome' | 'closedOn'>,
  settings: Settings,
): string | undefined {
  if (closed.outcome === null || closed.closedOn === null) return undefined
  const published = publishedOutcome(line, closed.outcome, settings, closed.closedOn)
  return published === undefined ? undefined : line.case.published[published]
}

/** The key of the leave that a line asks for telling who sent somebody how it ended; undefined where it asks none. */
export const leaveToTell = (line: Pick<ServiceLine, 'case'>): string | undefined =>
  Object.entries(line.case.consents).find(([, question]) => question.whenReferred)?.[0]

/** How it stands with telling the referrer of a report how it ended. */
export type Telling =
  | { is: 'nobody sent them' | 'still running' }
  | { is: 'told'; on: Day }
  | { is: 'to do' }
  /** Without a yes nothing is told. */
  | { is: 'no leave'; standing: Standing }

/**
 * Whether the referrer of a report is to hear how its case ended.
 * @param report the report that was sent to us: the case itself or one that joined it, with its own consents
 * @param whole the case, which has the outcome
 */
export function telling(
  line: Pick<ServiceLine, 'case'>,
  report: Pick<Case, 'referrer' | 'referrerToldOn'>,
  whole: Pick<Case, 'closedOn'>,
  consents: readonly Consent[],
  today: Day,
): Telling {
  if (report.referrer === null) return { is: 'nobody sent them' }
  if (report.referrerToldOn !== null) return { is: 'told', on: report.referrerToldOn }
  if (whole.closedOn === null) return { is: 'still running' }
  const scope = leaveToTell(line)
  if (scope === undefined) return { is: 'to do' }
  const standing = standingOf(consents, scope, today)
  return standing.now === 'yes' ? { is: 'to do' } : { is: 'no leave', standing }
}

/** When the sides of a closed case are asked whether it still holds: from a day until another; undefined when they are not. */
export function aftercareOf(
  line: ServiceLine,
  closed: Pick<Case, 'outcome' | 'closedOn'>,
  settings: Settings,
): { from: Day; until: Day } | undefined {
  const { aftercare } = line.case
  if (!aftercare || closed.closedOn === null || closed.outcome === null) return undefined
  const published = publishedOutcome(line, closed.outcome, settings, closed.closedOn)
  if (published === undefined || !aftercare.whenPublishedAs.includes(published)) return undefined
  const months = settings.value(`${line.key}.aftercare`, closed.closedOn, aftercare.afterMonths)
  return {
    from: addMonths(closed.closedOn, months),
    until: addMonths(closed.closedOn, months + aftercare.withinMonths),
  }
}

/** The sides that are still to be asked on a day: each once, and only while it is time. */
export function sidesToAsk(
  line: ServiceLine,
  closed: Pick<Case, 'outcome' | 'closedOn'>,
  { sides, asked }: { sides: readonly { side: string }[]; asked: readonly { side: string }[] },
  { today, settings }: { today: Day; settings: Settings },
): string[] {
  const when = aftercareOf(line, closed, settings)
  if (!when || today < when.from || today >= when.until) return []
  return Object.keys(line.case.sides).filter(
    (key) => sides.some(({ side }) => side === key) && !asked.some(({ side }) => side === key),
  )
}

/** Who must be told what is kept about them hears it at the first contact, and a month after the report at the latest (AVG 14). */
export function toldBy(openedOn: Day, spokenOn: Day | null): Day {
  const latest = addMonths(openedOn, 1)
  return spokenOn !== null && spokenOn < latest ? spokenOn : latest
}
