import { createHash, createHmac } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { makeWorkerUtils } from 'graphile-worker'
import type pg from 'pg'
import { Refused } from '../errors/index.ts'
import { asAdministrator } from './administer.ts'
import { rowSecurityExceptions } from './exceptions.ts'

const folder = fileURLToPath(new URL('../../../database/migrations/', import.meta.url))
const oldestServer = 150000

export interface Step {
  name: string
  text: string
  hash: string
}

/** The migrations of this version, in order. A name starts with its moment and is a sentence. */
export async function steps(): Promise<Step[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(folder + name, 'utf8')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/** The password of one of our roles: made from the installation's secret, so that it need not be kept anywhere else. */
export function rolePassword(secret: string, role: string): string {
  return createHmac('sha256', secret).update(`role ${role}`).digest('base64url')
}

/**
 * Brings a database to this version: roles, every step not yet taken, row security forced and asserted on every table.
 * Forward only. One at a time: a second process waits for the first.
 * @param adminUrl the administrator's address; used here, by init and by restore, and by nothing else
 * @param secret the installation's secret, from which the passwords of our roles are made
 * @param until the last step to take: a copy is put back in the form that it was made in, and goes forward from there
 * @returns the names of the steps that were taken
 * @throws Refused with one sentence: no connection, a server older than 15, a database of a newer version, an altered step
 */
export async function migrate(adminUrl: string, secret: string, until?: string): Promise<string[]> {
  return asAdministrator(adminUrl, async (client) => {
    const { rows: server } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    )
    if ((server[0]?.version ?? 0) < oldestServer)
      throw new Refused('Naober heeft PostgreSQL 15 of nieuwer nodig. Werk de databaseserver bij.')
    await client.query(`select pg_advisory_lock(hashtext('naober migrate'))`)
    await makeRoles(client, secret)
    const taken = await takeSteps(client, until)
    await prepareQueue(client, adminUrl)
    return taken
  })
}

/** Whether a database has been migrated by a version newer than this one; null when it holds no Naober at all. */
async function knownSteps(client: pg.Client): Promise<Map<string, string>> {
  await client.query(
    `create table if not exists naober.migrations (name text primary key, hash text not null, taken_at timestamptz not null default now())`,
  )
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from naober.migrations order by name',
  )
  return new Map(rows.map((row) => [row.name, row.hash]))
}

async function makeRoles(client: pg.Client, secret: string): Promise<void> {
  const quoted = (text: string) => client.escapeLiteral(text)
  const { rows } = await client.query<{ db: string; me: string }>('select current_database() as db, current_user as me')
  const database = client.escapeIdentifier(rows[0]?.db ?? '')
  const me = client.escapeIdentifier(rows[0]?.me ?? '')
  // Roles belong to the whole server: another database of ours may be making them at this moment.
  await client.query(`select pg_advisory_lock(1852797538)`)
  await client.query(`
    do $$ begin
      if not exists (select from pg_roles where rolname = 'naober_owner') then create role naober_owner nologin noinherit; end if;
      if not exists (select from pg_roles where rolname = 'naober_web') then create role naober_web login noinherit; end if;
      if not exists (select from pg_roles where rolname = 'naober_jobs') then create role naober_jobs login noinherit; end if;
    end $$`)
  await client.query(`alter role naober_web password ${quoted(rolePassword(secret, 'naober_web'))}`)
  await client.query(`alter role naober_jobs password ${quoted(rolePassword(secret, 'naober_jobs'))}`)
  await client.query(`grant naober_owner to ${me}; grant naober_web to naober_jobs; grant naober_jobs to ${me}`)
  await client.query(`select pg_advisory_unlock(1852797538)`)
  await client.query(`
    grant connect, create on database ${database} to naober_owner;
    revoke temporary on database ${database} from public;
    create schema if not exists naober authorization naober_owner;
    grant usage on schema naober to naober_web;
    create extension if not exists pg_trgm schema naober;
    create extension if not exists btree_gin schema naober;
    create extension if not exists unaccent schema naober;`)
  await client.query(`set role naober_owner; set search_path = naober`)
}

async function takeSteps(client: pg.Client, until?: string): Promise<string[]> {
  const known = await knownSteps(client)
  const ours = await steps()
  const names = new Set(ours.map((step) => step.name))
  for (const name of known.keys()) {
    if (!names.has(name))
      throw new Refused(
        'Deze database is van een nieuwere versie van Naober. Werk eerst Naober bij en start dan opnieuw.',
      )
  }
  const taken: string[] = []
  for (const step of ours.filter(({ name }) => until === undefined || name <= until)) {
    const before = known.get(step.name)
    if (before === step.hash) continue
    if (before)
      throw new Refused(
        `Stap ${step.name} is veranderd nadat hij was uitgevoerd. Zet het oude bestand terug; een verandering is een nieuwe stap.`,
      )
    await takeStep(client, step)
    taken.push(step.name)
  }
  return taken
}

/** One step in one transaction. Under FORCE a backfill by the owner updates no row and says nothing, so it is lifted meanwhile. */
export async function takeStep(client: pg.Client, step: Step): Promise<void> {
  await client.query('begin')
  try {
    await client.query(force('no force'))
    await client.query(step.text)
    await client.query(force('force'))
    await client.query(closeFunctions)
    await assertIsolated(client)
    await client.query('insert into naober.migrations (name, hash) values ($1, $2)', [step.name, step.hash])
    await client.query('commit')
  } catch (problem) {
    await client.query('rollback')
    throw problem
  }
}

/** Lifts FORCE from every table, so that the owner sees all rows, or puts it back. Only within one transaction. */
export const force = (word: 'force' | 'no force') => `
  do $$ declare t text; begin
    for t in select c.relname from pg_class c where c.relnamespace = 'naober'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity loop
      execute format('alter table naober.%I ${word} row level security', t);
    end loop;
  end $$`

// A new function may be called by everybody until someone says otherwise: ours only by the web role.
const closeFunctions = `
  do $$ declare f regprocedure; begin
    for f in select p.oid from pg_proc p where p.pronamespace = 'naober'::regnamespace and p.proowner = 'naober_owner'::regrole loop
      execute format('revoke all on function %s from public', f);
      execute format('grant execute on function %s to naober_web', f);
    end loop;
  end $$`

/** Fails the migration when a table would be readable across tenants. */
async function assertIsolated(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c
      where c.relnamespace = 'naober'::regnamespace and c.relkind in ('r', 'p')
        and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))
        and not c.relname = any($1)`,
    [rowSecurityExceptions],
  )
  if (rows.length > 0) throw new Error(`no row security on ${rows.map((row) => row.name).join(', ')}`)
  const { rows: views } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'naober'::regnamespace and relkind = 'v'
        and not coalesce(reloptions, '{}') @> '{security_invoker=true}'`,
  )
  if (views.length > 0) throw new Error(`views must be security_invoker: ${views.map((row) => row.name).join(', ')}`)
}

// The library closes its tables to everybody but their owner; without a policy of its own the worker sees no job and adds none.
const queuePolicies = `
    do $p$ declare t text; begin
      for t in select relname from pg_class where relnamespace = 'naober_queue'::regnamespace and relkind in ('r', 'p') and relrowsecurity loop
        execute format('drop policy if exists jobs on naober_queue.%I', t);
        execute format('create policy jobs on naober_queue.%I to naober_jobs using (true) with check (true)', t);
      end loop;
    end $p$;`

/** The job queue is the one thing its own library migrates. Only the job role may use it; the web role has `enqueue`. */
async function prepareQueue(client: pg.Client, adminUrl: string): Promise<void> {
  const utils = await makeWorkerUtils({ connectionString: adminUrl, schema: 'naober_queue', logger: silent })
  try {
    await utils.migrate()
  } finally {
    await utils.release()
  }
  await client.query(`
    reset role;
    grant usage on schema naober_queue to naober_jobs;
    grant all on all tables in schema naober_queue to naober_jobs;
    grant all on all sequences in schema naober_queue to naober_jobs;
    grant execute on all functions in schema naober_queue to naober_jobs;
    grant usage on schema naober to naober_jobs;
    ${queuePolicies}
    create or replace function naober.enqueue(task text, payload json, run_at timestamptz default null) returns void
      language sql volatile security definer set search_path = pg_catalog, pg_temp as $f$
        select naober_queue.add_job(task, payload, run_at => coalesce(run_at, now())) $f$;
    revoke all on function naober.enqueue from public;
    grant execute on function naober.enqueue to naober_web, naober_jobs;`)
}

const silent = new (await import('graphile-worker')).Logger(() => () => {})
