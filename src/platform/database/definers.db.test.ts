import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/testing'
import { newKey } from '../ids/index.ts'

// The functions that act as the owner are the only way round the grants, so each stands here by name: a new one fails
// the first test until somebody has said what it does with the rows of another tenant.

interface Place {
  tenant: string
  account: string
  session: string
  person: string
  case: string
  search: string
  change: string
  token: Buffer
  link: Buffer
}

const now = new Date('2025-03-12T08:00:00Z')
const later = new Date('2025-03-12T09:00:00Z')
const place = (sign: number): Place => ({
  ...{
    tenant: newKey(),
    account: newKey(),
    session: newKey(),
    person: newKey(),
    case: newKey(),
    search: newKey(),
    change: newKey(),
  },
  token: Buffer.alloc(32, sign),
  link: Buffer.alloc(32, sign + 100),
})
const ours = place(1)
const theirs = place(2)

/** What each does when the tenant of the transaction is ours and everything it is given is theirs: nothing. */
const testTheTenant: Record<string, (theirs: Place) => [text: string, values: unknown[]]> = {
  end_session: (p) => ['select end_session($1, $2, $3)', [p.tenant, p.session, later]],
  end_sessions_of: (p) => ['select nullif(end_sessions_of($1, null, $2), 0)', [p.account, later]],
  sessions_of: (p) => ['select * from sessions_of($1, $2)', [p.account, now]],
  account_secret: (p) => ['select * from account_secret($1)', [p.account]],
  set_totp: (p) => [`select nullif(set_totp($1, 'sealed', $2, '{}')::text, '')`, [p.account, now]],
  use_totp_step: (p) => ['select use_totp_step($1, 999)', [p.account]],
  use_recovery_code: (p) => [`select use_recovery_code($1, 'a code')`, [p.account]],
  set_sign_in_email: (p) => [`select nullif(set_sign_in_email($1, 'taken@lindeveen.example')::text, '')`, [p.account]],
  lock_my_session: (p) => [`select nullif(lock_my_session($1, true, $2)::text, '')`, [p.session, now]],
  recent_security_events: () => [`select * from recent_security_events(100) where request = 'THEIRS'`, []],
  search_persons: () => [`select * from search_persons('zonderling', null, null, null, 50)`, []],
  search_cases: () => [`select * from search_cases('BBB-222', 'geheimweg', 50)`, []],
  verify_seals: () => [`select 1 from verify_seals() where lines > 1`, []],
  altered_content: (p) => ['select * from altered_content() where change = $1', [p.change]],
  forget_searches: () => [`select nullif(forget_searches('2030-01-01'), 0)`, []],
  forget_call_backs: () => [`select nullif(forget_call_backs('2030-01-01'), 0)`, []],
  forget_sessions: () => [`select 1 where forget_sessions('2030-01-01') < 0`, []],
  carry_out_endings: () => [`select * from carry_out_endings('2099-01-01', '{}')`, []],
  wipe_removed: () => [`select nullif(wipe_removed('2030-01-01'), 0)`, []],
  seal_logs: () => ['select nullif(seal_logs(), 0) where false', []],
}

/** What these are given of another tenant is refused by a foreign key: they write under our own tenant. */
const refusedByKey: Record<string, (theirs: Place) => [text: string, values: unknown[]]> = {
  set_password: (p) => [`select set_password($1, 'new@lindeveen.example', 'hash')`, [p.account]],
  make_invitation: (p) => [
    `select make_invitation($1, $2, '\\x01', 'password', null, $3, $4)`,
    [newKey(), p.account, now, later],
  ],
}

/** Nobody has a tenant yet who uses these; what keeps them apart is said beside each. */
const beforeThereIsATenant: Record<string, string> = {
  sign_in_account: 'finds by the address somebody signs in with, one account in the whole installation',
  sign_in_failures: 'numbers of failures alone, for one origin or account',
  came_from_here: 'yes or no, for one account and origin',
  link_refusals: 'a number of refused links alone, for one origin',
  calendar_refusals: 'a number of refused keys alone, for one origin',
  note_security_event: 'adds a line and reads nothing',
  start_session: 'after the password was right; its foreign key keeps account and tenant together',
  begin_page: 'needs a token of 256 random bits, and sets the tenant of that session',
  touch_session: 'needs that token',
  author_of: 'needs that token too, of a session that ran out: for what was typed meanwhile',
  invited: 'needs the token of a link, and sets the tenant of that link',
  accept_invitation: 'needs the token of a link',
  tenant_keys: 'keys alone, for jobs and commands',
  taken_steps: 'names of migrations',
  look_at_new_tables: 'lets PostgreSQL count what tables hold, and gives nothing back',
  enqueue: 'adds a job; jobs act as the tenant they are for',
}

/** Called by their tables only: PostgreSQL refuses any other call. */
const triggers = [
  'remember_person_words',
  'remember_person_places',
  'remember_moved_places',
  'remember_case_words',
  'forget_content_of_call_back',
  'invitation_opened',
]

let town: TestDatabase
let definers: { name: string; path: boolean; everybody: boolean; web: boolean; returns: string }[]

beforeAll(async () => {
  town = await testDatabase()
  definers = await town.asAdmin(async (client) => {
    const { rows } = await client.query(`
      select p.proname::text as name, coalesce(proconfig[1] like 'search_path=%pg_temp', false) as path,
        has_function_privilege('public', p.oid, 'execute') as everybody, has_function_privilege('naober_web', p.oid, 'execute') as web,
        p.prorettype::regtype::text as returns
      from pg_proc p where p.pronamespace = 'naober'::regnamespace and p.prosecdef order by 1`)
    return rows
  })
  await furnish(ours, 'OURS', 'AAA-111')
  await furnish(theirs, 'THEIRS', 'BBB-222')
})
afterAll(() => town.close())

test('every function that acts as the owner has been thought about', () => {
  const thought = [
    ...Object.keys(testTheTenant),
    ...Object.keys(refusedByKey),
    ...Object.keys(beforeThereIsATenant),
    ...triggers,
  ]
  expect([...new Set(definers.map((one) => one.name))]).toEqual(thought.sort())
})

test('each looks only where it was told to look, with temporary tables last', () => {
  expect(definers.filter((one) => !one.path).map((one) => one.name)).toEqual([])
})

test('each is for the web role and not for everybody', () => {
  expect(definers.filter((one) => one.everybody).map((one) => one.name)).toEqual([])
  expect(definers.filter((one) => !one.web).map((one) => one.name)).toEqual([])
})

test.each(Object.entries(testTheTenant))('%s gives and does nothing across tenants', async (_name, call) => {
  const before = await everythingOf(theirs)
  const { rows } = await asWeb(ours.tenant, ...call(theirs))
  expect(rows.filter((row) => Object.values(row).some((value) => value !== null))).toEqual([])
  expect(await everythingOf(theirs)).toEqual(before)
})

test.each(Object.entries(testTheTenant))('%s gives and does nothing without a tenant', async (_name, call) => {
  const before = await everythingOf(theirs)
  // Sealing is for one tenant: without one there is nothing to lock, and PostgreSQL says so.
  const { rows } = await asWeb(null, ...call(theirs)).catch(() => ({ rows: [] }))
  expect(rows.filter((row) => Object.values(row).some((value) => value !== null))).toEqual([])
  expect(await everythingOf(theirs)).toEqual(before)
})

test.each(Object.entries(refusedByKey))('%s cannot be given an account of another tenant', async (_name, call) => {
  await expect(asWeb(ours.tenant, ...call(theirs))).rejects.toThrow(/foreign key/)
})

test('a function that answers across tenants does answer its own: these tests can fail', async () => {
  for (const name of ['end_session', 'sessions_of', 'account_secret', 'use_totp_step', 'use_recovery_code']) {
    const { rows } = await asWeb(
      theirs.tenant,
      ...(testTheTenant[name] as (p: Place) => [string, unknown[]])(theirs),
      'rollback',
    )
    expect([name, rows.length]).toEqual([name, 1])
    expect(Object.values(rows[0]).some((value) => value !== null)).toBe(true)
  }
  for (const name of ['search_persons', 'search_cases', 'recent_security_events', 'altered_content', 'wipe_removed']) {
    const { rows } = await asWeb(
      theirs.tenant,
      ...(testTheTenant[name] as (p: Place) => [string, unknown[]])(theirs),
      'rollback',
    )
    expect([name, rows.length > 0]).toEqual([name, true])
  }
})

test('a session leads to its own tenant and no other', async () => {
  const { rows } = await asWeb(ours.tenant, 'select tenant from begin_page($1, $2)', [theirs.token, now])
  expect(rows).toEqual([{ tenant: theirs.tenant }])
  expect((await asWeb(null, 'select * from begin_page($1, $2)', [Buffer.alloc(32, 77), now])).rows).toEqual([])
})

test('a session cannot be started for an account of another tenant', async () => {
  const start = `select start_session($1, $2, $3, '\\x99', $4, 900, 900, true, '')`
  await expect(asWeb(null, start, [ours.tenant, newKey(), theirs.account, now])).rejects.toThrow(/foreign key/)
})

test.each(triggers)('%s cannot be called by hand', async (name) => {
  await expect(asWeb(ours.tenant, `select ${name}()`, [])).rejects.toThrow(/trigger/)
})

async function asWeb(tenant: string | null, text: string, values: unknown[], end = 'commit'): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: town.webUrl, options: '-c search_path=naober' })
  await client.connect()
  try {
    await client.query('begin')
    if (tenant) await client.query(`select set_config('naober.tenant', $1, true)`, [tenant])
    const done = await client.query(text, values)
    await client.query(end)
    return done
  } finally {
    await client.end()
  }
}

/** All that another tenant has in the tables that these functions reach, as one text. */
function everythingOf({ tenant }: Place): Promise<string> {
  const tables = [
    'sessions',
    'account_secrets',
    'invitations',
    'searches',
    'persons',
    'person_words',
    'cases',
    'case_words',
    'changes',
    'change_content',
    'seals',
  ]
  return town.asAdmin(async (client) => {
    const all = []
    for (const table of tables)
      all.push(
        (
          await client.query(
            `select '${table}', md5(string_agg(t::text, ',' order by t::text)) from naober.${table} t where tenant = $1`,
            [tenant],
          )
        ).rows,
      )
    return JSON.stringify(all)
  })
}

/** An organisation; the other one has something of everything, some of it removed, and a change whose content was altered. */
async function furnish(p: Place, request: string, number: string): Promise<void> {
  const as = (text: string, values: unknown[]) => asWeb(p.tenant, text, values)
  await as(`insert into tenants (tenant, name, municipality) values ($1, 'Welzijn', 'Lindeveen')`, [p.tenant])
  await as(`insert into accounts (tenant, id, email, name, role) values ($1, $2, $3, 'Noor', 'coordinator')`, [
    p.tenant,
    p.account,
    `${request}@lindeveen.example`,
  ])
  await as(`select set_password($1, $2, 'hash')`, [p.account, `${request}@lindeveen.example`])
  await as(`select set_totp($1, 'sealed', $2, array['a code'])`, [p.account, now])
  await as(`select start_session($1, $2, $3, $4, $5, 3600, 7200, true, '')`, [
    p.tenant,
    p.session,
    p.account,
    p.token,
    now,
  ])
  await as(`select make_invitation($1, $2, $3, 'password', null, $4, $5)`, [newKey(), p.account, p.link, now, later])
  await as(`select note_security_event($1, $2, $3, 'sign-in', 'done', '', $4)`, [p.tenant, p.account, now, request])
  await as(
    `insert into changes (tenant, id, at, via, deed, record_table, record, fields, digest) values ($1, $2, now(), 'web', 'add', 'cases', $3, '{}', '\\x00')`,
    [p.tenant, p.change, p.case],
  )
  if (p === ours) return
  // What only the other organisation has, so that whatever is found of it came from there.
  await as(`insert into persons (tenant, id, family_name) values ($1, $2, 'Zonderling')`, [p.tenant, p.person])
  await as(`insert into persons (tenant, id, family_name, removed_at) values ($1, $2, 'Weg', '2025-01-01')`, [
    p.tenant,
    newKey(),
  ])
  await as(
    `insert into cases (tenant, id, number, line, opened_on, phase, phase_since) values ($1, $2, $3, 'x', '2025-01-01', 'p', now())`,
    [p.tenant, p.case, number],
  )
  await as(`insert into case_sides (tenant, id, case_id, side, street) values ($1, $2, $3, 'reporter', 'Geheimweg')`, [
    p.tenant,
    newKey(),
    p.case,
  ])
  await as(
    `insert into searches (tenant, id, account, session, asked, expires_at) values ($1, $2, $3, $4, '{}', now())`,
    [p.tenant, p.search, p.account, p.session],
  )
  await as(`insert into change_content (tenant, change, record, salt) values ($1, $2, $3, '\\x00')`, [
    p.tenant,
    p.change,
    p.case,
  ])
}
