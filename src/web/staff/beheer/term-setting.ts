import { type Term, type TermStart, termStarts } from '#kernel/ending'
import type { ServiceLine } from '#kernel/service-line'
import { choice, wholeNumber } from '#platform/fields'
import type { KnownSetting } from './known-settings.ts'

const inWords = ({ years, from }: Term) => `${years} jaar, ${termStarts[from]}`

/** How long a line keeps what is closed, on its legal ground, and from when that is counted. */
export function keptFor({ key, name, legalGround, keptForYears, case: { called } }: ServiceLine): KnownSetting {
  return {
    key: `${key}.kept-for`,
    called: `${name}: hoe lang bewaar je`,
    about: `Daarna komen ${called.many} in de lijst ‘Aan het einde van de bewaartermijn’. Er gaat niets weg voordat iemand het zegt.`,
    otherwise: inWords({ years: keptForYears, from: 'closing' }),
    source: legalGround,
    fields: {
      years: wholeNumber('Hoeveel jaar?', { least: 1, most: 30 }),
      from: choice('Vanaf wanneer?', termStarts),
    },
    decided: true,
    value: ({ years, from }) => ({ years: years as number, from: from as TermStart }),
    inWords: (value) => inWords(value as Term),
  }
}
