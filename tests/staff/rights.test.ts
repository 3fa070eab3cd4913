import { afterAll, beforeAll, expect, test } from 'vitest'
import { day, momentOf } from '#platform/days'
import { readPdf } from '#platform/testing'
import { lineOf } from '#service-lines'
import { office } from './office.ts'

// Wytske reported her neighbour. She wants to see what we keep of her: hers, and nothing of Jorrit, who told his own story.

let at: Awaited<ReturnType<typeof office>>
let wytske: string
const line = lineOf('buurtbemiddeling')
const onDay = day('2025-03-10')
/** What tells of the other party. */
const theirs = [
  'Jorrit',
  'Kwakernaak',
  'Zilverschoonstraat',
  '8743',
  '0687654321',
  '87654321',
  'trompet',
  'hoorapparaat',
]

beforeAll(async () => {
  at = await office()
  await at.noor.does(async (store) => {
    const person = { infix: null, birthDate: day('1971-02-03'), email: null, practical: null }
    const mine = await store.people.add(
      { ...person, givenName: 'Wytske', familyName: 'Brandsma', phone: '+31611112222' },
      { street: 'Vlierstraat', houseNumber: '8741', postcode: '9411 ZX', village: null },
    )
    const other = await store.people.add(
      { ...person, givenName: 'Jorrit', familyName: 'Kwakernaak', phone: '+31687654321' },
      { street: 'Zilverschoonstraat', houseNumber: '8743', postcode: '9411 ZY', village: null },
    )
    wytske = mine.id
    const { id: caseId } = await store.cases.open(line, {
      reportedAt: momentOf(onDay, '10:00'),
      mainTopic: 'noise',
      owner: at.noor.id,
      sides: [
        {
          side: 'reporter',
          person: wytske,
          street: 'Vlierstraat',
          houseNumber: '8741',
          words: 'Het is elke avond laat.',
        },
        {
          side: 'neighbour',
          person: other.id,
          street: 'Zilverschoonstraat',
          houseNumber: '8743',
          words: 'Ik oefen trompet.',
        },
      ],
      since: { assessment: { suitable: 'yes', reasons: [] } },
    })
    const note = {
      ...{ caseId, person: null, line: line.key, kind: 'call', result: null, happenedAt: momentOf(onDay, '11:00') },
    }
    await store.notes.add({
      ...note,
      side: 'reporter',
      words: 'Wytske slaapt slecht door Jorrit Kwakernaak, 06-87654321.',
    })
    await store.notes.add({ ...note, side: 'neighbour', words: 'Jorrit heeft een hoorapparaat.' })
    await store.notes.add({ ...note, side: null, words: 'Samen gesproken: om tien uur is het stil.' })
    await store.documents.keep({
      ...{
        caseId,
        kind: 'letter-received',
        happenedOn: onDay,
        name: 'Brief van Kwakernaak over trompet',
        side: 'neighbour',
      },
      ...{ type: 'application/pdf', content: Buffer.from('brief'), texts: [] },
    })
  })
})
afterAll(() => at.close())

const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const plain = { kind: 'access', line: line.key, receivedOn: '12-3-2025', askedBy: 'self', identifiedBy: 'known' }

async function asks(more: Record<string, string> = {}): Promise<string> {
  const { to, html } = await at.noor.sends(`/mensen/${wytske}/verzoek`, { ...plain, ...more })
  expect(to, words(html).slice(0, 600)).toMatch(/^\/verzoeken\//)
  return to
}

/** What the form of a copy holds, as a browser would send it: with what was proposed. */
async function composed(request: string): Promise<{ html: string; form: Record<string, string> }> {
  const { html } = await at.noor.opens(`${request}/kopie`)
  const form: Record<string, string> = {}
  for (const [input] of html.matchAll(/<input[^>]*>/g)) {
    const name = /name="((?:gaat|weg)-[^"]+)"/.exec(input)?.[1]
    const value = /value="([^"]*)"/.exec(input)?.[1] ?? ''
    if (name?.startsWith('weg-')) form[name] = value
    else if (name && / checked/.test(input)) form[name] = value
    else if (name) form[name] ??= ''
  }
  return { html, form }
}

/** Everything that a pdf tells: what is read, what is hidden in its properties, and its structure. */
function toldByPdf(bytes: Uint8Array): string {
  const { pages, objects, properties, alternatives } = readPdf(bytes)
  return [pages.flat().join(' '), objects, properties, alternatives.join(' ')].join('\n')
}

test('who wants to see her file gets hers, on paper and as data, and nothing of the other party', async () => {
  const request = await asks()
  const { html, form } = await composed(request)
  // What is of the other side alone is not even there to be ticked.
  expect(words(html)).not.toContain('hoorapparaat')
  expect(words(html)).not.toContain('trompet')
  // What is of both has to be looked at.
  const open = Object.keys(form).filter((name) => form[name] === '' && name.startsWith('gaat-'))
  const unread = await at.noor.sends(`${request}/kopie`, form)
  expect(unread.status).toBe(422)
  expect(open).toHaveLength(1)
  const made = await at.noor.sends(`${request}/kopie`, {
    ...form,
    ...Object.fromEntries(open.map((name) => [name, 'goes'])),
  })
  expect(made.to, words(made.html).slice(0, 800)).toBe(request)

  const address = (end: string, page: string) =>
    new RegExp(`href="(${request}/kopie/[^"]+/${end})"`).exec(page)?.[1] ?? ''
  const page = (await at.noor.opens(request)).html
  const pdf = await at.noor.takes(address('pdf', page))
  const json = await at.noor.takes(address('json', page))
  expect([pdf.status, pdf.type, json.status]).toEqual([200, 'application/pdf', 200])
  const data = Buffer.from(json.bytes).toString('utf8')
  for (const told of [toldByPdf(pdf.bytes), data])
    for (const word of theirs) expect(told.toLowerCase(), word).not.toContain(word.toLowerCase())
  const paper = readPdf(pdf.bytes).pages.flat().join(' ').replace(/\s+/g, ' ')
  for (const told of [paper, data.replace(/\s+/g, ' ')]) {
    expect(told).toContain('Wytske Brandsma')
    expect(told).toContain('Het is elke avond laat.')
    expect(told).toContain('Samen gesproken: om tien uur is het stil.')
    expect(told).toContain('coördinator')
    expect(told).toContain('Tot 2 jaar na het afsluiten')
  }
  expect(JSON.parse(data).nietMeegegeven).toHaveLength(1)
  expect(paper).not.toContain('Noor')

  // Given: it stands among her documents, as it was, and the time stops.
  expect((await at.noor.sends(`${request}/geven`, { on: '12-3-2025', how: 'post' })).status).toBe(422)
  expect(
    (
      await at.noor.sends(`${request}/beslissen`, {
        decision: 'partly',
        on: '12-3-2025',
        reason: 'namen van een ander',
      })
    ).to,
  ).toBe(request)
  expect((await at.noor.sends(`${request}/geven`, { on: '12-3-2025', how: 'post' })).to).toBe(request)
  expect(words((await at.noor.opens(`/mensen/${wytske}`)).html)).toContain('Kopie van het dossier, zoals gegeven')
  const again = await at.noor.takes(address('pdf', (await at.noor.opens(request)).html))
  expect(Buffer.from(again.bytes).equals(Buffer.from(pdf.bytes))).toBe(true)
})

test('what is held back to protect somebody waits for another pair of eyes, who reads no file', async () => {
  const request = await asks({ kind: 'copy' })
  const { form } = await composed(request)
  const all = Object.fromEntries(
    Object.keys(form)
      .filter((name) => name.startsWith('gaat-'))
      .map((name) => [name, form[name] || 'goes']),
  )
  const story = Object.keys(all).find((name) => name.startsWith('gaat-story-')) as string
  const protects = { ...form, ...all, [story]: 'necessary' }
  expect((await at.noor.sends(`${request}/kopie`, protects)).status).toBe(422)
  expect(
    (await at.noor.sends(`${request}/kopie`, { ...protects, explanation: 'Er dreigt geweld tegen een kind.' })).to,
  ).toBe(request)
  const page = (await at.noor.opens(request)).html
  expect(words(page)).toContain('wacht op een tweede paar ogen')
  expect(page).not.toContain('/pdf"')
  // The director sees the register and the reason; never whose it is, and nothing of the file.
  const register = (await at.peter.opens('/verzoeken')).html
  expect(words(register)).toContain('Er dreigt geweld tegen een kind.')
  expect(words(register)).not.toContain('Wytske')
  const agree = /action="(\/verzoeken\/meekijken\/[^"]+)"/.exec(register)?.[1] as string
  expect((await at.noor.sends(agree, {}, '/verzoeken')).status).not.toBe(303)
  expect((await at.peter.sends(agree, {}, '/verzoeken')).to).toBe('/verzoeken')
  const copy = /href="([^"]+\/pdf)"/.exec((await at.noor.opens(request)).html)?.[1] as string
  expect(
    readPdf((await at.noor.takes(copy)).bytes)
      .pages.flat()
      .join(' '),
  ).not.toContain('elke avond laat')
})

test('a request is for who coordinates the line: others do not find it', async () => {
  const request = await asks({ kind: 'restriction' })
  for (const who of ['bas', 'marga', 'ilse'] as const) {
    expect((await at[who].opens(request)).status, who).toBe(404)
    expect((await at[who].opens('/verzoeken')).status, who).toBe(404)
    expect((await at[who].opens(`/mensen/${wytske}/verzoek`)).status, who).toBe(404)
  }
  expect((await at.peter.opens(request)).status).toBe(200)
  expect((await at.peter.opens(`${request}/kopie`)).status).toBe(404)
})

test('the same request twice is one, and what cannot be is said', async () => {
  const one = await asks({ kind: 'objection' })
  expect(await asks({ kind: 'objection' })).toBe(one)
  const child = await at.noor.does((store) =>
    store.people.add({
      ...{ givenName: 'Kees', familyName: 'Brandsma', infix: null, phone: null, email: null, practical: null },
      birthDate: day('2016-01-01'),
    }),
  )
  const own = await at.noor.sends(`/mensen/${child.id}/verzoek`, plain)
  expect(own.status).toBe(422)
  expect(words(own.html)).toContain('Dan vraagt een ouder met gezag of een voogd het')
  const hostile = await at.noor.sends(`/mensen/${wytske}/verzoek`, {
    ...plain,
    kind: '<script>',
    receivedOn: '31-2-2025',
  })
  expect(hostile.status).toBe(422)
})
