import { describe, expect, test } from 'vitest'
import { day } from '#platform/days'
import { colours } from '#platform/paper'
import { readPdf } from '#platform/testing'
import { drawn } from './bars.ts'
import { type Handout, handoutFrom, ruleTitle, saidBy } from './handout.ts'
import { paperOf } from './paper.ts'
import { picturesOf, pixelsOf, svgOf } from './picture.ts'
import type { Published, PublishedBar } from './publication.ts'

const bar = (label: string, value: number, last: number | null = null): PublishedBar => ({
  key: label,
  label,
  value,
  text: String(value),
  share: null,
  last,
  lastText: last === null ? null : String(last),
})
const small = (label: string): PublishedBar => ({ key: label, label, hidden: true })
const chart = (title: string, rows: readonly PublishedBar[]): Handout['charts'][number] => ({
  title,
  indicator: 'zaken',
  by: title.toLowerCase().replaceAll(' ', '-'),
  of: '36 zaken',
  rows,
})

const handout = (more: Partial<Handout> = {}): Handout => ({
  title: 'Buurtbemiddeling in 2024',
  organisation: 'Welzijn Lindeveen',
  status: 'Gepubliceerd op 12 maart 2025',
  on: day('2025-03-12'),
  warning: '',
  line: 'buurtbemiddeling',
  name: 'Buurtbemiddeling',
  year: 2024,
  provisional: false,
  period: 'heel 2024',
  before: { year: 2023, sameDay: false },
  threshold: 10,
  tiles: [
    { key: 'zaken', name: 'zaken', about: '9 procent meer dan in 2023 (33)', number: '36', unit: null },
    { key: 'verwezen', name: 'verwezen', about: '', hidden: true },
  ],
  charts: [chart('Waar de zaken vandaan komen', [bar('Lindeveen', 24, 12), bar('Oosterhaar', 12), small('Esveld')])],
  text: [[{ text: 'Wij zagen ' }, { text: '36 zaken', figure: 'zaken', hidden: false }, { text: '.' }]],
  quotes: [],
  rules: [{ key: 'zaken', name: 'Zaken', value: '36 zaken', rule: 'Geteld zijn de zaken.', facts: [] }],
  settings: [],
  ...more,
})

const read = async (more: Partial<Handout> = {}) => readPdf(await paperOf(handout(more)))
const wordsOf = ({ pages }: ReturnType<typeof readPdf>) =>
  pages.flat().join(' ').replaceAll('\u00ad', '').replace(/\s+/g, ' ')
const printedBars = ({ drawing }: ReturnType<typeof readPdf>) =>
  drawing.join('\n').match(/0\.4549\d* 0\.2509\d* 0\.5411\d* scn/g)?.length ?? 0

describe('bars', () => {
  const before = { year: 2024, before: { year: 2023, sameDay: false } }

  test('what is hidden has no length, and the others are as long as without it', () => {
    const rows = [bar('Lindeveen', 24, 12), bar('Oosterhaar', 12)]
    const [alone, beside] = [
      drawn(chart('Dorpen', rows), before),
      drawn(chart('Dorpen', [...rows, small('Esveld')]), before),
    ]
    expect(alone.bars.map(({ length, mark }) => [length, mark])).toEqual([
      [0.96, 0.48],
      [0.48, null],
    ])
    expect(beside.bars.slice(0, 2)).toEqual(alone.bars)
    expect(beside.bars[2]).toEqual({
      label: 'Esveld',
      text: 'te klein om te tonen',
      share: '',
      lastText: '',
      length: null,
      mark: null,
    })
  })

  test('the words tell all that is drawn, and nothing of what is hidden', () => {
    expect(drawn(chart('Dorpen', [bar('Lindeveen', 24, 12), small('Esveld')]), before).words).toBe(
      'Dorpen, 2024. Lindeveen: 24, in 2023: 12. Esveld: te klein om te tonen.',
    )
    expect(drawn(chart('Dorpen', [small('Esveld'), small('Zandwolde')]), before).words).toBe(
      'Dorpen, 2024. Deze verdeling is te klein om te tonen. Wat voorkwam: Esveld, Zandwolde.',
    )
    expect(drawn(chart('Dorpen', []), before).words).toBe('Dorpen, 2024. Hier valt nog niets te verdelen.')
  })
})

describe('on paper', () => {
  test('a reading machine finds its way: language, title, headings, a table with headings, a figure in words', async () => {
    const pdf = await read()
    expect(pdf.objects).toMatch(/\/MarkInfo <<\s*\/Marked true/)
    expect(pdf.objects).toContain('/Lang (nl-NL)')
    expect(pdf.objects).toMatch(/\/StructTreeRoot \d+ 0 R/)
    expect(pdf.objects).toContain('/DisplayDocTitle true')
    expect(pdf.objects).toContain('/Title (Buurtbemiddeling in 2024, Welzijn Lindeveen)')
    expect(pdf.properties).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(pdf.structure.filter((one) => one === 'H1')).toHaveLength(1)
    for (const one of ['H2', 'H3', 'Table', 'THead', 'TBody', 'TH', 'TD', 'Figure'])
      expect(pdf.structure).toContain(one)
    expect(pdf.objects).toContain('/Scope /Column')
    expect(pdf.alternatives).toEqual([
      'Waar de zaken vandaan komen, 2024. Lindeveen: 24, in 2023: 12. Oosterhaar: 12, in 2023: geen gegevens. Esveld: te klein om te tonen.',
    ])
  })

  test('it says whose it is, of when, and how it was counted', async () => {
    const words = wordsOf(await read())
    for (const said of [
      'Welzijn Lindeveen',
      'Gepubliceerd op 12 maart 2025 · Heel 2024',
      '36 zaken 9 procent meer dan in 2023 (33)',
      'te klein om te tonen verwezen',
      'Wij zagen 36 zaken .',
      'Getallen onder de 10 staan er niet bij',
      'Geteld zijn de zaken.',
      '1 van',
    ])
      expect(words).toContain(said)
    expect(words).not.toContain('binnen')
  })

  test('a hidden row is a row of words: as many bars as there are numbers', async () => {
    expect(printedBars(await read())).toBe(2)
    const hidden = await read({ charts: [chart('Dorpen', [small('Esveld'), small('Zandwolde')])] })
    expect(printedBars(hidden)).toBe(0)
    expect(wordsOf(hidden)).toContain('Deze verdeling is te klein om te tonen. Wat voorkwam: Esveld, Zandwolde.')
  })

  test('a page without a single figure is a page too', async () => {
    const words = wordsOf(await read({ tiles: [], charts: [], text: [], rules: [] }))
    expect(words).toContain('Buurtbemiddeling in 2024')
    expect(words).toContain('Voor alle cijfers')
    expect(wordsOf(await read({ charts: [chart('Dorpen', [])] }))).toContain('Hier valt nog niets te verdelen.')
  })

  test('many villages with long names go on on the next page, and none is lost', async () => {
    const names = Array.from({ length: 60 }, (_, at) => `Gasselternijveenschemond Tweede Dwarsdiep ${at}.`)
    const pdf = await read({
      charts: [
        chart(
          'Dorpen',
          names.map((name, at) => bar(name, 60 - at, 30)),
        ),
      ],
    })
    expect(pdf.pages.length).toBeGreaterThan(3)
    expect(printedBars(pdf)).toBe(60)
    const words = wordsOf(pdf).replaceAll(' ', '')
    for (const name of names) expect(words.split(name.replaceAll(' ', ''))).toHaveLength(3)
    expect(pdf.pages.filter((texts) => texts.includes('Onderdeel')).length).toBeGreaterThan(2)
  })

  test('a quote comes out as it was said, with who said it', async () => {
    const quote = {
      id: '1',
      text: '#import "x" *wij* $groeten$ [weer] \\ {{zaken}}',
      by: 'buurvrouw',
      until: day('2027-03-01'),
    }
    const pdf = await read({ quotes: [quote] })
    const words = wordsOf(pdf)
    expect(words).toContain(`“${quote.text}”`)
    expect(pdf.structure).toContain('BlockQuote')
    expect(words).toContain('buurvrouw, we mogen dit delen tot 1 maart 2027')
  })
})

describe('as a picture', () => {
  const pictures = picturesOf(handout())

  test('every tile and breakdown is one, with a title and its words', () => {
    expect(pictures.map(({ key, title }) => [key, title])).toEqual([
      ['tegel-zaken', '36 zaken'],
      ['tegel-verwezen', 'verwezen: te klein om te tonen'],
      ['zaken-waar-de-zaken-vandaan-komen', 'Waar de zaken vandaan komen, 2024'],
    ])
    for (const { key, drawing, title, words } of pictures) {
      expect(drawing).toContain(`<title id="titel-${key}">${title}</title><desc id="uitleg-${key}">${words}</desc>`)
      expect(drawing).toContain(`role="img" aria-labelledby="titel-${key} uitleg-${key}" lang="nl"`)
      expect(words).toContain('Welzijn Lindeveen, Buurtbemiddeling in 2024. Gepubliceerd op 12 maart 2025.')
    }
  })

  test('a hidden row has no bar, and every length is a whole unit', () => {
    const { drawing } = pictures[2] as (typeof pictures)[number]
    const bars = [...drawing.matchAll(/<rect [^>]*width="([\d.]+)"[^>]*fill="(#\w+)"/g)]
    expect(bars.filter(([, , fill]) => fill === colours.heather600).map(([, width]) => width)).toEqual(['353', '177'])
    expect(bars.filter(([, , fill]) => fill === colours.lineSoft)).toHaveLength(2)
    for (const [, number] of drawing.matchAll(/ (?:x|y|width|height)="([^"]+)"/g)) expect(number).toMatch(/^\d+$/)
  })

  test('a large number is written smaller, never in two', async () => {
    const tiles = [{ key: 'zaken', name: 'zaken', about: '', number: '12.345.678,9', unit: '%' as const }]
    expect(picturesOf(handout({ tiles }))[0]?.drawing).toContain('>12.345.678,9%</text>')
    expect((await read({ tiles: [...tiles, ...handout().tiles] })).pages[0]).toContain('12.345.678,9')
  })

  test('what people called something cannot become a part of the drawing', () => {
    const [picture] = picturesOf(
      handout({ tiles: [], charts: [chart('A & B', [bar('</text><script>x</script>\u0000"', 3)])] }),
    )
    for (const sign of ['<script', '\u0000']) expect(picture?.drawing).not.toContain(sign)
    expect(picture?.drawing).toContain('A &#38; B')
    expect(picture?.drawing.match(/</g)?.length).toBe(picture?.drawing.match(/>/g)?.length)
  })

  test('a long name is written in lines that stay left of the bars', () => {
    const [picture] = picturesOf(
      handout({ tiles: [], charts: [chart('Dorpen', [bar('Gasselternijveenschemond', 3)])] }),
    )
    expect(picture?.drawing).toMatch(/>Gasselternijveensche-</)
    expect(picture?.drawing).toMatch(/>mond</)
  })

  test('as a file it brings its letter along; in pixels it is twice as fine', async () => {
    const [tile] = pictures as [(typeof pictures)[number]]
    expect(svgOf(tile)).toMatch(/<\/desc><style>@font-face\{font-family:"Atkinson Hyperlegible Next"/)
    const png = Buffer.from(await pixelsOf(tile))
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
      960,
      2 * Number(/viewBox="0 0 480 (\d+)"/.exec(tile.drawing)?.[1]),
    ])
  })

  test('what is for inside says so in every form', async () => {
    const inside = { warning: 'Alleen voor binnen.' }
    for (const { drawing } of picturesOf(handout(inside))) expect(drawing).toContain('>Alleen voor binnen.<')
    expect((await read(inside)).pages.every((texts) => texts.join('').includes('Alleen voor binnen.'))).toBe(true)
  })
})

describe('what somebody chose for a small number', () => {
  const below = { hidden: true, said: 'minder dan 10' } as const
  const rows: PublishedBar[] = [
    bar('Lindeveen', 24),
    { key: 'Esveld', label: 'Esveld', ...below },
    { ...bar('Overige', 12), key: 'grouped' },
  ]
  const chosen = (): Partial<Handout> => ({
    tiles: [{ key: 'verwezen', name: 'verwezen', about: '', ...below }],
    charts: [{ ...chart('Dorpen', rows), incomplete: true }],
    exceptions: true,
  })

  test('stands on paper in words: no bar for what is less than ten, and why it does not add up', async () => {
    const pdf = await read(chosen())
    expect(printedBars(pdf)).toBe(2)
    const words = wordsOf(pdf)
    expect(words).toContain('minder dan 10 verwezen')
    expect(words).toContain(
      'Onder Overige staan onderdelen bij elkaar, klein en groot. Niet elk onderdeel staat erbij.',
    )
    expect(words).toContain('Staat er toch een, dan is daar een besluit over')
    expect(pdf.alternatives[0]).toContain('Esveld: minder dan 10.')
  })

  test('stands in pictures and in their words', () => {
    const [tile, breakdown] = picturesOf(handout(chosen()))
    expect(tile?.title).toBe('verwezen: minder dan 10')
    expect(breakdown?.words).toContain('Esveld: minder dan 10. Overige: 12. Onder Overige staan')
    expect(breakdown?.drawing.match(/fill="#744089"/gi)?.length ?? 2).toBe(2)
  })

  test('a breakdown of which all is less than ten is no breakdown that is hidden', () => {
    const before = { year: 2024, before: { year: 2023, sameDay: false } }
    const all = rows.slice(1, 2)
    expect(drawn(chart('Dorpen', all), before)).toMatchObject({
      instead: '',
      bars: [{ text: 'minder dan 10', length: null }],
    })
  })
})

test('what was published is handed out with the quotes that may still be shown, and without its account', () => {
  const { title: _title, organisation: _organisation, status: _status, warning: _warning, ...copy } = handout()
  const published: Published = {
    ...copy,
    provisional: true,
    format: 1,
    by: 'Noor Haan',
    declaration: 'x',
    account: { shown: [], hidden: [] } as unknown as Published['account'],
  }
  const out = handoutFrom(published, [], 'Welzijn Lindeveen')
  expect(out).toMatchObject({
    title: 'Buurtbemiddeling in 2024',
    status: 'Gepubliceerd op 12 maart 2025, voorlopig',
    quotes: [],
  })
  expect(JSON.stringify(out)).not.toMatch(/Noor Haan|account|declaration/)
})

test('a rule is headed by its figure, once', () => {
  expect(ruleTitle({ name: 'Zaken', value: '36 zaken' })).toBe('36 zaken')
  expect(ruleTitle({ name: 'Verwezen', value: 'te klein om te tonen' })).toBe('Verwezen: te klein om te tonen')
  expect(saidBy({ by: null, until: null })).toBe('iemand, we mogen dit delen')
})
