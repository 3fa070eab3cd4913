import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDoorway } from '#access'
import type { Indicator } from '#counting'
import { clockOn } from '#platform/clock'
import { type Day, day, momentOf } from '#platform/days'
import { makeLog } from '#platform/logs'
import type { SecretKey } from '#platform/secrets'
import { readPdf } from '#platform/testing'
import { lineOf } from '#service-lines'
import { makeApp } from '#web/app'
import { entrances } from '#web/staff'
import {
  aftercareResponse,
  allCases,
  averageMark,
  response,
  stillHolds,
} from '../../src/service-lines/buurtbemiddeling.ts'
import { office } from './office.ts'

const line = lineOf('buurtbemiddeling')
const today = day('2025-03-12')
let at: Awaited<ReturnType<typeof office>>
beforeAll(async () => {
  at = await office()
})
afterAll(() => at.close())

const keyOf = (address: string) => address.slice('/zaken/'.length)
const wordsIn = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const page = async (path: string, who: 'noor' | 'bas' = 'noor') => wordsIn((await at[who].opens(path)).html)
const value = (indicator: Indicator, year = 2025) => at.figure(indicator, year)

/** Somebody who lives in Lindeveen. @returns the key */
const resident = (familyName: string, street: string, houseNumber: string) =>
  at.noor.does(async (store) => {
    const village = at.town.villages.get('Lindeveen') as string
    const person = {
      givenName: 'Kees',
      infix: null,
      familyName,
      birthDate: null,
      phone: null,
      email: null,
      practical: null,
    }
    return (await store.people.add(person, { street, houseNumber, postcode: null, village })).id
  })

/** Takes in a report about a neighbour as somebody. @returns the answer after the last step, and the address of the case */
async function reports(
  who: 'noor' | 'bas',
  person: string,
  words: string,
  neighbour: { street: string; houseNumber: string },
) {
  const village = at.town.villages.get('Lindeveen') as string
  const first = await at[who].sends(`/nieuw/zaak/${person}`, {
    ...{ mainTopic: 'noise', words, channel: 'phone', on: '12-3-2025', at: '8.30', 'may-named': 'no', village },
  })
  expect(first.to).toMatch(/^\/nieuw\/andere-kant\//)
  const { to } = await at[who].sends(first.to, { ...neighbour, village })
  return { to, one: first.to.replace('/nieuw/andere-kant/', '/zaken/') }
}

const pets = () => at.running('pets Oosterstraat')

test('who reports back about who reported is offered to join, and hears nobody’s story', async () => {
  const before = (await value(allCases)).value
  const kees = await resident('Overwater', 'Oosterstraat', '14')
  const { to, one } = await reports('noor', kees, 'Zij staat elke dag te schreeuwen.', {
    street: 'oosterstraat',
    houseNumber: '12',
  })
  expect(to).toBe(`${one}/samenvoegen?na=nieuw`)
  expect((await value(allCases)).value).toBe((before ?? 0) + 1)
  const offer = await page(to)
  expect(offer).toContain('Er loopt al een zaak op dit adres')
  expect(offer).toContain('Oosterstraat 1')
  for (const told of ['schreeuwen', 'blaft', 'Overwater', 'Kamps', 'melder', 'Gemeld'])
    expect(offer.split('Terug')[0]).not.toContain(told)

  const joined = await at.noor.sends(`${one}/samenvoegen/${keyOf(pets())}`, {}, to)
  expect(joined.to).toBe(pets())
  expect((await value(allCases)).value).toBe(before)
  expect((await at.noor.opens(one)).to).toBe(pets())
  const whole = await page(pets())
  for (const told of [
    'Kant Oosterstraat 12',
    'Kant Oosterstraat 14',
    'Zij staat elke dag te schreeuwen',
    'Overwater',
    'Hier kwamen 2 meldingen in samen',
  ])
    expect(whole).toContain(told)
  for (const hint of ['De melder', 'de melder', 'De buur', 'Bij de melder'])
    expect(whole.replace(/mag weten wie het meldde/g, '').replace(/De buur : /g, '')).not.toContain(`${hint} `)
  // Who stood in the report stands in the case.
  expect(await page(`/mensen/${kees}`)).toContain('Huisdieren, Oosterstraat')
  expect(await page('/zaken/bord')).not.toContain('Geluid, Oosterstraat')
})

test('what happened before is told without days: the order would say who came first', async () => {
  const timeline = (await page(pets())).split('Verloop')[1] as string
  expect(timeline).toContain('Samengevoegd')
  expect(timeline).toMatch(/Gebeld, de kant van Oosterstraat 12 ?: verhaal gehoord .*? vóór het samenvoegen/)
  expect(timeline.split('Over deze zaak')[0]).not.toContain('Gemeld')
})

test('a mediator sees each household once, by its address, and not who told first', async () => {
  const mine = wordsIn((await at.gerda.opens('/')).html)
  const one = mine.split('Zaak ').find((card) => card.includes('Overwater')) as string
  for (const told of ['Kees Overwater Kant Oosterstraat 14', 'Kant Oosterstraat 12']) expect(one).toContain(told)
  expect(one.match(/Oosterstraat 14, /g)).toHaveLength(1)
  expect(one).not.toMatch(/melder|buur|schreeuwen|blaft/)
})

test('joined by mistake they go apart again, and not once something was added', async () => {
  const report = /uit-elkaar\/([0-9a-f-]{36})/.exec((await at.noor.opens(pets())).html)?.[1]
  const apart = `${pets()}/uit-elkaar/${report}`
  expect((await at.noor.sends(apart, {}, pets())).to).toBe(pets())
  expect((await at.noor.opens(`/zaken/${report}`)).status).toBe(200)
  expect(await page(pets())).toContain('De melder')
  await at.noor.sends(`/zaken/${report}/samenvoegen/${keyOf(pets())}`, {}, pets())
  await at.noor.sends(`${pets()}/notitie`, { words: 'Allebei gebeld.', kind: 'memo', on: '12-3-2025', at: '9.00' })
  expect((await at.noor.opens(pets())).html).not.toContain('uit-elkaar')
  const refused = await at.noor.sends(apart, {}, pets())
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('iets bijgekomen')
})

test('of two coordinators who join at once the second hears that it was done', async () => {
  const anna = await resident('Tweeling', 'Lindelaan', '2')
  const first = await reports('noor', anna, 'Eerst.', { street: 'Lindelaan', houseNumber: '4' })
  const ben = await resident('Tweeling', 'Lindelaan', '6')
  const second = await reports('noor', ben, 'Dan.', { street: 'Lindelaan', houseNumber: '4' })
  const both = await Promise.all([
    at.noor.sends(`${first.one}/samenvoegen/${keyOf(second.one)}`, {}, '/nieuw'),
    at.noor.sends(`${second.one}/samenvoegen/${keyOf(first.one)}`, {}, '/nieuw'),
  ])
  const went = both.filter(({ to }) => to === first.one)
  expect(went.length).toBeGreaterThan(0)
  expect(both.every(({ status, to }) => status === 422 || to === first.one)).toBe(true)
  const whole = await page(first.one)
  // Two neighbours who complain of the same third stand beside each other, each in their own words.
  expect(whole).toContain('De melder')
  for (const told of ['Eerst.', 'Dan.', 'Lindelaan 2', 'Lindelaan 6']) expect(whole).toContain(told)
})

test('something else is something else: nobody is asked again', async () => {
  const eva = await resident('Anders', 'Lindelaan', '4')
  const { to, one } = await reports('noor', eva, 'De heg.', { street: 'Molenpad', houseNumber: '1' })
  expect(to).toBe(`${one}/samenvoegen?na=nieuw`)
  const other = /\/anders\/([0-9a-f-]{36})/.exec((await at.noor.opens(to)).html)?.[1]
  expect((await at.noor.sends(`${one}/anders/${other}`, {}, to)).to).toBe(one)
  expect((await at.noor.sends(`${one}/anders/${other}`, {}, one)).to).toBe(one)
  expect(await page(`${one}/samenvoegen`)).toContain('Er loopt geen andere zaak op deze adressen')
  expect(await page(`/zaken/${other}/samenvoegen`)).not.toContain('Lindelaan 4')
})

test('a worker sees that a colleague has a case there, and cannot join it', async () => {
  const fenna = await at.bas.does(async (store) => {
    const village = at.town.villages.get('Lindeveen') as string
    const person = {
      givenName: 'Fenna',
      infix: null,
      familyName: 'Naast',
      birthDate: null,
      phone: null,
      email: null,
      practical: null,
    }
    return (await store.people.add(person, { street: 'Oosterstraat', houseNumber: '14', postcode: null, village })).id
  })
  const { to, one } = await reports('bas', fenna, 'Herrie.', { street: 'Oosterstraat', houseNumber: '99' })
  const offer = await page(to, 'bas')
  expect(offer).toContain('Vraag Noor Haan om ze samen te voegen')
  expect(offer).not.toContain('Voeg samen')
  expect((await at.bas.sends(`${one}/samenvoegen/${keyOf(pets())}`, {}, to)).status).toBe(404)
})

test('who must be told what is kept about them waits on the start page from the first contact until it is done', async () => {
  const truus = await resident('Stil', 'Kerkepad', '3')
  const { one } = await reports('noor', truus, 'Rook.', { street: 'Kerkepad', houseNumber: '5' })
  await at.noor.does((store) => store.cases.judge(keyOf(one), { seen: 2 }, line, { suitable: 'yes', reasons: [] }))
  expect(await page('/')).not.toContain('Licht de buur in')
  const talk = { who: 'neighbour', kind: 'call', result: 'heard', on: '12-3-2025', at: '9.00' }
  await at.noor.sends(`${one}/vastleggen`, { ...talk, result: 'nobody' })
  expect(await page('/')).not.toContain('Licht de buur in')
  const said = await at.noor.sends(`${one}/vastleggen`, talk)
  expect(said.to).toBe(one)
  expect(await page('/')).toContain('Licht de buur in over wat je bewaart: Geluid, Kerkepad')
  await at.noor.sends(`${one}/vastleggen`, { ...talk, told: 'yes' })
  expect(await page('/')).not.toContain('Licht de buur in')
  expect(await page(one)).toContain('ingelicht op 12 maart')
})

/** A case of Noor's that was solved on a day, sent by a partner. */
async function solved(on: Day, street: string) {
  const riet = (at.town as unknown as { people: Record<string, string> }).people.riet as string
  const partner = [...at.town.partners.values()][0]?.id as string
  return at.noor.does(async (store) => {
    const one = await store.cases.open(line, {
      reportedAt: momentOf(day('2024-11-01'), '09:00'),
      mainTopic: 'noise',
      owner: at.noor.id,
      referrer: partner,
      sides: [
        { side: 'reporter', person: riet, street, houseNumber: '1', words: 'Altijd muziek.' },
        { side: 'neighbour', called: 'Bewoner', street, houseNumber: '3', informedOn: day('2024-11-05') },
      ],
      since: { assessment: { suitable: 'yes', reasons: [] }, closing: { on, outcome: 'solvedApart' } },
    })
    return `/zaken/${one.id}`
  })
}

test('the referrer hears the outcome and nothing else, and only with leave', async () => {
  const one = await solved(day('2025-03-11'), 'Verwijslaan')
  const leave = (said: 'yes' | 'no', on = '11-3-2025') =>
    at.noor.sends(`${one}/toestemming`, { 'may-named': 'unasked', 'may-outcome': said, on })
  expect(await page(`${one}/verwijzer`)).toContain('Hier mag je niets over laten weten')
  expect(await page('/')).not.toContain('Laat de verwijzer de afloop weten: Geluid, Verwijslaan')
  const told = `${one}/verwijzer/${keyOf(one)}/verteld`
  expect((await at.noor.sends(told, {}, one)).status).toBe(422)
  await leave('yes')
  expect(await page('/')).toContain('Laat de verwijzer de afloop weten: Geluid, Verwijslaan')
  const letter = /<blockquote class="n-stack">(.*?)<\/blockquote>/s.exec(
    (await at.noor.opens(`${one}/verwijzer`)).html,
  )?.[1] as string
  expect(letter).toContain('De uitkomst: opgelost.')
  for (const told of ['Kamps', 'Verwijslaan', 'muziek', 'Geluid', 'apart']) expect(letter).not.toContain(told)
  await leave('no', '12-3-2025')
  expect((await at.noor.sends(told, {}, one)).status).toBe(422)
  await leave('yes', '12-3-2025')
  expect((await at.noor.sends(told, {}, one)).to).toBe(one)
  expect(await page('/')).not.toContain('Verwijslaan')
  await at.noor.sends(`${one}/intrekken`)
  await at.noor.sends(`${one}/afsluiten`, { outcome: 'notSolved', on: '12-3-2025' })
  expect(await page('/')).toContain('Laat de verwijzer de afloop weten: Geluid, Verwijslaan')
})

test('three months later each side says once whether it still holds, and who was not reached counts as asked', async () => {
  const before = [await value(stillHolds), await value(aftercareResponse)]
  const one = await solved(day('2024-12-05'), 'Nazorglaan')
  expect(await page('/')).toContain('Houdt het nog stand? Vraag het de melder: Geluid, Nazorglaan')
  const empty = await at.noor.sends(`${one}/nazorg/reporter`, { onDay: '12-3-2025' })
  expect(empty.html).toContain('Kies wat diegene zei, of dat je niemand bereikte.')
  expect((await at.noor.sends(`${one}/nazorg/reporter`, { answer: 'holds', onDay: '12-3-2025' })).to).toBe(one)
  expect((await at.noor.sends(`${one}/nazorg/neighbour`, { answer: 'unreached', onDay: '12-3-2025' })).to).toBe(one)
  expect(await page('/')).not.toContain('Nazorglaan')
  expect(await page(one)).toContain('Ja, het houdt stand, 12 maart')
  const [holds, reached] = [await value(stillHolds), await value(aftercareResponse)]
  expect([holds.of, holds.part]).toEqual([(before[0]?.of ?? 0) + 1, (before[0]?.part ?? 0) + 1])
  expect([reached.of, reached.part]).toEqual([(before[1]?.of ?? 0) + 2, (before[1]?.part ?? 0) + 1])
  // Reached after all: the same row, not a second question. Of two who write it down the second sees the first.
  const both = await Promise.all(
    ['partly', 'no'].map((answer) =>
      at.noor.sends(`${one}/nazorg/neighbour`, { answer, onDay: '12-3-2025', version: '1' }),
    ),
  )
  expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([303, 409])
  expect((await value(aftercareResponse)).of).toBe(reached.of)
  expect((await at.noor.sends(`${one}/nazorg/neighbour/weg`, {}, `${one}/nazorg/neighbour`)).to).toBe(one)
  expect(await page('/')).toContain('Vraag het de buur: Geluid, Nazorglaan')
  expect((await at.noor.opens(`${pets()}/nazorg/reporter`)).status).toBe(404)
})

/** The house as somebody who lives here meets it: pages without signing in, on a day, from a place on the network. */
function outside(on: Day = today, origin = '') {
  const doorway = openDoorway(
    at.database.webUrl,
    clockOn(on, () => momentOf(on, '09:14')),
    2,
  )
  const app = makeApp({
    doorway,
    config: { url: new URL('http://localhost:4180'), secure: false },
    secretKey: new Uint8Array(randomBytes(32)) as SecretKey,
    log: makeLog({ write: () => undefined }),
    ...{ pages: [], entrances, demo: false },
  })
  const env = { incoming: { socket: { remoteAddress: origin } } }
  let cookie = ''
  async function opens(path: string) {
    const answer = await app.fetch(new Request(`http://localhost:4180${path}`, { headers: { cookie } }), env)
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
    return { status: answer.status, html: await answer.text() }
  }
  async function sends(path: string, form: Record<string, string>) {
    const { html } = await opens(path)
    const csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
    return async () => {
      const body = new URLSearchParams({ csrf, ...form })
      const answer = await app.fetch(
        new Request(`http://localhost:4180${path}`, { method: 'POST', body, headers: { cookie } }),
        env,
      )
      return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') ?? '' }
    }
  }
  return { opens, sends, close: () => doorway.close() }
}

/** Asks a side as Noor. @returns the address of the link and of its page */
async function asks(one: string, side: string, way = 'link') {
  const { to } = await at.noor.sends(`${one}/evaluatie/vragen`, { side, way })
  const { html } = await at.noor.opens(to)
  return { shown: to, html, link: /http:\/\/localhost:4180(\/evaluatie\/[\w-]{51})/.exec(html)?.[1] as string }
}

test('who lives here answers by a link, once, and who was asked is counted whether or not they answer', async () => {
  const door = outside()
  const one = await solved(day('2025-03-10'), 'Linklaan')
  const [mark, asked] = [await value(averageMark), await value(response)]
  const { link } = await asks(one, 'reporter')
  expect([(await value(response)).of, (await value(response)).part]).toEqual([(asked.of ?? 0) + 1, asked.part])
  const form = await door.opens(link)
  expect(form.status).toBe(200)
  for (const told of ['Kamps', 'Linklaan', 'Geluid', 'muziek', 'Noor', '/aanmelden'])
    expect(form.html).not.toContain(told)
  expect(form.html).toContain('Welk cijfer geef je de hulp van Buurtbemiddeling?')

  const empty = await (await door.sends(link, { mark: '' }))()
  expect([empty.status, wordsIn(empty.html).includes('Kies een cijfer van 1 tot en met 10.')]).toEqual([422, true])
  const huge = await (await door.sends(link, { mark: '9', words: 'a'.repeat(5000) }))()
  expect(huge.status).toBe(422)
  const press = await door.sends(link, { mark: '2', words: '<script>"NUL"</script> Fijn', share: 'yes', name: 'woman' })
  const twice = await Promise.all([press(), press()])
  expect(twice.map(({ to }) => to).sort()).toEqual([link, '/evaluatie/bedankt'].sort())
  expect(wordsIn((await door.opens(link)).html)).toContain('Dit is al ingevuld')
  const now = [await value(averageMark), await value(response)]
  expect([now[1]?.of, now[1]?.part]).toEqual([(asked.of ?? 0) + 1, (asked.part ?? 0) + 1])
  expect(now[0]?.n).toBe((mark.n ?? 0) + 1)
  const { html } = await at.noor.opens(one)
  expect(html).toContain('&lt;script&gt;')
  expect(html).not.toContain('<script>"')
  expect(wordsIn(html)).toContain('met een link')
  expect(wordsIn(html)).toContain('een buurvrouw, mag dit delen tot 12 maart 2027')
  await door.close()
})

test('an old, replaced, broken or guessed link gets a kind sentence and nothing more', async () => {
  const door = outside()
  const one = await solved(day('2025-03-10'), 'Oudelaan')
  const first = await asks(one, 'neighbour')
  const second = await asks(one, 'neighbour')
  expect(second.shown).toBe(first.shown)
  expect(wordsIn((await door.opens(first.link)).html)).toContain('Deze link werkt niet')
  const later = outside(day('2025-06-01'))
  const old = await later.opens(second.link)
  expect([old.status, wordsIn(old.html).includes('Deze link is verlopen')]).toEqual([200, true])
  await later.close()
  for (const token of [
    'x',
    `${second.link.slice(-51, -1)}!`,
    `${second.link.slice(-51, -43)}${'A'.repeat(43)}`,
    "' or 1=1 --",
    '%00',
  ])
    expect(wordsIn((await door.opens(`/evaluatie/${encodeURIComponent(token)}`)).html)).toMatch(
      /Deze link werkt niet|Dit kan zo niet|Deze pagina is er niet/,
    )
  const from = outside(today, '203.0.113.9')
  for (let n = 0; n < 26; n++) await from.opens('/evaluatie/raden')
  expect(wordsIn((await from.opens(second.link)).html)).toContain('Wacht even')
  expect(wordsIn((await door.opens(second.link)).html)).toContain('Wat vond je ervan?')
  await from.close()
  await door.close()
  const seen = await at.database.asAdmin((client) =>
    client.query(
      `select outcome, count(*)::int as n from naober.security_events where event = 'evaluation' group by 1 order by 1`,
    ),
  )
  expect(Object.fromEntries(seen.rows.map(({ outcome, n }) => [outcome, n > 0]))).toEqual({
    done: true,
    refused: true,
    slowed: true,
  })
})

test('the same on one sheet of paper, which a colleague types over: then the link is over', async () => {
  const one = await solved(day('2025-03-10'), 'Papierlaan')
  const { shown, link } = await asks(one, 'reporter', 'paper')
  const file = await at.noor.takes(shown.replace(/link$/, 'brief'))
  expect([file.status, file.type, file.name]).toEqual([200, 'application/pdf', 'evaluatie.pdf'])
  const pdf = readPdf(file.bytes)
  expect(pdf.pages).toHaveLength(1)
  const printed = (pdf.pages[0] ?? []).join(' ').replaceAll('\u200b', '')
  expect(printed).toContain('Wat vond je ervan?')
  for (const told of ['Kamps', 'Papierlaan', 'muziek']) expect(printed).not.toContain(told)
  const asked = await value(response)
  await at.noor.sends(`${one}/evaluatie`, { side: 'reporter', way: 'paper', mark: '8', onDay: '12-3-2025' })
  const now = await value(response)
  expect([now.of, now.part]).toEqual([asked.of, (asked.part ?? 0) + 1])
  const door = outside()
  expect(wordsIn((await door.opens(link)).html)).toContain('Deze link werkt niet')
  await door.close()
  expect((await at.noor.opens(shown)).status).toBe(404)
  expect(wordsIn((await at.noor.opens(one)).html)).toContain('op papier')
})

test('words that are taken back are shown no more, and it is known where they stood', async () => {
  const one = await solved(day('2025-03-10'), 'Citaatlaan')
  const said = {
    side: 'reporter',
    way: 'phone',
    mark: '9',
    quote: 'Rust in de straat.',
    quoteBy: 'buurman',
    share: 'ja',
    until: '1-3-2027',
  }
  await at.noor.sends(`${one}/evaluatie`, { ...said, onDay: '11-3-2025' })
  const id = /\/evaluatie\/([0-9a-f-]{36})\/intrekken/.exec((await at.noor.opens(one)).html)?.[1] as string
  await at.noor.does((store) =>
    store.figures.publish({
      line: line.key,
      year: 2024,
      audience: 'outside',
      content: { quotes: [{ id }] },
      publishedAt: momentOf(today, '08:00'),
    }),
  )
  expect(await page('/zaken/citaten')).toMatch(/Mag gebruikt worden.*Rust in de straat.*factsheet 2024, 12 maart 2025/)
  const path = `${one}/evaluatie/${id}/intrekken`
  expect(await page(path)).toContain('Factsheet 2024')
  expect((await at.noor.sends(path, { on: '10-3-2025' })).html).toContain('De toestemming is van 11 maart 2025')
  expect((await at.noor.sends(path, { on: '13-3-2025' })).status).toBe(422)
  expect((await at.noor.sends(path, { on: '12-3-2025' })).to).toBe(one)
  expect(await page('/zaken/citaten')).toMatch(
    /Ingetrokken of voorbij.*Rust in de straat.*factsheet 2024, 12 maart 2025/,
  )
  expect(await at.noor.does((store) => store.figures.quotes([id]))).toEqual([])
})
