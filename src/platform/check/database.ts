import pg from 'pg'
import { asAdministrator, type Kind, rowSecurityExceptions, steps } from '../database/index.ts'

/** What an installation's database turns out to be. Facts alone: what is wrong with them is for who asks. */
export interface DatabaseLook {
  kind: Kind | undefined
  /** Against this program: of the same version, older, newer, or with a step that was altered; none holds no Naober. */
  version: 'same' | 'older' | 'newer' | 'altered' | 'none'
  /** How far the server's clock is ahead of ours, in milliseconds, as far as the way there lets us tell. */
  clockAhead: number
  /** Tables that do not keep organisations apart, or whose keeping apart lets everything through. */
  open: string[]
  /** What our roles may do and should not, in words for whoever keeps the server. */
  tooMuch: string[]
  /** Whether pages are asked for at this moment. */
  isRunning: boolean
  /** Since when somebody does the work in the background; undefined when nobody does. */
  workerSince: Date | undefined
  jobs: { failed: number; stuck: number; late: number; lastSeal: Date | undefined }
}

/** Looks at the database as its administrator, and changes nothing. @throws Refused when it does not answer */
export async function lookAtDatabase(adminUrl: string): Promise<DatabaseLook> {
  return asAdministrator(adminUrl, async (client) => {
    const clockAhead = await clockOf(client)
    const version = await versionOf(client)
    if (version === 'none') return { ...nothing, version, clockAhead }
    return {
      version,
      clockAhead,
      kind: (await one<{ kind: Kind }>(client, 'select kind from naober.installation'))?.kind,
      open: await openTables(client),
      tooMuch: [...(await powersOfRoles(client)), ...(await rightsOnTables(client))],
      ...(await whoWorks(client)),
      jobs: await jobsOf(client),
    }
  })
}

/** Whether a role of ours comes in with its password. Anything but a wrong password counts as yes. */
export async function letsIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch (problem) {
    return !['28P01', '28000'].includes((problem as { code?: string }).code ?? '')
  } finally {
    await client.end().catch(() => {})
  }
}

const nothing: Omit<DatabaseLook, 'version' | 'clockAhead'> = {
  kind: undefined,
  open: [],
  tooMuch: [],
  isRunning: false,
  workerSince: undefined,
  jobs: { failed: 0, stuck: 0, late: 0, lastSeal: undefined },
}

async function clockOf(client: pg.Client): Promise<number> {
  const before = Date.now()
  const server = await one<{ at: string }>(client, 'select (extract(epoch from clock_timestamp()) * 1000)::text as at')
  const after = Date.now()
  const ahead = Number(server?.at) - (before + after) / 2
  return Math.sign(ahead) * Math.max(0, Math.abs(ahead) - (after - before) / 2)
}

async function versionOf(client: pg.Client): Promise<DatabaseLook['version']> {
  const there = await one<{ there: boolean }>(client, `select to_regclass('naober.migrations') is not null as there`)
  if (!there?.there) return 'none'
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from naober.migrations')
  const ours = new Map((await steps()).map(({ name, hash }) => [name, hash]))
  if (rows.some(({ name }) => !ours.has(name))) return 'newer'
  if (rows.some(({ name, hash }) => ours.get(name) !== hash)) return 'altered'
  return rows.length < ours.size ? 'older' : 'same'
}

async function openTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c
      where c.relnamespace = 'naober'::regnamespace and c.relkind in ('r', 'p') and not c.relname = any($1)
        and (not (c.relrowsecurity and c.relforcerowsecurity)
          or not exists (select from pg_policy p where p.polrelid = c.oid)
          or exists (select from pg_policy p where p.polrelid = c.oid and pg_get_expr(p.polqual, p.polrelid) = 'true'
            and p.polroles && array[0, to_regrole('naober_web')::oid]))
      order by c.relname`,
    [rowSecurityExceptions],
  )
  return rows.map(({ name }) => name)
}

/** Our roles are nothing but what they were made for: the web role owns nothing and is nobody else. */
async function powersOfRoles(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ what: string }>(`
    with ours as (select * from pg_roles where rolname in ('naober_owner', 'naober_web', 'naober_jobs'))
    select rolname || ' is superuser' as what from ours where rolsuper
    union all select rolname || ' mag om de afscherming heen (BYPASSRLS)' from ours where rolbypassrls
    union all select rolname || ' mag rollen maken' from ours where rolcreaterole
    union all select rolname || ' mag databases maken' from ours where rolcreatedb
    union all select rolname || ' mag de database meelezen (REPLICATION)' from ours where rolreplication
    union all select rolname || ' kan zich aanmelden' from ours where rolcanlogin and rolname = 'naober_owner'
    union all select m.rolname || ' is ook ' || r.rolname from pg_auth_members a
      join pg_roles r on r.oid = a.roleid join ours m on m.oid = a.member
      where (m.rolname, r.rolname) <> ('naober_jobs', 'naober_web')
    union all select o.rolname || ' is eigenaar van ' || c.relname from pg_class c join ours o on o.oid = c.relowner
      where c.relnamespace = 'naober'::regnamespace and c.relkind in ('r', 'p', 'v', 'S') and o.rolname <> 'naober_owner'
    order by 1`)
  return rows.map(({ what }) => what)
}

async function rightsOnTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ what: string }>(
    `select 'naober_web mag ' || c.relname || ' veranderen' as what from pg_class c
       where c.relnamespace = 'naober'::regnamespace and c.relname in ('changes', 'change_content', 'access_lines', 'seals')
         and has_table_privilege('naober_web', c.oid, 'update, delete, truncate')
     union all select 'naober_web mag ' || c.relname || ' zelf lezen' from pg_class c
       where c.relnamespace = 'naober'::regnamespace and c.relkind = 'r' and c.relname = any($1) and c.relname <> 'installation'
         and has_table_privilege('naober_web', c.oid, 'select')
     union all select 'iedereen mag de functie ' || p.proname || ' gebruiken' from pg_proc p
       where p.pronamespace = 'naober'::regnamespace and p.prosecdef
         and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)
     order by 1`,
    [rowSecurityExceptions],
  )
  return rows.map(({ what }) => what)
}

/** The worker holds one connection for as long as it lives, to hear of new work; a page's is given back soon. */
async function whoWorks(client: pg.Client): Promise<Pick<DatabaseLook, 'isRunning' | 'workerSince'>> {
  const row = await one<{ web: boolean; worker: Date | null }>(
    client,
    `select coalesce(bool_or(usename = 'naober_web'), false) as web,
        min(backend_start) filter (where usename = 'naober_jobs') as worker
      from pg_stat_activity where datname = current_database()`,
  )
  return { isRunning: row?.web ?? false, workerSince: row?.worker ?? undefined }
}

async function jobsOf(client: pg.Client): Promise<DatabaseLook['jobs']> {
  const there = await one<{ there: boolean }>(client, `select to_regclass('naober_queue.jobs') is not null as there`)
  if (!there?.there) return nothing.jobs
  const { rows } = await client.query<{ state: 'failed' | 'stuck' | 'late' }>(
    `select case when locked_at < now() - interval '4 hours' then 'stuck'
                 when attempts >= max_attempts and locked_at is null then 'failed'
                 when run_at < now() - interval '1 hour' and locked_at is null then 'late' end as state
       from naober_queue.jobs`,
  )
  const seal = await one<{ at: Date | null }>(
    client,
    `select last_execution as at from naober_queue._private_known_crontabs where identifier = 'seal-logs'`,
  )
  const inState = (wanted: string) => rows.filter(({ state }) => state === wanted).length
  return { failed: inState('failed'), stuck: inState('stuck'), late: inState('late'), lastSeal: seal?.at ?? undefined }
}

async function one<T extends pg.QueryResultRow>(client: pg.Client, text: string): Promise<T | undefined> {
  return (await client.query<T>(text)).rows[0]
}
