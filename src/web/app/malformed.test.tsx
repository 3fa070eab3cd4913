import { type AddressInfo, connect } from 'node:net'
import { serve } from '@hono/node-server'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { choice, day, long, phone, several, text, wholeNumber } from '#platform/fields'
import { Form, Page } from '#ui'
import { download, page, post } from './page.ts'
import { csrfIn, type Scene, scene } from './scene.ts'

const fields = {
  on: day('Dag'),
  how: choice('Hoe', { a: 'A', b: 'B' }),
  which: several('Welke', { a: 'A', b: 'B' }),
  words: long('Woorden'),
  name: text('Naam'),
  phone: phone('Telefoon', { optional: true }),
  amount: wholeNumber('Aantal'),
}
const pages = [
  page({
    path: '/',
    may: 'sign in',
    view: (_, form) => (
      <Page title="Begin">
        <Form {...form} button="x" />
      </Page>
    ),
  }),
  page({
    path: '/collega/:account',
    may: 'change account',
    load: ({ store, params }) => store.accounts.get(params.account),
    form: () => fields,
    version: (one) => one.version,
    async save({ store, params }, _one, { version, name }) {
      await store.accounts.change(params.account, { seen: version }, (was) => ({ ...was, name }))
      return { to: '/' }
    },
    view: (one, form) => (
      <Page title={one.name}>
        <Form {...form} button="x" />
      </Page>
    ),
  }),
  // What is sent goes to the database as it came: the app must have refused what a database cannot hold.
  post({
    path: '/zoek',
    may: 'sign in',
    save: async ({ store }, form) => ({ json: { key: await store.searches.keep(form.get('zoek') ?? '') } }),
  }),
  page({
    path: '/bestand',
    may: 'change account',
    takes: { file: 'file', most: 20_000 },
    form: () => ({ name: text('Naam') }),
    save: ({ file }, _loaded, { name }) => ({
      json: { name, file: file && [file.name, Buffer.from(file.content).toString('latin1')] },
    }),
    view: (_, form) => (
      <Page title="Bestand">
        <Form {...form} button="x" multipart />
      </Page>
    ),
  }),
  download({
    path: '/lijst/:key',
    may: 'change account',
    load: ({ params }) => ({ name: params.key, type: 'text/csv', body: params.key }),
  }),
]

let here: Scene
let app: ReturnType<Scene['app']>
let cookie: string
let csrf: string
let account: string
beforeAll(async () => {
  here = await scene()
  const ilse = await here.someone('Ilse Beuker', 'administrator')
  app = here.app({ pages })
  cookie = ilse.cookie
  account = ilse.account
  csrf = csrfIn(await (await app.request('/', { headers: { cookie } })).text())
})
afterAll(() => here.close())

test('a file comes along with its form as it is, under a plain name, and nothing is read of what may not be sent', async () => {
  const send = (parts: Record<string, string | File>, headers: Record<string, string> = { cookie }) => {
    const body = new FormData()
    for (const [name, value] of Object.entries({ csrf, name: 'Maart', ...parts })) body.append(name, value)
    return app.request('/bestand', { method: 'POST', body, headers })
  }
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, at) => at))
  const whole = await send({ file: new File([bytes], 'C:\\Noor\\maart \u202e.xlsx') })
  expect(await whole.json()).toEqual({ name: 'Maart', file: ['maart .xlsx', bytes.toString('latin1')] })
  expect(await (await send({})).json()).toEqual({ name: 'Maart' })
  expect((await send({ name: '' })).status).toBe(422)
  expect((await send({ csrf: 'x' })).status).toBe(403)
  expect((await send({ file: new File([Buffer.alloc(30_000)], 'x') })).status).toBe(413)
  expect((await send({ file: new File([Buffer.alloc(30_000)], 'x') }, {})).headers.get('location')).toMatch(
    /^.aanmelden/,
  )
  const other = await here.someone('Bas Wolters', 'worker')
  expect((await send({ file: new File([Buffer.alloc(30_000)], 'x') }, { cookie: other.cookie })).status).toBe(404)
  for (const [type, body] of [
    ['application/x-www-form-urlencoded', `csrf=${csrf}`],
    ['multipart/form-data; boundary=x', '--x\r\nbroken'],
    ['multipart/form-data; boundary=x', ''],
  ] as const) {
    const answer = await app.request('/bestand', { method: 'POST', body, headers: { cookie, 'content-type': type } })
    expect([400, 403, 415]).toContain(answer.status)
  }
})

// As many as fit in a few seconds; MALFORMED=10000 asks for more.
const runs = Number(process.env.MALFORMED ?? 2000)
const timeLimit = process.env.MALFORMED ? 600_000 : 5_000

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '%',
    '%00',
    '%ZZ',
    '%C0%AF',
    '%ED%A0%80',
    '..%2f..%2f',
    '\u0000',
    '__proto__',
    'constructor',
    '\\',
    '//kwaad.example',
    "' or 1=1 --",
    '🏡'.repeat(30),
  ),
)
const path = fc.oneof(
  fc.array(nasty, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`),
  nasty.map((part) => `/collega/${part}`),
  nasty.map((part) => `/lijst/${part}?${part}=${part}`),
  fc.constantFrom('/', '/zoek', '/healthz', '/assets/x.js', '/aanmelden?verder=//kwaad.example'),
)
const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS')
const contentType = fc.constantFrom(
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json',
  'text/plain',
  '',
)

/** Sends what a browser never would; addresses and headers that cannot even be sent are left out. */
async function send(to: string, init: RequestInit): Promise<number | undefined> {
  let request: Request
  try {
    request = new Request(`http://localhost:4180${to}`, init)
  } catch {
    return undefined
  }
  return (await app.fetch(request)).status
}

test(
  'whatever is asked, it is never our mistake',
  async () => {
    await fc.assert(
      fc.asyncProperty(path, method, contentType, nasty, fc.boolean(), async (to, how, type, body, signedIn) => {
        const headers = {
          ...(signedIn ? { cookie } : { cookie: `naober=${encodeURIComponent(body)}` }),
          ...(type === '' ? {} : { 'content-type': type }),
        }
        const status = await send(to, {
          method: how,
          headers,
          ...(how === 'GET' || how === 'HEAD' ? {} : { body: `csrf=${csrf}&zoek=${body}` }),
        })
        if (status !== undefined) expect(status).toBeLessThan(500)
      }),
      { numRuns: runs, interruptAfterTimeLimit: timeLimit },
    )
  },
  timeLimit * 3,
)

test(
  'whatever is filled in, it is never our mistake',
  async () => {
    const value = fc.oneof(
      nasty,
      fc.constantFrom('', '31-2-2025', '-1', '99999999999999999999', 'a', 'x'.repeat(20_000)),
    )
    const form = fc.dictionary(
      fc.constantFrom(...Object.keys(fields), 'version', 'zoek', '__proto__'),
      fc.array(value, { minLength: 1, maxLength: 3 }),
    )
    await fc.assert(
      fc.asyncProperty(form, fc.constantFrom(`/collega/${'x'}`, 'own', '/zoek'), async (filledIn, where) => {
        const body = new URLSearchParams({ csrf, version: '1' })
        for (const [key, values] of Object.entries(filledIn)) for (const one of values) body.append(key, one)
        const status = await send(where === 'own' ? `/collega/${account}` : where, {
          method: 'POST',
          headers: { cookie },
          body,
        })
        if (status !== undefined) expect(status).toBeLessThan(500)
      }),
      { numRuns: runs / 4, interruptAfterTimeLimit: timeLimit },
    )
  },
  timeLimit * 3,
)

test('a form that is too large is refused with a sentence, also when it does not say how large it is', async () => {
  const body = `csrf=${csrf}&zoek=${'x'.repeat(1_200_000)}`
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' }
  expect(await send('/zoek', { method: 'POST', headers, body })).toBe(413)
  const stream = new ReadableStream({
    start(controller) {
      for (let part = 0; part < 20; part++) controller.enqueue(new TextEncoder().encode('x'.repeat(100_000)))
      controller.close()
    },
  })
  expect(await send('/zoek', { method: 'POST', headers, body: stream, duplex: 'half' } as RequestInit)).toBe(413)
})

test('an address that is too long is refused, and a wrong method says which are right', async () => {
  expect(await send(`/${'x'.repeat(3000)}`, { headers: { cookie } })).toBe(414)
  const answer = await app.request('/', { method: 'DELETE', headers: { cookie } })
  expect(answer.status).toBe(405)
  expect(answer.headers.get('allow')).toBe('GET, HEAD, POST')
})

/** Sends bytes over a wire of its own. @returns the first line of the answer; '' when the server just hung up */
function overTheWire(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes, 'latin1'))
    socket.on('data', (part) => {
      heard += part.toString('latin1')
    })
    socket.on('close', () => resolve(heard.split('\r\n')[0] ?? ''))
    socket.on('error', () => resolve(''))
    socket.setTimeout(2000, () => socket.destroy())
  })
}

test('bytes that are hardly a request get no mistake of ours either', async () => {
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const end = 'Connection: close\r\n\r\n'
  const requests = [
    `GET / HTTP/1.1\r\nHost: a b\r\n${end}`,
    `GET / HTTP/1.1\r\nHost: [::\r\n${end}`,
    `GET / HTTP/1.1\r\n${end}`,
    `GET //kwaad.example/ HTTP/1.1\r\nHost: localhost\r\n${end}`,
    `GET http://kwaad.example/ HTTP/1.1\r\nHost: localhost\r\n${end}`,
    `GET * HTTP/1.1\r\nHost: localhost\r\n${end}`,
    `OPTIONS * HTTP/1.1\r\nHost: localhost\r\n${end}`,
    `GET /%00 HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n${end}`,
    `GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n${end}`,
    `GET /?a=%E0%A4%A HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n${end}`,
    `POST /zoek HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 50\r\nCookie: ${cookie}\r\n${end}half`,
    `POST /zoek HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\nCookie: ${cookie}\r\n${end}zz\r\n`,
    `TRACE / HTTP/1.1\r\nHost: localhost\r\n${end}`,
    'rommel\r\n\r\n',
  ]
  for (const bytes of requests) expect(await overTheWire(port, bytes)).not.toMatch(/^HTTP\/1\.1 5/)
  expect(await overTheWire(port, `GET /healthz HTTP/1.1\r\nHost: localhost\r\n${end}`)).toBe('HTTP/1.1 200 OK')
  server.close()
})
