import { type Sheet, type SheetCell, writeWorkbook } from '#exchange/workbook'
import { capital } from '#platform/words'
import { type Handout, hiddenInWords, saidInstead, smallNumbersInWords, wholenessInWords } from '#reports'

/**
 * A factsheet as a workbook: its figures, a sheet for each breakdown, and how to read it. Numbers are numbers, rounded as they
 * are printed; where none may be shown stand words, and nothing in the file tells of it.
 * @returns the bytes of an .xlsx file
 */
export const workbookOf = (handout: Handout): Promise<Buffer> => writeWorkbook({ sheets: sheetsOf(handout) })

/** The sheets of a factsheet, for who writes them. */
export function sheetsOf(handout: Handout): Sheet[] {
  return [figures(handout), ...handout.charts.map((chart) => breakdown(chart, handout)), explanation(handout)]
}

function figures({ rules, tiles, before, period }: Handout): Sheet {
  return {
    name: 'Cijfers',
    columns: [
      { title: 'Cijfer', kind: 'text', width: 44 },
      { title: 'Waarde', kind: 'number', width: 20 },
      { title: 'Eenheid', kind: 'text', width: 16 },
      { title: lastYear(before), kind: 'number', width: 22 },
      { title: 'Toelichting', kind: 'text', width: 44 },
      { title: 'Zo is geteld', kind: 'text', width: 60 },
      { title: 'Periode', kind: 'text', width: 40 },
      { title: 'Sleutel', kind: 'text', width: 40 },
    ],
    rows: rules.map(({ key, name, value, rule, number = value, last = null, unit = '' }) => [
      name,
      number,
      unit,
      last,
      tiles.find((tile) => tile.key === key)?.about ?? '',
      rule,
      capital(period),
      key,
    ]),
  }
}

function breakdown({ title, of, rows }: Handout['charts'][number], { year, before }: Handout): Sheet {
  return {
    name: title,
    columns: [
      { title: 'Onderdeel', kind: 'text', width: 36 },
      { title: String(year), kind: 'number', width: 20 },
      { title: of === null ? 'Deel van het geheel, in procenten' : `Deel van ${of}, in procenten`, kind: 'number' },
      { title: lastYear(before), kind: 'number', width: 22 },
    ],
    rows: rows.map((row): SheetCell[] => {
      if ('hidden' in row) return [row.label, saidInstead(row), hiddenInWords, hiddenInWords]
      return [row.label, row.text === '' ? null : row.value, inPercent(row.share), row.last ?? row.lastText]
    }),
  }
}

function explanation(handout: Handout): Sheet {
  const { title, organisation, status, period, warning, threshold, settings } = handout
  const rows: [string, string][] = [
    ['Factsheet', title],
    ['Organisatie', organisation],
    ['Stand', status],
    ['Voor wie', warning],
    ['Periode', capital(period)],
    ['Te klein om te tonen', smallNumbersInWords(threshold, handout.exceptions)],
    ...handout.charts.map((chart): [string, string] => [chart.title, wholenessInWords(chart)]),
    ['Lege cellen', 'Er is niets te tellen, of het is niet vergeleken.'],
    ['Afronding', 'Elk getal is apart afgerond. Percentages tellen dus soms op tot 99 of 101.'],
    ...settings.map(({ called, value, source }): [string, string] => [called, `${value} (${source})`]),
  ]
  return {
    name: 'Uitleg',
    columns: [
      { title: 'Onderwerp', kind: 'text', width: 44 },
      { title: 'Uitleg', kind: 'text', width: 90 },
    ],
    rows: rows.filter(([, text]) => text !== ''),
  }
}

/** '2024', '2024 tot dezelfde dag'. */
const lastYear = ({ year, sameDay }: Handout['before']): string => `${year}${sameDay ? ' tot dezelfde dag' : ''}`

/** A share as it is printed ('36%') as a number. */
const inPercent = (share: string | null): number | null =>
  share === null ? null : Number(share.replace(/[^\d-]/g, ''))
