import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDoorway } from '#access'
import { isLate } from '#kernel/call-back'
import { clockOn } from '#platform/clock'
import { day } from '#platform/days'
import { lineOf } from '#service-lines'
import { forgetCallBacks } from '../../src/jobs/forget-call-backs.ts'
import { allCases } from '../../src/service-lines/buurtbemiddeling.ts'
import { office } from './office.ts'

const line = lineOf('buurtbemiddeling')
let at: Awaited<ReturnType<typeof office>>
/** A case of Noor's with somebody on either side. */
let one: { id: string; reporter: string; neighbour: string }
beforeAll(async () => {
  at = await office()
  const add = async (familyName: string, street: string) =>
    (
      await at.noor.does((store) =>
        store.people.add(
          {
            ...{ givenName: 'Riet', infix: null, familyName, birthDate: null },
            ...{ phone: '+31612345678', email: null, practical: null },
          },
          { street, houseNumber: '1', postcode: null, village: at.town.villages.get('Lindeveen') as string },
        ),
      )
    ).id
  const [reporter, neighbour] = [await add('Bellersma', 'Belweg'), await add('Overburen', 'Overweg')]
  const opened = await at.noor.does((store) =>
    store.cases.open(line, {
      reportedAt: new Date('2025-03-11T09:00:00Z'),
      mainTopic: 'noise',
      owner: at.noor.id,
      sides: [
        { side: 'reporter', person: reporter, words: 'Zij draaien muziek.' },
        { side: 'neighbour', person: neighbour, words: 'Hij stampt.' },
      ],
      since: { assessment: { suitable: 'yes', reasons: [] } },
    }),
  )
  one = { id: opened.id, reporter, neighbour }
  await at.noor.does(async (store) => {
    const step = {
      ...{ caseId: opened.id, person: null, line: line.key, kind: 'call', waitsFor: 'us' },
      ...{ atTime: '10:00', place: null, owner: at.noor.id, doneAt: null },
    }
    await store.nextSteps.add({ ...step, onDay: day('2025-03-18'), side: 'reporter', about: 'vraag naar de hond' })
    await store.nextSteps.add({ ...step, onDay: day('2025-03-19'), side: 'neighbour', about: null })
    const talk = { caseId: opened.id, person: null, line: line.key, happenedAt: new Date('2025-03-11T10:00:00Z') }
    await store.notes.add({ ...talk, kind: 'call', side: 'reporter', result: 'heard', words: 'Huilde van de buren.' })
    await store.notes.add({ ...talk, kind: 'visit', side: 'neighbour', result: 'nobody', words: 'Niet thuis.' })
  })
})
afterAll(() => at.close())

const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const noteIn = (html: string) => /\/terugbellen\/([0-9a-f-]+)\/gebeld/.exec(html)?.[1] ?? ''
const rings = (more: Record<string, string> = {}) =>
  at.bas.sends(`/mensen/${one.reporter}/terugbellen`, {
    ...{
      receiver: at.noor.id,
      phone: '06 1234 5678',
      on: '12-3-2025',
      at: '11.00',
      words: 'over de afspraak',
      ...more,
    },
  })

test('a client rings for her worker: a colleague leaves a note, and it is no contact in any figure', async () => {
  const figure = await at.figure(allCases, 2025)
  const form = await at.bas.opens(`/mensen/${one.reporter}/terugbellen`)
  expect(form.html).toContain('Noor Haan, contactpersoon')
  expect(form.html).toContain('value="06 1234 5678"')
  expect(form.html).toContain('value="17.00"')
  expect(words(form.html)).not.toMatch(/Geluid|Zij draaien|Overburen/)
  const before = await at.noor.does((store) => store.notes.ofCase(one.id))
  const left = await rings()
  expect(left.to).toBe(`/mensen/${one.reporter}`)

  const start = words((await at.noor.opens('/')).html)
  expect(start).toContain('Terugbellen')
  expect(start).toMatch(
    /Riet Bellersma 06 1234 5678 · voor 12 maart 11\.00 · aangenomen door Bas Wolters · over de afspraak/,
  )
  expect((await at.bas.opens('/')).html).not.toContain('06 1234 5678')
  expect(await at.noor.does((store) => store.notes.ofCase(one.id))).toEqual(before)
  expect((await at.figure(allCases, 2025)).value).toBe(figure.value)
})

test('it stands there until somebody called: not reached is tried again, and a mistake is taken back', async () => {
  await rings()
  const id = noteIn((await at.noor.opens('/')).html)
  const press = (deed: string, who: 'noor' | 'bas' = 'noor') => at[who].sends(`/terugbellen/${id}/${deed}`, {}, '/')
  await press('niet-bereikt')
  expect(words((await at.noor.opens('/')).html)).toContain('1 keer geprobeerd')
  expect((await press('gebeld', 'bas')).status).toBe(404)
  await press('gebeld')
  expect((await at.noor.opens('/')).html).not.toContain(id)
  await press('ongedaan')
  expect((await at.noor.opens('/')).html).toContain(id)
  // Who wrote it may take it away, and put it back; nobody else.
  expect((await press('weg', 'noor')).status).toBe(404)
  await press('weg', 'bas')
  expect((await at.noor.opens('/')).html).not.toContain(id)
  await press('terug', 'bas')
  expect((await at.noor.opens('/')).html).toContain(id)
})

test('who waits too long turns amber', async () => {
  await rings({ at: '9.30' })
  const later = openDoorway(
    at.database.webUrl,
    clockOn(day('2025-03-12'), () => new Date('2025-03-12T10:00:00Z')),
    1,
  )
  const late = await later.system({ tenant: at.town.tenant, via: 'command', purpose: 'test' }, async (store, asker) =>
    (await store.callBacks.waiting()).filter((note) => isLate(note, asker.now)).map(({ receiver }) => receiver),
  )
  await later.close()
  expect(late).toEqual([at.noor.id])
})

test('somebody whom nobody finds is written down by name, and what is wrong is said at its field', async () => {
  const typed = {
    called: 'Mevrouw <script>Tak',
    receiver: at.bas.id,
    phone: '0612000999',
    on: '12-3-2025',
    at: '17.00',
  }
  const past = await at.marga.sends('/terugbellen', { ...typed, at: '8.00' })
  expect([past.status, words(past.html)]).toEqual([
    422,
    expect.stringContaining('Dat moment is al voorbij. Kies een later moment.'),
  ])
  const none = await at.marga.sends('/terugbellen', { ...typed, phone: 'bel maar' })
  expect(none.status).toBe(422)
  expect(none.html).toContain('Mevrouw &lt;script&gt;Tak')
  // An administrator takes no calls back: nobody can leave it there.
  expect((await at.marga.sends('/terugbellen', { ...typed, receiver: at.ilse.id })).status).toBe(422)
  expect((await at.marga.sends('/terugbellen', typed)).to).toBe('/')
  expect((await at.bas.opens('/')).html).toContain('Mevrouw &lt;script&gt;Tak')
  expect((await at.ilse.opens('/terugbellen')).status).toBe(404)
  expect((await at.gerda.opens('/terugbellen')).status).toBe(404)
})

test('a month after the call nothing of it is left, also in what the log kept of it', async () => {
  await rings({ words: 'zonnebloemgeheim' })
  const [note] = (await at.noor.does((store) => store.callBacks.waiting())).filter((each) =>
    each.words.includes('zonne'),
  )
  await at.noor.does((store) => store.callBacks.done(note?.id as string))
  const held = () =>
    at.database.asAdmin(async (client) => {
      const { rows } = await client.query(
        `select 1 from naober.call_backs where words like '%zonne%' union all select 1 from naober.change_content where after::text like '%zonne%'`,
      )
      return rows.length
    })
  expect(await held()).toBe(2)
  await forgetCallBacks.run(at.doorway, at.town.tenant)
  expect(await held()).toBe(2)
  const later = openDoorway(
    at.database.webUrl,
    clockOn(day('2025-04-13'), () => new Date('2025-04-13T10:00:00Z')),
    1,
  )
  await forgetCallBacks.run(later, at.town.tenant)
  await later.close()
  expect(await held()).toBe(0)
})

test('in the conversation view stands what is of this person, and nothing of anybody else', async () => {
  const { html, status } = await at.noor.opens(`/mensen/${one.reporter}/gesprek`)
  expect(status).toBe(200)
  expect(html).toContain('<title>Ons gesprek · Naober</title>')
  expect(words(html)).toMatch(/Riet Bellersma.*Wat er gaat gebeuren Bellen dinsdag 10\.00|Bellen.*18 maart/)
  expect(words(html)).toContain('verhaal gehoord')
  for (const other of [
    'Overburen',
    'Overweg',
    '19 maart',
    'Niet thuis',
    'Huilde',
    'vraag naar de hond',
    'stampt',
    one.neighbour,
  ])
    expect([other, html.includes(other)]).toEqual([other, false])
  for (const around of ['n-menu', '/zoeken', 'Noor Haan', 'Vandaag', 'n-flash', '/uitloggen'])
    expect([around, html.includes(around)]).toEqual([around, false])
  const side = await at.noor.does(async (store) =>
    (await store.cases.file(one.id)).sides.find((each) => each.side === 'neighbour'),
  )
  const theirs = (await at.noor.opens(`/zaken/${one.id}/gesprek/${side?.id}`)).html
  expect(theirs).toContain('Overburen')
  expect(theirs).not.toMatch(/Bellersma|Belweg|verhaal gehoord/)
  expect((await at.gerda.opens(`/mensen/${one.reporter}/gesprek`)).status).toBe(404)
  expect((await at.anke.opens(`/mensen/${one.reporter}/gesprek`)).status).toBe(404)
})

test('somebody who is away has her notes with who stands in', async () => {
  const waits = (who: 'bas') =>
    at[who].does(async (store) => (await store.callBacks.waiting()).map(({ receiver }) => receiver))
  expect(await waits('bas')).not.toContain(at.noor.id)
  await at.noor.does((store) =>
    store.absences.add(at.noor.id, { from: day('2025-03-12'), until: day('2025-03-14') }, { [line.key]: at.bas.id }),
  )
  expect(words((await at.bas.opens(`/mensen/${one.reporter}/terugbellen`)).html)).toContain(
    'Noor Haan, contactpersoon, weg tot en met 14 maart: Bas Wolters neemt waar',
  )
  expect(await waits('bas')).toContain(at.noor.id)
})
