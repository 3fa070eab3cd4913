import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refused } from '#platform/errors'
import { configFrom, type Environment, variables } from './index.ts'

function problemsOf(env: Environment): string[] {
  try {
    configFrom(env, '/srv')
  } catch (error) {
    if (error instanceof Refused) return error.message.split('\n')
    throw error
  }
  return []
}

test('without any configuration Naober runs on this machine alone, with its own database', () => {
  const config = configFrom({}, '/srv')
  expect(config).toMatchObject({
    secure: false,
    host: '127.0.0.1',
    port: 3000,
    data: '/srv/data',
    secretFile: '/srv/data/secret',
    logLevel: 'info',
  })
  expect(config.url.href).toBe('http://localhost:3000/')
  expect(config.database).toBeUndefined()
})

test('a server has its own address, folder and database', () => {
  const config = configFrom({
    NAOBER_URL: 'https://naober.voorbeeld.nl',
    NAOBER_DATA: '/var/lib/naober',
    NAOBER_SECRET_FILE: '/run/secrets/naober',
    NAOBER_DATABASE_URL: 'postgres://naober_web:x@db/naober',
    PORT: '8080',
    NAOBER_LOG: 'WARN',
    NAOBER_TODAY: '',
    PATH: '/usr/bin',
  })
  expect(config).toMatchObject({
    secure: true,
    port: 8080,
    data: '/var/lib/naober',
    secretFile: '/run/secrets/naober',
    database: { webUrl: 'postgres://naober_web:x@db/naober' },
    logLevel: 'warn',
  })
  expect(config.today).toBeUndefined()
})

test('everything that is wrong is said at once, one sentence or two for each', () => {
  expect(
    problemsOf({ PORT: '99999', NAOBER_URL: 'naober.voorbeeld.nl', NAOBER_TODAY: '2025-02-31', NAOBER_LOG: 'veel' }),
  ).toEqual([
    'PORT is geen poort. Geef een getal van 1 tot en met 65535, bijvoorbeeld PORT=3000.',
    'NAOBER_URL is geen adres dat met https:// begint. Geef het adres waarop mensen Naober openen, bijvoorbeeld NAOBER_URL=https://naober.voorbeeld.nl.',
    'NAOBER_TODAY is geen dag die bestaat. Geef hem als jaar-maand-dag, bijvoorbeeld NAOBER_TODAY=2025-03-12.',
    'NAOBER_LOG is geen niveau dat ik ken. Kies debug, info, warn of error.',
  ])
})

test.each<[Environment, RegExp]>([
  [{ NAOBER_URL: 'http://naober.voorbeeld.nl' }, /meelezen mogelijk/],
  [{ NAOBER_URL: 'https://naober.voorbeeld.nl/app' }, /iets achter de naam/],
  [{ NAOBER_URL: 'https://jan:geheim@naober.voorbeeld.nl' }, /naam of wachtwoord/],
  [{ DATABASE_URL: 'mysql://x:geheim@db/naober' }, /geen adres van PostgreSQL/],
  [{ DATABASE_URL: 'postgres://x:geheim@db' }, /ontbreekt de naam van de database/],
  [{ DATABASE_URL: 'postgres://x:geheim@db/n', NAOBER_DATABASE_URL: 'postgres://x:geheim@db/n' }, /zijn gelijk/],
  [{ NAOBER_HOST: 'a b' }, /geen netwerkadres/],
  [{ NAOBER_SMTP: 'mail:geheim', NAOBER_MAIL_FROM: 'a@b.nl' }, /geen adres van een mailserver/],
  [{ NAOBER_SMTP: 'smtps://jan:geheim@mail.voorbeeld.nl' }, /NAOBER_MAIL_FROM is geen mailadres/],
  [{ NAOBER_SMTP: 'smtps://jan:geheim@mail.voorbeeld.nl', NAOBER_MAIL_FROM: 'Jan <jan@b.nl>' }, /geen mailadres/],
  [{ NAOBER_SMS_URL: 'http://sms.voorbeeld.nl', NAOBER_SMS_KEY: 'geheim' }, /https:\/\//],
  [{ NAOBER_SMS_URL: 'https://sms.voorbeeld.nl' }, /NAOBER_SMS_KEY ontbreekt/],
  [{ NAOBER_DAT: '/var/lib/naober' }, /NAOBER_DAT ken ik niet\. Bedoel je NAOBER_DATA\?/],
])('%o is refused, without its password', (env, message) => {
  const problems = problemsOf(env)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatch(message)
  expect(problems[0]).not.toContain('geheim')
})

test('mail and text messages are off until they are given, and passwords are read as they are meant', () => {
  expect(configFrom({}, '/srv')).not.toHaveProperty('mail')
  expect(configFrom({}, '/srv')).not.toHaveProperty('sms')
  const { mail, sms } = configFrom({
    NAOBER_SMTP: 'smtps://post%40voorbeeld.nl:ge%20heim%2F@mail.voorbeeld.nl',
    NAOBER_MAIL_FROM: 'post@voorbeeld.nl',
    NAOBER_SMS_URL: 'https://sms.voorbeeld.nl/send',
    NAOBER_SMS_KEY: 'sleutel',
  })
  expect(mail).toEqual({
    ...{ host: 'mail.voorbeeld.nl', port: 465, secure: true, plain: false, from: 'post@voorbeeld.nl' },
    ...{ user: 'post@voorbeeld.nl', password: 'ge heim/' },
  })
  expect(sms).toEqual({ url: 'https://sms.voorbeeld.nl/send', key: 'sleutel' })
  const here = configFrom({ NAOBER_SMTP: 'smtp://localhost:2525', NAOBER_MAIL_FROM: 'post@voorbeeld.nl' }).mail
  expect(here).toMatchObject({ port: 2525, secure: false, plain: true })
})

test('a name that resembles nothing of ours is left to others', () => {
  expect(problemsOf({ NAOBER_DEBUG: '1', NAOBER_VERSION_OF_IMAGE: '3' })).toEqual([])
})

test('whatever the environment holds, the answer is a configuration or a refusal', () => {
  const name = fc.constantFrom(...Object.keys(variables))
  fc.assert(fc.property(fc.dictionary(name, fc.string()), (env) => Array.isArray(problemsOf(env))))
})
