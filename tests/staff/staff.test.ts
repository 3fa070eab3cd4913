import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServiceLine, wordOf } from '#kernel/service-line'
import { lineOf } from '#service-lines'
import { office } from './office.ts'

let at: Awaited<ReturnType<typeof office>>
beforeAll(async () => {
  at = await office()
})
afterAll(() => at.close())

test('Noor sees in one sentence what waits for her, and which of it had to be done yesterday', async () => {
  const { status, html } = await at.noor.opens('/')
  expect(status).toBe(200)
  expect(html).toContain('Drie dingen wachten op jou. Eén daarvan had gisteren gemoeten.')
  expect(html).toContain('Maak het eerste contact: Huisdieren, Oosterstraat')
  expect(html).toContain('1 dag te laat')
  expect(html).toContain('/cijfers/buurtbemiddeling/2025/buurtbemiddeling-cijfer')
})

test('every page of a case opens, and none is heavier than fifteen kilobytes', async () => {
  const one = at.running('pets Oosterstraat')
  const verbs = [
    '',
    'wie',
    'beoordelen',
    'koppel',
    'vastleggen',
    'stap',
    'verwijzen',
    'afsluiten',
    'intrekken',
    'overdragen',
    'corrigeren',
    'evaluatie',
    'notitie',
    'verwijderen',
    'kant/nieuw/neighbour',
  ]
  for (const path of [
    '/',
    '/zaken',
    '/zaken/bord',
    '/mensen',
    '/nieuw',
    '/zoeken',
    ...verbs.map((verb) => `${one}${verb && `/${verb}`}`),
  ]) {
    const { status, html } = await at.noor.opens(path)
    expect({ path, status }).toEqual({ path, status: 200 })
    expect(gzipSync(html).length).toBeLessThan(15_000)
  }
})

test('a report is taken in after a search, by somebody new, with a neighbour without a name', async () => {
  const search = await at.noor.sends('/nieuw', { zoek: 'Trijntje Roelofsma 4-5-1961' })
  expect(search.to).toMatch(/^\/zoeken\/[0-9a-f-]{36}$/)
  const found = await at.noor.opens(search.to)
  expect(found.html).toContain('We vinden niemand')
  const form = search.to.replace('/zoeken/', '/nieuw/').concat('/iemand')
  const filled = await at.noor.opens(form)
  expect(filled.html).toContain('value="Roelofsma"')
  expect(filled.html).toContain('value="4-5-1961"')
  const someone = await at.noor.sends(form, {
    givenName: 'Trijntje',
    familyName: 'Roelofsma',
    birthDate: '4-5-1961',
    street: 'Esweg',
    houseNumber: '3',
  })
  expect(someone.to).toMatch(/^\/nieuw\/zaak\//)
  const report = await at.noor.sends(someone.to, {
    mainTopic: 'noise',
    words: 'De radio staat altijd aan.',
    channel: 'phone',
    on: '12-3-2025',
    at: '9.00',
    'may-named': 'no',
  })
  expect(report.to).toMatch(/^\/nieuw\/andere-kant\//)
  const done = await at.noor.sends(report.to, { street: 'Esweg', houseNumber: '5', housing: 'huur' })
  expect(done.to).toMatch(/^\/zaken\//)
  const { html } = await at.noor.opens(done.to)
  for (const text of [
    'Geluid, Esweg',
    'Trijntje Roelofsma',
    'Bewoner Esweg 5',
    'nog geen naam',
    'weet nog van niets',
    'ziet de andere kant niet',
    'De radio staat altijd aan.',
    'Kijk of de zaak past',
  ])
    expect(html).toContain(text)
})

test('who looks like somebody we know is compared first, and the case goes on with the one who was there', async () => {
  const search = await at.noor.sends('/nieuw', { zoek: 'Camps' })
  const someone = await at.noor.sends(`/nieuw${search.to.replace('/zoeken', '')}/iemand`, {
    givenName: 'Riet',
    familyName: 'Kamps',
    phone: '06 12345678',
  })
  expect(someone.to).toContain('/lijkt-op/')
  const compare = await at.noor.opens(someone.to)
  expect(compare.html).toContain('19 augustus 1951')
  const riet = (at.town as unknown as { people: Record<string, string> }).people.riet as string
  const same = await at.noor.sends(`${someone.to}/dezelfde/${riet}`, {}, someone.to)
  expect(same.to).toBe(`/nieuw/zaak/${riet}`)
})

test('two who look alike and are two are not asked about again', async () => {
  const search = await at.noor.sends('/nieuw', { zoek: 'Kamps' })
  const someone = await at.noor.sends(`/nieuw${search.to.replace('/zoeken', '')}/iemand`, {
    givenName: 'Rie',
    familyName: 'Kamps',
    phone: '06 12345678',
  })
  const riet = (at.town as unknown as { people: Record<string, string> }).people.riet as string
  const different = await at.noor.sends(`${someone.to}/anders/${riet}`, {}, someone.to)
  expect(different.to).toMatch(/^\/nieuw\/zaak\//)
  const page = await at.noor.opens(different.to.replace('/nieuw/zaak', '/mensen'))
  expect(page.html).not.toContain('Lijkt op iemand anders')
})

test('a case goes from report to closing, one deed at a time', async () => {
  const one = at.running('boundary Kerkpad')
  expect((await at.noor.sends(`${one}/beoordelen`, { suits: 'nee' })).html).toContain('Kies waarom het hier niet past')
  expect((await at.noor.sends(`${one}/beoordelen`, { suits: 'ja' })).to).toBe(one)
  const alone = await at.noor.sends(`${one}/koppel`, { helpers: 'Gerda Nijboer' })
  expect(alone.status).toBe(422)
  expect(alone.html).toContain('Kies twee bemiddelaars: zij gaan nooit alleen.')
  const asked = await at.noor.sends(`${one}/koppel`, { helpers: 'Gerda Nijboer; Wim Kuipers' })
  expect(asked.to).toBe(`${one}/koppel`)
  for (const answer of ['kent-niemand', 'kent-niemand', 'ja', 'ja']) {
    const page = await at.noor.opens(`${one}/koppel`)
    const next = new RegExp(`action="(${one}/koppel/[0-9a-f-]+/${answer})"`).exec(page.html)?.[1] as string
    await at.noor.sends(next, {}, `${one}/koppel`)
  }
  const talked = await at.noor.sends(`${one}/vastleggen`, {
    who: 'reporter',
    kind: 'call',
    result: 'appointment',
    on: '12-3-2025',
    at: '9.10',
    nextKind: 'visit',
    nextOn: '14-3-2025',
    nextAt: '19.00',
  })
  expect(talked.to).toBe(one)
  const { html } = await at.noor.opens(one)
  for (const text of [
    'Gebeld, de melder: afspraak om te praten gemaakt',
    'Zei ja: Wim Kuipers',
    'Bezoek vrijdag 14 maart 19.00',
    'Ga langs bij de melder',
  ])
    expect(html).toContain(text)
  expect((await at.noor.sends(`${one}/afsluiten`, { on: '12-3-2025' })).html).toContain(
    'Kies hoe de zaak is afgelopen.',
  )
  expect((await at.noor.sends(`${one}/afsluiten`, { on: '12-3-2025', outcome: 'storyEnough' })).to).toBe(one)
  expect((await at.noor.opens(one)).html).toContain('Afgesloten op 12 maart: het verhaal vertellen was genoeg.')
  expect((await at.noor.sends(`${one}/intrekken`)).to).toBe(one)
  expect((await at.noor.opens(one)).html).toContain('Afsluiting ingetrokken')
})

test('what does not suit leads to closing, and can then not end as solved', async () => {
  const one = at.running('parking Schoolpad')
  expect((await at.noor.sends(`${one}/beoordelen`, { suits: 'nee', reasons: 'legal' })).to).toBe(`${one}/afsluiten`)
  const { html } = await at.noor.opens(`${one}/afsluiten`)
  expect(html).toContain('Niet geschikt voor bemiddeling')
  expect(html).not.toContain('Opgelost na een gesprek samen')
})

test('a talk that is still to come is no talk', async () => {
  const one = at.running('pets Oosterstraat')
  const { status, html } = await at.noor.sends(`${one}/vastleggen`, {
    who: 'reporter',
    kind: 'call',
    result: 'heard',
    on: '12-3-2025',
    at: '23.00',
  })
  expect(status).toBe(422)
  expect(html).toContain('Dat moment moet nog komen')
})

test('a step is done with one press and can be taken back', async () => {
  const one = at.running('noise Hoofdstraat')
  const step = /\/stap\/([0-9a-f-]{36})\/gedaan/.exec((await at.noor.opens(one)).html)?.[1]
  expect((await at.noor.sends(`/stap/${step}/gedaan`, { terug: 'vandaag' }, one)).to).toBe('/')
  expect((await at.noor.opens(one)).html).toContain('Nog niets gepland')
  expect((await at.noor.sends(`/stap/${step}/niet-gedaan`, {}, one)).to).toBe(one)
  expect((await at.noor.opens(one)).html).toContain('dorpshuis')
})

test('a note, a case and a closing can be taken back', async () => {
  const one = at.running('garden Veldweg')
  expect((await at.noor.sends(`${one}/notitie`, { words: 'De heg is gesnoeid.' })).to).toBe(one)
  const note = /\/notitie\/([0-9a-f-]{36})/.exec((await at.noor.opens(one)).html)?.[1]
  expect((await at.noor.sends(`${one}/notitie/${note}/weg`, {}, one)).to).toBe(one)
  expect((await at.noor.opens(one)).html).not.toContain('De heg is gesnoeid.')
  await at.noor.sends(`${one}/notitie/${note}/terug`, {}, one)
  expect((await at.noor.opens(one)).html).toContain('De heg is gesnoeid.')
  expect((await at.noor.sends(`${one}/verwijderen`)).to).toBe('/zaken')
  expect((await at.noor.opens(one)).status).toBe(404)
  expect((await at.noor.sends(`${one}/terug`, {}, '/nieuw')).to).toBe(one)
  expect((await at.noor.opens(one)).status).toBe(200)
})

test('a mark with words to share needs those words, and consent can be withdrawn', async () => {
  const one = at.running('heatPump Tolweg')
  const empty = await at.noor.sends(`${one}/evaluatie`, {
    side: 'reporter',
    mark: '9',
    share: 'ja',
    onDay: '12-3-2025',
  })
  expect(empty.html).toContain('Er staat niets om te delen')
  await at.noor.sends(`${one}/evaluatie`, {
    side: 'reporter',
    mark: '9',
    quote: 'We zwaaien weer.',
    quoteBy: 'buurman',
    share: 'ja',
    onDay: '12-3-2025',
    until: '1-3-2027',
  })
  const { html } = await at.noor.opens(one)
  expect(html).toContain('mag dit delen tot 1 maart 2027')
  const survey = /\/evaluatie\/([0-9a-f-]{36})\/intrekken/.exec(html)?.[1]
  await at.noor.sends(`${one}/evaluatie/${survey}/intrekken`, {}, one)
  expect((await at.noor.opens(one)).html).toContain('toestemming ingetrokken op 12 maart 2025')
})

test('a referral stands beside the outcome, to a partner or to whom was typed', async () => {
  const one = at.running('bullying Esweg')
  expect((await at.noor.sends(`${one}/verwijzen`, { kind: 'formal', onDay: '12-3-2025' })).html).toContain(
    'Kies een partner uit de lijst',
  )
  expect(
    (await at.noor.sends(`${one}/verwijzen`, { kind: 'formal', onDay: '12-3-2025', destination: 'Hulplijn De Linde' }))
      .to,
  ).toBe(one)
  expect((await at.noor.opens(one)).html).toContain('Hulplijn De Linde')
})

test('a search never leaves a name in an address, and answers the palette at once', async () => {
  const { to } = await at.noor.sends('/zoeken', { zoek: 'Kamps' })
  expect(to).not.toContain('amps')
  expect((await at.noor.opens(to)).html).toContain('geboren in 1951')
  expect((await at.bas.opens(to)).status).toBe(404)
  const quick = JSON.parse((await at.noor.sends('/zoeken?snel', { zoek: 'Oosterstraat 12' }, '/zoeken')).html) as {
    items: { title: string }[]
  }
  expect(quick.items.map((item) => item.title)).toEqual(
    expect.arrayContaining(['Riet Kamps', 'Huisdieren, Oosterstraat']),
  )
})

test('the workbook is the list on the screen, and that it left the house is written down', async () => {
  const { status } = await at.noor.opens('/zaken/excel?status=alles&jaar=2025')
  expect(status).toBe(200)
  const rows = await at.database.asAdmin((client) =>
    client
      .query(`select cardinality(keys) as n from naober.access_lines where action = 'export'`)
      .then((result) => result.rows),
  )
  expect(rows).toHaveLength(1)
  expect(rows[0].n).toBeGreaterThan(10)
})

test('a list goes page by page and back, without losing or repeating a case', async () => {
  const seen = (html: string) => [...html.matchAll(/href="\/zaken\/([0-9a-f-]{36})\?/g)].map((found) => found[1])
  const first = await at.noor.opens('/zaken?status=alles&op=opened')
  expect(seen(first.html)).toHaveLength(50)
  const next = /href="(\/zaken\?[^"]*na=[^"]+)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') as string
  const second = await at.noor.opens(next)
  expect(seen(second.html).some((key) => seen(first.html).includes(key))).toBe(false)
  const previous = /href="(\/zaken\?[^"]*voor=[^"]+)"/.exec(second.html)?.[1]?.replaceAll('&amp;', '&') as string
  expect(seen((await at.noor.opens(previous)).html)).toEqual(seen(first.html))
  expect((await at.noor.opens('/zaken?op=opened&na=%27drop~kapot&jaar=abc&stap=weg')).status).toBe(200)
})

test('a team leader reads and hands over; a worker works in her own cases only', async () => {
  const one = at.running('pets Oosterstraat')
  const read = await at.marga.opens(one)
  expect(read.status).toBe(200)
  expect(read.html).toContain('/overdragen')
  expect(read.html).not.toContain('/vastleggen')
  for (const deed of ['pauze', 'afsluiten', 'corrigeren', 'beoordelen', 'koppel', 'kant/reporter'])
    expect([deed, (await at.marga.opens(`${one}/${deed}`)).status]).toEqual([deed, 404])
  expect((await at.marga.sends(`${one}/overdragen`, { owner: at.bas.id })).to).toBe(one)
  expect((await at.bas.opens(`${one}/vastleggen`)).status).toBe(200)
  expect((await at.bas.opens(`${at.running('noise Hoofdstraat')}/vastleggen`)).status).toBe(404)
})

test('an administrator and somebody of another team find no cases here', async () => {
  const one = at.running('pets Oosterstraat')
  for (const who of [at.ilse, at.daan]) {
    expect((await who.opens(one)).status).toBe(404)
    expect((await who.opens('/')).status).toBe(200)
  }
})

test('a case that stands still is not late, and goes on with the time that was left', async () => {
  const one = at.running('noise Brinkstraat')
  const id = one.slice('/zaken/'.length)
  const dueOf = () => at.noor.does(async (store) => (await store.cases.file(id)).case.dueAt)
  const before = await dueOf()
  expect((await at.noor.sends(`${one}/pauze`, { reason: 'ill', until: '12-3-2025' })).html).toContain(
    'Kies een dag die nog komt',
  )
  expect((await at.noor.sends(`${one}/pauze`, { reason: 'ill', until: '12-3-2026' })).html).toContain(
    'meer dan een half jaar',
  )
  expect((await at.noor.sends(`${one}/pauze`, { until: '19-3-2025' })).html).toContain(
    'Kies waarom de zaak even stilstaat',
  )
  expect((await at.noor.sends(`${one}/pauze`, { reason: 'ill', until: '19-3-2025' })).to).toBe(one)
  const { html } = await at.noor.opens(one)
  expect(html).toContain('Deze zaak staat stil tot 19 maart: iemand is ziek.')
  expect(html).toContain('Stilgezet: iemand is ziek')
  expect((await at.noor.opens('/zaken')).html).toContain('staat stil tot')
  expect((await at.noor.sends(`${one}/pauze`, { reason: 'away', until: '20-3-2025' }, one)).status).toBe(422)
  expect(before?.toISOString()).toBe('2025-03-13T07:50:00.000Z')
  expect((await dueOf())?.toISOString()).toBe('2025-03-20T07:50:00.000Z')
  expect((await at.ilse.sends(`${one}/verder`, {}, '/')).status).toBe(404)
  expect((await at.noor.sends(`${one}/verder`, {}, one)).to).toBe(one)
  expect((await at.noor.opens(one)).html).toContain('Loopt weer')
  expect(await dueOf()).toEqual(before)
})

test('what was late when it was stilled stands in no list of late cases until it goes on', async () => {
  const one = at.running('pets Oosterstraat')
  expect((await at.noor.opens('/zaken?wacht=laat')).html).toContain(one)
  await at.noor.sends(`${one}/pauze`, { reason: 'thinking', until: '19-3-2025' })
  expect((await at.noor.opens('/zaken?wacht=laat')).html).not.toContain(one)
  expect((await at.noor.opens(one)).html).not.toContain('te laat')
  await at.noor.sends(`${one}/verder`, {}, one)
  expect((await at.noor.opens('/zaken?wacht=laat')).html).toContain(one)
})

test('a note in the wrong file goes to the right one, is gone from the first, and can go back', async () => {
  const [wrong, right] = [at.running('garden Veldweg'), at.running('pets Kanaalkade')]
  await at.noor.sends(`${wrong}/notitie`, { words: 'De hond blaft van zes tot acht.' })
  const note = /\/notitie\/([0-9a-f-]{36})">[^<]*<\/a>[\s\S]*?De hond blaft/.exec(
    (await at.noor.opens(wrong)).html,
  )?.[1]
  const page = `${wrong}/notitie/${note}/verplaatsen`
  const number = await at.noor.does(
    async (store) => (await store.cases.file(right.slice('/zaken/'.length))).case.number,
  )
  const own = await at.noor.does(async (store) => (await store.cases.file(wrong.slice('/zaken/'.length))).case.number)
  expect((await at.noor.sends(page, { number: '' })).html).toContain('Vul het nummer in')
  expect((await at.noor.sends(page, { number: 'ZZZ-ZZZ' })).html).toContain('Er is geen zaak ZZZ-ZZZ')
  expect((await at.noor.sends(page, { number: own })).html).toContain('Dat is deze zaak zelf')
  expect((await at.noor.sends(page, { number: number.toLowerCase() })).to).toBe(wrong)
  expect((await at.noor.opens(wrong)).html).not.toContain('De hond blaft')
  expect((await at.noor.opens(right)).html).toContain('De hond blaft')
  expect((await at.noor.opens(`${wrong}/notitie/${note}`)).status).toBe(404)
  const back = { naar: wrong.slice('/zaken/'.length), kant: 'none' }
  expect((await at.noor.sends(`${right}/notitie/${note}/terug-naar`, back, right)).to).toBe(wrong)
  expect((await at.noor.opens(wrong)).html).toContain('De hond blaft')
})

test('a worker takes no note to a case that is not hers', async () => {
  const rows = await at.noor.does((store) =>
    store.cases.list({ lines: ['buurtbemiddeling'], status: 'running', order: 'waiting', limit: 50 }),
  )
  const [mine, other] = [
    rows.rows.find((one) => one.owner === at.bas.id),
    rows.rows.find((one) => one.owner !== at.bas.id),
  ]
  await at.bas.sends(`/zaken/${mine?.id}/notitie`, { words: 'Van mijzelf.' })
  const note = /\/notitie\/([0-9a-f-]{36})">[^<]*<\/a>[\s\S]*?Van mijzelf/.exec(
    (await at.bas.opens(`/zaken/${mine?.id}`)).html,
  )?.[1]
  const done = await at.bas.sends(`/zaken/${mine?.id}/notitie/${note}/verplaatsen`, { number: other?.number ?? '' })
  expect(done.html).toContain('waar jij in mag schrijven')
})

test('who moves keeps the old address, and the case keeps its village', async () => {
  const riet = (at.town as unknown as { people: Record<string, string> }).people.riet as string
  expect((await at.noor.sends(`/mensen/${riet}/verhuizen`, { from: '1-3-2025' })).status).toBe(422)
  expect(
    (await at.noor.sends(`/mensen/${riet}/verhuizen`, { street: 'Kerkpad', houseNumber: '9', from: '1-3-2025' })).to,
  ).toBe(`/mensen/${riet}`)
  const { html } = await at.noor.opens(`/mensen/${riet}`)
  expect(html).toContain('Kerkpad 9')
  expect(html).toContain('Eerder: Oosterstraat 12')
  expect((await at.noor.opens(at.running('pets Oosterstraat'))).html).toContain('Oosterstraat 12')
})

test('what was said with the other side does not stand on the page of somebody', async () => {
  const one = at.running('pets Oosterstraat')
  const { html: before } = await at.noor.opens(one)
  const riet = (at.town as unknown as { people: Record<string, string> }).people.riet as string
  expect(before).toContain(`/mensen/${riet}`)
  await at.noor.does(async (store) => {
    const talk = {
      caseId: one.slice('/zaken/'.length),
      person: null,
      line: 'buurtbemiddeling',
      kind: 'call',
      result: null,
    }
    await store.notes.add({ ...talk, side: 'neighbour', happenedAt: new Date('2025-03-11T10:00:00Z') })
    await store.notes.add({ ...talk, side: 'reporter', happenedAt: new Date('2025-03-11T11:00:00Z') })
  })
  expect((await at.noor.opens(one)).html).toContain('Gebeld, de buur')
  const { html } = await at.noor.opens(`/mensen/${riet}`)
  expect(html).toContain('Gebeld, de melder')
  expect(html).not.toContain('Gebeld, de buur')
})

test('who may see a case and who looked stands on a page of its own', async () => {
  const { html } = await at.noor.opens(`${at.running('pets Oosterstraat')}/wie`)
  for (const text of ['Bas Wolters', 'Een medewerker mag lezen: alles van de eigen werksoorten.', 'het dossier zelf'])
    expect(html).toContain(text)
})

describe('somebody of another line', () => {
  const [first, second] = ['buurtbemiddeling', 'vrijwillige-ondersteuning'].map(lineOf) as [ServiceLine, ServiceLine]
  /** The words that only the first line has: on a page about another they do not belong. */
  const strange = new RegExp(
    `\\b(${[first.case.called, first.case.report, first.match?.helper]
      .flatMap((noun) => (noun ? [noun.one, noun.many] : []))
      .concat(Object.values(first.case.sides).map(wordOf), first.name)
      .join('|')})\\b`,
    'i',
  )
  const wordsOf = (html: string) =>
    html
      .replace(/^[\s\S]*?<main/, '<main')
      .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
      .replace(/<[^>]*>/g, ' ')

  test('works in her own words on every page, and in no other’s', async () => {
    const list = await at.daan.opens('/zaken')
    const [one] = [...list.html.matchAll(/href="(\/zaken\/[0-9a-f-]{36})/g)].map((found) => found[1] as string)
    const search = await at.daan.sends('/nieuw', { zoek: 'Hindrik Nieuwkomer' })
    const paths = [
      '/',
      '/zaken',
      '/zaken?wacht=nieuw',
      '/zaken?status=afgesloten&jaar=2025',
      '/zaken/bord',
      '/zaken/bord?wacht=mij',
      '/mensen',
      '/nieuw',
      search.to,
      `${search.to.replace('/zoeken/', '/nieuw/')}/iemand`,
      ...[
        ...['', 'wie', 'vastleggen', 'stap', 'verwijzen', 'afsluiten', 'intrekken', 'overdragen', 'corrigeren'],
        ...['notitie', 'pauze', 'toestemming', 'koppel', `kant/nieuw/${second.case.mainSide}`],
      ].map((verb) => `${one}${verb && `/${verb}`}`),
      `/cijfers/${second.key}/2025`,
      `/cijfers/${second.key}/2025/${second.start.standing}`,
      `/cijfers/${second.key}/2025/${second.key}-hulpvragers`,
    ]
    for (const path of paths) {
      const { status, html } = await at.daan.opens(path)
      expect({ path, status }).toEqual({ path, status: 200 })
      expect({ path, strange: strange.exec(wordsOf(html))?.[0] }).toEqual({ path, strange: undefined })
      expect(gzipSync(html).length).toBeLessThan(15_000)
    }
    expect((await at.daan.opens(`${one}/beoordelen`)).status).toBe(404)
    expect((await at.daan.takes('/zaken/excel')).name).toBe('vragen-2025-03-12.xlsx')
  })

  test('writes down what is asked in two steps, and brings it from a talk at home to its end', async () => {
    const search = await at.daan.sends('/nieuw', { zoek: 'Hindrik Nieuwkomer' })
    const someone = await at.daan.sends(`${search.to.replace('/zoeken/', '/nieuw/')}/iemand`, {
      givenName: 'Hindrik',
      familyName: 'Nieuwkomer',
      street: 'Esweg',
      houseNumber: '30',
    })
    const form = (await at.daan.opens(someone.to)).html
    expect(form).toContain('Vraag van Hindrik Nieuwkomer')
    expect(form).toContain('Stap 2 van 2')
    const asked = { mainTopic: 'visiting', channel: 'gp', on: '12-3-2025', at: '9.00', 'may-volunteer': 'yes' }
    const opened = await at.daan.sends(someone.to, { ...asked, rhythm: 'weekly', askedFor: 'de dochter' })
    expect(opened.to).toMatch(/^\/zaken\/[0-9a-f-]{36}$/)
    const page = (await at.daan.opens(opened.to)).html
    expect(page).toContain('Deze vraag wacht op ons.')
    expect(page).toContain('Ga langs voor een gesprek')
    expect(page).toContain('Elke week')
    expect(page).not.toContain('ziet de andere kant niet')
    const talk = { who: 'seeker', kind: 'visit', result: 'discussed', on: '12-3-2025', at: '9.10' }
    expect((await at.daan.sends(`${opened.to}/vastleggen`, talk)).to).toBe(opened.to)
    expect((await at.daan.opens(opened.to)).html).toContain('Stap: Gesprek thuis.')
    await at.daan.sends(`${opened.to}/afsluiten`, { outcome: 'nobodyFound', on: '12-3-2025' })
    expect((await at.daan.opens(opened.to)).html).toContain('niet bemiddeld: geen vrijwilliger gevonden')
  })

  test('sees nothing of the first line, and nobody of that line sees hers', async () => {
    const theirs = at.running('pets Oosterstraat')
    expect((await at.daan.opens(theirs)).status).toBe(404)
    expect((await at.daan.opens('/zaken?lijn=buurtbemiddeling')).html).not.toContain('Oosterstraat')
    const { html } = await at.daan.opens('/zaken')
    const [hers] = [...html.matchAll(/href="(\/zaken\/[0-9a-f-]{36})/g)].map((found) => found[1] as string)
    expect((await at.noor.opens(hers as string)).status).toBe(404)
    expect((await at.noor.opens('/zaken?lijn=vrijwillige-ondersteuning')).html).not.toContain(hers)
  })
})

test('who works for two lines chooses one at a time, and what waits is of both', async () => {
  await at.ilse.does(async (store) => {
    const team = (await store.accounts.teams()).find(({ lines }) => lines.includes('vrijwillige-ondersteuning'))
    if (team)
      await store.accounts.changeTeam(team.id, { seen: team.version }, (was) => ({
        ...was,
        lines: ['buurtbemiddeling', 'vrijwillige-ondersteuning'],
      }))
  })
  const first = await at.daan.opens('/zaken')
  expect(first.html).toContain('Zaken in deze lijst'.toLowerCase())
  expect(first.html).toContain('href="/zaken?lijn=vrijwillige-ondersteuning"')
  const second = await at.daan.opens('/zaken?lijn=vrijwillige-ondersteuning&wacht=laat')
  expect(second.html).toContain('vragen in deze lijst')
  expect(second.html).toMatch(/name="lijn" value="vrijwillige-ondersteuning"/)
  const today = await at.daan.opens('/')
  expect(today.html).toContain('Zaken op een lijn')
  expect(today.html).toContain('Kijk wie er antwoordde: Administratie')
  expect((await at.daan.opens('/?lijn=vrijwillige-ondersteuning')).html).toContain('Vragen op een lijn')
  const [one] = [...second.html.matchAll(/href="(\/zaken\/[0-9a-f-]{36})/g)].map((found) => found[1] as string)
  expect((await at.daan.opens(one as string)).html).toContain('href="/zaken?lijn=vrijwillige-ondersteuning"')
  const person = /href="\/mensen\/([0-9a-f-]{36})"/.exec((await at.daan.opens(one as string)).html)?.[1]
  expect((await at.daan.opens(`/nieuw/zaak/${person}`)).to).toBe(`/nieuw/waarvoor/${person}`)
  expect((await at.daan.opens(`/nieuw/waarvoor/${person}`)).html).toContain(
    `/nieuw/zaak/${person}?lijn=vrijwillige-ondersteuning`,
  )
  const form = `/nieuw/zaak/${person}?lijn=vrijwillige-ondersteuning`
  const asked = { mainTopic: 'garden', channel: 'self', on: '12-3-2025', at: '9.00', 'may-volunteer': 'no' }
  const opened = await at.daan.sends(form, asked)
  expect((await at.daan.opens(opened.to)).html).toContain('Tuin, ')
})
