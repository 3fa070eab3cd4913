import { afterAll, beforeAll, expect, test } from 'vitest'
import { NotFound } from '#platform/errors'
import { email, text } from '#platform/fields'
import { Form, Page } from '#ui'
import { download, page, post } from './page.ts'
import { csrfIn, type Scene, scene, sending } from './scene.ts'

/** A page about an account: reads it, asks its name, saves it. */
const account = page({
  path: '/collega/:account',
  may: 'change account',
  load: ({ store, params }) => store.accounts.get(params.account),
  form: () => ({ name: text('Naam'), email: email('E-mailadres') }),
  values: (loaded) => ({ name: loaded.name, email: loaded.email }),
  version: (loaded) => loaded.version,
  async save({ store, params }, _loaded, { version, ...input }) {
    await store.accounts.change(params.account, { seen: version }, (was) => ({ ...was, ...input }))
    return { to: `/collega/${params.account}`, say: `${input.name} is bewaard.`, undo: { to: '/terug' } }
  },
  view: (loaded, form) => (
    <Page title={loaded.name}>
      <Form {...form} button="Bewaren" />
    </Page>
  ),
})
const hello = page({ path: '/', may: 'sign in', view: (_, __, { asker }) => <Page title={`Dag ${asker.name}`} /> })
const deed = post({ path: '/doen', may: 'sign in', save: (_, form) => ({ json: { kreeg: form.getAll('sleutel') } }) })
const list = download({
  path: '/lijst',
  may: 'change account',
  load: () => ({ name: 'lijst.csv', type: 'text/csv', body: 'a;b' }),
})
const mistake = page({
  path: '/kapot',
  may: 'sign in',
  load: () => Promise.reject(new TypeError('Jan Jansen')),
  view: () => <Page title="" />,
})
const pages = [hello, account, deed, list, mistake]

let here: Scene
let ilse: Awaited<ReturnType<Scene['someone']>>
let noor: Awaited<ReturnType<Scene['someone']>>
let hans: Awaited<ReturnType<Scene['someone']>>
let app: ReturnType<Scene['app']>
beforeAll(async () => {
  here = await scene()
  ilse = await here.someone('Ilse Beuker', 'administrator')
  noor = await here.someone('Noor Haan', 'coordinator')
  hans = await here.someone('Hans Meppelink', 'administrator', here.elsewhere)
  app = here.app({ pages })
})
afterAll(() => here.close())

const get = (path: string, cookie = '') => app.request(path, { headers: { cookie } })
const formOf = async (path: string, cookie: string) => {
  const html = await (await get(path, cookie)).text()
  return { csrf: csrfIn(html), version: /name="version" value="(\d+)"/.exec(html)?.[1] ?? '' }
}

test('who is not signed in goes to the sign-in page and comes back where they were going', async () => {
  const answer = await get(`/collega/${noor.account}`)
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe(`/aanmelden?verder=${encodeURIComponent(`/collega/${noor.account}`)}`)
})

test('a page has its title, the name of the asker and no style or script inside', async () => {
  const html = await (await get('/', noor.cookie)).text()
  expect(html).toContain('<title>Dag Noor Haan · Naober</title>')
  expect(html).toContain('Noor Haan</a>, coördinator')
  expect(html).not.toMatch(/<style| style=| on\w+="/)
})

test('every answer forbids what our pages never do, and has a number', async () => {
  for (const [path, cookie] of [
    ['/', noor.cookie],
    ['/niets', noor.cookie],
    ['/aanmelden', ''],
    ['/assets/niets.js', ''],
    ['/healthz', ''],
  ] as const) {
    const { headers } = await get(path, cookie)
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('naober-request')).toMatch(/^[0-9A-Z]{5}$/)
  }
  expect((await get('/', noor.cookie)).headers.get('cache-control')).toBe('no-store')
})

test('over https cookies are bound to this host and browsers remember to use https', async () => {
  const secure = here.app({ pages, config: { url: new URL('https://naober.voorbeeld.nl'), secure: true } })
  const answer = await secure.request('/', { headers: { cookie: `__Host-naober=${noor.token}` } })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('strict-transport-security')).toContain('max-age=')
})

test('what is not there, what is not yours and what no address has are the very same page', async () => {
  const pagesSeen = await Promise.all(
    [
      `/collega/${noor.account}`,
      '/collega/0190a0a0-0000-7000-8000-000000000000',
      '/collega/jan',
      '/bestaat-niet',
      '/lijst',
    ].map(async (path) => {
      const answer = await get(path, noor.cookie)
      return { status: answer.status, html: await answer.text() }
    }),
  )
  expect(new Set(pagesSeen.map((one) => one.html)).size).toBe(1)
  expect(pagesSeen.every((one) => one.status === 404)).toBe(true)
})

test('an administrator of another organisation gets that same page', async () => {
  const theirs = await get(`/collega/${noor.account}`, hans.cookie)
  const nobody = await get('/collega/0190a0a0-0000-7000-8000-000000000000', hans.cookie)
  expect(theirs.status).toBe(404)
  expect(await theirs.text()).toBe(await nobody.text())
})

test('a saved page leads on, and says so once', async () => {
  const form = await formOf(`/collega/${noor.account}`, ilse.cookie)
  const saved = await app.request(
    `/collega/${noor.account}`,
    sending({ ...form, name: 'Noor de Haan', email: noor.email }, { cookie: ilse.cookie }),
  )
  expect(saved.status).toBe(303)
  const flash = saved.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect(flash).not.toContain('Noor')
  const next = await get(`/collega/${noor.account}`, `${ilse.cookie}; ${flash}`)
  expect(await next.text()).toContain('Noor de Haan is bewaard.')
  expect(next.headers.get('set-cookie')).toContain('Max-Age=0')
})

test('what cannot be taken comes back with what was typed and what to do', async () => {
  const form = await formOf(`/collega/${noor.account}`, ilse.cookie)
  const answer = await app.request(
    `/collega/${noor.account}`,
    sending({ ...form, name: '', email: 'noor(at)werk' }, { cookie: ilse.cookie }),
  )
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('value="noor(at)werk"')
  expect(html).toContain('Vul iets in bij ‘Naam’.')
})

test('who corrects a mistake still hears of what a colleague saved in between', async () => {
  const path = `/collega/${noor.account}`
  const form = await formOf(path, ilse.cookie)
  await app.request(path, sending({ ...form, name: 'Noor H.', email: noor.email }, { cookie: ilse.cookie }))
  const wrong = await app.request(path, sending({ ...form, name: '', email: noor.email }, { cookie: ilse.cookie }))
  const version = /name="version" value="(\d+)"/.exec(await wrong.text())?.[1] ?? ''
  const corrected = await app.request(
    path,
    sending({ ...form, version, name: 'Noor Haan', email: noor.email }, { cookie: ilse.cookie }),
  )
  expect(corrected.status).toBe(409)
})

test('the second of two savers sees both, and can save again with open eyes', async () => {
  const form = await formOf(`/collega/${ilse.account}`, ilse.cookie)
  const path = `/collega/${ilse.account}`
  await app.request(path, sending({ ...form, name: 'Ilse B.', email: ilse.email }, { cookie: ilse.cookie }))
  const answer = await app.request(
    path,
    sending({ ...form, name: 'Ilse Beukers', email: ilse.email }, { cookie: ilse.cookie }),
  )
  const html = await answer.text()
  expect(answer.status).toBe(409)
  expect(html).toMatch(/Staat er nu<\/span><span class="n-version__text">Ilse B\.</)
  expect(html).toMatch(/Vulde jij in<\/span><span class="n-version__text">Ilse Beukers</)
  const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
  const again = await app.request(
    path,
    sending({ ...form, version, name: 'Ilse Beukers', email: ilse.email }, { cookie: ilse.cookie }),
  )
  expect(again.status).toBe(303)
})

test.each([
  ['without a token', {}, {}],
  ['with the token of somebody else', { csrf: 'somebody else' }, {}],
  ['from another site', { csrf: 'own' }, { 'sec-fetch-site': 'cross-site' }],
  ['from another subdomain', { csrf: 'own' }, { 'sec-fetch-site': 'same-site' }],
  ['from another site in an old browser', { csrf: 'own' }, { origin: 'https://kwaad.example' }],
])('a form %s is refused', async (_, sent, headers) => {
  const { csrf } = await formOf('/', ilse.cookie)
  const answer = await app.request(
    '/doen',
    sending('csrf' in sent ? { csrf: sent.csrf === 'own' ? csrf : sent.csrf } : {}, {
      cookie: ilse.cookie,
      ...headers,
    }),
  )
  expect(answer.status).toBe(403)
})

test('several values of one name all arrive', async () => {
  const { csrf } = await formOf('/', ilse.cookie)
  const answer = await app.request('/doen', {
    method: 'POST',
    body: new URLSearchParams(`csrf=${csrf}&sleutel=a&sleutel=b`),
    headers: { cookie: ilse.cookie, 'sec-fetch-site': 'same-origin' },
  })
  expect(await answer.json()).toEqual({ kreeg: ['a', 'b'] })
})

test('a file is taken along under its name and kept nowhere', async () => {
  const answer = await get('/lijst', ilse.cookie)
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="lijst.csv"')
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test('a mistake of ours gives a number to read out, and its words stay out of the log', async () => {
  const answer = await get('/kapot', ilse.cookie)
  expect(answer.status).toBe(500)
  const number = answer.headers.get('naober-request') ?? ''
  expect(await answer.text()).toContain(`je invoer is niet bewaard. Geef de helpdesk nummer ${number}.`)
  const logged = here.lines.filter((line) => line.includes(`"request":"${number}"`)).join('\n')
  expect(logged).toContain('"event":"page failed"')
  expect(here.lines.join('\n')).not.toMatch(/Jan Jansen|Noor|Ilse|voorbeeld\.example/)
})

test('two that were in each other’s way are tried once more', async () => {
  let tries = 0
  const twice = page({
    path: '/tweemaal',
    may: 'sign in',
    load: () =>
      tries++ === 0 ? Promise.reject(Object.assign(new Error('deadlock'), { code: '40P01' })) : Promise.resolve(),
    view: () => <Page title="Gelukt" />,
  })
  const answer = await here.app({ pages: [twice] }).request('/tweemaal', { headers: { cookie: ilse.cookie } })
  expect(answer.status).toBe(200)
  expect(tries).toBe(2)
})

test('without a database a page says when to try again', async () => {
  const away = page({
    path: '/weg',
    may: 'sign in',
    load: () => Promise.reject(Object.assign(new Error('no'), { code: '57P01' })),
    view: () => <Page title="" />,
  })
  const answer = await here.app({ pages: [away] }).request('/weg', { headers: { cookie: ilse.cookie } })
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('30')
  expect(await answer.text()).toContain('Wacht een minuut')
})

test('what was sent while the database was away or full can be sent again from the page that says so', async () => {
  let trouble: string | undefined
  const kept: unknown[] = []
  const words = page({
    path: '/schrijven',
    may: 'sign in',
    form: () => ({ words: text('Wat is er gezegd?') }),
    save: (_ctx, _loaded, input) => {
      if (trouble) return Promise.reject(Object.assign(new Error('no'), { code: trouble }))
      kept.push(input.words)
      return Promise.resolve({ to: '/schrijven', say: 'Bewaard.' })
    },
    view: (_, form) => (
      <Page title="Schrijven">
        <Form {...form} button="Bewaren" />
      </Page>
    ),
  })
  const writing = here.app({ pages: [words] })
  const send = (form: Record<string, string>) => writing.request('/schrijven', sending(form, { cookie: ilse.cookie }))
  const { csrf } = await formOf('/', ilse.cookie)
  for (const [code, said] of [
    ['57P01', 'wacht een minuut en bewaar dan opnieuw'],
    ['53100', 'Vertel het de beheerder'],
  ] as const) {
    trouble = code
    const answer = await send({ csrf, words: 'Ik wil "rust" & <stilte>.' })
    expect(answer.status).toBe(503)
    const html = await answer.text()
    expect(html).toContain(said)
    expect(html).toContain('Bewaar opnieuw')
    const inputs = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
    const unescaped = (value = '') =>
      value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
    trouble = undefined
    const again = await send(Object.fromEntries(inputs.map(([, name, value]) => [name, unescaped(value)])))
    expect(again.status).toBe(303)
    expect(kept.pop()).toBe('Ik wil "rust" & <stilte>.')
  }
  trouble = '57P01'
  const secret = await send({ csrf, words: 'x', ownPassword: 'de oude molen' })
  expect(await secret.text()).not.toMatch(/molen|Bewaar opnieuw/)
})

test('a clock that jumps back leaves who works signed in; far ahead it asks to sign in again', async () => {
  const wim = await here.someone('Wim Kuipers', 'coordinator')
  here.later(-60)
  expect((await get('/', wim.cookie)).status).toBe(200)
  here.later(60 * 26)
  const answer = await get('/', wim.cookie)
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toContain('/aanmelden')
  here.later(-60 * 25)
})

test('it is ready when the database has the steps of this version', async () => {
  expect((await get('/readyz')).status).toBe(200)
  const not = here.app({ pages, isReady: () => Promise.reject(new NotFound()) })
  expect((await not.request('/readyz')).status).toBe(503)
  expect((await not.request('/healthz')).status).toBe(200)
})

test('a page with a form reads its record and what was left half typed in six statements, who looked included', async () => {
  const counts: number[] = []
  const counting = here.app({ pages, onAnswered: ({ statements }) => counts.push(statements) })
  await counting.request(`/collega/${noor.account}`, { headers: { cookie: ilse.cookie } })
  expect(counts[0]).toBeLessThanOrEqual(6)
  expect(counts[0]).toBeGreaterThan(1)
})

test('a session ends when nobody touches it, and at the latest after its longest time', async () => {
  const marga = await here.someone('Marga Sikkens', 'teamLeader')
  here.later(14)
  expect((await get('/', marga.cookie)).status).toBe(200)
  here.later(14)
  expect((await get('/', marga.cookie)).status).toBe(200)
  here.later(16)
  expect((await get('/', marga.cookie)).status).toBe(303)
  const peter = await here.someone('Peter Oving', 'coordinator')
  for (let minute = 0; minute < 595; minute += 14) {
    expect((await get('/', peter.cookie)).status).toBe(200)
    here.later(14)
  }
  expect((await get('/', peter.cookie)).status).toBe(303)
})
