import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import exceljs from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { workbookOf } from '#exchange/factsheet'
import { day } from '#platform/days'
import { readPdf } from '#platform/testing'
import {
  factsheetOf,
  type Handout,
  handoutFrom,
  handoutOf,
  paperOf,
  picturesOf,
  pixelsOf,
  publishedFrom,
  type Sight,
  svgOf,
} from '#reports'
import { lineOf } from '#service-lines'
import { openZip } from '../../src/exchange/workbook/zip.ts'
import { office } from './office.ts'

const line = lineOf('buurtbemiddeling')
const [year, sheet] = [2024, '/cijfers/buurtbemiddeling/2024']
const hidden = 'te klein om te tonen'
let at: Awaited<ReturnType<typeof office>>
let folder: string
let published: string
beforeAll(async () => {
  at = await office()
  folder = await mkdtemp(path.join(tmpdir(), 'naober-along-'))
  const seen = /name="seen" value="([^"]+)"/.exec((await at.noor.opens(`${sheet}/publiceren`)).html)?.[1] ?? ''
  published = (await at.noor.sends(`${sheet}/publiceren`, { seen })).to
})
afterAll(async () => {
  await at.close()
  await rm(folder, { recursive: true })
})

/** The factsheet as it would leave the house for somebody with this sight. */
const handoutFor = (sight: Sight): Promise<Handout> =>
  at.doorway.system({ tenant: at.town.tenant, via: 'command', purpose: 'test' }, async (store, asker) => {
    const made = await factsheetOf(store, asker, { line, year, sight })
    return sight === 'outside'
      ? handoutFrom(publishedFrom(made, asker, 'Noor Haan'), made.quotes, asker.tenantName)
      : handoutOf(made, asker, asker.tenantName)
  })

/** Everything that stands in a workbook, file by file; but not on what second it was made. */
async function unpacked(bytes: Uint8Array): Promise<Record<string, string>> {
  const file = path.join(folder, 'book.xlsx')
  await writeFile(file, bytes)
  const listed = await openZip(file)
  await listed.close()
  const all: Record<string, string> = {}
  for (const name of listed.names) {
    const zip = await openZip(file)
    let text = ''
    for await (const piece of zip.text(name) ?? []) text += piece
    all[name] = text.replace(/<dcterms:(created|modified)[\s\S]*?<\/dcterms:\1>/g, '')
    await zip.close()
  }
  return all
}

const cellsOf = async (bytes: Uint8Array): Promise<Map<string, unknown[][]>> => {
  const book = new exceljs.Workbook()
  await book.xlsx.load(bytes as unknown as ArrayBuffer)
  return new Map(
    book.worksheets.map((one) => {
      expect(one.state).toBe('visible')
      const rows: unknown[][] = []
      one.eachRow((row) => rows.push((row.values as unknown[]).slice(1)))
      return [one.name, rows]
    }),
  )
}

describe('who may take what along', () => {
  const forms = [
    '/meenemen',
    '/meenemen/pdf',
    '/meenemen/excel',
    '/meenemen/tegel-buurtbemiddeling-zaken/svg',
    '/meenemen/tegel-buurtbemiddeling-zaken/png',
  ]

  test('the live factsheet is for who sees it; outside only what was published', async () => {
    for (const form of forms) {
      for (const who of [at.noor, at.peter, at.daan]) expect((await who.opens(sheet + form)).status).toBe(200)
      for (const who of [at.anke, at.ilse, at.gerda]) expect((await who.opens(sheet + form)).status).toBe(404)
      for (const who of [at.anke, at.peter]) expect((await who.opens(published + form)).status).toBe(200)
      for (const who of [at.ilse, at.gerda]) expect((await who.opens(published + form)).status).toBe(404)
    }
  })

  test('what is not there is not there: another picture, another line, a year to come', async () => {
    for (const address of [
      `${sheet}/meenemen/tegel-onzin/png`,
      '/cijfers/onzin/2024/meenemen/pdf',
      '/cijfers/buurtbemiddeling/2031/meenemen/excel',
      '/gepubliceerd/onzin/meenemen/pdf',
    ])
      expect((await at.noor.opens(address)).status).toBe(404)
  })

  test('the page shows the way, and the words that belong beside a picture', async () => {
    for (const [who, from] of [
      [at.peter, sheet],
      [at.anke, published],
    ] as const) {
      const { html } = await who.opens(from)
      for (const form of ['/meenemen"', '/meenemen/pdf"', '/meenemen/excel"'])
        expect(html).toContain(`href="${from}${form}`)
      const pictures = (await who.opens(`${from}/meenemen`)).html
      expect(pictures).toContain(
        '31 zaken, 11 procent meer dan in 2023 (28). Welzijn Lindeveen, Buurtbemiddeling in 2024.',
      )
      expect(pictures).toContain(`href="${from}/meenemen/buurtbemiddeling-zaken-villageColumn/svg"`)
    }
  })

  test('each file says what it is, without a number in its name', async () => {
    const kinds = { pdf: 'application/pdf', excel: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }
    const names: string[] = []
    for (const [kind, type] of Object.entries(kinds)) {
      const taken = await at.anke.takes(`${published}/meenemen/${kind}`)
      expect(taken.type).toBe(type)
      names.push(taken.name)
    }
    names.push((await at.anke.takes(`${published}/meenemen/tegel-buurtbemiddeling-verwezen/svg`)).name)
    expect(names).toEqual([
      'buurtbemiddeling-2024-2025-03-12.pdf',
      'buurtbemiddeling-2024-2025-03-12.xlsx',
      'buurtbemiddeling-2024-tegel-buurtbemiddeling-verwezen-2025-03-12.svg',
    ])
  })

  test('that it left the house is written down: who, which report and in which form', async () => {
    await at.tom.takes(`${sheet}/meenemen/pdf`)
    await at.tom.takes(`${published}/meenemen/excel`)
    await at.tom.opens(`${sheet}/meenemen`)
    const rows = await at.database.asAdmin((client) =>
      client
        .query(
          `select object, purpose, keys from naober.access_lines where action = 'export' and account = $1 order by at, id`,
          [at.tom.id],
        )
        .then((result) => result.rows),
    )
    expect(rows).toEqual([
      { object: 'factsheet buurtbemiddeling 2024', purpose: '/cijfers/:line/:year/meenemen/pdf', keys: [] },
      {
        object: 'publication',
        purpose: '/gepubliceerd/:publicationId/meenemen/excel',
        keys: [published.split('/').at(-1)],
      },
    ])
  })
})

describe('what an outside reader holds', () => {
  test('the pdf has a bar for each number that is shown, and no number that the page has not', async () => {
    const { bytes } = await at.anke.takes(`${published}/meenemen/pdf`)
    const pdf = readPdf(bytes)
    const { charts } = await handoutFor('outside')
    const bars = pdf.drawing.join('\n').match(/0\.4549\d* 0\.2509\d* 0\.5411\d* scn/g)?.length ?? 0
    expect(bars).toBe(
      charts
        .filter(({ rows }) => rows.some((row) => !('hidden' in row)))
        .flatMap(({ rows }) => rows.filter((row) => !('hidden' in row))).length,
    )
    expect(pdf.properties).toContain('<pdfuaid:part>1</pdfuaid:part>')
    const page = (await at.anke.opens(published)).html.replace(/<[^>]+>/g, ' ')
    const onPage = new Set(page.match(/\d+/g))
    const pages = Array.from({ length: pdf.pages.length }, (_, one) => String(one + 1))
    const inside =
      [...pdf.pages.flat(), ...pdf.alternatives, /\/Title \((.*)\)/.exec(pdf.objects)?.[1] ?? '']
        .join(' ')
        .match(/\d+/g) ?? []
    expect(inside.filter((number) => !onPage.has(number) && !pages.includes(number))).toEqual([])
    expect(pdf.pages.flat().join(' ')).toContain('Gepubliceerd op 12 maart 2025')
  })

  test('the workbook has words where a number is hidden, and nowhere a formula or a hidden sheet', async () => {
    const { bytes } = await at.anke.takes(`${published}/meenemen/excel`)
    const sheets = await cellsOf(bytes)
    expect([...sheets.keys()]).toEqual([
      'Cijfers',
      'Waar de zaken vandaan komen',
      'Waar het over ging',
      'Hoe het afliep',
      'Uitleg',
    ])
    const figures = sheets.get('Cijfers') ?? []
    const row = (name: string) => figures.find(([called]) => called === name)
    expect(row('Zaken')?.slice(0, 4)).toEqual(['Zaken', 31, 'zaken', 28])
    expect(row('Verwezen')?.slice(1, 4)).toEqual([hidden, null, hidden].map((one) => one ?? undefined))
    expect(sheets.get('Waar de zaken vandaan komen')?.slice(1)).toEqual([
      ['Lindeveen', hidden, hidden, hidden],
      ['Oosterhaar', hidden, hidden, hidden],
      ['Kleine dorpen', 14, 45, 12],
    ])
    const files = await unpacked(bytes)
    for (const [name, text] of Object.entries(files)) {
      expect(text, name).not.toMatch(/<f[ >]/)
      expect(text, name).not.toMatch(/state="(very)?[hH]idden"| hidden="(1|true)"/)
    }
  })

  test('a picture of what is hidden has no bar', async () => {
    const svg = async (which: string) =>
      Buffer.from((await at.anke.takes(`${published}/meenemen/${which}/svg`)).bytes).toString()
    expect((await svg('buurtbemiddeling-zaken-villageColumn')).match(/fill="#74408a"/g)).toHaveLength(1)
    expect(await svg('buurtbemiddeling-zaken-outcome')).not.toContain('fill="#74408a"')
    expect(await svg('tegel-buurtbemiddeling-verwezen')).toContain(`verwezen: ${hidden}`)
  })

  test('a quote that was taken back is in nothing that is taken along afterwards', async () => {
    const quote = await at.noor.does((store) =>
      store.surveys.add({
        caseId: null,
        line: line.key,
        village: null,
        side: 'reporter',
        onDay: day('2024-05-02'),
        answered: true,
        mark: 8,
        quote: 'Wij drinken koffie. #set page(width: 1pt)',
        quoteBy: 'buurvrouw',
        quoteConsentOn: day('2024-05-02'),
        quoteConsentUntil: day('2027-03-01'),
        quoteWithdrawnOn: null,
      }),
    )
    await at.noor.sends(`${sheet}/bewerken`, {
      quotes: quote.id,
      gekozen: 'buurtbemiddeling-zaken',
      volgorde: 'buurtbemiddeling-zaken',
      words: 'Zo.',
    })
    const words = async () =>
      readPdf((await at.peter.takes(`${sheet}/meenemen/pdf`)).bytes)
        .pages.flat()
        .join('')
    expect(await words()).toContain('“Wij drinken koffie. #set page(width: 1pt)”')
    await at.noor.does((store) => store.surveys.withdraw(quote.id))
    expect(await words()).not.toContain('koffie')
  })
})

describe('lists', () => {
  test.each([
    ['noor', '/zaken'],
    ['noor', '/mensen'],
    ['noor', '/vrijwilligers'],
    ['noor', '/gepubliceerd'],
    ['ilse', '/beheer'],
    ['ilse', '/beheer/teams'],
    ['ilse', '/beheer/dorpen'],
    ['ilse', '/beheer/logboek'],
  ] as const)('%s takes %s along with its own columns and rows, and that is written down', async (who, list) => {
    const { html } = await at[who].opens(list)
    for (const kind of ['excel', 'csv']) expect(html).toContain(`href="${list}/${kind}`)
    const csv = Buffer.from((await at[who].takes(`${list}/csv`)).bytes).toString('utf8')
    const [heading = '', ...lines] = csv.replace('\ufeff', '').trim().split('\r\n')
    const [sheetOf] = [...(await cellsOf((await at[who].takes(`${list}/excel`)).bytes)).values()]
    const top = sheetOf?.findIndex((row) => row.join(';') === heading) ?? -1
    expect(top).toBeGreaterThanOrEqual(0)
    expect(sheetOf?.length).toBe(top + 1 + lines.length)
    if (list !== '/beheer/logboek') expect(lines.length).toBeGreaterThan(0) // nobody signs in here
    const others = who === 'noor' ? [at.gerda] : [at.noor, at.peter]
    if (list !== '/gepubliceerd')
      for (const other of others) expect((await other.opens(`${list}/csv`)).status).toBe(404)
    const looks = await at.database.asAdmin(async (client) => {
      const { rows } = await client.query(`select purpose from naober.access_lines where action = 'export'`)
      return rows.map((row) => row.purpose)
    })
    expect(looks).toEqual(expect.arrayContaining([`${list}/csv`, `${list}/excel`]))
  })
})

describe('two years that differ only in what is hidden', () => {
  // The same file to the last byte: whatever could tell of a hidden number (a length, a share, an order, a size) is in it.
  test.each([
    ['inside', false],
    ['outside', false],
    ['outside', true],
  ] as const)('leave the house as the same files (%s, with something chosen: %s)', async (sight, chosen) => {
    const choices = chosen ? await somethingChosen(sight) : []
    const told = { village: 'Oosterhaar', reportedOn: day('2024-05-01'), on: day('2024-06-01') }
    const states: [string, string, string][] = [
      ['parking', 'solved', 'parkeren'],
      ['bullying', sight === 'outside' ? 'advice' : 'solved', 'pesten'],
    ]
    const made: { handout: Handout; all: string; files: Record<string, unknown> }[] = []
    for (const [topic, outcome] of states) {
      const [one] = await at.noor.closesCases(line, { [outcome]: 1 }, { ...told, topic })
      const handout = await handoutFor(sight)
      const files: Record<string, unknown> = {
        pdf: Buffer.from(await paperOf(handout)).toString('latin1'),
        xlsx: await unpacked(await workbookOf(handout)),
      }
      for (const picture of picturesOf(handout))
        files[picture.key] = [svgOf(picture), Buffer.from(await pixelsOf(picture)).toString('base64')]
      made.push({ handout, all: JSON.stringify((await handoutFor('records')).charts), files })
      await at.noor.does((store) => store.cases.remove(one?.id as string))
    }
    for (const { id } of choices) await at.noor.does((store) => store.figures.withdraw(id))
    const [first, second] = made as [(typeof made)[number], (typeof made)[number]]
    if (chosen) expect(JSON.stringify(first.handout)).toContain('minder dan')
    expect(first.all).not.toBe(second.all)
    expect(second.handout).toEqual(first.handout)
    for (const [name, file] of Object.entries(first.files))
      expect(second.files[name] === file || JSON.stringify(second.files[name]) === JSON.stringify(file), name).toBe(
        true,
      )
  })
})

/** Every way but showing: a row that is less than the threshold, rows put together, and a figure that is left out. */
async function somethingChosen(audience: 'inside' | 'outside'): Promise<{ id: string }[]> {
  const decide = (way: 'below' | 'omit' | 'group', figure: string, by: string | null, row: string | null) =>
    at.noor.does((store) =>
      store.figures.decide({ line: line.key, year: 2024, audience, figure, by, row, way, reason: '' }),
    )
  return [
    await decide('below', 'buurtbemiddeling-verwezen', null, null),
    await decide('omit', 'buurtbemiddeling-advies', null, null),
    await decide('below', 'buurtbemiddeling-zaken', 'mainTopic', 'parking'),
    await decide('below', 'buurtbemiddeling-zaken', 'mainTopic', 'bullying'),
    await decide('group', 'buurtbemiddeling-zaken', 'outcome', 'solved'),
    await decide('group', 'buurtbemiddeling-zaken', 'outcome', 'advice'),
    await decide('group', 'buurtbemiddeling-zaken', 'outcome', 'running'),
  ]
}
