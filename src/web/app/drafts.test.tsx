import { afterAll, beforeAll, expect, test } from 'vitest'
import { NotFound } from '#platform/errors'
import { choice, hidden, long, secret, text } from '#platform/fields'
import { newKey } from '#platform/ids'
import { Form, Page } from '#ui'
import { page, post } from './page.ts'
import { csrfIn, type Scene, scene, sending } from './scene.ts'

/** What was saved, in the order in which it was. */
const saved: { words: string; kind: string | null }[] = []
let isThere = true

const story = page({
  path: '/verhaal/:id',
  may: 'sign in',
  load: () => {
    if (!isThere) throw new NotFound()
  },
  form: () => ({
    words: long('Wat is er gezegd?', { maxLength: 200 }),
    kind: choice('Hoe?', { call: 'Gebeld', visit: 'Bezoek' }, { optional: true }),
  }),
  save: (_ctx, _loaded, { words, kind }) => {
    if (words === 'mag niet') return { problems: { words: 'Dat mag niet.' } }
    saved.push({ words, kind })
    return { to: '/klaar', say: 'Het staat erin.' }
  },
  view: (_, form) => (
    <Page title="Verhaal">
      <Form {...form} button="Bewaren" />
    </Page>
  ),
})
/** Somebody's name, which two may change at once. */
const colleague = page({
  path: '/collega/:account',
  may: 'change account',
  load: ({ store, params }) => store.accounts.get(params.account),
  form: () => ({ name: text('Naam'), role: hidden('Rol', { optional: true }) }),
  values: (loaded) => ({ name: loaded.name }),
  version: (loaded) => loaded.version,
  async save({ store, params }, _loaded, { version, name }) {
    await store.accounts.change(params.account, { seen: version }, (was) => ({ ...was, name }))
    return { to: '/klaar', say: 'Bewaard.' }
  },
  view: (_, form) => (
    <Page title="Naam">
      <Form {...form} button="Bewaren" />
    </Page>
  ),
})
const password = page({
  path: '/wachtwoord',
  may: 'sign in',
  form: () => ({ ownPassword: secret('Je wachtwoord'), hint: text('Hint', { optional: true }) }),
  save: () => ({ to: '/klaar' }),
  view: (_, form) => (
    <Page title="Wachtwoord">
      <Form {...form} button="Bewaren" />
    </Page>
  ),
})
const search = page({
  path: '/zoek',
  may: 'sign in',
  drafts: false,
  form: () => ({ zoek: text('Wie?') }),
  save: () => ({ to: '/klaar' }),
  view: (_, form) => (
    <Page title="Zoek">
      <Form {...form} button="Zoek" />
    </Page>
  ),
})
const start = page({
  path: '/begin',
  may: 'sign in',
  load: ({ notSaved }) => notSaved(),
  view: (drafts) => (
    <Page title="Begin">
      {drafts.map((one) => (
        <a key={one.address} href={one.address}>
          {one.label}
        </a>
      ))}
    </Page>
  ),
})
const lock = post({
  path: '/op-slot',
  may: 'sign in',
  async save({ store }) {
    await store.sessions.setLocked(true)
    return { to: '/vergrendeld' }
  },
})
const pages = [story, colleague, password, search, start, lock]

type Someone = Awaited<ReturnType<Scene['someone']>>
let here: Scene
let noor: Someone
let ilse: Someone
let app: ReturnType<Scene['app']>
beforeAll(async () => {
  here = await scene()
  noor = await here.someone('Noor Haan', 'coordinator')
  ilse = await here.someone('Ilse Beuker', 'administrator')
  app = here.app({ pages })
})
afterAll(() => here.close())

/** A form as somebody has it on the screen. */
async function open(who: Someone, path: string) {
  const answer = await app.request(path, { headers: { cookie: who.cookie } })
  const html = await answer.text()
  return {
    status: answer.status,
    html,
    carried: {
      csrf: csrfIn(html),
      formulier: /name="formulier" value="([^"]+)"/.exec(html)?.[1] ?? '',
      gezien: /data-draft="([^"]*)"/.exec(html)?.[1] ?? '',
      ...(/name="version"/.test(html) ? { version: /name="version" value="(\d+)"/.exec(html)?.[1] ?? '' } : {}),
    },
  }
}
type Opened = Awaited<ReturnType<typeof open>>

const send = (who: Someone, path: string, { carried }: Opened, typed: Record<string, string>) =>
  app.request(path, sending({ ...carried, ...typed }, { cookie: who.cookie }))
const types = async (who: Someone, path: string, form: Opened, typed: Record<string, string>) => {
  const answer = await send(who, `${path}?concept=`, form, { opschrift: `Verhaal van ${who.name}`, ...typed })
  const said = (await answer.json().catch(() => ({}))) as Record<string, string>
  return { ...said, status: answer.status, stamp: said.stamp }
}
const story1 = () => `/verhaal/${newKey()}`

test('what was typed and not saved stands in the form again, for its author alone', async () => {
  const path = story1()
  const form = await open(noor, path)
  expect(await types(noor, path, form, { words: 'Half <b>verhaal</b>', kind: 'visit' })).toMatchObject({ at: '10.00' })
  const again = await open(noor, path)
  expect(again.html).toContain('Dit had je getypt om 10.00 en nog niet bewaard')
  expect(again.html).toContain('Half &lt;b&gt;verhaal&lt;/b&gt;')
  expect(again.html).toMatch(/value="visit" checked|checked="" value="visit"|checked=""[^>]*value="visit"/)
  expect((await open(noor, '/begin')).html).toContain('Verhaal van Noor Haan')

  expect((await open(ilse, path)).html).not.toContain('verhaal</b>')
  expect((await open(ilse, '/begin')).html).not.toContain('Verhaal van')
})

test('after signing out and on another device it is there as well', async () => {
  const path = story1()
  await types(noor, path, await open(noor, path), { words: 'Onderweg getypt' })
  const { beginSession } = await import('#access')
  const token = await beginSession(here.doorway, { tenant: here.lindeveen, account: noor.account, role: 'coordinator' })
  const phone = { ...noor, token, cookie: `naober=${token}` }
  expect((await open(phone, path)).html).toContain('Onderweg getypt')
})

test('in the database and in the log stands nothing that can be read', async () => {
  const path = story1()
  await types(noor, path, await open(noor, path), { words: 'Zonnebloemgeheim', opschrift: 'Zonnebloemtitel' })
  const rows = await here.test.asAdmin(async (client) => {
    const drafts = await client.query('select d::text as text from naober.drafts d')
    const lines = await client.query('select c::text as text from naober.change_content c')
    return JSON.stringify([drafts.rows, lines.rows])
  })
  expect(rows).toContain(path)
  expect(rows).not.toContain('Zonnebloem')
  expect(here.lines.join('\n')).not.toContain('Zonnebloem')
})

test('saved is gone; and pressed twice, or sent again after the answer was lost, is saved once', async () => {
  const path = story1()
  const form = await open(noor, path)
  await types(noor, path, form, { words: 'Eén keer' })
  const before = saved.length
  const [first, second] = await Promise.all([
    send(noor, path, form, { words: 'Eén keer' }),
    send(noor, path, form, { words: 'Eén keer' }),
  ])
  expect([first?.headers.get('location'), second?.headers.get('location')]).toEqual(['/klaar', '/klaar'])
  expect(saved.slice(before)).toEqual([{ words: 'Eén keer', kind: null }])
  expect((await open(noor, path)).html).not.toContain('Eén keer')
  // What was on its way while the form was saved comes too late.
  expect(await types(noor, path, form, { words: 'Eén keer' })).toMatchObject({ sent: true })
  expect((await open(noor, path)).html).not.toContain('Eén keer')
})

test('who goes back to a form that was saved and writes on, saves that as well', async () => {
  const path = story1()
  const form = await open(noor, path)
  await send(noor, path, form, { words: 'Het eerste' })
  await send(noor, path, form, { words: 'Het eerste, en meer' })
  expect(saved.slice(-2).map((one) => one.words)).toEqual(['Het eerste', 'Het eerste, en meer'])
})

test('a form that came back with what is wrong can be sent after all', async () => {
  const path = story1()
  const form = await open(noor, path)
  for (const words of ['', 'mag niet']) {
    const back = await send(noor, path, form, { words })
    expect(back.status).toBe(422)
    expect(await back.text()).toContain(`name="formulier" value="${form.carried.formulier}"`)
  }
  await send(noor, path, form, { words: 'nu goed' })
  expect(saved.at(-1)?.words).toBe('nu goed')
})

test('a second window does not write over newer words until its author says so', async () => {
  const path = story1()
  const one = await open(noor, path)
  const two = await open(noor, path)
  await types(noor, path, one, { words: 'in het eerste venster' })
  here.later(5)
  const told = await types(noor, path, two, { words: 'in het tweede' })
  expect(told).toMatchObject({ newer: '10.00' })
  here.later(-5)
  expect((await open(noor, path)).html).toContain('in het eerste venster')
  // Now that she knows, it may.
  two.carried.gezien = told.stamp ?? ''
  expect(await types(noor, path, two, { words: 'in het tweede' })).toHaveProperty('kept')
  expect(await types(noor, path, one, { words: 'toch weer het eerste' })).toHaveProperty('newer')
  expect((await open(noor, path)).html).toContain('in het tweede')
  // What the first window saves takes the words of the second not along.
  await send(noor, path, one, { words: 'het eerste, bewaard' })
  expect((await open(noor, path)).html).toContain('in het tweede')
})

test('thrown away is gone, and can be taken back', async () => {
  const path = story1()
  const form = await open(noor, path)
  await types(noor, path, form, { words: 'Weg ermee' })
  const away = await send(noor, `${path}?concept=weg`, form, { terug: 'vandaag' })
  expect(away.headers.get('location')).toBe('/')
  expect((await open(noor, path)).html).not.toContain('Weg ermee')
  await send(noor, `${path}?concept=terug`, form, {})
  expect((await open(noor, path)).html).toContain('Weg ermee')
})

test('who was locked out or whose session ran out while typing finds it back, without a script', async () => {
  const wim = await here.someone('Wim Kuipers', 'coordinator')
  const path = story1()
  const form = await open(wim, path)
  await app.request('/op-slot', sending({ csrf: form.carried.csrf }, { cookie: wim.cookie }))
  const locked = await send(wim, path, form, { words: 'Op slot getypt' })
  expect(locked.headers.get('location')).toBe(`/vergrendeld?verder=${encodeURIComponent(path)}`)
  expect(locked.headers.get('set-cookie')).toContain('melding')

  const marga = await here.someone('Marga Sikkens', 'teamLeader')
  const later = story1()
  const hers = await open(marga, later)
  here.later(31)
  const late = await send(marga, later, hers, { words: 'Te laat verstuurd' })
  expect(late.headers.get('location')).toBe(`/aanmelden?verder=${encodeURIComponent(later)}`)
  here.later(-31)
  const { beginSession } = await import('#access')
  for (const [who, role, where, words] of [
    [wim, 'coordinator', path, 'Op slot getypt'],
    [marga, 'teamLeader', later, 'Te laat verstuurd'],
  ] as const) {
    const token = await beginSession(here.doorway, { tenant: here.lindeveen, account: who.account, role })
    expect((await open({ ...who, token, cookie: `naober=${token}` }, where)).html).toContain(words)
  }
})

test('a session that somebody ended keeps nothing, and neither does a form without its token', async () => {
  const daan = await here.someone('Daan Prins', 'coordinator')
  const path = story1()
  const form = await open(daan, path)
  await here.doorway.page({ token: daan.token, purpose: '/', request: 'T', writes: true }, (store) =>
    store.sessions.signOut(''),
  )
  await send(daan, path, form, { words: 'Na het uitloggen' })
  const foreign = await app.request(
    `${path}?concept=`,
    sending({ ...form.carried, csrf: 'van een ander', words: 'x' }, { cookie: noor.cookie }),
  )
  expect(foreign.status).toBe(403)
  const { rows } = await here.test.asAdmin((client) =>
    client.query('select 1 from naober.drafts where account = $1', [daan.account]),
  )
  expect(rows).toEqual([])
})

test('passwords, searches and endless texts are not kept', async () => {
  const secrets = await open(noor, '/wachtwoord')
  expect(secrets.html).not.toContain('data-draft')
  expect(secrets.html).not.toContain('formulier')
  const form = await open(noor, story1())
  expect((await types(noor, '/wachtwoord', form, { ownPassword: 'de oude molen' })).status).toBe(403)
  expect((await open(noor, '/zoek')).html).not.toContain('data-draft')
  expect((await types(noor, '/zoek', form, { zoek: 'Boonstra' })).status).toBe(404)
  expect((await types(noor, story1(), form, { words: 'a'.repeat(130_000) })).status).toBe(413)
  expect(
    (await types(noor, story1(), { ...form, carried: { ...form.carried, formulier: "x'; drop" } }, {})).status,
  ).toBe(404)
  expect(await types(noor, story1(), form, { words: 'nul \0 teken <script>' })).toHaveProperty('kept')
})

test('a page that is not there for its author any more takes its draft along', async () => {
  const path = story1()
  await types(noor, path, await open(noor, path), { words: 'Van een ander' })
  isThere = false
  expect((await open(noor, path)).status).toBe(404)
  isThere = true
  expect((await open(noor, path)).html).not.toContain('Van een ander')
})

test('a draft goes after its days, and the organisation says how many', async () => {
  const forget = () =>
    here.doorway.system({ tenant: here.lindeveen, via: 'job', purpose: 'test' }, (store) => store.drafts.forget())
  const path = story1()
  const form = await open(noor, path)
  await types(noor, path, form, { words: 'Oud werk' })
  here.later(13 * 24 * 60)
  await forget()
  here.later(-13 * 24 * 60)
  expect((await open(noor, path)).html).toContain('Oud werk')
  here.later(15 * 24 * 60)
  expect(await forget()).toBeGreaterThan(0)
  here.later(-15 * 24 * 60)
  expect((await open(noor, path)).html).not.toContain('Oud werk')
})

test('who typed on an older version sees both and chooses, and nothing is undone in silence', async () => {
  const path = `/collega/${ilse.account}`
  const form = await open(ilse, path)
  await types(ilse, path, form, { name: 'Ilse Half' })
  const other = await open(ilse, path)
  await app.request(
    path,
    sending({ ...other.carried, formulier: newKey(), name: 'Ilse Elders' }, { cookie: ilse.cookie }),
  )
  await types(ilse, path, form, { name: 'Ilse Half' })
  const back = await open(ilse, path)
  expect(back.html).toContain('value="Ilse Half"')
  const answer = await send(ilse, path, back, { name: 'Ilse Half' })
  expect(answer.status).toBe(409)
  const html = await answer.text()
  expect(html).toContain('Ilse Elders')
  expect(html).toContain('Ilse Half')
  const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
  const chosen = await send(ilse, path, back, { name: 'Ilse Half', version, 'kies-name': 'theirs' })
  expect(chosen.status).toBe(303)
  const now = await here.doorway.system({ tenant: here.lindeveen, via: 'command', purpose: 'test' }, (store) =>
    store.accounts.get(ilse.account),
  )
  expect(now.name).toBe('Ilse Elders')
})
