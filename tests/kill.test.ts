import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { colleagues, demoPassword } from '#demo'
import { configFrom } from '#platform/config'
import { openOffice } from '../src/cli/office.ts'
import { isAlive, kill, type Naober, ready, runNaober } from './run/naober.ts'
import { freePort } from './run/port.ts'

const long = { timeout: 180_000 }

let folder: string
let data: string
let started: Naober[]
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'naober-kill-'))
  data = path.join(folder, 'data')
  started = []
})
afterEach(() => {
  for (const one of started) kill(one.processes())
  rmSync(folder, { recursive: true, force: true })
})

test('when the power fails while notes are saved, no note is lost that was said to be saved', long, async () => {
  const port = await freePort()
  const before = await ready(run('demo', { PORT: `${port}` }))
  const noor = await signedIn(port)
  const place = /href="(\/zaken\/[0-9a-f-]{36})/.exec(await noor.get('/zaken'))?.[1] ?? ''
  const saved: number[] = []
  const writing = (async () => {
    for (let n = 1; (await noor.note(place, `Notitie ${n}.`)) === 303; n++) saved.push(n)
  })()
  while (saved.length < 25) await wait(50)
  kill(before.processes())
  await writing

  const _after = await ready(run('demo', { PORT: `${port}` }))
  // Who was signed in still is, and the form that stood open can be sent.
  expect(await noor.note(place, 'Na de storing.')).toBe(303)
  const page = await noor.get(place)
  expect(page).toContain('Na de storing.')
  expect(saved.filter((n) => !page.includes(`Notitie ${n}.`))).toEqual([])
  // What was stopped in the middle is not half there either: at most the one note that was on its way.
  expect(page).not.toContain(`Notitie ${saved.length + 2}.`)
})

test('after Ctrl-C no process is left, and the next start finds what was kept', long, async () => {
  const port = await freePort()
  const first = await ready(run('demo', { PORT: `${port}` }))
  const all = first.processes()
  expect(all.length).toBeGreaterThan(3)
  first.interrupt()
  expect(await first.ended).toBe(0)
  // What ended a moment ago may still have to be cleared away by a busy system.
  await expect.poll(() => all.filter(isAlive), { timeout: 10_000 }).toEqual([])

  const second = await ready(run('demo', { PORT: `${port}` }))
  expect(second.said()).not.toContain('Ik bouw de stad')
  second.interrupt()
  expect(await second.ended).toBe(0)

  const real = run('start', { PORT: `${port}` })
  expect(await real.ended).toBe(1)
  expect(sentencesOf(real)).toEqual([
    'In deze map staat de demo. Start die met npm start, of kies een andere map met NAOBER_DATA.',
  ])
})

test('a port that is taken is said in one sentence, with a port to try', long, async () => {
  const port = await freePort()
  const other = createServer().listen(port, '127.0.0.1')
  const house = run('demo', { PORT: `${port}` })
  expect(await house.ended).toBe(1)
  const said = sentencesOf(house).filter((line) => !line.startsWith('Ik bouw de stad'))
  expect(said).toEqual([
    `Poort ${port} is bezet. Stop wat daar draait, of kies een andere poort, bijvoorbeeld PORT=${port + 1}.`,
  ])
  other.close()
})

test('a folder in which nothing can be written is said in one sentence', long, async () => {
  const file = path.join(folder, 'bestand')
  writeFileSync(file, '')
  data = path.join(file, 'data')
  const house = run('demo')
  expect(await house.ended).toBe(1)
  expect(sentencesOf(house)).toHaveLength(1)
  expect(house.said()).toContain(data)
})

test('a database that does not answer is said in one sentence, without its password', long, async () => {
  const house = run('start', { DATABASE_URL: 'postgres://naober:geheim-woord@127.0.0.1:9/naober' })
  expect(await house.ended).toBe(1)
  expect(sentencesOf(house)).toEqual(['De database antwoordt niet (ECONNREFUSED). Kijk DATABASE_URL na.'])
})

test('a database of a newer version is left as it is', long, async () => {
  const office = await openOffice({ kind: 'real', config: configFrom({ NAOBER_DATA: data }) })
  const admin = new pg.Client({ connectionString: office.adminUrl })
  await admin.connect()
  await admin.query(`insert into naober.migrations (name, hash) values ('99991231-2359-what-comes-later.sql', '')`)
  await admin.end()
  await office.close()

  const house = run('start')
  expect(await house.ended).toBe(1)
  expect(sentencesOf(house)).toEqual([
    'Deze database is van een nieuwere versie van Naober. Werk eerst Naober bij en start dan opnieuw.',
  ])
})

function run(command: string, environment: NodeJS.ProcessEnv = {}): Naober {
  const naober = runNaober([command], data, environment)
  started.push(naober)
  return naober
}

/** What was said, as lines; a trace of a mistake would be more than one. */
const sentencesOf = (naober: Naober): string[] => naober.said().trim().split('\n').filter(Boolean)

/** Noor, signed in without a browser. */
async function signedIn(port: number) {
  const site = `http://localhost:${port}`
  const jar = new Map<string, string>()
  async function ask(address: string, form?: Record<string, string>): Promise<Response> {
    const headers = { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }
    const sent = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }
    const answer = await fetch(site + address, { ...sent, headers, redirect: 'manual' })
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]?.split('=') ?? []
      jar.set(name, value)
    }
    return answer
  }
  const csrfOn = async (address: string) =>
    /name="csrf" value="([^"]+)"/.exec(await (await ask(address)).text())?.[1] ?? ''
  const { email } = colleagues.noor
  await ask('/aanmelden', { csrf: await csrfOn('/aanmelden'), email, password: demoPassword })
  const csrf = await csrfOn('/')
  return {
    get: async (address: string): Promise<string> => (await ask(address)).text(),
    /** Saves a note. @returns the status of the answer; 0 when there came none */
    note: async (place: string, words: string): Promise<number> => {
      try {
        return (await ask(`${place}/notitie`, { csrf, words })).status
      } catch {
        return 0
      }
    },
  }
}
