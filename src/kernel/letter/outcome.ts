import { type Case, outcomeInWords } from '#kernel/case'
import { reportOf, type ServiceLine } from '#kernel/service-line'
import { type Day, inWords } from '#platform/days'
import type { Settings } from '#platform/settings'

/** What a referrer may read: which report it was, and the published outcome. No name, no address, nothing of what was said. */
export function outcomeLetter(
  line: ServiceLine,
  whole: Pick<Case, 'outcome' | 'closedOn'>,
  report: Pick<Case, 'openedOn' | 'number'>,
  settings: Settings,
  house: string,
): string[] {
  return [
    'Beste collega,',
    `Op ${inWords(report.openedOn)} kreeg ${line.name} van ${house} via jullie een ${reportOf(line).one}. Bij ons is dat nummer ${report.number}.`,
    `De ${line.case.called.one} is op ${inWords(whole.closedOn as Day)} afgesloten. De uitkomst: ${(outcomeInWords(line, whole, settings) ?? '').toLowerCase()}.`,
    'Meer kunnen we er niet over vertellen: wat bewoners met ons bespreken blijft tussen hen en ons.',
  ]
}

/** How long a link to it works, in milliseconds: two weeks. */
export const outcomeLasts = 14 * 24 * 3_600_000

/** What the sealed link is bound to. */
export const outcomeLink = 'outcome link'
