import { afterAll, beforeAll, expect, test } from 'vitest'
import { endQuestions } from '../../src/jobs/end-questions.ts'
import { office } from './office.ts'

let at: Awaited<ReturnType<typeof office>>
let one: string
beforeAll(async () => {
  at = await office()
  one = at.running('boundary Kerkpad')
  await at.noor.sends(`${one}/beoordelen`, { suits: 'ja' })
})
afterAll(() => at.close())

type Worker = typeof at.noor
const pairing = () => `${one}/koppel`
/** Presses a button beside somebody on the page of the pair. */
async function presses(who: Worker, name: string, deed: string) {
  const { html } = await who.opens(pairing())
  const row = html.slice(html.indexOf(name, html.indexOf('Wie is gevraagd')))
  const address = new RegExp(`"(${one}/koppel/[0-9a-f-]+/${deed})"`).exec(row)?.[1] as string
  return who.sends(address, {}, pairing())
}
const caseKey = () => one.split('/').at(-1) as string
const theCase = () => at.noor.does((store) => store.cases.get(caseKey()))
const flat = (html: string) => html.replace(/<[^>]+>/g, '').replaceAll('\u00a0', ' ')

test('the pairs are proposed with the reasons, and who cannot be asked stands there with why', async () => {
  const { html } = await at.noor.opens(pairing())
  const text = flat(html)
  for (const part of [
    'Voorgestelde koppels',
    'Eén ervaren, één nieuw, kunnen samen',
    'heeft nu geen zaak',
    'kan dinsdag, woensdag en donderdag, ’s avonds',
    'Joke Mulderheeft de training nog niet gevolgd',
    'Rob Timmermanheeft pauze tot en met 30 april',
    'woont in hetzelfde dorp',
  ])
    expect(text).toContain(part)
  expect(text).not.toContain('Lies Koopman')
})

test('nobody goes alone, on pause or untrained, and the refusal says why', async () => {
  const asks = (helpers: string) => at.noor.sends(pairing(), { helpers })
  for (const [helpers, why] of [
    ['', 'Kies wie je vraagt, uit de bemiddelaars hieronder.'],
    ['Sander Vonk', 'Kies twee bemiddelaars: zij gaan nooit alleen.'],
    ['Sander Vonk; Wim Kuipers; Gerda Nijboer', 'Kies twee bemiddelaars'],
    ['Sander Vonk; Rob Timmerman', 'Rob Timmerman heeft pauze tot en met 30 april. Kies een ander.'],
    ['Sander Vonk; Joke Mulder', 'Joke Mulder heeft de training nog niet gevolgd. Kies een ander.'],
    ['Sander Vonk; Karel Appel', 'staat niet in de lijst'],
    ['<script>alert(1)</script>', 'staat niet in de lijst'],
  ] as const) {
    const { status, html } = await asks(helpers)
    expect([helpers, status]).toEqual([helpers, 422])
    expect(flat(html)).toContain(why)
  }
  expect((await theCase()).phase).toBe('suitable')
})

test('of two coordinators who ask a pair at once, the second sees what the first did', async () => {
  const { html } = await at.noor.opens(pairing())
  const version = /name="version" value="(\d+)"/.exec(html)?.[1] as string
  const both = await Promise.all([
    at.noor.sends(pairing(), { version, helpers: 'Sander Vonk; Wim Kuipers' }),
    at.noor.sends(pairing(), { version, helpers: 'Fatma Aydin; Truus Boelens' }),
  ])
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([303, 409]))
  const first = both[0]?.status === 303 ? ['Sander Vonk', 'Wim Kuipers'] : ['Fatma Aydin', 'Truus Boelens']
  const refused = flat(both.find(({ status }) => status === 409)?.html ?? '')
  expect(refused).toContain('Een collega bewaarde net iets anders')
  for (const name of first) expect(refused.slice(refused.indexOf('Wie is gevraagd'))).toContain(name)
  const asked = await at.noor.does((store) => store.matches.ofCase(caseKey()))
  expect(asked.map(({ name }) => name)).toEqual(first)
  expect(await theCase()).toMatchObject({ phase: 'pairAsked', waitsFor: 'helpers' })
  for (const name of first) await presses(at.noor, name, 'intrekken')
  expect(await theCase()).toMatchObject({ waitsFor: 'us' })
})

test('while two are asked nobody else is, and sending the same twice asks once', async () => {
  const { html } = await at.noor.opens(pairing())
  const version = /name="version" value="(\d+)"/.exec(html)?.[1] as string
  const helpers = 'Sander Vonk; Gerda Nijboer'
  expect((await at.noor.sends(pairing(), { version, helpers })).to).toBe(pairing())
  expect((await at.noor.sends(pairing(), { version, helpers })).to).toBe(pairing())
  expect((await at.noor.sends(pairing(), { version, helpers: 'Wim Kuipers; Truus Boelens' })).status).toBe(409)
  const list = flat((await at.noor.opens('/zaken?stap=pairAsked')).html)
  expect(list).toContain('Erfscheiding, Kerkpad')
})

test('Gerda sees the place and not who lives there; after her no to ‘do you know somebody’ she does, and it is logged', async () => {
  const mine = () => at.gerda.does((store) => store.matches.mine())
  const asked = (await mine()).find(({ match }) => match.caseId === caseKey())
  expect(asked).toMatchObject({ places: [{ street: 'Kerkpad', villageName: 'Zandwolde' }], near: 'village' })
  const id = asked?.match.id as string
  await expect(at.gerda.does((store) => store.matches.contactOf(id))).rejects.toThrow()
  await expect(at.gerda.does((store) => store.cases.get(caseKey()))).rejects.toThrow()
  const { lineOf } = await import('#service-lines')
  await at.gerda.does((store) => store.matches.look(id, lineOf('buurtbemiddeling')))
  const { contacts, bothReported } = await at.gerda.does((store) => store.matches.contactOf(id))
  expect(bothReported).toBe(false)
  expect(contacts.map(({ name, street, houseNumber }) => [name, street, houseNumber])).toEqual([
    ['Geertje Timmer', 'Kerkpad', '3'],
    ['Nieuwe bewoners Kerkpad 5', 'Kerkpad', '5'],
  ])
  expect(JSON.stringify(contacts)).not.toContain('erfscheiding')
  const who = flat((await at.noor.opens(`${one}/wie`)).html)
  expect(who).toContain('Welke vrijwilligers weten om wie het gaat?Vrijwilligers die de namen en het adres zagen')
  expect(who.slice(who.indexOf('Wie keek?'))).toContain('Gerda Nijboervrijwilliger')
})

test('a pass is silent: the file says that she passed it on and not why, and another is asked beside who stays', async () => {
  expect((await presses(at.noor, 'Gerda Nijboer', 'geeft-door')).to).toBe(pairing())
  expect(
    await at.gerda.does(async (store) => (await store.matches.mine()).map(({ match }) => match.caseId)),
  ).not.toContain(caseKey())
  const passed = (await at.noor.does((store) => store.matches.ofCase(caseKey()))).find(
    ({ state }) => state === 'passed',
  )
  expect(passed).toMatchObject({ name: 'Gerda Nijboer', reason: null })
  const again = await at.noor.sends(pairing(), { helpers: 'Gerda Nijboer' })
  expect(flat(again.html)).toContain('Gerda Nijboer is hiervoor al gevraagd')
  expect((await at.noor.sends(pairing(), { helpers: 'Truus Boelens' })).to).toBe(pairing())
})

test('the clock for the first contact starts at the second yes and stops at the contact, not when it is written down', async () => {
  for (const name of ['Sander Vonk', 'Truus Boelens']) await presses(at.noor, name, 'kent-niemand')
  await presses(at.noor, 'Sander Vonk', 'ja')
  expect((await theCase()).phase).toBe('pairAsked')
  expect((await presses(at.noor, 'Truus Boelens', 'ja')).to).toBe(one)
  const clock = () =>
    at.noor.does(async (store) =>
      (await store.cases.file(caseKey())).clocks.find((each) => each.clock === 'first-contact'),
    )
  const yes = (await at.noor.does((store) => store.matches.ofCase(caseKey()))).find(
    ({ name }) => name === 'Truus Boelens',
  )
  expect(await clock()).toMatchObject({ startedAt: yes?.answeredAt, stoppedAt: null })
  expect((await clock())?.dueAt.toISOString().slice(0, 10)).toBe('2025-03-13')
  expect(await theCase()).toMatchObject({ phase: 'assigned', waitsFor: 'us', seeks: null })
  const text = flat((await at.noor.opens(one)).html)
  for (const part of ['Zei ja: Sander Vonk', 'Zei ja: Truus Boelens', 'Gaf door: Gerda Nijboer'])
    expect(text).toContain(part)
  expect(flat((await at.noor.opens('/zaken/bord')).html)).toContain('Sander en Truus')
  const heard = { who: 'reporter', kind: 'call', result: 'heard', on: '12-3-2025', at: '8.40' }
  await at.noor.sends(`${one}/vastleggen`, heard)
  expect((await clock())?.stoppedAt?.toISOString()).toBe('2025-03-12T07:40:00.000Z')
})

test('when one falls out the case goes on, seeks a second, and no visit is planned until there are two', async () => {
  const { html } = await at.noor.opens(pairing())
  const row = html.slice(html.indexOf('Sander Vonk', html.indexOf('Wie is gevraagd')))
  const out = new RegExp(`"(${one}/koppel/[0-9a-f-]+/uitgevallen)"`).exec(row)?.[1] as string
  expect((await at.noor.sends(out)).html).toContain('Kies waarom.')
  expect((await at.noor.sends(out, { reason: 'away' })).to).toBe(pairing())
  expect(await theCase()).toMatchObject({ seeks: 1, phase: 'contacted', closedOn: null })
  for (const page of [one, '/zaken/bord', '/zaken'])
    expect(flat((await at.noor.opens(page)).html)).toMatch(/zoekt tweede/i)
  expect(flat((await at.noor.opens('/')).html)).toContain('Vraag een tweede: Erfscheiding, Kerkpad')
  const visit = { kind: 'visit', onDay: '14-3-2025', owner: at.noor.id, waitsFor: 'us' }
  const refused = await at.noor.sends(`${one}/stap`, visit)
  expect([
    refused.status,
    flat(refused.html).includes('Plan een bezoek of gesprek zodra er twee bemiddelaars zijn'),
  ]).toEqual([422, true])
  const heard = { who: 'reporter', kind: 'call', result: 'heard', on: '12-3-2025', at: '8.50' }
  const logged = await at.noor.sends(`${one}/vastleggen`, { ...heard, nextKind: 'visit', nextOn: '14-3-2025' })
  expect(logged.status).toBe(422)
  expect((await at.noor.sends(`${one}/stap`, { ...visit, kind: 'call' })).to).toBe(one)
  await at.noor.sends(pairing(), { helpers: 'Wim Kuipers' })
  await presses(at.noor, 'Wim Kuipers', 'kent-niemand')
  await presses(at.noor, 'Wim Kuipers', 'ja')
  expect(await theCase()).toMatchObject({ seeks: null, phase: 'contacted' })
  expect((await at.noor.sends(`${one}/stap`, visit)).to).toBe(one)
})

test('a question that nobody answered leaves after its time, and the case waits for us again', async () => {
  const molenweg = at.running('garden Molenweg').split('/').at(-1) as string
  const waits = () => at.noor.does(async (store) => (await store.cases.get(molenweg)).waitsFor)
  expect(await endQuestions.run(at.doorway, at.town.tenant)).toBe(0)
  await at.database.asAdmin((client) =>
    client.query(
      `update naober.matches set answer_by = '2025-03-12T07:00:00Z' where case_id = $1 and state = 'asked'`,
      [molenweg],
    ),
  )
  expect(
    await at.gerda.does(async (store) => (await store.matches.mine()).map(({ match }) => match.caseId)),
  ).not.toContain(molenweg)
  expect(await endQuestions.run(at.doorway, at.town.tenant)).toBe(1)
  expect(await waits()).toBe('us')
  expect(flat((await at.bas.opens('/')).html)).toContain('Kijk wie er antwoordde: Rommel of tuin, Molenweg')
  expect(flat((await at.bas.opens('/zaken?wacht=zoekt')).html)).toContain('Rommel of tuin, Molenweg')
  expect(flat((await at.noor.opens(`/zaken/${molenweg}/koppel`)).html)).toContain('niet geantwoord')
})

test('a worker asks a pair for her own case only; a team leader and a volunteer do not', async () => {
  const molenweg = `${at.running('garden Molenweg')}/koppel`
  expect((await at.bas.opens(molenweg)).status).toBe(200)
  for (const who of [at.marga, at.gerda, at.daan]) expect((await who.opens(molenweg)).status).toBe(404)
  expect((await at.bas.opens(pairing())).status).toBe(404)
})

test('a volunteer is added, meets what is demanded, takes a pause and stops with thanks', async () => {
  const form = {
    name: 'Nel de <b>Wit</b>',
    phone: '06 12009999',
    validFrom: '1-3-2025',
    days: 'maandag; dinsdag',
    parts: 'avond',
  }
  const wrong = await at.noor.sends('/vrijwilligers/nieuw', { ...form, name: '', phone: '12' })
  expect([wrong.status, flat(wrong.html).includes('Vul een naam in.')]).toEqual([422, true])
  const { to } = await at.noor.sends('/vrijwilligers/nieuw', form)
  expect(to).toMatch(/^\/vrijwilligers\/[0-9a-f-]{36}$/)
  expect((await at.noor.sends('/vrijwilligers/nieuw', form)).status).toBe(422)
  const file = await at.noor.opens(to)
  expect(file.html).toContain('Nel de &lt;b&gt;Wit&lt;/b&gt;')
  expect(flat(file.html)).toContain('Maandag en dinsdag, ’s avonds')
  const role = new RegExp(`${to}/rol/[0-9a-f-]{36}`).exec(file.html)?.[0] as string
  const tomorrow = await at.noor.sends(role, { 'eis-vog': '13-3-2025', validFrom: '1-3-2025' })
  expect(tomorrow.status).toBe(422)
  expect((await at.noor.sends(role, { 'eis-vog': '12-3-2025', validFrom: '1-3-2025', casesBefore: '3' })).to).toBe(to)
  expect(flat((await at.noor.opens(to)).html)).toContain('VOG gezien12 maart 2025 vastgelegd door Noor Haan')
  expect((await at.noor.sends(`${to}/pauze`, { from: '12-3-2025', until: '1-3-2025' })).status).toBe(422)
  expect((await at.noor.sends(`${to}/pauze`, { from: '12-3-2025', until: '' })).to).toBe(to)
  expect(flat((await at.noor.opens(to)).html)).toContain('op pauze')
  expect((await at.noor.sends(`${role}/stoppen`, { on: '12-3-2025', thanks: 'bloemen' })).to).toBe(to)
  expect((await at.bas.opens(to)).status).toBe(200)
  expect((await at.bas.opens(`${to}/wijzigen`)).status).toBe(404)
  for (const who of [at.gerda, at.ilse, at.daan]) expect((await who.opens(to)).status).toBe(404)
})
