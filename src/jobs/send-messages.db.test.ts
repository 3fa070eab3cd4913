import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Doorway, foundOrganisation, makeVault, openDoorway, type Store } from '#access'
import type { NewMessage } from '#kernel/message'
import { clockOn } from '#platform/clock'
import { day } from '#platform/days'
import { newKey } from '#platform/ids'
import type { SecretKey } from '#platform/secrets'
import { type TestDatabase, testDatabase } from '#platform/testing'
import { lineOf } from '#service-lines'
import { type Outside, openOutside } from './outside.ts'
import { sendMessages, sendWaiting } from './send-messages.ts'

let database: TestDatabase
let doorway: Doorway
let tenant: string
let noor: string
let outside: Outside
let now = new Date('2025-03-12T08:00:00Z')
const received: { to: string; raw: string }[] = []
/** What the server answers to an address; undefined takes it. */
let refuses: (to: string) => string | undefined = () => undefined
const vault = makeVault(new Uint8Array(32).fill(7) as SecretKey)

const server = new SMTPServer({
  disabledCommands: ['STARTTLS', 'AUTH'],
  authOptional: true,
  logger: false,
  onRcptTo: ({ address }, _session, done) => {
    const answer = refuses(address)
    done(answer ? Object.assign(new Error(answer.slice(4)), { responseCode: Number(answer.slice(0, 3)) }) : undefined)
  },
  onData: (stream, { envelope }, done) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      received.push({ to: envelope.rcptTo[0]?.address ?? '', raw: Buffer.concat(chunks).toString() })
      done()
    })
  },
})

const as = <T>(work: (store: Store) => Promise<T>, account: string | null = noor) =>
  doorway.system({ tenant, via: 'web', purpose: 'test', account }, work)
const news = (more: Partial<NewMessage> = {}): NewMessage => ({
  ...{
    template: 'helper-asked',
    way: 'mail',
    line: 'buurtbemiddeling',
    about: newKey(),
    to: 'truus@voorbeeld.example',
  },
  ...{ link: (id: string) => `https://naober.example/bericht/${id}`, ...more },
})
const posts = (more: Partial<NewMessage> = {}) => as((store) => store.messages.post(news(more), vault.seal))
const stands = (id: string) => as((store) => store.messages.get(id))
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000)
}
const round = () => sendMessages.run(doorway, tenant, outside)

beforeAll(async () => {
  database = await testDatabase()
  doorway = openDoorway(
    database.webUrl,
    clockOn(day('2025-03-12'), () => now),
    4,
  )
  tenant = await foundOrganisation(doorway, { name: 'Welzijn Lindeveen', municipality: 'Lindeveen' })
  noor = await as(async (store) => {
    const account = { email: 'noor@lindeveen.example', name: 'Noor Haan', role: 'coordinator', endedOn: null }
    return (await store.accounts.add(account)).id
  }, null)
  const port = await new Promise<number>((ready) => {
    server.listen(0, '127.0.0.1', () => ready((server.server.address() as AddressInfo).port))
  })
  const mail = { host: '127.0.0.1', port, secure: false, plain: true, from: 'post@lindeveen.example' }
  outside = openOutside({ vault, site: 'https://naober.example', mail }) as Outside
})
beforeEach(() => {
  received.length = 0
  refuses = () => undefined
})
afterAll(async () => {
  outside.close()
  await new Promise<void>((done) => server.close(() => done()))
  await doorway.close()
  await database.close()
})

test('a message leaves with our name, a sentence and a link, once, and its envelope is gone after', async () => {
  const about = newKey()
  const first = await posts({ about })
  expect((await posts({ about })).id).toBe(first.id)
  expect(await round()).toBe(1)
  expect(await round()).toBe(0)
  expect(received).toHaveLength(1)
  const mail = await PostalMime.parse(received[0]?.raw ?? '')
  expect(mail).toMatchObject({ subject: 'Kun je ergens mee helpen?', from: { name: 'Welzijn Lindeveen' } })
  expect(mail.text).toContain(
    `Welzijn Lindeveen wil je iets vragen. Meld je aan om het te lezen:\n\nhttps://naober.example/bericht/${first.id}`,
  )
  expect(received[0]?.to).toBe('truus@voorbeeld.example')
  expect(await stands(first.id)).toMatchObject({ state: 'sent', tries: 1, sentAt: now })
  const kept = await database.asAdmin(
    async (client) => (await client.query('select 1 from naober.message_envelopes')).rowCount,
  )
  expect(kept).toBe(0)
})

test('nothing in the database tells an address or a link, also not while it waits', async () => {
  const { id } = await posts({
    to: 'geheim-adres@voorbeeld.example',
    link: () => 'https://naober.example/geheime-link',
  })
  const found = await database.asAdmin(async (client) => {
    const texts: string[] = []
    for (const table of ['messages', 'message_envelopes', 'changes', 'change_content'])
      texts.push(JSON.stringify((await client.query(`select * from naober.${table}`)).rows))
    return texts.join('')
  })
  expect(found).not.toMatch(/geheim-adres|geheime-link/)
  await as((store) => store.messages.withdraw(id))
  await round()
  expect(received).toEqual([])
})

test('a mailbox that is busy is tried again after a while; an address that is not there comes back at once', async () => {
  refuses = (to) => (to.startsWith('druk') ? '450 4.2.1 busy' : '550 5.1.1 unknown')
  const busy = await posts({ to: 'druk@voorbeeld.example' })
  const wrong = await posts({ to: 'weg@voorbeeld.example' })
  await round()
  expect(await stands(busy.id)).toMatchObject({ state: 'waiting', tries: 1, reason: '450 4.2.1' })
  expect(await stands(wrong.id)).toMatchObject({ state: 'failed', reason: '550 5.1.1' })
  expect((await as((store) => store.messages.back())).map(({ id }) => id)).toEqual([wrong.id])
  refuses = () => undefined
  expect(await round()).toBe(0) // its minute is not over
  later(2)
  expect(await round()).toBe(1)
  await as((store) => store.messages.again(wrong.id))
  expect(await round()).toBe(1)
  expect(await as((store) => store.messages.back())).toEqual([])
  expect(received.map(({ to }) => to).sort()).toEqual(['druk@voorbeeld.example', 'weg@voorbeeld.example'])
})

test('two workers at once send each message once', async () => {
  const made = await as(async (store) => {
    const all: string[] = []
    for (let nr = 0; nr < 30; nr++)
      all.push((await store.messages.post(news({ to: `nr${nr}@voorbeeld.example` }), vault.seal)).id)
    return all
  })
  const sent = await Promise.all([sendWaiting(doorway, tenant, outside), sendWaiting(doorway, tenant, outside)])
  expect(sent[0] + sent[1]).toBe(made.length)
  expect(new Set(received.map(({ to }) => to)).size).toBe(made.length)
  expect(received).toHaveLength(made.length)
})

test('a worker that falls over after handing it over sends nothing twice: nobody knows, and somebody is told', async () => {
  const { id } = await posts()
  const claimed = await as((store) => store.sending.claim(id), null)
  expect(claimed?.message).toMatchObject({ state: 'sending', tries: 1 })
  expect(await as((store) => store.sending.claim(id), null)).toBeUndefined()
  await round()
  expect(await stands(id)).toMatchObject({ state: 'sending' })
  later(20)
  await round()
  expect(await stands(id)).toMatchObject({ state: 'unsure' })
  expect(received).toEqual([])
  expect((await as((store) => store.messages.back())).map((one) => one.id)).toEqual([id])
  // The worker was only slow: what it knows still counts.
  await as((store) => store.sending.settle(id, { is: 'accepted' }), null)
  expect(await stands(id)).toMatchObject({ state: 'sent' })
})

test('when the server is away one is tried and the rest waits untouched; what has no way out waits as well', async () => {
  const nobody = openOutside({
    vault,
    site: 'x',
    mail: { host: '127.0.0.1', port: 1, secure: false, plain: true, from: 'a@b.example' },
  }) as Outside
  const made = [await posts(), await posts(), await posts({ way: 'sms', to: '+31612345678' })]
  expect(await sendWaiting(doorway, tenant, nobody)).toBe(0)
  const tries = await Promise.all(made.map(({ id }) => stands(id).then((one) => [one.state, one.tries])))
  expect(tries.map(([, n]) => Number(n)).reduce((sum, n) => sum + n)).toBe(1)
  expect(tries.every(([state]) => state === 'waiting')).toBe(true)
  await sendMessages.run(doorway, tenant, undefined)
  later(2)
  expect(await round()).toBe(2)
  expect(await stands(made[2]?.id as string)).toMatchObject({ state: 'waiting', tries: 0 })
})

test('what was sent to somebody is opened by her and by nobody else; then it does not come back', async () => {
  const sent = await posts({ account: noor })
  await round()
  const other = await as(
    (store) => store.accounts.add({ email: 'bas@lindeveen.example', name: 'Bas', role: 'worker', endedOn: null }),
    null,
  )
  expect(await as((store) => store.messages.openMine(sent.id), other.id)).toBeUndefined()
  expect(await as((store) => store.messages.openMine('geen sleutel'))).toBeUndefined()
  await database.asAdmin((client) =>
    client.query(`update naober.messages set sent_at = '2025-03-01' where id = $1`, [sent.id]),
  )
  expect((await as((store) => store.messages.back())).map(({ id }) => id)).toEqual([sent.id])
  expect(await as((store) => store.messages.openMine(sent.id))).toMatchObject({ about: sent.about })
  expect(await as((store) => store.messages.back())).toEqual([])
})

test('who does a case hears once that half of its time is over, and at a decent hour', async () => {
  const line = lineOf('buurtbemiddeling')
  now = new Date('2025-03-12T22:00:00Z')
  const opens = (hours: number) =>
    as((store) =>
      store.cases.open(line, {
        ...{ reportedAt: new Date(now.getTime() - hours * 3_600_000), mainTopic: 'pets', owner: noor },
        sides: [{ side: 'reporter', street: 'Veldweg', houseNumber: '3' }],
      }),
    )
  const running = await opens(48)
  await opens(1)
  await round()
  expect(received).toEqual([]) // at eleven in the evening
  const made = await as((store) => store.messages.ofCases([running.id]))
  expect(made.map(({ template, state }) => [template, state])).toEqual([['half-time', 'waiting']])
  now = new Date('2025-03-13T08:00:00Z')
  await round()
  await round()
  expect(received.map(({ to }) => to)).toEqual(['noor@lindeveen.example'])
  const mail = await PostalMime.parse(received[0]?.raw ?? '')
  expect(mail.text).toContain(`https://naober.example/bericht/${made[0]?.id}`)
  for (const telling of ['Veldweg', running.number, 'Huisdieren', 'Buurtbemiddeling'])
    expect(received[0]?.raw).not.toContain(telling)
})

test('an outbox of ten thousand is looked up by its index and left as it is by who may not send', async () => {
  await database.asAdmin(async (client) => {
    await client.query(
      `insert into naober.messages (tenant, id, template, way, about, state, try_at)
         select $1, md5(n::text)::uuid, 'evaluation', 'mail', md5('x' || n)::uuid, case when n <= 9800 then 'sent' else 'waiting' end, '2025-03-01' from generate_series(1, 10000) n`,
      [tenant],
    )
    await client.query('analyze naober.messages')
  })
  const began = performance.now()
  expect(await as((store) => store.sending.due(['mail'], 200), null)).toHaveLength(200)
  expect((await as((store) => store.messages.outbox({ show: 'all', limit: 50 }))).rows).toHaveLength(50)
  expect(await as((store) => store.messages.standing())).toMatchObject({ trouble: 0 })
  expect(performance.now() - began).toBeLessThan(2_000)
  const plan = await database.asAdmin(async (client) => {
    const { rows } = await client.query(
      `explain select id from naober.messages where tenant = '${tenant}' and state = 'waiting' and way <> 'paper' and removed_at is null
        and try_at <= now() order by try_at, id limit 200`,
    )
    return JSON.stringify(rows)
  })
  expect(plan).toContain('messages_waiting')
})
