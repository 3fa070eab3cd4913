import { isAbsolute, join, resolve } from 'node:path'
import { type Day, isDay } from '#platform/days'
import { Refused } from '#platform/errors'
import { type Level, levels } from '#platform/logs'
import type { MailSetting } from '#platform/mail'
import type { SmsSetting } from '#platform/sms'
import { list, nearest } from '#platform/words'

/** What an installation is told by whoever runs it. Everything that an organisation chooses is a setting instead. */
export interface Config {
  /** The address that people type. It decides whether cookies are Secure. */
  url: URL
  /** Whether people come in over https. */
  secure: boolean
  /** Where the web process listens. */
  host: string
  port: number
  /** The folder with everything that must be in the backup; an absolute path. */
  data: string
  /** The file with the secret that second factors are sealed with; an absolute path. */
  secretFile: string
  /**
   * A PostgreSQL of the administrator's own; without it Naober starts its own in the data folder. `adminUrl` is for
   * migrate, init and restore alone; `webUrl` is what the web and job processes get.
   */
  database?: { adminUrl?: string; webUrl?: string }
  logLevel: Level
  /** Where mail is handed over; without it nothing is mailed. */
  mail?: MailSetting
  /** Where text messages are handed over; without it none are sent. */
  sms?: SmsSetting
  /** A day on which the demo stands still; never in daily use. */
  today?: Day
}

/** The names in the environment that we look at, with what each is for; `naober check` shows them. */
export const variables = {
  NAOBER_URL: 'Het adres waarop mensen Naober openen, bijvoorbeeld https://naober.voorbeeld.nl',
  NAOBER_DATA: 'De map met gegevens; zonder deze de map data waar je nu staat',
  NAOBER_SECRET_FILE: 'Het geheimbestand; zonder deze secret in de map met gegevens',
  NAOBER_HOST: 'Het netwerkadres waarop Naober luistert; zonder deze 127.0.0.1',
  NAOBER_LOG: 'Hoeveel er in het logboek komt: debug, info, warn of error',
  NAOBER_TODAY: 'De dag waarop de demo stilstaat, bijvoorbeeld 2025-03-12',
  NAOBER_DATABASE_URL: 'De eigen PostgreSQL waarmee de schermen werken, als naober_web',
  NAOBER_SMTP:
    'De mailserver, bijvoorbeeld smtps://gebruiker:wachtwoord@mail.voorbeeld.nl; zonder deze gaat er geen mail uit',
  NAOBER_MAIL_FROM: 'Het adres waar mail vandaan komt, bijvoorbeeld post@voorbeeld.nl',
  NAOBER_SMS_URL: 'De dienst die sms verstuurt; zonder deze gaat er geen sms uit',
  NAOBER_SMS_KEY: 'De sleutel voor de sms-dienst',
  DATABASE_URL: 'De eigen PostgreSQL voor de beheerder: migrate, init en restore',
  PORT: 'De poort waarop Naober luistert; zonder deze 3000',
} as const

type Name = keyof typeof variables
export type Environment = Record<string, string | undefined>

/**
 * Reads the configuration out of the environment, for instance `process.env`. Throws Refused with one sentence for
 * everything that is wrong, so that nobody has to start five times to hear five problems. Values are only repeated
 * when they cannot hold a password.
 */
export function configFrom(env: Environment, workFolder: string = process.cwd()): Config {
  const problems: string[] = misspelt(env)
  const say = (problem: string) => void problems.push(problem)
  const port = portFrom(given(env, 'PORT'), say)
  const url = urlFrom(given(env, 'NAOBER_URL') ?? `http://localhost:${port}`, say)
  const data = resolve(workFolder, given(env, 'NAOBER_DATA') ?? 'data')
  const database = databaseFrom(env, say)
  const today = todayFrom(given(env, 'NAOBER_TODAY'), say)
  const mail = mailFrom(given(env, 'NAOBER_SMTP'), given(env, 'NAOBER_MAIL_FROM'), say)
  const sms = smsFrom(given(env, 'NAOBER_SMS_URL'), given(env, 'NAOBER_SMS_KEY'), say)
  const config: Config = {
    url,
    secure: url.protocol === 'https:',
    host: hostFrom(given(env, 'NAOBER_HOST') ?? '127.0.0.1', say),
    port,
    data,
    secretFile: secretFileFrom(given(env, 'NAOBER_SECRET_FILE'), data, workFolder),
    ...(database === undefined ? {} : { database }),
    logLevel: levelFrom(given(env, 'NAOBER_LOG') ?? 'info', say),
    ...(mail === undefined ? {} : { mail }),
    ...(sms === undefined ? {} : { sms }),
    ...(today === undefined ? {} : { today }),
  }
  if (problems.length > 0) throw new Refused(problems.join('\n'))
  return config
}

type Say = (problem: string) => void

/** Empty is the same as not there: that is how people switch a line off in a compose file. */
function given(env: Environment, name: Name): string | undefined {
  const value = env[name]?.trim()
  return value === '' ? undefined : value
}

/** A misspelt name would be passed over in silence, and its default taken. */
function misspelt(env: Environment): string[] {
  const known = Object.keys(variables)
  return Object.keys(env)
    .filter((name) => name.startsWith('NAOBER_') && !known.includes(name))
    .flatMap((name) => {
      const meant = nearest(name, known)
      return meant === undefined ? [] : [`De instelling ${name} ken ik niet. Bedoel je ${meant}?`]
    })
}

function portFrom(text = '3000', say: Say): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port
  say('PORT is geen poort. Geef een getal van 1 tot en met 65535, bijvoorbeeld PORT=3000.')
  return 3000
}

function hostFrom(text: string, say: Say): string {
  if (/^[a-z0-9.:-]{1,253}$/i.test(text)) return text
  say('NAOBER_HOST is geen netwerkadres. Geef bijvoorbeeld NAOBER_HOST=0.0.0.0 om overal te luisteren.')
  return '127.0.0.1'
}

function urlFrom(text: string, say: Say): URL {
  const advice = 'Geef het adres waarop mensen Naober openen, bijvoorbeeld NAOBER_URL=https://naober.voorbeeld.nl.'
  const fallback = new URL('http://localhost')
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    say(`NAOBER_URL is geen adres dat met https:// begint. ${advice}`)
    return fallback
  }
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') {
    say(`In NAOBER_URL staat een naam of wachtwoord. ${advice}`)
    return fallback
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    say(`NAOBER_URL heeft iets achter de naam van de site. ${advice}`)
    return fallback
  }
  if (url.protocol === 'http:' && !isThisMachine(url.hostname)) {
    say('NAOBER_URL begint met http://, en dan is meelezen mogelijk. Zet er een https-adres voor en geef dat.')
  }
  return url
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '127.0.0.1' || host === '[::1]'
}

function databaseFrom(env: Environment, say: Say): Config['database'] {
  const adminUrl = postgresUrl('DATABASE_URL', given(env, 'DATABASE_URL'), say)
  const webUrl = postgresUrl('NAOBER_DATABASE_URL', given(env, 'NAOBER_DATABASE_URL'), say)
  if (adminUrl === undefined && webUrl === undefined) return undefined
  if (adminUrl !== undefined && adminUrl === webUrl) {
    say('DATABASE_URL en NAOBER_DATABASE_URL zijn gelijk. Geef in de tweede de rol naober_web, die minder mag.')
  }
  return { ...(adminUrl === undefined ? {} : { adminUrl }), ...(webUrl === undefined ? {} : { webUrl }) }
}

function postgresUrl(name: Name, text: string | undefined, say: Say): string | undefined {
  if (text === undefined) return undefined
  const url = /^postgres(?:ql)?:\/\//.test(text) && URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined) {
    say(`${name} is geen adres van PostgreSQL. Geef het als postgres://gebruiker:wachtwoord@server:5432/naober.`)
  } else if (url.pathname.length < 2) {
    say(`In ${name} ontbreekt de naam van de database. Zet die achter de laatste schuine streep.`)
  }
  return text
}

function mailFrom(text: string | undefined, from: string | undefined, say: Say): MailSetting | undefined {
  if (text === undefined) return undefined
  const url = /^smtps?:\/\//.test(text) && URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || url.hostname === '') {
    say('NAOBER_SMTP is geen adres van een mailserver. Geef het als smtps://gebruiker:wachtwoord@mail.voorbeeld.nl.')
    return undefined
  }
  if (from === undefined || !/^[^\s<>@]{1,64}@[^\s<>@]+\.[^\s<>@]+$/.test(from)) {
    say('NAOBER_MAIL_FROM is geen mailadres. Geef het adres waar mail vandaan komt, bijvoorbeeld post@voorbeeld.nl.')
    return undefined
  }
  const secure = url.protocol === 'smtps:'
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    plain: !secure && isThisMachine(url.hostname),
    ...(url.username === ''
      ? {}
      : { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }),
    from,
  }
}

function smsFrom(url: string | undefined, key: string | undefined, say: Say): SmsSetting | undefined {
  if (url === undefined) return undefined
  const where = URL.canParse(url) ? new URL(url) : undefined
  if (where === undefined || (where.protocol !== 'https:' && !isThisMachine(where.hostname))) {
    say('NAOBER_SMS_URL is geen adres dat met https:// begint. Geef het adres van de dienst die sms verstuurt.')
    return undefined
  }
  if (key === undefined) {
    say('NAOBER_SMS_KEY ontbreekt. Geef de sleutel die je van de sms-dienst kreeg.')
    return undefined
  }
  return { url, key }
}

function secretFileFrom(text: string | undefined, data: string, workFolder: string): string {
  if (text === undefined) return join(data, 'secret')
  return isAbsolute(text) ? text : resolve(workFolder, text)
}

function levelFrom(text: string, say: Say): Level {
  const level = levels.find((one) => one === text.toLowerCase())
  if (level === undefined) say(`NAOBER_LOG is geen niveau dat ik ken. Kies ${list(levels, 'of')}.`)
  return level ?? 'info'
}

function todayFrom(text: string | undefined, say: Say): Day | undefined {
  if (text === undefined || isDay(text)) return text
  say('NAOBER_TODAY is geen dag die bestaat. Geef hem als jaar-maand-dag, bijvoorbeeld NAOBER_TODAY=2025-03-12.')
  return undefined
}
