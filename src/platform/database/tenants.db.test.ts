import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/testing'
import { newKey } from '../ids/index.ts'
import { rowSecurityExceptions } from './exceptions.ts'
import { type Catalogue, catalogue, exampleRow, fillTable } from './testing/catalogue.ts'

let town: TestDatabase
let known: Catalogue
const ours = newKey()
const theirs = newKey()
const refused = '42501' // insufficient privilege: also what a row policy says

beforeAll(async () => {
  town = await testDatabase()
  await town.asAdmin(async (client) => {
    known = await catalogue(client)
    for (const table of known.tables.filter((one) => !rowSecurityExceptions.includes(one.name))) {
      for (const tenant of [ours, theirs]) await fillTable(client, table, tenant)
    }
  })
})
afterAll(() => town.close())

type Done = Pick<pg.QueryResult, 'rows' | 'rowCount'>

/** One statement of the web role, for this tenant or for none. @returns the rows, or the code of the refusal */
async function asWeb(tenant: string | null, text: string, values: unknown[] = []): Promise<Done | string> {
  const client = new pg.Client({ connectionString: town.webUrl, options: '-c search_path=naober' })
  await client.connect()
  try {
    await client.query('begin')
    if (tenant) await client.query(`select set_config('naober.tenant', $1, true)`, [tenant])
    const { rows, rowCount } = await client.query(text, values)
    return { rows, rowCount }
  } catch (problem) {
    return (problem as { code: string }).code
  } finally {
    await client.end()
  }
}

/** How many rows a statement read or wrote; a refusal counts as none. */
const rowsOf = (done: Done | string) => (typeof done === 'string' ? 0 : (done.rowCount ?? 0))

test('there are tables of tenants, and the exceptions are all there', () => {
  const names = known.tables.map((one) => one.name)
  expect(names.length).toBeGreaterThan(25)
  for (const exception of rowSecurityExceptions) expect(names).toContain(exception)
})

test('row security is on and forced on every table, with one policy for everybody', () => {
  const open = known.tables
    .filter((one) => !rowSecurityExceptions.includes(one.name))
    .filter((one) => !(one.enabled && one.forced && one.policies.includes('tenant')))
  expect(open.map((one) => one.name)).toEqual([])
})

test('a policy beside that of the tenant is one of these', () => {
  const beside = known.tables.flatMap((one) =>
    one.policies.filter((name) => name !== 'tenant').map((name) => `${one.name} ${name}`),
  )
  // Only the owner, whom nobody can become, lists the tenants: in a function that gives keys alone.
  expect(beside).toEqual(['tenants listed'])
})

test('the tenant comes first in every primary, unique and foreign key', () => {
  const withoutTenant = [
    'account_secrets_email', // nobody has a tenant yet who types an address
    'sessions_token', // nor who comes with a cookie
    'invitations_token', // nor who follows a link
    'security_events_pkey', // a refused sign-in may have no account, and so no tenant
    'installation_pkey', // of the whole database
    'migrations_pkey', // the same
  ]
  const found = known.keys.filter(
    (one) => one.columns[0] !== 'tenant' || (one.refersTo && one.refersTo[0] !== 'tenant'),
  )
  expect(found.map((one) => one.name).sort()).toEqual([...withoutTenant].sort())
})

describe('the web role, for every table of tenants', () => {
  test('reads rows of its own tenant only', async () => {
    for (const { name } of tenantTables()) {
      const seen = await asWeb(ours, `select tenant from ${name}`)
      if (typeof seen === 'string') throw new Error(`${name} cannot be read at all (${seen})`)
      expect([name, [...new Set(seen.rows.map((row) => row.tenant))]]).toEqual([name, [ours]])
      expect([name, rowsOf(await asWeb(ours, `select from ${name} where tenant = $1`, [theirs]))]).toEqual([name, 0])
    }
  })

  test('changes and deletes no row of another tenant', async () => {
    for (const { name, columns } of tenantTables()) {
      const column = columns.find((one) => one.name !== 'tenant')?.name ?? 'tenant'
      expect([
        name,
        rowsOf(await asWeb(ours, `update ${name} set ${column} = ${column} where tenant = $1`, [theirs])),
      ]).toEqual([name, 0])
      expect([name, rowsOf(await asWeb(ours, `delete from ${name} where tenant = $1`, [theirs]))]).toEqual([name, 0])
      const given = await asWeb(ours, `update ${name} set tenant = $1`, [theirs])
      expect([name, given]).toEqual([name, refused])
    }
  })

  test('adds no row to another tenant', async () => {
    for (const table of tenantTables()) {
      const { text, values } = exampleRow(table, table.name === 'tenants' ? newKey() : theirs)
      expect([table.name, await asWeb(ours, text, values)]).toEqual([table.name, refused])
    }
  })

  test('without a tenant sees nothing and adds nothing', async () => {
    for (const table of tenantTables()) {
      expect([table.name, rowsOf(await asWeb(null, `select from ${table.name}`))]).toEqual([table.name, 0])
      const { text, values } = exampleRow(table, table.name === 'tenants' ? newKey() : ours)
      expect([table.name, await asWeb(null, text, values)]).toEqual([table.name, refused])
    }
  })

  test('cannot switch row security off', async () => {
    for (const { name } of tenantTables()) {
      for (const text of [
        `alter table ${name} disable row level security`,
        `alter table ${name} no force row level security`,
        `drop policy tenant on ${name}`,
        `create policy all_of_it on ${name} using (true)`,
      ])
        expect([text, await asWeb(ours, text)]).toEqual([text, refused])
    }
    expect(await asWeb(ours, `set row_security = off; select * from cases`)).toBe(refused)
  })
})

test('a log is added to, and never altered, emptied or thrown away', async () => {
  for (const log of ['changes', 'change_content', 'access_lines', 'seals']) {
    for (const text of [
      `update ${log} set tenant = tenant`,
      `delete from ${log}`,
      `truncate ${log}`,
      `drop table ${log}`,
      `alter table ${log} disable trigger all`,
    ])
      expect([text, await asWeb(ours, text)]).toEqual([text, refused])
  }
  const seals = known.tables.find((one) => one.name === 'seals')
  const { text, values } = exampleRow(seals!, ours, { number: 99 })
  expect(await asWeb(ours, text, values)).toBe(refused)
})

test('the tables without row security are closed to the web role', async () => {
  for (const name of rowSecurityExceptions) {
    // Whether this is the demo is no secret: every page says so.
    if (name !== 'installation') expect([name, await asWeb(ours, `select * from ${name}`)]).toEqual([name, refused])
    for (const text of [`insert into ${name} default values`, `delete from ${name}`, `truncate ${name}`])
      expect([text, await asWeb(ours, text)]).toEqual([text, refused])
  }
})

test.each([
  'set role naober_owner',
  'set role naober_jobs',
  'set session authorization naober_owner',
  `set session_replication_role = 'replica'`,
  'create table naober.mine (id int)',
  'create function naober.mine() returns int language sql return 1',
  `copy naober.cases to program 'true'`,
  'alter role naober_web superuser',
])('the web role cannot: %s', async (text) => {
  expect(await asWeb(ours, text)).toBe(refused)
})

test('the roles own nothing, are no superusers and pass no row security by', async () => {
  const rows = await town.asAdmin(async (client) => {
    const { rows } = await client.query(
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin,
          exists (select from pg_class where relowner = r.oid and relnamespace = 'naober'::regnamespace) as owns
        from pg_roles r where rolname like 'naober\\_%' order by rolname`,
    )
    return rows
  })
  const nothing = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }
  expect(rows).toEqual([
    { rolname: 'naober_jobs', ...nothing, rolcanlogin: true, owns: false },
    { rolname: 'naober_owner', ...nothing, rolcanlogin: false, owns: true },
    { rolname: 'naober_web', ...nothing, rolcanlogin: true, owns: false },
  ])
})

const tenantTables = () => known.tables.filter((one) => !rowSecurityExceptions.includes(one.name))
