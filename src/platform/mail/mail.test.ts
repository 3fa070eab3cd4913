import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { type Mail, type MailSetting, openMailer, tryMail } from './index.ts'

interface Received {
  to: string[]
  raw: string
}

const received: Received[] = []
let connections = 0
/** What the server answers to a receiver and to the words; undefined takes them. */
let refuses: { to?: string; words?: string } = {}

const server = new SMTPServer({
  disabledCommands: ['STARTTLS'],
  authOptional: true,
  logger: false,
  onAuth: ({ username, password }, _session, done) =>
    username === 'naober' && password === 'ge heim@' ? done(null, { user: username }) : done(new Error('no')),
  onConnect: (_session, done) => {
    connections++
    done()
  },
  onRcptTo: (_address, _session, done) => done(refuses.to ? answer(refuses.to) : undefined),
  onData: (stream, session, done) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      const { words } = refuses
      if (words === 'hang up') {
        for (const one of server.connections) (one as { _socket: { destroy(): void } })._socket.destroy()
        return
      }
      if (words) return done(answer(words))
      received.push({
        to: session.envelope.rcptTo.map(({ address }) => address),
        raw: Buffer.concat(chunks).toString(),
      })
      done()
    })
  },
})
const answer = (text: string) => Object.assign(new Error(text.slice(4)), { responseCode: Number(text.slice(0, 3)) })
const port = await new Promise<number>((ready) => {
  server.listen(0, '127.0.0.1', () => ready((server.server.address() as AddressInfo).port))
})
const setting: MailSetting = { host: '127.0.0.1', port, secure: false, plain: true, from: 'post@lindeveen.example' }
const mail: Mail = {
  to: 'truus@voorbeeld.example',
  fromName: 'Welzijn Lindeveen',
  subject: 'Er staat een vraag voor je klaar',
  text: 'Hallo,\n\nÉén vraag: https://naober.example/bericht/1\n.\nEinde',
  key: '01-een',
}
const mailer = openMailer(setting)

beforeEach(() => {
  received.length = 0
  refuses = {}
})
afterAll(async () => {
  mailer.close()
  await new Promise<void>((done) => server.close(() => done()))
})

test('a mail arrives as it was written, in plain text, and says that a computer sent it', async () => {
  expect(await mailer.deliver(mail)).toEqual({ is: 'accepted' })
  const read = await PostalMime.parse(received[0]?.raw ?? '')
  expect(read).toMatchObject({
    subject: mail.subject,
    from: { name: 'Welzijn Lindeveen', address: 'post@lindeveen.example' },
  })
  expect(read.text?.trimEnd()).toBe(mail.text)
  expect(read.html).toBeUndefined()
  expect(read.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated')
  expect(received[0]?.to).toEqual([mail.to])
})

test('several mails go over one connection', async () => {
  const before = connections
  for (let nr = 0; nr < 20; nr++) expect(await mailer.deliver({ ...mail, key: String(nr) })).toEqual({ is: 'accepted' })
  expect(received).toHaveLength(20)
  expect(connections).toBe(before)
})

test('a line end in a name or subject ends nothing: no header comes in, and nobody else gets it', async () => {
  const hostile = 'Hoi\r\nBcc: kwaad@voorbeeld.example\r\n\r\n<script>\u2028x\0'
  await mailer.deliver({ ...mail, fromName: hostile, subject: hostile })
  const read = await PostalMime.parse(received[0]?.raw ?? '')
  expect(received[0]?.to).toEqual([mail.to])
  expect(read.bcc ?? []).toEqual([])
  expect(read.headers.map(({ key }) => key)).not.toContain('bcc')
  expect(read.subject).toBe('Hoi Bcc: kwaad@voorbeeld.example <script> x')
})

test.each(['truus@voorbeeld.example\r\nRCPT TO:<kwaad@x.example>', '<a@b.example>, c@d.example', 'geen adres', ''])(
  'an address that is none, or more than one, is refused or goes to nobody else: %j',
  async (to) => {
    await mailer.deliver({ ...mail, to })
    expect(received.flatMap((one) => one.to).filter((one) => one.includes('kwaad') || one.includes('c@d'))).toEqual([])
  },
)

test.each([
  [
    'a mailbox that is busy',
    { to: '450 4.2.1 truus@voorbeeld.example is busy' },
    { is: 'later', why: '450 4.2.1', away: false },
  ],
  ['a server that closes down', { to: '421 4.3.2 going' }, { is: 'later', why: '421 4.3.2', away: true }],
  [
    'an address that is not there',
    { to: '550 5.1.1 no truus@voorbeeld.example here' },
    { is: 'refused', why: '550 5.1.1' },
  ],
  ['words that are refused', { words: '554 5.7.1 spam' }, { is: 'refused', why: '554 5.7.1' }],
  ['words that may come later', { words: '451 4.7.1 greylisted' }, { is: 'later', why: '451 4.7.1', away: false }],
  ['a line that breaks after the words went', { words: 'hang up' }, { is: 'unsure', why: 'ECONNECTION' }],
] as const)('%s is told apart, by its code and without an address', async (_what, how, expected) => {
  refuses = how
  expect(await mailer.deliver(mail)).toEqual(expected)
  refuses = {}
  expect(await mailer.deliver(mail)).toEqual({ is: 'accepted' })
  expect(received).toHaveLength(1)
})

test('a server that is away is told apart, and so is a password that is wrong', async () => {
  const nobody = { ...setting, port: 1 }
  expect(await openMailer(nobody).deliver(mail)).toMatchObject({ is: 'later', away: true })
  expect(await tryMail(nobody)).toBe('ESOCKET')
  const right = { ...setting, user: 'naober', password: 'ge heim@' }
  expect(await tryMail(right)).toBeUndefined()
  expect(await tryMail({ ...right, password: 'anders' })).toMatch(/^535|EAUTH/)
  expect(await openMailer({ ...right, password: 'anders' }).deliver(mail)).toMatchObject({ is: 'later', away: true })
  expect(received).toEqual([])
})

test('without TLS to another machine nothing is said', async () => {
  expect(await openMailer({ ...setting, plain: false }).deliver(mail)).toMatchObject({ is: 'later', away: true })
  expect(received).toEqual([])
})

test('what is much too long is not sent', async () => {
  expect(await mailer.deliver({ ...mail, text: 'a'.repeat(200_000) })).toEqual({ is: 'refused', why: '552 5.3.4' })
})
