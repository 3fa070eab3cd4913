import exceljs from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, roles } from '#platform/asker'
import { day, momentOf, yearPeriod } from '#platform/days'
import { newKey } from '#platform/ids'
import { readPdf } from '#platform/testing'
import { lineOf, serviceLines } from '#service-lines'
import { mayBeHere } from '#web/app'
import { pages } from '#web/staff'
import { type Colleague, colleagues } from '../../demo/accounts.ts'
import { doors } from '../../src/access/matrix/doors.ts'
import type { Fact } from '../../src/access/matrix/said.ts'
import { office } from './office.ts'

// Wytske lives where nobody may know. Noor coordinates and is named; Bas and Marga work on the same line and are not.

let at: Awaited<ReturnType<typeof office>>
let wytske: string
let caseId: string
let number: string
let match: string
/** Lives with her. */
let jan: string
let countedBefore: number
const line = lineOf('buurtbemiddeling')
const name = ['Wytske', 'Zilverduin'] as const
const street = 'Zilverschoonstraat'
/** What tells where she lives, and what tells who she is. */
const where = [street, '8741', '8743', '9999 ZX', '9999ZX', '9999+ZX']
const who = [...name, '0687654321', '31687654321', '06 87 65 43 21', '87654321']
const home = { street, houseNumber: '8741', postcode: '9999 ZX' }
const onDay = day('2025-03-10')

beforeAll(async () => {
  at = await office()
  const village = [...at.town.villages.values()][0] as string
  await at.noor.does(async (store) => {
    const person = await store.people.add(
      {
        ...{ givenName: name[0], familyName: name[1], infix: null, birthDate: day('1971-02-03') },
        ...{ phone: '+31687654321', email: null, practical: null },
      },
      { ...home, village },
    )
    wytske = person.id
    const mate = { givenName: 'Jan', familyName: 'Vriend', infix: null, birthDate: null, phone: null, email: null }
    jan = (await store.people.add({ ...mate, practical: null }, { ...home, village })).id
    await store.relations.add(jan, {
      ...{ kind: 'partner', other: wytske, called: name.join(' '), described: null, phone: null },
      ...{ validFrom: null, validUntil: null },
    })
    const opened = await store.cases.open(line, {
      reportedAt: momentOf(onDay, '10:00'),
      mainTopic: 'noise',
      owner: at.noor.id,
      sides: [
        { side: 'reporter', person: wytske, ...home, village },
        { side: 'reporter', person: jan, village },
        { side: 'neighbour', called: `Bewoner ${street} 8743`, street, houseNumber: '8743', village },
      ],
      since: { assessment: { suitable: 'yes', reasons: [] } },
    })
    caseId = opened.id
    number = opened.number
    const step = { kind: 'visit', onDay: day('2025-03-12'), atTime: '15:00', side: 'reporter', about: null } as const
    await store.nextSteps.add({
      ...{ caseId, person: null, line: line.key, owner: at.noor.id, doneAt: null },
      ...{ ...step, place: `thuis, ${street} 8741` },
    })
    const helpers = await store.volunteers.ofLine(line.key)
    const gerda = helpers.find(({ name: called }) => called === 'Gerda Nijboer')
    const [asked] = await store.matches.addMany([
      {
        ...{ caseId, line: line.key, volunteer: gerda?.id as string, state: 'accepted' },
        ...{ askedAt: momentOf(onDay, '11:00'), answerBy: momentOf(day('2025-03-20'), '11:00') },
      },
    ])
    match = asked?.id as string
  })
  countedBefore = await counted()
})
afterAll(() => at.close())

/** How many cases ran this year, counted by the engine: nobody's rights are in it. */
async function counted(): Promise<number> {
  const [indicator] = line.indicators
  return at.doorway.system({ tenant: at.town.tenant, via: 'command', purpose: 'test' }, async (store) => {
    const question = { lines: [line.key], period: yearPeriod(2025), compare: 'none', indicators: [indicator] } as never
    return (await store.figures.behind(question, indicator as never, { period: 'this' })).length
  })
}

/** What keys there are for each name in an address. */
function addressesOf(pattern: string): string[] {
  const key = newKey()
  const known: Record<string, string[]> = {
    ...{ caseId: [caseId], personId: [wytske, jan], account: [at.noor.id], match: [match], matchId: [match] },
    ...{ otherId: [wytske], year: ['2025'], line: [line.key], audience: ['inside'], side: ['neighbour'] },
    ...{ role: ['worker'], month: ['2025-03'], figure: [line.indicators[0]?.key as string] },
  }
  return (pattern.match(/:\w+/g) ?? []).reduce(
    (made: string[], named) =>
      made.flatMap((one) => (known[named.slice(1)] ?? [key]).map((value) => one.replace(named, value))),
    [pattern],
  )
}

/** Everything that an answer tells: its status apart, the headers, and the text that can be read in the body whatever it is. */
async function toldBy(answer: Response): Promise<string> {
  const headers = [...answer.headers].map(
    ([key, value]) => `${key}: ${decodeURIComponent(value.replace(/%(?![0-9a-f]{2})/gi, '%25'))}`,
  )
  const body = Buffer.from(await answer.arrayBuffer())
  const type = answer.headers.get('content-type') ?? ''
  if (type.includes('spreadsheet')) {
    const book = new exceljs.Workbook()
    await book.xlsx.load(body as unknown as ArrayBuffer)
    const cells = book.worksheets.map((sheet) => [sheet.name, JSON.stringify(sheet.getSheetValues())].join(' '))
    return [...headers, ...cells].join('\n')
  }
  if (type.includes('pdf')) return [...headers, readPdf(body).pages.flat().join(' ')].join('\n')
  return [...headers, body.toString('utf8')].join('\n')
}

const searches = [`${name[0]} ${name[1]}`, '3-2-1971', '0687654321', `${street} 8741`]
/** Made of figures alone, and slow to make: one colleague looks at them. */
const madeOfFigures = /^\/cijfers\/.*(pdf|xlsx|excel|plaatje|meenemen|png|svg)/

/** Every page and file that this colleague may come to, and what it gave away. */
async function leaksTo(colleague: Colleague, secret: readonly string[], only = /^/): Promise<string[]> {
  const asker = { role: colleagues[colleague].role as Role }
  const addresses = pages
    .filter((one) => one.kind !== 'post' && mayBeHere(asker, one.may))
    .flatMap((one) => addressesOf(one.path))
  const lists = ['/zaken/excel?toon=alle', '/zaken/csv?toon=alle', `/zaken?dorp=${[...at.town.villages.values()][0]}`]
  const leaks: string[] = []
  const look = (from: string, text: string, status = 200) => {
    if (status >= 500) leaks.push(`${from}: broke, and so told nothing`)
    // Where Jan lives is his own to tell, as long as only she is shielded and not her address.
    const told = secret.includes(name[0]) && (from.includes(jan) || from.includes(street)) ? who : secret
    for (const word of told) if (tells(text, word)) leaks.push(`${from}: ${word}`)
  }
  const all = [...addresses, ...(mayBeHere(asker, 'read case') ? lists : [])].filter(
    (one) => only.test(one) && !/uitloggen/.test(one) && (colleague === 'marga' || !madeOfFigures.test(one)),
  )
  for (let from = 0; from < all.length; from += 4)
    await Promise.all(
      all.slice(from, from + 4).map(async (path) => {
        const answer = await at[colleague].asks(path)
        look(path, await toldBy(answer), answer.status)
      }),
    )
  if (mayBeHere(asker, 'read case'))
    for (const typed of searches) {
      // What was typed stands on the page; only what was found with it may tell.
      const found = await at[colleague].sends('/zoeken?snel', { zoek: typed }, '/zoeken')
      look(`search for ${typed}`, found.html)
    }
  return leaks
}

const key = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Whether a text tells a word. A house number stands by itself: in the middle of a random key the same four digits tell nothing. */
function tells(text: string, word: string): boolean {
  const said = text.toLowerCase()
  if (!/^\d{4}$/.test(word)) return said.includes(word.toLowerCase())
  return new RegExp(`(?<![0-9a-z])${word}(?![0-9a-z])`).test(said.replaceAll(key, ''))
}

/** Every door of the store that reads, tried on her case and on herself, and what came out of it. */
async function doorsTell(colleague: Colleague, secret: readonly string[]): Promise<string[]> {
  const { sides } = await at.noor.does((store) => store.cases.file(caseId))
  const told: string[] = []
  const row: Fact = { ...{ id: caseId, called: 'her case', tenant: 'ours', line: line.key, key: wytske } }
  for (const [door, { try: attempt, needs, rows }] of Object.entries(doors)) {
    if (!needs.every(([verb]) => verb === 'read')) continue
    const id = { persons: wytske, sides: sides[0]?.id as string, matches: match }[rows as string] ?? caseId
    const result = await at[colleague]
      .does((store) => attempt(store, { ...row, id, of: row, key: rows === 'persons' ? name[1] : wytske }, {} as never))
      .catch(() => undefined)
    const text = JSON.stringify(result ?? null)
    for (const word of secret) if (tells(text, word)) told.push(`${door}: ${word}`)
  }
  return told
}

describe('before anything is shielded', () => {
  test('the sweep finds what can be found: a sweep that finds nothing proves nothing', async () => {
    const some = [`/zaken/${caseId}`, `/mensen/${wytske}`, '/zaken/excel?toon=alle', 'search for 0687654321']
    const leaks = await leaksTo('bas', [...where, ...who], new RegExp(`^(${some.slice(0, 2).join('|')}|/zaken/excel)`))
    for (const from of some) expect(leaks.map((one) => one.split(': ')[0])).toContain(from)
    expect((await at.gerda.opens('/')).html).toContain(street)
  })
})

describe('only her address is shielded', () => {
  test('the coordinator shields it and still reads it, and a word that tells it is shown to her', async () => {
    await at.noor.does((store) =>
      store.notes.add({
        ...{ caseId, person: null, line: line.key, happenedAt: momentOf(onDay, '12:00'), kind: 'memo', side: null },
        ...{ result: null, words: `Zij woont aan de ${street}.`, author: at.noor.id },
      }),
    )
    const page = `/mensen/${wytske}/afscherming`
    const saved = await at.noor.sends(page, { what: 'address', reason: 'Wordt gezocht.' })
    expect(saved.to).toBe(page)
    const { html } = await at.noor.opens(page)
    expect(html).toContain(`nummer ${number}`)
    expect(html).toContain(`${street} 8741`)
    expect((await at.noor.opens(`/zaken/${caseId}`)).html).toContain(`${street} 8741`)
    await at.noor.does(async (store) => {
      const [note] = await store.notes.ofCase(caseId)
      await store.notes.change(note?.id as string, { seen: note?.version as number }, (was) => ({ ...was, words: '' }))
    })
  })

  test.each(['bas', 'gerda'] as const)('%s finds it behind no page, in no file and by no search', async (one) => {
    expect(await leaksTo(one, where)).toEqual([])
    expect(await doorsTell(one, where)).toEqual([])
  })

  test('they still see her, with words in the place of the address', async () => {
    for (const path of [`/mensen/${wytske}`, `/zaken/${caseId}`])
      expect((await at.bas.opens(path)).html.toLowerCase()).toContain('adres is afgeschermd')
    expect((await at.gerda.opens('/')).html).toContain('adres is afgeschermd')
    expect((await at.bas.opens(`/mensen/${jan}`)).html).toContain('adres is afgeschermd')
    expect(await counted()).toBe(countedBefore)
  })

  test('who types it in again tells it to nobody either', async () => {
    await at.noor.does((store) => store.people.move(wytske, { ...home, houseNumber: '8745' }, day('2025-03-11')))
    await at.noor.does((store) => store.cases.addSide(caseId, { side: 'neighbour', street, houseNumber: '8747' }))
    expect(await doorsTell('bas', [street, '8745', '8747'])).toEqual([])
    expect((await at.bas.opens(`/zaken/${caseId}`)).html).not.toContain(street)
  })

  test('lifted, everything stands again where it stood', async () => {
    const [shield] = await at.noor.does((store) => store.shields.of(wytske))
    await at.noor.does((store) => store.shields.lift(shield?.id as string))
    const { sides } = await at.bas.does((store) => store.cases.file(caseId))
    expect(sides.find(({ side }) => side === 'reporter')).toMatchObject({ ...home, shielded: false })
    expect(sides.find(({ houseNumber }) => houseNumber === '8743')?.called).toBe(`Bewoner ${street} 8743`)
    const { addresses } = await at.bas.does((store) => store.people.file(wytske))
    expect(new Set(addresses.map(({ houseNumber }) => houseNumber))).toEqual(new Set(['8741', '8745']))
    expect(await at.bas.does((store) => store.cases.get(caseId))).toMatchObject({ street, shielded: false })
    expect((await at.noor.does((store) => store.nextSteps.ofCase(caseId)))[0]?.place).toBe(`thuis, ${street} 8741`)
  })
})

describe('she is shielded altogether', () => {
  test('the coordinator names who still see her', async () => {
    const saved = await at.noor.sends(`/mensen/${wytske}/afscherming`, { what: 'person', reason: 'Wordt gezocht.' })
    expect(saved.to).toBe(`/mensen/${wytske}/afscherming`)
    expect((await at.noor.opens(`/mensen/${wytske}`)).html).toContain(name[1])
    expect((await at.noor.opens(`/zaken/${caseId}`)).status).toBe(200)
  })

  test.each(['bas', 'marga', 'gerda', 'daan', 'ilse'] as const)('%s finds nothing of her anywhere', async (one) => {
    expect(await leaksTo(one, [...where, ...who])).toEqual([])
  })

  // Of every role and every door: src/access/matrix.test.ts, where somebody stands who is shielded as well.
  test.each(['bas', 'daan'] as const)('no door of the store opens for %s', async (one) => {
    expect(await doorsTell(one, [...who, caseId, wytske])).toEqual([])
  })

  test('figures stay the same, and of their records hers does not open', async () => {
    expect(await counted()).toBe(countedBefore)
    const shown = await at.bas.does((store) =>
      store.cases.list({ lines: [line.key], status: 'all', order: 'opened', limit: 500, keys: [caseId] }),
    )
    expect(shown.rows).toEqual([])
  })

  test('who writes her down again is told that there is somebody, and nothing more', async () => {
    const { to } = await at.bas.sends('/zoeken', { zoek: 'Zilverduin' })
    const form = `${to.replace('/zoeken/', '/nieuw/')}/iemand`
    const again = await at.bas.sends(form, { givenName: 'W.', familyName: name[1], birthDate: '3-2-1971' })
    expect(again.status).toBe(422)
    expect(again.html).toContain('Er is iemand die je niet mag zien: vraag je coördinator.')
    for (const word of [...where, name[0], '87654321']) expect(again.html).not.toContain(word)
  })

  test('a volunteer’s old link opens nothing, while shielded and after closing', async () => {
    for (const path of [`/helpen/${match}/vraag`, `/helpen/${match}/gesprek`])
      expect((await at.gerda.opens(path)).status).toBe(404)
    const [shield] = await at.noor.does((store) => store.shields.of(wytske))
    await at.noor.does((store) => store.shields.lift(shield?.id as string))
    expect((await at.gerda.opens(`/helpen/${match}/gesprek`)).status).toBe(200)
    const { version } = await at.noor.does((store) => store.cases.get(caseId))
    await at.noor.does((store) =>
      store.cases.close(caseId, { seen: version }, line, { on: day('2025-03-12'), outcome: 'advice' }),
    )
    for (const path of [`/helpen/${match}/vraag`, `/helpen/${match}/gesprek`])
      expect((await at.gerda.opens(path)).status).toBe(404)
    expect((await at.gerda.opens('/')).html).not.toContain(street)
    await at.noor.does((store) => store.cases.reopen(caseId))
  })
})

describe('own files, and of whom somebody knows', () => {
  test('who says that she knows somebody sees nothing of them any more, and cannot take that back', async () => {
    const said = await at.bas.sends(`/mensen/${wytske}/bekende`)
    expect(said.to).toBe('/')
    for (const path of [`/mensen/${wytske}`, `/zaken/${caseId}`]) expect((await at.bas.opens(path)).status).toBe(404)
    expect(
      await at.bas.does((store) => store.people.search({ words: name[1], phone: null, birthDate: null, place: null })),
    ).toEqual([])
    // In need neither: and that somebody tried stands in the log, with the key.
    const tried = await at.bas.sends('/met-spoed', { number, reason: 'Ze belt en is in paniek.' })
    expect(tried.status).toBe(422)
    expect(await refusals(caseId)).toBeGreaterThan(1)
    const [link] = await at.noor.does((store) => store.closedFiles.ofPerson(wytske))
    expect((await at.bas.sends(`/mensen/${wytske}/dicht-voor/${link?.id}/open`)).status).toBe(404)
    await at.noor.does((store) => store.closedFiles.open(link?.id as string))
    expect((await at.bas.opens(`/zaken/${caseId}`)).status).toBe(200)
  })

  test('who keeps the accounts closes a file without learning whether there is one', async () => {
    const page = `/beheer/accounts/${at.bas.id}/dossiers`
    const [there, nobody] = [
      await at.ilse.sends(page, { familyName: 'Zilverduin', birthDate: '3-2-1971', kind: 'self' }),
      await at.ilse.sends(page, { familyName: 'Zilverduin', birthDate: '4-2-1971', kind: 'self' }),
    ]
    expect(there.to).toBe(nobody.to)
    expect((await at.ilse.opens(page)).html).not.toContain('Een dossier: is het zelf')
    expect((await at.bas.opens(`/zaken/${caseId}`)).status).toBe(404)
    const [link] = await at.noor.does((store) => store.closedFiles.ofPerson(wytske))
    await at.noor.does((store) => store.closedFiles.open(link?.id as string))
  })

  test('who does a case of theirs hands it over first', async () => {
    const said = await at.noor.sends(`/mensen/${wytske}/bekende`)
    expect(said.status).toBe(422)
    expect(said.html).toContain('Draag dat eerst over aan een collega.')
  })
})

describe('a safety note', () => {
  test('stands before the address for who may go there, and a volunteer reads only to call first', async () => {
    const facts = 'De hond in de gang bijt. Bel aan en wacht op de stoep.'
    const late = await at.noor.sends(`/mensen/${wytske}/veiligheid`, { facts, until: '13-3-2026' })
    expect(late.html).toContain('Een waarschuwing geldt hooguit een jaar.')
    await at.noor.sends(`/mensen/${wytske}/veiligheid`, { facts, until: '1-9-2025' })
    for (const path of [`/mensen/${wytske}`, `/zaken/${caseId}`]) {
      const { html } = await at.bas.opens(path)
      expect(html).toContain(facts)
      expect(html.indexOf(facts)).toBeLessThan(html.indexOf(`${street} 874`))
    }
    const { html } = await at.gerda.opens('/')
    expect(html).toContain('Bel eerst de coördinator')
    expect(html).not.toContain('De hond in de gang')
  })
})

describe('opening a closed file in need', () => {
  test('with a reason, to read and for a while; the owner is told and every look is written down', async () => {
    expect((await at.daan.opens(`/zaken/${caseId}`)).status).toBe(404)
    const opened = await at.daan.sends('/met-spoed', { number, reason: 'Ze belt in paniek, Noor is er niet.' })
    expect(opened.to).toBe(`/zaken/${caseId}`)
    expect((await at.daan.opens(`/zaken/${caseId}`)).html).toContain(name[1])
    expect((await at.daan.opens(`/zaken/${caseId}/vastleggen`)).status).toBe(404)
    const told = await at.noor.opens('/')
    expect(told.html).toContain(`Daan Reinders opende nummer ${number}`)
    const { drawn } = await at.peter.does((store) => store.openings.sample('2025-03'))
    expect(drawn).toMatchObject([{ accountName: 'Daan Reinders', number, looks: 1 }])
    const [one] = await at.noor.does((store) => store.openings.toTell())
    await at.noor.sends(`/met-spoed/${one?.id}/gezien`, {}, '/')
    expect((await at.noor.opens('/')).html).not.toContain('Daan Reinders opende')
    const judged = await at.peter.sends(`/beheer/met-spoed/2025-03/${one?.id}`, { verdict: 'right' })
    expect(judged.to).toBe('/beheer/met-spoed?maand=2025-03')
    await at.database.asAdmin((client) =>
      client.query(`update naober.openings set until_at = added_at where id = $1`, [one?.id]),
    )
    expect((await at.daan.opens(`/zaken/${caseId}`)).status).toBe(404)
  })

  test('what is not there and what may not be opened are refused with the same words', async () => {
    const wrong = await at.daan.sends('/met-spoed', { number: 'ZZZ-999', reason: 'Spoed.' })
    await setting(`${line.key}.opens-in-need`, 'no')
    const shut = await at.daan.sends('/met-spoed', { number, reason: 'Spoed.' })
    const said = (html: string) => /Dit kan hier niet[^<]*/.exec(html)?.[0]
    expect(said(wrong.html)).toBeDefined()
    expect(said(shut.html)).toBe(said(wrong.html))
  })
})

describe('who may know that somebody is known', () => {
  test('a searcher on another line learns of nobody, and with the setting of everybody', async () => {
    const find = (who: 'daan' | 'bas') =>
      at[who].does(async (store) =>
        (await store.people.search({ words: name[1], phone: null, birthDate: null, place: null })).map(({ id }) => id),
      )
    expect(await find('daan')).toEqual([])
    await setting(`${line.key}.known-to`, 'everyone')
    expect(await find('daan')).toEqual([wytske])
    expect((await at.daan.opens(`/mensen/${wytske}`)).html).not.toContain(number)
    await setting(`${line.key}.known-to`, 'named', '2025-03-12')
    expect(await find('daan')).toEqual([])
    expect(await find('bas')).toEqual([])
    expect((await at.bas.opens(`/zaken/${caseId}`)).status).toBe(404)
    expect((await at.noor.opens(`/zaken/${caseId}`)).status).toBe(200)
  })

  test('who sees a file and by which rule is what the sentences say, for every account', async () => {
    await setting(`${line.key}.known-to`, 'line', '2025-03-12')
    const { html } = await at.noor.opens(`/zaken/${caseId}/wie`)
    expect(html).toContain('Een medewerker mag lezen: alles van de eigen werksoorten.')
    const readers = await at.noor.does((store) => store.readers.ofCase(caseId))
    for (const one of Object.keys(colleagues) as Colleague[]) {
      const opens = (await at[one].opens(`/zaken/${caseId}`)).status === 200
      expect([one, readers.some(({ account }) => account === at[one].id)]).toEqual([one, opens])
    }
  })

  test('looking as a role shows its menu and its rights, and nobody’s record', async () => {
    for (const role of Object.keys(roles)) {
      const { status, html } = await at.ilse.opens(`/beheer/kijk-als/${role}`)
      expect(status).toBe(200)
      for (const word of [...where, ...who, number]) expect(html).not.toContain(word)
    }
    expect((await at.bas.opens('/beheer/kijk-als/worker')).status).toBe(404)
    expect(serviceLines.every(({ knownTo }) => knownTo === 'line')).toBe(true)
  })
})

async function setting(key: string, value: string, from = '2025-03-01'): Promise<void> {
  await at.database.asAdmin((client) =>
    client.query(`delete from naober.settings where tenant = $1 and key = $2`, [at.town.tenant, key]),
  )
  await at.ilse.does((store) =>
    store.accounts.set({ key, validFrom: day(from), validUntil: null, value, source: 'afspraak' }),
  )
}

async function refusals(key: string): Promise<number> {
  return at.database.asAdmin(async (client) => {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from naober.access_lines where outcome = 'refused' and $1 = any(keys)`,
      [key],
    )
    return rows[0]?.n ?? 0
  })
}
