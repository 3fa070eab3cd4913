import { join } from 'node:path'
import type { ServiceLine } from '#kernel/service-line'
import { longestRemark } from '#kernel/survey'
import { type Day, inWords } from '#platform/days'
import { colours, family, pdfOf, squareOf, svgOf } from '#platform/paper'

/** A letter that asks what somebody thought of it. It names nobody: whoever finds it learns nothing. */
export interface EvaluationLetter {
  line: ServiceLine
  house: string
  /** The link, with its token. */
  address: string
  /** The last day on which the link works. */
  until: Day
  on: Day
}

/** The letter on paper: one page, as an accessible pdf (PDF/UA-1). */
export function letterOf({ line, house, address, until, on }: EvaluationLetter): Promise<Uint8Array> {
  const [year, month, day] = on.split('-').map(Number)
  const { asks = `Welk cijfer geef je ${line.name}?`, namedAs = {} } = line.case.evaluation ?? {}
  return pdfOf({
    template: join(import.meta.dirname, 'evaluation.typ'),
    data: {
      colours,
      letter: family,
      house,
      line: line.name,
      asks,
      namedAs: Object.values(namedAs),
      // In pieces that fit on a line: nobody may have to guess whether a hyphen belongs to it.
      address: address.match(/.{1,38}/g),
      square: svgOf(squareOf(address)),
      until: inWords(until),
      longest: longestRemark,
      made: { year, month, day },
    },
  })
}
