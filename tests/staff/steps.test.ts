import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, day } from '#platform/days'
import { makeLog } from '#platform/logs'
import type { SecretKey } from '#platform/secrets'
import { lineOf } from '#service-lines'
import { makeApp } from '#web/app'
import { entrances } from '#web/staff'
import { office } from './office.ts'

// It is Wednesday 12 March 2025. Noor coordinates, Bas works in cases of his own, Marga leads the team, Ilse keeps the accounts.

let at: Awaited<ReturnType<typeof office>>
const line = lineOf('buurtbemiddeling')
const today = day('2025-03-12')
const keyOf = (path: string) => path.split('/').at(-1) as string
const words = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll(/\u00a0|&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')

beforeAll(async () => {
  at = await office()
})
afterAll(() => at.close())

/** A question to the database itself, of what no page shows. */
const asked = (text: string, values: unknown[] = []) =>
  at.database.asAdmin((client) => client.query(`set search_path = naober; `).then(() => client.query(text, values)))

const plans = (caseId: string, more: { kind?: string; onDay?: string; atTime?: string | null; side?: string } = {}) =>
  at.noor.does((store) =>
    store.nextSteps.add({
      ...{ caseId, person: null, line: line.key, place: null, about: null, doneAt: null, owner: at.noor.id },
      ...{ kind: more.kind ?? 'call', onDay: day(more.onDay ?? '2025-03-11'), atTime: more.atTime ?? '10:00' },
      side: more.side ?? 'reporter',
    }),
  )
const notesOf = (caseId: string) => at.noor.does((store) => store.notes.ofCase(caseId))

test('one tap makes a step a note with its kind, side and moment; a second tap makes no second one', async () => {
  const one = at.running('pets Oosterstraat')
  const step = await plans(keyOf(one))
  const before = await notesOf(keyOf(one))
  const tap = () => at.noor.sends(`/stap/${step.id}/gedaan`, { terug: 'vandaag' }, one)
  const [first] = await Promise.all([tap(), tap()])
  expect(first.to).toBe('/')
  const made = (await notesOf(keyOf(one))).filter((note) => !before.some(({ id }) => id === note.id))
  expect(made).toMatchObject([{ kind: 'call', side: 'reporter', result: null, words: '', author: at.noor.id }])
  expect(made[0]?.happenedAt).toEqual(new Date('2025-03-11T09:00:00Z'))
  expect((await at.noor.sends(`/stap/${step.id}/niet-gedaan`, {}, one)).to).toBe(one)
  expect(await notesOf(keyOf(one))).toHaveLength(before.length)
  expect((await at.noor.opens('/')).html).toContain(`/stap/${step.id}/gedaan`)
})

test('nobody was there: a note that moves nothing, and the question on which day then', async () => {
  const one = at.running('pets Oosterstraat')
  const { phase } = await at.noor.does((store) => store.cases.get(keyOf(one)))
  const step = await plans(keyOf(one), { kind: 'visit' })
  const question = await at.noor.sends(`/stap/${step.id}/niet-verschenen`, { terug: 'vandaag' }, one)
  expect(question.to).toBe(`/stap/${step.id}/dag?terug=vandaag`)
  expect((await notesOf(keyOf(one)))[0]).toMatchObject({ kind: 'visit', result: 'nobody' })
  expect((await at.noor.does((store) => store.cases.get(keyOf(one)))).phase).toBe(phase)
  expect(words((await at.noor.opens(question.to)).html)).toContain('Een nieuwe dag?')
  await at.noor.sends(`/stap/${step.id}/morgen`, { terug: 'vandaag' }, question.to)
  await at.noor.sends(`/stap/${step.id}/morgen`, { terug: 'vandaag' }, question.to)
  const planned = await at.noor.does((store) => store.nextSteps.ofCase(keyOf(one)))
  expect(planned.filter(({ kind, onDay }) => kind === 'visit' && onDay === addDays(today, 1))).toHaveLength(1)
})

test('another day, and back again; never a day that is over, before the case, or of what is closed', async () => {
  const one = at.running('pets Oosterstraat')
  const step = await plans(keyOf(one))
  const moved = await at.noor.sends(`/stap/${step.id}/dag`, { onDay: '20-3-2025', atTime: '9.15' })
  expect(moved.to).toBe(one)
  const of = () => at.noor.does((store) => store.nextSteps.get(step.id))
  expect(await of()).toMatchObject({ onDay: '2025-03-20', atTime: '09:15:00' })
  await at.noor.sends(`/stap/${step.id}/zelfde-dag`, { dag: '2025-03-11', tijd: '10:00' }, one)
  expect(await of()).toMatchObject({ onDay: '2025-03-11', atTime: '10:00:00' })
  for (const [form, sentence] of [
    [{ onDay: '11-3-2025' }, 'Die dag is al voorbij'],
    [{ onDay: '20-3-2025', atTime: '25.00' }, 'een dag heeft 24 uren'],
    [{ onDay: '1-1-2099' }, 'verder weg dan 5 jaar'],
  ] as const) {
    const answer = await at.noor.sends(`/stap/${step.id}/dag`, form)
    expect([answer.status, words(answer.html)]).toEqual([422, expect.stringContaining(sentence)])
  }
  const planned = { kind: 'call', owner: at.noor.id, waitsFor: 'us' }
  const early = await at.noor.sends(`${one}/stap`, { ...planned, onDay: '1-1-2025' })
  expect(words(early.html)).toContain('Dit begon op')
  const closed = await at.noor.does((store) =>
    store.cases.list({ lines: [line.key], status: 'closed', order: 'closed', limit: 1 }),
  )
  const late = await at.noor.sends(`/zaken/${closed.rows[0]?.id}/stap`, { ...planned, onDay: '20-3-2025' })
  expect(words(late.html)).toContain('Trek eerst de afsluiting in')
})

test('with somebody who has no case a step stands on their page, and becomes a note there', async () => {
  const { person } = await at.noor.does((store) => store.cases.get(keyOf(at.running('pets Oosterstraat'))))
  const here = `/mensen/${person}`
  const form = { kind: 'letter', onDay: '13-3-2025', line: line.key, owner: at.noor.id, about: 'Uitnodiging' }
  expect((await at.noor.sends(`${here}/stap`, form)).to).toBe(here)
  const [step] = await at.noor.does((store) => store.nextSteps.ofPerson(person as string))
  expect((await at.noor.sends(`/stap/${step?.id}/gedaan`, {}, here)).to).toBe(here)
  expect(words((await at.noor.opens(here)).html)).toContain('Brief verstuurd: Uitnodiging')
  expect((await at.daan.opens(`${here}/stap/${step?.id}`)).status).toBe(404)
})

test('the team leader sees in the morning which steps passed, whose they were, and presses nothing', async () => {
  await plans(keyOf(at.running('pets Oosterstraat')), { onDay: '2025-03-10' })
  const { html } = await at.marga.opens('/')
  expect(words(html)).toMatch(
    /Stappen van het team waarvan de dag voorbij is .*Bellen maandag 10 maart 10.00.*Noor Haan/,
  )
  expect(html).not.toContain('/gedaan')
  expect((await at.marga.opens('/stappen')).status).toBe(404)
})

test('a calendar gives kind and time and nothing of anybody; every reading is logged, and a wrong key is not there', async () => {
  const app = makeApp({
    ...{ doorway: at.doorway, config: { url: new URL('http://localhost:4180'), secure: false }, demo: true },
    ...{ pages: [], entrances, log: makeLog({ write: () => undefined }) },
    secretKey: new Uint8Array(randomBytes(32)) as SecretKey,
  })
  const gets = (address: string, headers = {}) => app.request(address, { headers })
  const addressIn = (html: string) => /\/agenda\/[\w-]{51}/.exec(html)?.[0] as string
  const one = at.running('pets Oosterstraat')
  await plans(keyOf(one), { onDay: '2025-03-14', atTime: '14:00' })
  const looks = async () =>
    (await at.noor.does((store) => store.log.looksAt(keyOf(one)))).filter(({ purpose }) => purpose === '/agenda/:key')
  const first = addressIn((await at.noor.sends('/mijn-account/agenda/nieuw', {}, '/mijn-account')).html)
  const answer = await gets(first)
  const body = await answer.text()
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('content-type')).toContain('text/calendar')
  expect(body).toMatch(/DTSTART:20250314T130000Z[\s\S]*SUMMARY:Bellen[\s\S]*URL[^\n]*\/stap\//)
  expect(body).not.toMatch(/Oosterstraat|Huisdieren|melder|Noor|zaken\//)
  expect(await looks()).toHaveLength(1)
  const same = await gets(first, { 'if-none-match': answer.headers.get('etag') ?? '' })
  expect(same.status).toBe(304)
  expect(await looks()).toHaveLength(1)
  const second = addressIn((await at.noor.sends('/mijn-account/agenda/nieuw', {}, '/mijn-account')).html)
  expect((await gets(first)).status).toBe(404)
  expect((await gets(second)).status).toBe(200)
  await at.noor.sends('/mijn-account/agenda/einde', {}, '/mijn-account')
  for (const address of [second, `/agenda/${'x'.repeat(51)}`, "/agenda/'%00<script>"])
    expect([404, 400]).toContain((await gets(address)).status)
  const { rows } = await asked(
    `select count(*)::int as n from calendar_feeds where token_hash::text like '%' || $1 || '%'`,
    [second.slice(-20)],
  )
  expect(rows[0]?.n).toBe(0)
})

test('who stands in works in her place on those days, and the log says for whom', async () => {
  const one = at.running('pets Oosterstraat')
  expect((await at.bas.opens(`${one}/notitie`)).status).toBe(404)
  const away = `/afwezig/nieuw/${at.noor.id}`
  const days = { from: '12-3-2025', until: '14-3-2025' }
  await at.noor.sends(away, { ...days, [`line.${line.key}`]: at.bas.id })
  expect(words((await at.bas.opens('/')).html)).toContain('Je vervangt Noor Haan tot en met vrijdag')
  expect((await at.bas.does((store) => store.nextSteps.mine())).rows.some(({ owner }) => owner === at.noor.id)).toBe(
    true,
  )
  expect((await at.bas.sends(`${one}/notitie`, { words: 'Gebeld in haar plaats.' })).to).toBe(one)
  const looks = await at.bas.does((store) => store.log.looksAt(keyOf(one)))
  expect(looks).toContainEqual(
    expect.objectContaining({ accountName: 'Bas Wolters', inPlaceOf: 'Noor Haan', purpose: '/zaken/:caseId/notitie' }),
  )
  const { rows } = await asked(
    `select action, object from access_lines where account = $1 and action = 'change' and purpose like '%in place of ' || $2`,
    [at.bas.id, at.noor.id],
  )
  expect(rows).toContainEqual({ action: 'change', object: expect.stringContaining('notes') })
  expect(words((await at.noor.sends(away, days)).html)).toContain('staat al genoteerd')
  for (const [who, sentence] of [
    [at.noor.id, 'is zelf weg'],
    [at.bas.id, 'kan niet zichzelf vervangen'],
    [at.daan.id, 'doet dit werk niet'],
  ] as const)
    await expect(
      at.marga.does((store) => store.absences.add(at.bas.id, { from: today, until: today }, { [line.key]: who })),
    ).rejects.toMatchObject({ problems: { [`line.${line.key}`]: expect.stringContaining(sentence) } })
  await expect(
    at.bas.does((store) => store.absences.add(at.noor.id, { from: day('2025-05-01'), until: day('2025-05-02') }, {})),
  ).rejects.toThrow()
  const [absence] = await at.noor.does((store) => store.absences.coming())
  await at.noor.sends(`/afwezig/${absence?.id}/weg`, {}, '/afwezig')
  expect((await at.bas.opens(`${one}/notitie`)).status).toBe(404)
})

test('no account closes while work stands on it; a whole caseload goes over in one go, and back', async () => {
  const end = `/beheer/accounts/${at.noor.id}/einde`
  const refused = await at.ilse.sends(end, { on: '12-3-2025' })
  expect(words(refused.html)).toMatch(/Op naam van Noor Haan staat nog werk: .*dossiers/)
  expect(words(refused.html)).toContain('Marga Sikkens kan dit overdragen')
  const page = `/overdragen/${at.noor.id}`
  const one = keyOf(at.running('pets Oosterstraat'))
  const load = async (owner: string) =>
    (
      await at.noor.does((store) =>
        store.cases.list({ lines: [line.key], status: 'running', owner, order: 'waiting', limit: 100 }),
      )
    ).rows.length
  const [hers, his] = [await load(at.noor.id), await load(at.bas.id)]
  expect(words((await at.marga.opens(page)).html)).toMatch(/Het werk van Noor Haan overdragen/)
  expect(words((await at.noor.sends(page, {})).html)).toContain('Kies wie alles overneemt')
  const given = await at.noor.sends(page, { allen: at.bas.id, [`advies.${one}`]: 'Bel na vieren.' })
  expect(given.to).toBe(page)
  expect([await load(at.noor.id), await load(at.bas.id)]).toEqual([0, hers + his])
  expect((await notesOf(one))[0]?.words).toBe('Bij het overdragen: Bel na vieren.')
  const { rows } = await asked('select id from handovers order by added_at desc limit 1')
  expect((await at.marga.sends(`/overdragen/${rows[0]?.id}/terug`, {}, page)).status).toBe(404)
  await at.noor.sends(`/overdragen/${rows[0]?.id}/terug`, {}, page)
  expect([await load(at.noor.id), await load(at.bas.id)]).toEqual([hers, his])
  expect((await notesOf(one))[0]?.words).not.toContain('Bel na vieren')
})
