import { join } from 'node:path'
import { colours, family, pdfOf } from '#platform/paper'
import { capital } from '#platform/words'
import { drawn } from './bars.ts'
import { type Handout, ruleTitle, saidBy, smallNumbersInWords } from './handout.ts'
import { saidInstead } from './publication.ts'

const template = join(import.meta.dirname, 'typst', 'factsheet.typ')

/** A factsheet on paper: an accessible pdf (PDF/UA-1). Everything on it goes in as data, so what people typed comes out as typed. */
export function paperOf(handout: Handout): Promise<Uint8Array> {
  const { title, organisation, status, warning, period, on, tiles, text, quotes, rules, settings, threshold } = handout
  const [year, month, date] = on.split('-').map(Number)
  return pdfOf({
    template,
    data: {
      colours,
      letter: family,
      title,
      organisation,
      status,
      warning,
      period: capital(period),
      made: { year, month, day: date },
      tiles: tiles.map((tile) =>
        'hidden' in tile
          ? { number: saidInstead(tile), unit: '', name: tile.name, about: tile.about, hidden: true }
          : { number: tile.number, unit: tile.unit ?? '', name: tile.name, about: tile.about, hidden: false },
      ),
      charts: handout.charts.map((chart) => drawn(chart, handout)),
      text: text.map((pieces) =>
        pieces.map((piece) => ({
          text: piece.text,
          figure: 'figure' in piece,
          hidden: 'figure' in piece && piece.hidden,
        })),
      ),
      quotes: quotes.map((quote) => ({ text: quote.text, by: saidBy(quote) })),
      rules: rules.map((rule) => ({ title: ruleTitle(rule), rule: rule.rule, facts: rule.facts })),
      ground: [
        { term: 'Periode', text: capital(period) },
        ...settings.map(({ called, value, source }) => ({ term: called, text: `${value} (${source})` })),
      ],
      small: smallNumbersInWords(threshold, handout.exceptions),
    },
  })
}
