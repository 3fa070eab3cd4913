import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Server, startPostgres } from '#platform/postgres'
import { kill, type Naober, ready, runNaober } from '../run/naober.ts'
import { freePort } from '../run/port.ts'

const long = { timeout: 240_000 }

let folder: string
let data: string
let copy: string
const servers: Server[] = []
const started: Naober[] = []

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'naober-commands-'))
  data = path.join(folder, 'data')
  await done(['init', ...organisation], data)
  copy = (await answered<{ file: string }>(['backup'], data)).file
}, 120_000)
afterAll(async () => {
  for (const one of started) kill(one.processes())
  for (const server of servers) await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const organisation = [
  '--organisatie',
  'Welzijn Voorbeeld',
  '--gemeente',
  'Voorbeeld',
  '--naam',
  'Jo Vos',
  '--email',
  'jo@voorbeeld.example',
]

test('an installation that runs is copied while it runs, and goes on', long, async () => {
  const port = await freePort()
  const house = await ready(run(['start'], data, { PORT: `${port}` }))
  const to = path.join(folder, 'elders')

  const { said } = await done(['backup', '--to', to], data)

  expect(said).toContain('De reservekopie van Welzijn Voorbeeld is klaar')
  // What may lie about says nothing of anyone.
  expect(said).not.toMatch(/Jo Vos|jo@voorbeeld/)
  expect(statSync(to).mode & 0o777).toBe(0o700)
  expect((await fetch(`http://localhost:${port}/aanmelden`)).status).toBe(200)
  house.interrupt()
  expect(await house.ended).toBe(0)
})

test('a copy comes back in an empty folder, and what is there is never written over', long, async () => {
  const back = path.join(folder, 'terug')
  const { said } = await done(['restore', copy, '--data', back], data)
  expect(said).toContain('Welzijn Voorbeeld staat er weer')
  expect(said).toContain('Iedereen meldt zich opnieuw aan.')
  // The one who keeps the accounts never chose a password; without a link nobody could come in.
  expect(said).toMatch(/Jo Vos: http:\/\/localhost:3000\/uitnodiging#[\w-]{43}/)
  expect(readdirSync(back).sort()).toEqual(['postgres', 'secret'])
  expect(statSync(path.join(back, 'secret')).mode & 0o777).toBe(0o600)
  expect((await done(['audit', 'verify'], back)).said).toContain('Het klopt')
  const port = await freePort()
  const house = await ready(run(['start'], back, { PORT: `${port}` }))
  expect((await fetch(`http://localhost:${port}/aanmelden`)).status).toBe(200)
  house.interrupt()
  await house.ended

  expect(await refused(['restore', copy, '--data', back], data)).toBe(
    `In de map ${back} staat al een installatie van Naober, en die blijft zoals hij is. Kies een lege map met --data.`,
  )
  const full = path.join(folder, 'vol')
  mkdirSync(full)
  writeFileSync(path.join(full, 'brief.txt'), '')
  expect(await refused(['restore', copy, '--data', full], data)).toBe(
    `De map ${full} is niet leeg. Kies een lege map met --data.`,
  )
  expect(readdirSync(full)).toEqual(['brief.txt'])
})

test('a damaged copy makes nothing', long, async () => {
  const bytes = readFileSync(copy)
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 4
  const damaged = path.join(folder, 'beschadigd.reservekopie')
  writeFileSync(damaged, bytes)
  const nowhere = path.join(folder, 'niets')
  expect(await refused(['restore', damaged, '--data', nowhere], data)).toBe(
    'Deze reservekopie is beschadigd. Er is niets teruggezet. Neem een andere kopie.',
  )
  expect(existsSync(nowhere)).toBe(false)
})

test('when the power fails while a copy is put back nothing is there, and the next try succeeds', long, async () => {
  const back = path.join(folder, 'halverwege')
  const first = run(['restore', copy, '--data', back], data)
  const halfway = () =>
    existsSync(back) &&
    readdirSync(back).some((name) => existsSync(path.join(back, name, 'postgres/cluster/PG_VERSION')))
  while (!halfway()) await wait(10)
  await wait(700)
  // Only the program dies; its database outlives it.
  kill(first.processes())
  await first.ended
  expect(existsSync(path.join(back, 'postgres'))).toBe(false)
  expect((await over(['check'], back)).said).toContain('staat nog geen organisatie')

  await done(['restore', copy, '--data', back], data)
  expect(readdirSync(back).sort()).toEqual(['postgres', 'secret'])
})

test('Ctrl-C while a copy is put back leaves nothing', long, async () => {
  const back = path.join(folder, 'gestopt')
  const first = run(['restore', copy, '--data', back], data)
  while (!existsSync(back) || readdirSync(back).length === 0) await wait(10)
  await wait(300)
  first.interrupt()
  expect(await first.ended).toBe(1)
  expect(first.said()).toContain('Gestopt. Er is niets teruggezet.')
  expect(readdirSync(back)).toEqual([])
})

test('a copy without the secret says what is lost, and lets in who keeps the accounts', long, async () => {
  const to = path.join(folder, 'zonder')
  const made = await done(['backup', '--to', to, '--without-secret'], data)
  expect(made.said).toContain(`Bewaar ${path.join(data, 'secret')} apart.`)
  const file = path.join(to, readdirSync(to)[0] as string)

  const lost = path.join(folder, 'kwijt')
  expect((await done(['restore', file, '--data', lost], data)).said).toContain('werkt van niemand de tweede stap nog')
  const kept = path.join(folder, 'bewaard')
  const secret = path.join(data, 'secret')
  expect((await done(['restore', file, '--data', kept], data, { NAOBER_SECRET_FILE: secret })).said).not.toContain(
    'tweede stap',
  )
  const strange = path.join(lost, 'secret')
  expect(
    await refused(['restore', file, '--data', path.join(folder, 'x')], data, { NAOBER_SECRET_FILE: strange }),
  ).toContain(`Het geheimbestand ${strange} hoort niet bij deze reservekopie.`)
})

test("on a server of one's own a copy goes from one database to the next, also without a superuser", long, async () => {
  const server = await ownServer()
  const admin = new pg.Client({ connectionString: server.adminUrl })
  await admin.connect()
  await admin.query(`create role beheer login createdb createrole password 'beheer'`)
  await admin.query('create database naober owner beheer')
  const address = (name: string) => ({ DATABASE_URL: `postgres://beheer:beheer@127.0.0.1:${server.port}/${name}` })
  const place = path.join(folder, 'eigen')
  await done(['init', ...organisation], place, address('naober'))
  const { file, rows } = await answered<{ file: string; rows: Record<string, number> }>(
    ['backup'],
    place,
    address('naober'),
  )
  expect(rows).toMatchObject({ tenants: 1, accounts: 1, account_secrets: 1 })

  expect((await over(['restore', file], place, address('naober'))).said).toContain(
    'In de database van DATABASE_URL staat al iets',
  )
  expect((await done(['restore', file], place, address('terug'))).said).toContain('Welzijn Voorbeeld staat er weer')
  expect((await done(['audit', 'verify'], place, address('terug'))).said).toContain('Het klopt')
  await admin.query('create database leeg owner beheer')
  // What a restore left that was killed goes with the next one.
  await admin.query('create database leeg_terugzetten_0000 owner beheer')
  await done(['restore', file], place, address('leeg'))
  const { rows: names } = await admin.query(
    `select datname from pg_database where datname like '%terug%' or datname like '%leeg%' order by 1`,
  )
  expect(names).toEqual([{ datname: 'leeg' }, { datname: 'terug' }])

  // The copy of another installation would change the passwords of the roles that live here.
  expect((await over(['restore', copy], path.join(folder, 'ander'), address('derde'))).said).toContain(
    'Op deze databaseserver staat al een Naober met een ander geheim',
  )
  await admin.end()
})

test('the check says what is wrong and what to do, and nothing when nothing is', long, async () => {
  expect(await over(['check'], data)).toEqual({ code: 0, said: 'Er is niets mis.' })

  chmodSync(path.join(data, 'secret'), 0o644)
  expect((await keysOf(data)).wrong).toEqual(['rights'])
  writeFileSync(path.join(data, 'laatste-reservekopie'), JSON.stringify({ at: '2025-03-12T12:00:00Z', file: copy }))
  expect((await over(['check'], data)).said).toContain('De laatste reservekopie is van 12 maart 2025 om 13.00 uur.')

  const server = await ownServer()
  const admin = new pg.Client({ connectionString: server.adminUrl })
  await admin.connect()
  await admin.query('create database naober')
  const own = { DATABASE_URL: Object.assign(new URL(server.adminUrl), { pathname: '/naober' }).toString() }
  const place = path.join(folder, 'kapot')
  await done(['init', ...organisation], place, own)
  await answered(['backup'], place, own)
  expect(await keysOf(place, own)).toEqual({ wrong: [], warning: [] })
  const break_ = async (text: string) => {
    const client = new pg.Client({ connectionString: own.DATABASE_URL })
    await client.connect()
    await client.query(text)
    await client.end()
  }
  await break_('alter table naober.cases no force row level security')
  expect((await keysOf(place, own)).wrong).toEqual(['row-security'])
  await break_(
    'alter table naober.cases force row level security; grant update on naober.changes to naober_web; alter role naober_web createrole',
  )
  const { said } = await over(['check'], place, own)
  expect(said).toContain('naober_web mag rollen maken en naober_web mag changes veranderen')
  await break_('revoke update on naober.changes from naober_web; alter role naober_web nocreaterole')

  // Somebody alters what was logged, behind our back.
  await done(['audit', 'verify'], place, own)
  await break_(`update naober.changes set via = 'web' where id = (select min(id::text)::uuid from naober.changes)`)
  expect((await keysOf(place, own)).wrong).toEqual(['seals'])
  await break_(`insert into naober.migrations (name, hash) values ('99991231-2359-what-comes-later.sql', '')`)
  expect((await keysOf(place, own)).wrong).toEqual(['version'])
  rmSync(path.join(place, 'secret'))
  expect((await keysOf(place, own)).wrong).toEqual(['secret', 'version'])
  await admin.end()
  await server.stop()
  expect(await keysOf(place, own)).toEqual({ wrong: ['database'], warning: [] })
})

test('where nothing is, looking makes nothing', long, async () => {
  const nothing = path.join(folder, 'leeg')
  for (const command of ['backup', 'check']) {
    const { code, said } = await over([command], nothing)
    expect(code).toBe(1)
    expect(said).toContain(`In de map ${nothing} staat nog geen organisatie.`)
  }
  expect(existsSync(nothing)).toBe(false)
})

function run(words: string[], place: string, environment: NodeJS.ProcessEnv = {}): Naober {
  const naober = runNaober(words, place, environment)
  started.push(naober)
  return naober
}

async function over(words: string[], place: string, environment: NodeJS.ProcessEnv = {}) {
  const naober = run(words, place, environment)
  const code = await naober.ended
  return { code, said: naober.said().trim() }
}

async function done(words: string[], place: string, environment?: NodeJS.ProcessEnv) {
  const result = await over(words, place, environment)
  if (result.code !== 0) throw new Error(`naober ${words[0]} ended with ${result.code}: ${result.said}`)
  return result
}

async function answered<T>(words: string[], place: string, environment?: NodeJS.ProcessEnv): Promise<T> {
  return JSON.parse((await done([...words, '--json'], place, environment)).said) as T
}

/** The last line of a command that could not be done. */
async function refused(words: string[], place: string, environment?: NodeJS.ProcessEnv): Promise<string> {
  const { code, said } = await over(words, place, environment)
  expect(code).toBe(1)
  return said.split('\n').at(-1) ?? ''
}

async function keysOf(place: string, environment?: NodeJS.ProcessEnv) {
  const { said } = await over(['check', '--json'], place, environment)
  const { findings } = JSON.parse(said) as { findings: { key: string; weight: 'wrong' | 'warning' }[] }
  const of = (weight: string) =>
    findings
      .filter((one) => one.weight === weight)
      .map(({ key }) => key)
      .sort()
  return { wrong: of('wrong'), warning: of('warning') }
}

async function ownServer(): Promise<Server> {
  const server = await startPostgres({ folder: mkdtempSync(path.join(folder, 'server-')), durable: false })
  servers.push(server)
  return server
}
