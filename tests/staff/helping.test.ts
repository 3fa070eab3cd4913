import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginSession, roleMay } from '#access'
import { day } from '#platform/days'
import { lineOf } from '#service-lines'
import { pages } from '#web/staff'
import { office } from './office.ts'

// Gerda mediates, from her phone. Wim goes with her to the Oosterstraat.

let at: Awaited<ReturnType<typeof office>>
let wim: string
const line = lineOf('buurtbemiddeling')
const flat = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replace(/\s+/g, ' ')
const keyOf = (which: string) => at.running(which).split('/').at(-1) as string

beforeAll(async () => {
  at = await office()
  const file = await at.noor.does(async (store) =>
    (await store.volunteers.ofLine(line.key)).find(({ name }) => name === 'Wim Kuipers'),
  )
  const volunteer = file?.id as string
  await at.noor.does((store) => store.invitations.invite(volunteer, 'wim@lindeveen.example', ''))
  const { account } = await at.noor.does((store) => store.volunteers.get(volunteer))
  wim = await beginSession(at.doorway, { tenant: at.town.tenant, account: account as string, role: 'volunteer' })
})
afterAll(() => at.close())

const hers = () => at.gerda.does((store) => store.helping.cases())
const together = async () => (await hers()).find((one) => one.partners.some(({ name }) => name === 'Wim Kuipers'))
const caseOf = (match: string) =>
  at.gerda.does(
    async (store) => (await store.matches.mine()).find((one) => one.match.id === match)?.match.caseId as string,
  )

/** What is written about a case: its topics in words, what the sides told, and the notes. */
async function story(caseId: string): Promise<string[]> {
  return at.noor.does(async (store) => {
    const { case: one, sides, topics } = await store.cases.file(caseId)
    const notes = await store.notes.ofCase(caseId)
    const told = [...sides.map((side) => side.words), ...notes.map((note) => note.words)]
    return [one.mainTopic, ...topics]
      .flatMap((topic) => (topic ? [line.case.topics[topic] ?? topic, topic] : []))
      .concat(told.filter((words): words is string => Boolean(words)))
  })
}

test('her page says whom to visit and how, and nowhere what it is about', async () => {
  const { status, html } = await at.gerda.opens('/')
  expect(status).toBe(200)
  const cases = await hers()
  expect(cases.length).toBeGreaterThan(2)
  const told: string[] = []
  for (const one of cases) {
    expect(flat(html)).toContain(`Zaak ${one.number}`)
    told.push(...(await story(await caseOf(one.id))))
  }
  expect(told.length).toBeGreaterThan(cases.length)
  for (const words of told) expect(html).not.toContain(words)
  for (const part of [
    'Riet Kamps',
    'Oosterstraat 12, Lindeveen',
    'Bel 06 1234 5678',
    'Praktisch: liefst na zes uur',
    'Bel Wim Kuipers',
  ])
    expect(flat(html)).toContain(part)
  expect(html).toContain('href="tel:+31612000121"') // the coordinator
  expect(/<title>([^<]*)/.exec(html)?.[1]).toBe('Vandaag · Naober')
  expect(html).not.toMatch(/action="\/zoeken"|href="\/(?:cijfers|zaken|mensen|nieuw)/)
})

test('every door of who works here is shut for her, whatever address she types', async () => {
  const open = pages.filter((one) => {
    const each = typeof one.may === 'string' ? [one.may] : one.may
    return each.some((may) => {
      const [verb, resource] = may.split(' ')
      return may === 'sign in' || roleMay({ role: 'volunteer' }, verb as 'read', resource as 'case')
    })
  })
  // What is done to a match on the page of its case opens the case first, and that is not hers.
  const ofTheCase = open.map(({ path }) => path).filter((path) => path.startsWith('/zaken/:caseId/koppel/:matchId/'))
  const rest = open.map(({ path }) => path).filter((path) => !ofTheCase.includes(path))
  const paths = [...new Set(rest.map((path) => path.split('/')[1] as string))].sort()
  expect(paths).toEqual([
    '',
    'aanmelden',
    'bericht', // what was sent to her, and to nobody else
    'helpen',
    'hulp',
    'mijn-account',
    'sessie',
    'uitloggen',
    'vergrendeld',
    'vergrendelen',
  ])
  const one = at.running('noise Oosterstraat')
  const mine = (await hers())[0]?.id as string
  for (const path of ofTheCase.map((each) => each.replace(':matchId', mine)))
    expect([path, (await at.gerda.sends(path.replace('/zaken/:caseId', one), { reason: 'away' }, '/')).status]).toEqual(
      [path, 404],
    )
  for (const path of [
    one,
    `${one}/vastleggen`,
    '/zaken',
    '/zaken/excel',
    '/zoeken',
    '/mensen',
    '/cijfers',
    '/vrijwilligers',
    '/nieuw',
  ])
    expect([path, (await at.gerda.opens(path)).status]).toEqual([path, 404])
})

test('the question tells where, and who it is only to who knows nobody; the log says who saw it', async () => {
  const molenweg = keyOf('garden Molenweg')
  const looks = () => at.noor.does(async (store) => (await store.log.looksAt(molenweg)).map((look) => look.accountName))
  const page = /\/helpen\/[0-9a-f-]+\/vraag/.exec((await at.gerda.opens('/')).html)?.[0] as string
  const first = await at.gerda.opens(page)
  expect(flat(first.html)).toContain('Molenweg in Lindeveen.')
  expect(first.html).not.toMatch(/Bruins|Molenweg 3/)
  expect(await looks()).not.toContain('Gerda Nijboer')
  expect((await at.gerda.sends(`${page}/ja`, {}, page)).status).toBe(422)
  expect((await at.gerda.sends(`${page}/kijken`, {}, page)).to).toBe(page)
  expect(flat((await at.gerda.opens(page)).html)).toContain('Olaf Bruins')
  expect(await looks()).toContain('Gerda Nijboer')
  for (const words of await story(molenweg)) expect((await at.gerda.opens(page)).html).not.toContain(words)
  expect((await at.gerda.sends(`${page}/door`, {}, page)).to).toBe('/')
  const gone = await at.gerda.opens(page)
  expect([
    gone.status,
    flat(gone.html).includes('Wat hier stond is klaar, beantwoord of naar een ander gegaan.'),
  ]).toEqual([404, true])
  expect((await at.gerda.opens('/')).html).not.toContain('Ken je daar iemand')
  const kept = await at.noor.does((store) => store.matches.ofCase(molenweg))
  expect(kept.find((one) => one.name === 'Gerda Nijboer')).toMatchObject({ state: 'passed', reason: null })
})

test('three taps log a talk for the pair, and pressing twice or by both counts once', async () => {
  const one = (await together()) as NonNullable<Awaited<ReturnType<typeof together>>>
  const caseId = await caseOf(one.id)
  const count = () => at.noor.does(async (store) => (await store.notes.ofCase(caseId)).length)
  const [before, here] = [await count(), `/helpen/${one.id}/gesprek`]
  const whom = await at.gerda.opens(here)
  expect(flat(whom.html)).toContain('De melder Riet Kamps De buur')
  const how = await at.gerda.opens(`${here}/reporter`)
  expect(how.html).not.toMatch(/ checked|aria-pressed/)
  expect(flat(how.html)).not.toContain('Iemand kwam niet')
  const logs = () => at.gerda.sends(`${here}/reporter`, { what: 'visited' })
  expect((await logs()).to).toBe('/')
  await logs()
  expect(await count()).toBe(before + 1)
  expect(flat((await at.gerda.opens('/')).html)).toContain('Langs geweest: de melder Vandaag door jou')
  // Wim was there too.
  const page = <T>(work: Parameters<typeof at.doorway.page<T>>[1]) =>
    at.doorway.page<T>({ token: wim, purpose: '/test', request: 'TEST1', writes: true }, work)
  const his = (await page(async (store) => (await store.helping.cases()).find(({ number }) => number === one.number)))
    ?.result
  const said = { who: 'reporter', what: 'visited', daysAgo: 0 }
  const again = await page((store) => store.helping.log(his?.id as string, line, { ...said, sure: false }))
  expect(again?.result.partner?.authorName).toBe('Gerda Nijboer')
  expect(await count()).toBe(before + 1)
  await page((store) => store.helping.log(his?.id as string, line, { ...said, sure: true }))
  expect(await count()).toBe(before + 2)
  expect((await at.gerda.sends(`${here}/reporter`, { what: 'agreed' })).status).toBe(422)
  expect((await at.gerda.opens(`${here}/burgemeester`)).status).toBe(404)
})

test('what was tapped by mistake is taken back with what it did to the case, and not what another logged', async () => {
  const one = (await together()) as NonNullable<Awaited<ReturnType<typeof together>>>
  const caseId = await caseOf(one.id)
  const stands = () =>
    at.noor.does(async (store) => {
      const file = await store.cases.file(caseId)
      return {
        phase: file.case.phase,
        due: file.case.dueAt,
        phases: file.phases.length,
        notes: (await store.notes.ofCase(caseId)).length,
      }
    })
  const before = await stands()
  const { to } = await at.gerda.sends(`/helpen/${one.id}/gesprek/samen`, { what: 'agreed' })
  expect(to).toBe('/')
  expect((await stands()).phase).toBe('agreed')
  const address = (html: string) =>
    [...html.matchAll(/action="(\/helpen\/[0-9a-f-]+\/gesprek\/[0-9a-f-]+\/terug)"/g)].map(
      (found) => found[1] as string,
    )
  const mine = address((await at.gerda.opens('/')).html)
  expect((await at.gerda.sends(mine[0] as string, {}, '/')).to).toBe('/')
  expect(await stands()).toEqual(before)
  // Wim's stands there as well, and is his.
  const theirs = (await at.gerda.does((store) => store.helping.get(one.id))).talks.find(
    ({ authorName }) => authorName === 'Wim Kuipers',
  )
  expect((await at.gerda.sends(`/helpen/${one.id}/gesprek/${theirs?.id}/terug`, {}, '/')).status).toBe(404)
  await at.database.asAdmin((client) =>
    client.query(`update naober.notes set added_at = added_at - interval '25 hours'`),
  )
  const late = await at.gerda.sends(mine[1] as string, {}, '/')
  expect([late.status, flat(late.html).includes('langer dan een dag geleden')]).toEqual([422, true])
})

test('it went badly: the coordinator has it on her list, once, without a word about the case', async () => {
  const one = (await together()) as NonNullable<Awaited<ReturnType<typeof together>>>
  await at.gerda.sends(`/helpen/${one.id}/bel-mij`, {}, '/')
  await at.gerda.sends(`/helpen/${one.id}/gesprek/neighbour`, { what: 'badly' })
  const { rows: steps } = await at.noor.does((store) => store.nextSteps.mine())
  const asked = steps.filter(({ about }) => about?.startsWith('Gerda Nijboer vraagt of je belt'))
  expect(asked.map(({ kind, onDay }) => [kind, onDay])).toEqual([['call', '2025-03-12']])
})

test('she says herself when she can, and changes nothing else of her file', async () => {
  const form = { days: 'maandag', parts: 'avond', from: '20-3-2025', until: '27-3-2025' }
  const wrong = await at.gerda.sends('/helpen/beschikbaar', { ...form, from: '' })
  expect(flat(wrong.html)).toContain('Vul ook in vanaf welke dag je er niet bent.')
  expect((await at.gerda.sends('/helpen/beschikbaar', form)).to).toBe('/')
  const file = await at.gerda.does((store) => store.volunteers.mine())
  expect(file?.volunteer).toMatchObject({ days: ['mo'], parts: ['evening'], talkedOn: '2024-10-03' })
  expect(file?.pauses.map((pause) => [pause.startsOn, pause.endsOn])).toContainEqual(['2025-03-20', '2025-03-27'])
})

test('when the case closes it is gone from her phone, also through the address of before', async () => {
  const one = (await together()) as NonNullable<Awaited<ReturnType<typeof together>>>
  const caseId = await caseOf(one.id)
  await at.noor.does(async (store) => {
    const { version } = await store.cases.get(caseId)
    await store.cases.close(caseId, { seen: version }, line, { on: day('2025-03-12'), outcome: 'solvedApart' })
  })
  expect((await at.gerda.opens('/')).html).not.toContain(one.number)
  for (const path of [`/helpen/${one.id}/gesprek`, `/helpen/${one.id}/gesprek/reporter`, `/helpen/${one.id}/vraag`]) {
    const { status, html } = await at.gerda.opens(path)
    expect([path, status]).toEqual([path, 404])
    expect(flat(html)).toContain('Bel je coördinator.')
  }
  await expect(
    at.gerda.does((store) =>
      store.helping.log(one.id, line, { who: 'reporter', what: 'called', daysAgo: 0, sure: true }),
    ),
  ).rejects.toThrow()
})

test('who falls out of a case sees it no more, and the other of the pair still does', async () => {
  const one = (await hers())[0] as NonNullable<Awaited<ReturnType<typeof together>>>
  await at.noor.does((store) => store.matches.fallOut(one.id, line, 'away'))
  expect((await at.gerda.opens('/')).html).not.toContain(one.number)
  expect((await at.gerda.opens(`/helpen/${one.id}/gesprek`)).status).toBe(404)
  const caseId = await at.noor.does(
    async (store) => (await store.cases.search({ number: one.number }))[0]?.id as string,
  )
  const left = await at.noor.does((store) => store.matches.ofCase(caseId))
  expect(left.map(({ state }) => state).sort()).toEqual(['accepted', 'fellOut'])
})
