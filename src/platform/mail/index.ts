import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'

/** Where mail is handed over. What opens it never leaves the environment. */
export interface MailSetting {
  host: string
  port: number
  /** TLS from the start; without it STARTTLS is demanded, unless the server is on this machine. */
  secure: boolean
  /** On this machine nobody listens in between, and nothing is encrypted. */
  plain: boolean
  user?: string
  password?: string
  /** The address that everything comes from. */
  from: string
}

export interface Mail {
  to: string
  /** Who sends it, in words. */
  fromName: string
  subject: string
  text: string
  /** Our own key for it: the same mail has the same number in every header, so that a double one could be seen. */
  key: string
}

/** What became of handing something over. `why` is the code of whoever carries it and never their words: those repeat the address. */
export type Delivered =
  | { is: 'accepted' }
  /** Not now. `away`: they cannot be reached at all, so nothing else needs to be tried either. */
  | { is: 'later'; why: string; away?: boolean }
  | { is: 'refused'; why: string }
  /** The words went, and there was no answer. */
  | { is: 'unsure'; why: string }

export interface Mailer {
  deliver(mail: Mail): Promise<Delivered>
  close(): void
}

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 }
/** The most that we ever send: a text. */
const mostBytes = 100_000

/**
 * Hands mail to a server, over one connection that stays open while there is more. Whether the words went is known from our own side:
 * from the moment that the server asked for them, an answer that fails to come means that nobody knows.
 */
export function openMailer(setting: MailSetting): Mailer {
  let open: Promise<SMTPConnection> | undefined

  async function deliver(mail: Mail): Promise<Delivered> {
    const bytes = await composed(mail, setting.from)
    if (bytes.length > mostBytes) return { is: 'refused', why: '552 5.3.4' }
    let connection: SMTPConnection
    try {
      open ??= connect(setting, () => {
        open = undefined
      })
      connection = await open
    } catch (problem) {
      open = undefined
      return { is: 'later', why: codeOf(problem), away: true }
    }
    return handOver(connection, { from: setting.from, to: mail.to, bytes })
  }

  async function handOver(
    connection: SMTPConnection,
    { from, to, bytes }: { from: string; to: string; bytes: Buffer },
  ): Promise<Delivered> {
    let wordsWent = false
    const words = new Readable({
      read() {
        wordsWent = true
        this.push(bytes)
        this.push(null)
      },
    })
    const problem = await new Promise<unknown>((resolve) => {
      connection.send({ from, to: [to], use8BitMime: true }, words, (error) => resolve(error ?? undefined))
    })
    if (problem === undefined) return { is: 'accepted' }
    const answer = (problem as { responseCode?: number }).responseCode
    const why = codeOf(problem)
    // Whatever went wrong, the next one gets a connection of its own.
    close()
    if (answer !== undefined && answer >= 500) return { is: 'refused', why }
    if (answer !== undefined && answer >= 400) return { is: 'later', why, away: answer === 421 }
    if ((problem as { code?: string }).code === 'EENVELOPE') return { is: 'refused', why: '553 5.1.3' }
    return wordsWent ? { is: 'unsure', why } : { is: 'later', why, away: true }
  }

  function close(): void {
    const standing = open
    open = undefined
    void standing?.then(
      (connection) => connection.quit(),
      () => undefined,
    )
  }

  return { deliver, close }
}

/** Whether the server lets us in: undefined when it does, else its code. Nothing is sent. */
export async function tryMail(setting: MailSetting): Promise<string | undefined> {
  try {
    const connection = await connect(setting, () => undefined)
    connection.quit()
    return undefined
  } catch (problem) {
    return codeOf(problem)
  }
}

function connect(setting: MailSetting, ended: () => void): Promise<SMTPConnection> {
  const { host, port, secure, plain, user, password } = setting
  const options: SMTPConnectionOptions = {
    ...{ host, port, secure, ...patience, logger: false, name: 'naober' },
    ...(plain ? { ignoreTLS: true } : { requireTLS: !secure }),
  }
  const connection = new SMTPConnection(options)
  return new Promise((resolve, reject) => {
    const failed = (problem: unknown) => {
      connection.close()
      reject(problem)
    }
    connection.on('error', failed)
    connection.on('end', ended)
    connection.connect(() => {
      if (user === undefined) return resolve(connection)
      connection.login({ user, pass: password ?? '' }, (problem) => (problem ? failed(problem) : resolve(connection)))
    })
  })
}

/** The bytes of a mail: plain text, with headers that say that a computer wrote it. Line ends in a name or subject end nothing. */
function composed({ to, fromName, subject, text, key }: Mail, from: string): Promise<Buffer> {
  const number = createHash('sha256').update(key).digest('hex').slice(0, 32)
  return new MailComposer({
    from: { name: oneLine(fromName), address: from },
    to: { name: '', address: to },
    subject: oneLine(subject),
    text,
    messageId: `<${number}@${from.split('@')[1] ?? 'naober'}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
}

const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 200)

/** '550 5.1.1' out of what a server said, or the kind of trouble: no words of anybody. */
function codeOf(problem: unknown): string {
  const { response, responseCode, code } = problem as { response?: string; responseCode?: number; code?: string }
  const said = /^(\d{3})(?:[ -](\d\.\d{1,3}\.\d{1,3}))?/.exec(response ?? '')
  if (said) return [said[1], said[2]].filter(Boolean).join(' ')
  return responseCode ? String(responseCode) : (code ?? 'unknown')
}
