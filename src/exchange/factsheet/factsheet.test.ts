import { expect, test } from 'vitest'
import { day } from '#platform/days'
import type { Handout } from '#reports'
import { sheetsOf } from './index.ts'

const handout: Handout = {
  title: 'Buurtbemiddeling in 2025',
  organisation: 'Welzijn Lindeveen',
  status: 'Voorlopig, stand van 12 maart 2025',
  on: day('2025-03-12'),
  warning: 'Alleen voor binnen.',
  line: 'buurtbemiddeling',
  name: 'Buurtbemiddeling',
  year: 2025,
  provisional: true,
  period: '1 januari tot en met 12 maart 2025',
  before: { year: 2024, sameDay: true },
  threshold: 5,
  tiles: [{ key: 'zaken', name: 'zaken', about: '9 procent meer', number: '1.036', unit: null }],
  charts: [
    {
      title: 'Waar de zaken vandaan komen',
      indicator: 'zaken',
      by: 'village',
      of: '1.036 zaken',
      rows: [
        { key: 'a', label: 'Lindeveen', value: 1000, text: '1.000', share: '97%', last: 900, lastText: '900' },
        {
          key: 'b',
          label: 'Oosterhaar',
          value: 36,
          text: '36',
          share: '3%',
          last: null,
          lastText: 'te klein om te tonen',
        },
        { key: 'c', label: 'Esveld', hidden: true },
        { key: 'd', label: 'Zandwolde', value: 0, text: '', share: null, last: null, lastText: null },
      ],
    },
  ],
  text: [],
  quotes: [],
  rules: [
    {
      key: 'zaken',
      name: 'Zaken',
      value: '1.036 zaken',
      rule: 'Elke zaak.',
      facts: [],
      number: 1036,
      last: 900,
      unit: 'zaken',
    },
    {
      key: 'cijfer',
      name: 'Rapportcijfer',
      value: '8,7',
      rule: 'Elk cijfer.',
      facts: [],
      number: 8.7,
      last: 'geen gegevens',
      unit: 'cijfer',
    },
    {
      key: 'verwezen',
      name: 'Verwezen',
      value: 'te klein om te tonen',
      rule: 'Elke verwijzing.',
      facts: [],
      number: 'te klein om te tonen',
      last: 'te klein om te tonen',
      unit: '',
    },
    { key: 'oud', name: 'Van vroeger', value: '12 zaken', rule: 'Zoals het was.', facts: [] },
  ],
  settings: [{ called: 'Indeling', value: 'groot-klein-2025', source: 'standaard' }],
}

test('numbers are numbers, and what may not be shown is words, this year and last', () => {
  const [figures, villages] = sheetsOf(handout)
  expect(figures?.columns.map(({ title }) => title)).toContain('2024 tot dezelfde dag')
  expect(figures?.rows.map((row) => row.slice(0, 5))).toEqual([
    ['Zaken', 1036, 'zaken', 900, '9 procent meer'],
    ['Rapportcijfer', 8.7, 'cijfer', 'geen gegevens', ''],
    ['Verwezen', 'te klein om te tonen', '', 'te klein om te tonen', ''],
    // Published before numbers stood in a publication: as it is printed.
    ['Van vroeger', '12 zaken', '', null, ''],
  ])
  expect(villages?.rows).toEqual([
    ['Lindeveen', 1000, 97, 900],
    ['Oosterhaar', 36, 3, 'te klein om te tonen'],
    ['Esveld', 'te klein om te tonen', 'te klein om te tonen', 'te klein om te tonen'],
    ['Zandwolde', null, null, null],
  ])
})

test('less than so many is words as well, and the explanation says what does not add up', () => {
  const [first] = handout.charts as [Handout['charts'][number]]
  const rows = [...first.rows, { key: 'e', label: 'Wijster', hidden: true as const, said: 'minder dan 5' }]
  const sheets = sheetsOf({ ...handout, charts: [{ ...first, rows, incomplete: true }] })
  expect(sheets[1]?.rows.at(-1)).toEqual(['Wijster', 'minder dan 5', 'te klein om te tonen', 'te klein om te tonen'])
  expect(sheets[2]?.rows).toContainEqual(['Waar de zaken vandaan komen', 'Niet elk onderdeel staat erbij.'])
})

test('every figure has its rule, period and key, and a sheet tells how to read it all', () => {
  const sheets = sheetsOf(handout)
  expect(sheets.map(({ name }) => name)).toEqual(['Cijfers', 'Waar de zaken vandaan komen', 'Uitleg'])
  expect(sheets[0]?.rows[0]?.slice(5)).toEqual(['Elke zaak.', '1 januari tot en met 12 maart 2025', 'zaken'])
  expect(Object.fromEntries((sheets[2]?.rows ?? []) as [string, string][])).toMatchObject({
    Stand: 'Voorlopig, stand van 12 maart 2025',
    'Voor wie': 'Alleen voor binnen.',
    'Te klein om te tonen': expect.stringContaining('Getallen onder de 5'),
    Indeling: 'groot-klein-2025 (standaard)',
  })
  expect(JSON.stringify(sheetsOf({ ...handout, warning: '', threshold: 1 })[2])).not.toMatch(/Voor wie|Getallen onder/)
})
