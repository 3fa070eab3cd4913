import { join } from 'node:path'
import { type FileCopy, grounds, struckOut } from '#kernel/rights'
import { colours, family, pdfOf } from '#platform/paper'

/** A copy of a file as it leaves the house: one content, on paper and as data. */
export interface CopyToMake {
  house: string
  line: string
  person: string
  /** What was asked for. */
  asked: string
  /** '12 maart 2025' */
  on: string
  copy: FileCopy
}

/** What stands at the end: how much does not go along, and by which rule. Nothing of what it was. */
export function heldInWords({ held, struck }: FileCopy): string[] {
  return [
    ...held.map(({ ground, items }) => `${items === 1 ? 'Eén onderdeel' : `${items} onderdelen`}: ${grounds[ground]}.`),
    ...(struck > 0
      ? [
          `In ${struck === 1 ? 'één onderdeel' : `${struck} onderdelen`} zijn woorden vervangen door ${struckOut}: die gaan over een ander.`,
        ]
      : []),
  ]
}

/** The copy as an accessible pdf (PDF/UA-1). What people wrote goes in as data. */
export function copyAsPdf({ house, line, person, asked, on, copy }: CopyToMake): Promise<Uint8Array> {
  return pdfOf({
    template: join(import.meta.dirname, 'copy.typ'),
    data: {
      ...{ colours, letter: family, house, line, person, asked, on, title: `Wat we van je bewaren: ${line}` },
      held: heldInWords(copy),
      sections: copy.sections.map(({ title, about, items }) => ({
        title,
        about: about ?? null,
        items: items.map((item) => ({
          title: item.title,
          rows: item.rows,
          paragraphs: (item.words ?? '').split(/\n/).filter((one) => one.trim() !== ''),
        })),
      })),
    },
  })
}

/** The same as JSON, with Dutch names: it is for who asked, and for whoever they take it to. */
export function copyAsJson({ house, line, person, asked, on, copy }: CopyToMake): string {
  return JSON.stringify(
    {
      organisatie: house,
      werksoort: line,
      gevraagd: asked,
      van: person,
      gemaakt: on,
      onderdelen: copy.sections.map(({ title, items }) => ({
        titel: title,
        inhoud: items.map((item) => ({
          titel: item.title,
          ...(item.rows.length > 0 ? { gegevens: item.rows.map(([naam, waarde]) => ({ naam, waarde })) } : {}),
          ...(item.words ? { tekst: item.words } : {}),
        })),
      })),
      nietMeegegeven: heldInWords(copy),
    },
    null,
    2,
  )
}
