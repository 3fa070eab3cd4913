import { join } from 'node:path'
import { type Day, withWeekday } from '#platform/days'
import { colours, family, pdfOf, squareOf, svgOf } from '#platform/paper'

export interface InvitationPaper {
  name: string
  organisation: string
  /** Where Naober is, such as 'https://naober.voorbeeld.nl'. */
  site: string
  code: string
  until: Day
  /** Who can help, with a number where there is one. */
  call: string
}

/** The address that the square leads to. The code stands behind the #, which browsers send to nobody. */
export const welcomeLink = (site: string, code: string): string => `${site}/welkom#${code}`

/** An invitation on one sheet of paper: an accessible pdf (PDF/UA-1). */
export function invitationOnPaper({
  name,
  organisation,
  site,
  code,
  until,
  call,
}: InvitationPaper): Promise<Uint8Array> {
  const [first = name] = name.split(' ')
  return pdfOf({
    template: join(import.meta.dirname, 'uitnodiging.typ'),
    data: {
      colours,
      letter: family,
      organisation,
      title: 'Je uitnodiging voor Naober',
      hello: `Dag ${first},`,
      why: 'In Naober zie je op je eigen telefoon wat er van je gevraagd wordt en bij wie je langsgaat.',
      site: `${site.replace(/^https?:\/\//, '')}/welkom`,
      code,
      square: svgOf(squareOf(welcomeLink(site, code))),
      squareSays:
        'Vierkante code met de link van je uitnodiging. Kun je hem niet lezen, typ dan de code van twaalf tekens.',
      until: withWeekday(until),
      call,
    },
  })
}
