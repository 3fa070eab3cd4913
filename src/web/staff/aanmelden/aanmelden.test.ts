import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveSharedPassword } from '#access'
import { day } from '#platform/days'
import { stepAt, totpCode } from '#platform/secrets'
import { page } from '#web/app'
import { csrfIn, type Scene, scene, sending } from '../../app/scene.ts'
import * as keeping from '../beheer/index.ts'
import help from '../hulp.tsx'
import * as own from '../mijn-account/index.ts'
import { entrances, pages as signingIn } from './index.ts'

const password = 'paarden lopen graag buiten'
const begin = page({
  path: '/',
  may: 'sign in',
  view: () => help.view([], { csrf: 'x', fields: {} }, { asker: { tenantName: '' } } as never),
})
const pages = [begin, help, ...signingIn, ...own.pages, ...keeping.pages]

let here: Scene
beforeAll(async () => {
  here = await scene()
})
afterAll(() => here.close())

/** A browser: keeps cookies, fills in the form that a page has, and follows where a form leads. */
function browser() {
  const app = here.app({ pages, entrances })
  const cookies = new Map<string, string>()
  let html = ''
  async function ask(path: string, init: RequestInit = {}): Promise<{ status: number; html: string; at: string }> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app.request(path, { ...init, headers: { ...init.headers, cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const to = answer.headers.get('location')
    if (answer.status === 303 && to !== null) return ask(to)
    html = await answer.text()
    return { status: answer.status, html, at: path }
  }
  return {
    goes: (path: string) => ask(path),
    sends: (path: string, form: Record<string, string> = {}) => {
      const sealed = /name="sealed" value="([^"]+)"/.exec(html)?.[1]
      const version = /name="version" value="(\d+)"/.exec(html)?.[1]
      return ask(
        path,
        sending({ csrf: csrfIn(html), ...(sealed ? { sealed } : {}), ...(version ? { version } : {}), ...form }),
      )
    },
    secret: () => /typ deze sleutel over: <code>([A-Z2-7 ]+)<\/code>/.exec(html)?.[1] ?? '',
    codes: () => [...html.matchAll(/<code>(\w{4}-\w{4}-\w{4})<\/code>/g)].map((found) => found[1] ?? ''),
    link: () => /<code>[^<]*\/uitnodiging#([\w-]{43})<\/code>/.exec(html)?.[1] ?? '',
    cookies,
  }
}

async function withPassword(name: string, role: 'worker' | 'administrator' = 'worker') {
  const someone = await here.someone(name, role)
  await giveSharedPassword(here.doorway, here.lindeveen, [{ id: someone.account, email: someone.email }], password)
  return someone
}

/** Signs in for the first time, with a new app. */
async function firstTime(email: string) {
  const screen = browser()
  await screen.goes('/aanmelden')
  await screen.sends('/aanmelden', { email, password })
  const secret = screen.secret()
  const code = (): string => totpCode(secret, stepAt(here.time.now))
  const shown = await screen.sends('/aanmelden/telefoon', { code: code() })
  return { screen, secret, code, shown, codes: screen.codes() }
}

test('the first time leads past the second step, whatever address is asked for', async () => {
  const bas = await withPassword('Bas Wolters')
  const screen = browser()
  await screen.goes('/aanmelden?verder=%2Fmijn-account')
  const after = await screen.sends('/aanmelden?verder=%2Fmijn-account', { email: bas.email, password })
  expect(after.at).toBe('/aanmelden/telefoon')
  expect((await screen.goes('/hulp')).at).toBe('/aanmelden/telefoon')
  const halfway = screen.cookies.get('naober')
  const wrong = await screen.sends('/aanmelden/telefoon', { code: '000000' })
  expect(wrong.status).toBe(422)
  const kept = screen.secret()
  expect(kept).not.toBe('')
  const done = await screen.sends('/aanmelden/telefoon', { code: totpCode(kept, stepAt(here.time.now)) })
  expect(done.html).toContain('Bewaar deze codes nu')
  expect(screen.codes()).toHaveLength(10)
  expect(screen.cookies.get('naober')).not.toBe(halfway)
  expect((await screen.goes('/mijn-account')).status).toBe(200)
})

test('the next time asks for a code, and takes a recovery code when the phone is lost', async () => {
  const els = await withPassword('Els Prins')
  const { codes, secret } = await firstTime(els.email)
  here.later(1)
  const screen = browser()
  await screen.goes('/aanmelden')
  expect((await screen.sends('/aanmelden', { email: els.email, password })).at).toBe('/aanmelden/code')
  expect((await screen.sends('/aanmelden/code', { code: '123456' })).status).toBe(422)
  expect(
    (await screen.sends('/aanmelden/code', { code: totpCode(secret.replaceAll(' ', ''), stepAt(here.time.now)) })).at,
  ).toBe('/')
  await screen.sends('/uitloggen')
  await screen.goes('/aanmelden')
  await screen.sends('/aanmelden', { email: els.email, password })
  await screen.goes('/aanmelden/herstelcode')
  expect((await screen.sends('/aanmelden/herstelcode', { code: codes[0] ?? '' })).at).toBe('/')
})

test('a wrong password comes back with the address and without the password', async () => {
  const screen = browser()
  await screen.goes('/aanmelden')
  const answer = await screen.sends('/aanmelden', { email: 'iemand@voorbeeld.example', password: 'zomaar geprobeerd' })
  expect(answer.status).toBe(422)
  expect(answer.html).toContain('horen niet bij elkaar')
  expect(answer.html).toContain('value="iemand@voorbeeld.example"')
  expect(answer.html).not.toContain('zomaar geprobeerd')
})

test('a locked screen shows nothing until the password opens it', async () => {
  const ina = await withPassword('Ina Oosting')
  const { screen } = await firstTime(ina.email)
  await screen.goes('/mijn-account')
  expect((await screen.sends('/vergrendelen')).at).toBe('/vergrendeld')
  const asked = await screen.goes('/mijn-account')
  expect(asked.at).toBe('/vergrendeld?verder=%2Fmijn-account')
  expect(asked.html).not.toContain('Hoofdmenu')
  expect((await screen.sends(asked.at, { password: 'verkeerd' })).status).toBe(422)
  expect((await screen.sends(asked.at, { password })).at).toBe('/mijn-account')
})

test('another password asks for the present one, and signs out everywhere else', async () => {
  const kim = await withPassword('Kim Lubbers')
  const { screen } = await firstTime(kim.email)
  const there = await here.someone('Kim elders', 'worker')
  await screen.goes('/mijn-account/wachtwoord')
  const chosen = { password: 'vier losse woorden graag', again: 'vier losse woorden graag' }
  const refused = await screen.sends('/mijn-account/wachtwoord', { ownPassword: 'dat weet ik niet', ...chosen })
  expect(refused.html).toContain('Dit is niet je wachtwoord.')
  const done = await screen.sends('/mijn-account/wachtwoord', { ownPassword: password, ...chosen })
  expect(done.html).toContain('Je wachtwoord is veranderd.')
  expect(there.token).not.toBe('')
})

test('a new colleague comes in by the link that the administrator hands over', async () => {
  const ilse = await withPassword('Ilse Beuker', 'administrator')
  const { screen } = await firstTime(ilse.email)
  await screen.goes('/beheer/accounts/nieuw')
  const twice = await screen.sends('/beheer/accounts/nieuw', { name: 'Ilse Twee', role: 'worker', email: ilse.email })
  expect(twice.status).toBe(422)
  expect(twice.html).toContain('Met dit e-mailadres meldt zich al iemand aan.')
  await screen.sends('/beheer/accounts/nieuw', {
    name: 'Tjeerd Nijland',
    role: 'worker',
    email: 'tjeerd@voorbeeld.example',
  })
  const link = screen.link()
  expect(link).toHaveLength(43)
  const his = browser()
  await his.goes('/uitnodiging')
  const chosen = { password: 'een fiets met drie wielen', again: 'een fiets met drie wielen' }
  expect((await his.sends('/uitnodiging', { link, ...chosen })).at).toBe('/aanmelden/telefoon')
  const other = browser()
  await other.goes('/uitnodiging')
  expect((await other.sends('/uitnodiging', { link, ...chosen })).html).toContain(
    'Deze uitnodiging is al gebruikt of verlopen.',
  )
})

test('every page of the administrator opens, with a handful of statements, and none for a worker', async () => {
  const admin = await here.someone('Ada Beheer', 'administrator')
  const worker = await here.someone('Wil Werker', 'worker')
  await giveSharedPassword(here.doorway, here.lindeveen, [{ id: admin.account, email: admin.email }], password)
  const { team, village } = await here.doorway.system(
    { tenant: here.lindeveen, via: 'command', purpose: 'test' },
    async (store) => {
      const [village] = await store.areas.addVillages(['Esveld'])
      await store.areas.addSet('gebied', day('2025-01-01'), [
        { key: 'noord', name: 'Noord', areas: [village?.id as string] },
      ])
      return { village, team: await store.accounts.addTeam({ name: 'Team', lines: ['buurtbemiddeling'] }) }
    },
  )
  const app = here.app({ pages, entrances })
  const paths = keeping.pages
    .filter((one) => one.kind === 'page')
    .map((one) =>
      one.path
        .replace(':account', worker.account)
        .replace(':team', team.id)
        .replace(':village', village?.id ?? '')
        .replace(':set', 'gebied')
        .replace(':key', 'buurtbemiddeling.outcomes'),
    )
  expect(paths.length).toBeGreaterThan(8)
  for (const path of paths) {
    const answer = await app.request(path, { headers: { cookie: admin.cookie } })
    expect([path, answer.status]).toEqual([path, 200])
    expect([path, (await app.request(path, { headers: { cookie: worker.cookie } })).status]).toEqual([path, 404])
  }
})

test('a setting gets a value from a day on, with who agreed it', async () => {
  const admin = await here.someone('Ans Beheer', 'administrator')
  const screen = browser()
  screen.cookies.set('naober', admin.token)
  const path = '/beheer/instellingen/buurtbemiddeling.clock.first-contact'
  await screen.goes(path)
  const done = await screen.sends(path, {
    amount: '48',
    unit: 'hours',
    validFrom: '1-3-2025',
    source: 'teamoverleg van 3 maart 2025',
  })
  expect(done.html).toContain('De nieuwe waarde geldt vanaf 1 maart 2025.')
  expect(done.html).toMatch(/tijd tot eerste contact<\/a><\/th><td[^>]*>48 uur<\/td>/)
  await screen.goes(path)
  expect(
    (await screen.sends(path, { amount: '36', unit: 'hours', validFrom: '1-3-2025', source: 'nog eens' })).html,
  ).toContain('staat er al een waarde')
})
