import { join } from 'node:path'
import { colours, family, pdfOf } from '#platform/paper'
import { type LetterToMake, linesOf, paragraphsOf } from './letter.ts'

/** A letter or a card on the organisation's own paper, as an accessible pdf (PDF/UA-1). */
export function letterAsPdf(letter: LetterToMake): Promise<Uint8Array> {
  const { house, title, text, to, on, card, notice, head } = letter
  return pdfOf({
    template: join(import.meta.dirname, 'letter.typ'),
    data: {
      colours,
      letter: family,
      house,
      title,
      card,
      on,
      sender: linesOf(head.sender),
      footer: linesOf(head.footer),
      to: card ? [] : [to.name ?? 'Aan de bewoner', ...to.address],
      // A line end inside a paragraph stays one: a signature has three lines.
      paragraphs: paragraphsOf(text).map((one) => one.split('\n')),
      notice: card || !notice ? null : notice,
      logo: head.logo ? [...head.logo] : null,
      logoSays: `Logo van ${house}`,
    },
  })
}
