import { randomBytes } from 'node:crypto'
import { accessSync, constants, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { asAdministrator, dropDatabase, makeDatabase, rolePassword, urlFor } from '../database/index.ts'
import { Refused } from '../errors/index.ts'
import { hasCluster, isAlive, startPostgres } from '../postgres/index.ts'

/** Where a copy comes back: under a name that nobody knows, until all of it is there and was looked at. */
export interface Place {
  /** The administrator's address of the database that is being filled. */
  adminUrl: string
  /** Gives it the name under which the installation is found. Before this nothing is there, after it everything. */
  settle(): Promise<void>
  /** Takes away what came so far. After `settle` it does nothing. */
  abandon(): Promise<void>
}

const halfway = /^\.terugzetten-(\d+)-/

/** What may lie in a folder that counts as empty: copies, what is remembered of the last one, and the secret. */
const mayLieThere = ['reservekopie', 'laatste-reservekopie']

/**
 * A place for an installation with a database of its own, in a folder that is empty or not there yet. What an earlier
 * try left behind when its process was killed is cleared first.
 * @param secretFile may lie in the folder; whether it is the right one is for the caller to say
 * @throws Refused when there is something in the folder, or it cannot be written in
 */
export async function placeInFolder(folder: string, secretFile: string): Promise<Place> {
  makeFolder(folder)
  await clearLeftovers(folder)
  const own = [...mayLieThere, ...(path.dirname(secretFile) === folder ? [path.basename(secretFile)] : [])]
  if (readdirSync(folder).some((name) => !own.includes(name))) {
    throw new Refused(
      hasCluster(path.join(folder, 'postgres'))
        ? `In de map ${folder} staat al een installatie van Naober, en die blijft zoals hij is. Kies een lege map met --data.`
        : `De map ${folder} is niet leeg. Kies een lege map met --data.`,
    )
  }
  const work = path.join(folder, `.terugzetten-${process.pid}-${randomBytes(4).toString('hex')}`)
  mkdirSync(work, { mode: 0o711 })
  let server: Awaited<ReturnType<typeof startPostgres>> | undefined
  const abandon = async () => {
    await server?.stop()
    rmSync(work, { recursive: true, force: true })
  }
  try {
    server = await startPostgres({ folder: path.join(work, 'postgres') })
    const running = server
    return {
      adminUrl: await makeDatabase(running.adminUrl, 'naober'),
      async settle() {
        await running.stop()
        renameSync(path.join(work, 'postgres'), path.join(folder, 'postgres'))
        rmSync(work, { recursive: true })
      },
      abandon,
    }
  } catch (problem) {
    await abandon()
    throw problem
  }
}

/**
 * A place on a server of the administrator's own: the database of the address, which is empty or not there yet. It is
 * filled under another name and then takes the place of the empty one.
 * @param secret what the passwords of our roles will be made from
 * @throws Refused when there is something in it, when another installation lives on that server, or when the
 * administrator may not make a database
 */
export async function placeOnServer(adminUrl: string, secret: string): Promise<Place> {
  const name = decodeURIComponent(new URL(adminUrl).pathname.slice(1))
  const beside = await besideDatabase(adminUrl, name)
  await mustNotDisturb(beside, secret)
  await mustBeEmpty(adminUrl, beside)
  await dropLeftovers(beside, `${name}_terugzetten_`)
  const temporary = `${name}_terugzetten_${randomBytes(4).toString('hex')}`
  let settled = false
  try {
    const filled = await makeDatabase(beside, temporary)
    const keeper = new pg.Client({ connectionString: filled })
    keeper.on('error', () => {})
    await keeper.connect()
    return {
      adminUrl: filled,
      async settle() {
        await mustBeEmpty(adminUrl, beside)
        await keeper.end()
        await takeOver(beside, { temporary, name })
        settled = true
      },
      async abandon() {
        if (settled) return
        await dropDatabase(beside, temporary)
        await keeper.end().catch(() => {})
      },
    }
  } catch (problem) {
    if ((problem as { code?: string }).code !== '42501') throw problem
    throw new Refused(
      'De gebruiker in DATABASE_URL mag geen database maken. Geef die het recht CREATEDB en probeer het opnieuw.',
    )
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    throw new Refused(
      `In de map ${folder} kan Naober niet schrijven. Geef schrijfrecht of kies een andere map met --data.`,
    )
  }
}

async function clearLeftovers(folder: string): Promise<void> {
  for (const name of readdirSync(folder)) {
    const pid = halfway.exec(name)?.[1]
    if (pid === undefined) continue
    if (Number(pid) !== process.pid && isAlive(Number(pid))) {
      throw new Refused(`In de map ${folder} wordt al een reservekopie teruggezet. Wacht tot dat klaar is.`)
    }
    const left = path.join(folder, name, 'postgres')
    if (hasCluster(left)) await (await startPostgres({ folder: left })).stop() // its server may have outlived it
    rmSync(path.join(folder, name), { recursive: true, force: true })
  }
}

/** What a restore left when its process was killed: one that still runs keeps a connection to what it fills. */
async function dropLeftovers(beside: string, beginning: string): Promise<void> {
  const left = await asAdministrator(beside, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database d where starts_with(datname, $1)
        and not exists (select from pg_stat_activity a where a.datid = d.oid)`,
      [beginning],
    )
    return rows.map(({ name }) => name)
  })
  for (const name of left) await dropDatabase(beside, name)
}

/** An address on the same server that is not the database itself: one cannot rename what one stands in. */
async function besideDatabase(adminUrl: string, name: string): Promise<string> {
  for (const other of ['postgres', 'template1']) {
    if (other === name) continue
    const beside = Object.assign(new URL(adminUrl), { pathname: `/${other}` }).toString()
    try {
      await asAdministrator(beside, (client) => client.query('select 1'))
      return beside
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem
    }
  }
  throw new Refused('De database antwoordt niet. Kijk DATABASE_URL na, en of de database postgres te bereiken is.')
}

/**
 * Roles belong to the whole server: putting back another installation's copy would give those of the one that lives
 * there other passwords, and lock it out.
 */
async function mustNotDisturb(beside: string, secret: string): Promise<void> {
  const used = await asAdministrator(beside, async (client) => {
    const { rowCount } = await client.query(
      `select from pg_shdepend d join pg_roles r on r.oid = d.refobjid
        where d.refclassid = 'pg_authid'::regclass and r.rolname = 'naober_owner' and d.dbid <> 0 limit 1`,
    )
    return rowCount !== 0
  })
  if (!used) return
  const client = new pg.Client({ connectionString: urlFor(beside, 'naober_web', rolePassword(secret, 'naober_web')) })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (problem) {
    if ((problem as { code?: string }).code !== '28P01') return
    throw new Refused(
      'Op deze databaseserver staat al een Naober met een ander geheim, en die zou niet meer werken. Kies een andere server, of zet de kopie terug zonder DATABASE_URL.',
    )
  } finally {
    await client.end().catch(() => {})
  }
}

async function mustBeEmpty(adminUrl: string, beside: string): Promise<void> {
  if (!(await isThere(beside, decodeURIComponent(new URL(adminUrl).pathname.slice(1))))) return
  const full = await asAdministrator(adminUrl, async (client) => {
    const { rowCount } = await client.query(
      `select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%' limit 1`,
    )
    return rowCount !== 0
  })
  if (full) {
    throw new Refused(
      'In de database van DATABASE_URL staat al iets, en dat blijft zoals het is. Wijs een lege database aan.',
    )
  }
}

const isThere = (beside: string, name: string): Promise<boolean> =>
  asAdministrator(
    beside,
    async (client) => (await client.query('select from pg_database where datname = $1', [name])).rowCount !== 0,
  )

/** Both names change at one moment; the empty one goes afterwards. */
async function takeOver(beside: string, { temporary, name }: { temporary: string; name: string }): Promise<void> {
  const empty = `${temporary}_leeg`
  const there = await isThere(beside, name)
  await asAdministrator(beside, async (client) => {
    const rename = (from: string, to: string) =>
      client.query(`alter database ${client.escapeIdentifier(from)} rename to ${client.escapeIdentifier(to)}`)
    await client.query('begin')
    if (there) await rename(name, empty)
    await rename(temporary, name)
    await client.query('commit')
    if (there) await client.query(`drop database ${client.escapeIdentifier(empty)}`)
  })
}
