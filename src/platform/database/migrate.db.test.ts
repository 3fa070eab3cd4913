import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testSecret } from '#platform/testing'
import { Refused } from '../errors/index.ts'
import { dropDatabase, kindOf, makeDatabase } from './administer.ts'
import { urlFor } from './connect.ts'
import { typesOf } from './generate-types.ts'
import { migrate, rolePassword, steps, takeStep } from './migrate.ts'

let adminUrl: string
let name: string

beforeEach(async () => {
  name = `naober_test_${randomBytes(6).toString('hex')}`
  adminUrl = await makeDatabase(process.env.TEST_DATABASE_URL as string, name)
})
afterEach(() => dropDatabase(process.env.TEST_DATABASE_URL as string, name))

async function asAdmin<T = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    return (await client.query(text, values)).rows as T[]
  } finally {
    await client.end()
  }
}

const sentenceOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'it went on',
    (problem) => (problem instanceof Refused ? problem.message : Promise.reject(problem)),
  )

test('an empty database takes every step, and the second time none', async () => {
  expect(await migrate(adminUrl, testSecret)).toEqual((await steps()).map((step) => step.name))
  expect(await migrate(adminUrl, testSecret)).toEqual([])
})

test('two that come at once do not both take a step', async () => {
  const taken = await Promise.all([migrate(adminUrl, testSecret), migrate(adminUrl, testSecret)])
  expect(taken.map((names) => names.length).sort((a, b) => a - b)).toEqual([0, (await steps()).length])
})

test('a database of a newer version is left alone', async () => {
  await migrate(adminUrl, testSecret)
  await asAdmin(`insert into naober.migrations (name, hash) values ('29990101-0000-from-the-future.sql', 'x')`)
  expect(await sentenceOf(migrate(adminUrl, testSecret))).toMatch(/nieuwere versie van Naober/)
})

test('a step that was altered after it was taken is named', async () => {
  await migrate(adminUrl, testSecret)
  const last = (await steps()).at(-1)?.name as string
  await asAdmin(`update naober.migrations set hash = 'other' where name = $1`, [last])
  const said = await sentenceOf(migrate(adminUrl, testSecret))
  expect(said).toContain(last)
  expect(said).toContain('een verandering is een nieuwe stap')
})

test.each([
  ['nobody listens there', (url: URL) => Object.assign(url, { port: '1' })],
  ['the password is wrong', (url: URL) => Object.assign(url, { password: 'wrong' })],
  ['there is no such database', (url: URL) => Object.assign(url, { pathname: '/not_there' })],
])('a wrong address gives one sentence without the password: %s', async (_why, spoil) => {
  const url = new URL(adminUrl)
  spoil(url)
  const said = await sentenceOf(migrate(url.href, testSecret))
  expect(said).toMatch(/^De database antwoordt niet \([A-Z0-9]+\)\. Kijk DATABASE_URL na\.$/)
})

test('a step that fails leaves nothing behind', async () => {
  await migrate(adminUrl, testSecret)
  const step = { name: '29990101-0000-halfway.sql', text: 'create table halves (id int); select 1 / 0', hash: 'x' }
  await expect(inOneClient((client) => takeStep(client, step))).rejects.toThrow(/division by zero/)
  expect(await asAdmin(`select to_regclass('naober.halves') as found`)).toEqual([{ found: null }])
  expect(await asAdmin('select from naober.migrations where hash = $1', ['x'])).toEqual([])
  expect(await notForced()).toEqual([])
})

test('a backfill sees the rows of every organisation, although row security is forced before and after', async () => {
  await migrate(adminUrl, testSecret)
  await asAdmin(`insert into naober.tenants (tenant, name, municipality)
    select gen_random_uuid(), 'Welzijn', 'Lindeveen' from generate_series(1, 3)`)
  const text = `alter table tenants add column letters int; update tenants set letters = length(name);`
  await inOneClient((client) => takeStep(client, { name: '29990101-0000-letters.sql', text, hash: 'x' }))
  expect(await asAdmin('select letters from naober.tenants')).toEqual([{ letters: 7 }, { letters: 7 }, { letters: 7 }])
  expect(await notForced()).toEqual([])
})

test('a step that makes a table without row security, or a view that looks past it, is refused', async () => {
  await migrate(adminUrl, testSecret)
  const step = (text: string) => ({ name: '29990101-0000-open.sql', text, hash: 'x' })
  const open = step('create table open_to_all (tenant uuid not null, id uuid not null, primary key (tenant, id))')
  await expect(inOneClient((client) => takeStep(client, open))).rejects.toThrow('no row security on open_to_all')
  const view = step('create view all_cases as select * from cases')
  await expect(inOneClient((client) => takeStep(client, view))).rejects.toThrow('security_invoker: all_cases')
})

test('a function that a step makes is for the web role, and not for everybody', async () => {
  await migrate(adminUrl, testSecret)
  const text = 'create function one() returns int language sql as $$ select 1 $$'
  await inOneClient((client) => takeStep(client, { name: '29990101-0000-one.sql', text, hash: 'x' }))
  expect(
    await asAdmin(
      `select has_function_privilege('public', 'naober.one()', 'execute') as everybody, has_function_privilege('naober_web', 'naober.one()', 'execute') as web`,
    ),
  ).toEqual([{ everybody: false, web: true }])
})

test('the web role signs in with the password of this installation, and makes no tables of its own', async () => {
  await migrate(adminUrl, testSecret)
  const asWeb = new pg.Client({
    connectionString: urlFor(adminUrl, 'naober_web', rolePassword(testSecret, 'naober_web')),
  })
  await asWeb.connect()
  await expect(asWeb.query('create temporary table mine (id int)')).rejects.toMatchObject({ code: '42501' })
  await asWeb.end()
  const stranger = new pg.Client({
    connectionString: urlFor(adminUrl, 'naober_web', rolePassword('another secret', 'naober_web')),
  })
  await expect(stranger.connect()).rejects.toMatchObject({ code: '28P01' })
})

test('whether it is the demo is said once and for ever', async () => {
  await migrate(adminUrl, testSecret)
  expect(await kindOf(adminUrl)).toBeUndefined()
  expect(await kindOf(adminUrl, 'real')).toBe('real')
  expect(await kindOf(adminUrl, 'demo')).toBe('real')
})

test('the types in the code are those of the database', async () => {
  await migrate(adminUrl, testSecret)
  const kept = await readFile(new URL('./types.generated.ts', import.meta.url), 'utf8')
  expect(kept).toBe(typesOf(adminUrl))
})

/** Tables whose row security does not hold for their owner. */
const notForced = () =>
  asAdmin(
    `select relname from pg_class where relnamespace = 'naober'::regnamespace and relrowsecurity and not relforcerowsecurity`,
  )

/** The way `migrate` works on a database: as the owner of the schema. */
async function inOneClient(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('set role naober_owner; set search_path = naober')
    await work(client)
  } finally {
    await client.end()
  }
}
