import { GROUPED } from '#counting'
import { type Day, inWords } from '#platform/days'
import { capital } from '#platform/words'
import type { Factsheet, Quotation } from './factsheet.ts'
import { type Content, contentOf, type Published, type Ruled } from './publication.ts'
import type { Reader } from './sight.ts'

/**
 * A factsheet as it leaves the house, on paper, in a workbook or as pictures. All of them are made of this and of nothing
 * else, so what one of them hides stands in none.
 */
export interface Handout extends Content {
  /** 'Buurtbemiddeling in 2025'. */
  title: string
  organisation: string
  /** 'Voorlopig, stand van 12 maart 2025', 'Gepubliceerd op 12 maart 2025'. */
  status: string
  /** The day it was made or published. */
  on: Day
  /** Who may not have it; empty for what everybody may have. */
  warning: string
}

/** The live factsheet, as the one who takes it along sees it. It is for inside: what may go further is what was published. */
export function handoutOf(sheet: Factsheet, reader: Reader, organisation: string): Handout {
  const content = contentOf(sheet)
  return {
    ...content,
    title: titleOf(content),
    organisation,
    status: `Voorlopig, stand van ${inWords(reader.today)}`,
    on: reader.today,
    warning:
      sheet.sight === 'records'
        ? 'Alleen voor binnen: hierin staan ook kleine getallen, waaraan mensen te herkennen zijn.'
        : 'Alleen voor binnen: naar buiten gaat de gepubliceerde versie.',
  }
}

/** What was published, with the quotes that may still be shown. */
export function handoutFrom(published: Published, quotes: readonly Quotation[], organisation: string): Handout {
  const { on, account: _account, declaration: _declaration, by: _by, format: _format, ...content } = published
  return {
    ...content,
    quotes,
    title: titleOf(content),
    organisation,
    status: `Gepubliceerd op ${inWords(on)}${content.provisional ? ', voorlopig' : ''}`,
    on,
    warning: '',
  }
}

const titleOf = ({ name, year }: Pick<Content, 'name' | 'year'>): string => `${name} in ${year}`

/** Why some numbers are not there, for who reads them; empty when nothing is hidden. */
export function smallNumbersInWords(threshold: number, exceptions = false): string {
  if (threshold <= 1) return ''
  const decided = exceptions ? ' Staat er toch een, dan is daar een besluit over; dat staat bij dat cijfer.' : ''
  return `Getallen onder de ${threshold} staan er niet bij: dan zou je kunnen zien om wie het gaat. Wat zo’n getal zou verraden, staat er ook niet bij.${decided}`
}

/** What readers should know of a breakdown before they add it up; empty when it is whole. */
export function wholenessInWords({ rows, incomplete }: Pick<Content['charts'][number], 'rows' | 'incomplete'>): string {
  const grouped = rows.some(({ key }) => key === GROUPED)
  return [
    grouped && 'Onder Overige staan onderdelen bij elkaar, klein en groot.',
    incomplete && 'Niet elk onderdeel staat erbij.',
  ]
    .filter(Boolean)
    .join(' ')
}

/** The heading above how a figure was counted: '31 zaken', 'Verwezen: te klein om te tonen'. */
export function ruleTitle({ name, value }: Pick<Ruled, 'name' | 'value'>): string {
  const saysItself = value.toLocaleLowerCase('nl').endsWith(` ${name.toLocaleLowerCase('nl')}`)
  return saysItself ? capital(value) : `${name}: ${value}`
}

/** 'buurvrouw, we mogen dit delen tot 1 maart 2027': who said it, without a name, and how long it may be shown. */
export function saidBy({ by, until }: Pick<Quotation, 'by' | 'until'>): string {
  const who = by ?? 'iemand'
  return until ? `${who}, we mogen dit delen tot ${inWords(until)}` : `${who}, we mogen dit delen`
}
