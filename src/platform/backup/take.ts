import { Readable } from 'node:stream'
import type pg from 'pg'
import { asAdministrator } from '../database/index.ts'
import { Refused } from '../errors/index.ts'
import { keyFor, type SecretKey, sha256 } from '../secrets/index.ts'
import type { Contents } from './contents.ts'
import { CopyOut } from './copy-stream.ts'
import { lockFrom } from './lock.ts'
import { openBackup } from './read-file.ts'
import { type CopiedTable, copiedTables, leftOut, named, sameTexts } from './tables.ts'
import { type BackupWriter, beginBackup } from './write-file.ts'

/** What a copy is to be made of, and where it is to come. */
export interface BackupWanted {
  adminUrl: string
  folder: string
  /** The secret of the installation; left out when its file is gone. */
  key?: SecretKey | undefined
  /** Whether the secret goes along: without it nobody's second step can be used after the copy was put back. */
  withSecret: boolean
  /** A file with the word that the copy is locked with. */
  wordFile?: string | undefined
  /** Stops halfway, and then nothing is left. */
  signal?: AbortSignal
}

/**
 * Copies the whole of an installation as it is at one moment, while others go on working. Every table is read in one
 * transaction; the file gets its name only when it is whole, on disk, and was read back.
 * @throws Refused when there is no installation, the folder or disk cannot take it, or the database stops meanwhile
 */
export async function takeBackup(wanted: BackupWanted): Promise<{ file: string; contents: Contents }> {
  const takenAt = new Date()
  const lock = wanted.wordFile === undefined ? undefined : lockFrom(wanted.wordFile)
  const writer = await beginBackup(wanted.folder, { takenAt, lock, signal: wanted.signal })
  try {
    const found = await asAdministrator(wanted.adminUrl, (client) => copyAll(client, writer))
    if (wanted.withSecret && wanted.key) {
      await writer.add({ kind: 'secret', name: 'secret', columns: [] }, Readable.from([Buffer.from(wanted.key)]))
    }
    const contents: Contents = {
      takenAt: takenAt.toISOString(),
      ...found,
      parts: writer.parts,
      leftOut,
      secretMark: wanted.key ? markOf(wanted.key) : '',
    }
    return { contents, file: await writer.finish(contents, (draft) => openBackup(draft, wanted.wordFile)) }
  } catch (problem) {
    await writer.abandon()
    throw inWords(problem, wanted.folder)
  }
}

/** By this the secret of an installation is recognised, and nothing can be opened with it. */
export const markOf = (secret: SecretKey): string => sha256(keyFor('mark in a backup', secret))

type Found = Pick<Contents, 'kind' | 'organisations' | 'steps' | 'server' | 'counter' | 'sequences'>

async function copyAll(client: pg.Client, writer: BackupWriter): Promise<Found> {
  await client.query(sameTexts)
  await mustBeNaober(client)
  const seesAll = await isSuperuser(client)
  await client.query(seesAll ? 'set row_security = off' : 'set role naober_owner')
  const tables = await copiedTables(client)
  // A lock takes no look yet, so that what is seen below is what the locks hold still. Only a migration waits for us.
  await client.query('begin transaction isolation level repeatable read, read only')
  const names = tables.map((one) => `naober.${client.escapeIdentifier(one.name)}`)
  await client.query(`lock table ${names.join(', ')} in access share mode`)
  if (JSON.stringify(await copiedTables(client)) !== JSON.stringify(tables)) {
    throw new Refused('De database werd net bijgewerkt. Maak de reservekopie opnieuw.')
  }
  const found = await about(client)
  const tenants = await keysOf(client)
  for (const table of tables) {
    let rows = 0
    const from =
      seesAll || !table.isolated
        ? readInOnePiece(client, table, (n) => (rows = n))
        : readByTenant(client, table, tenants, (n) => (rows += n))
    await writer.add({ kind: 'table', name: table.name, columns: table.columns }, Readable.from(from), () => rows)
  }
  // A number that was given out is never given out again, also when its transaction is not in the copy.
  const sequences = await sequencesOf(client)
  await client.query('commit')
  return { ...found, sequences }
}

async function mustBeNaober(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('naober.installation') is not null as there`,
  )
  if (!rows[0]?.there)
    throw new Refused('Hier staat nog geen organisatie. Er is niets om een reservekopie van te maken.')
}

async function isSuperuser(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ super: boolean }>(
    'select rolsuper as super from pg_roles where rolname = current_user',
  )
  return rows[0]?.super ?? false
}

async function about(client: pg.Client): Promise<Omit<Found, 'sequences'>> {
  const { rows } = await client.query<{
    kind: 'demo' | 'real' | null
    organisations: string[]
    server: number
    counter: string
  }>(
    `select (select kind from naober.installation) as kind,
        array(select name from naober.tenants order by added_at, tenant) as organisations,
        current_setting('server_version_num')::int as server, pg_snapshot_xmax(pg_current_snapshot())::text as counter`,
  )
  const { rows: steps } = await client.query<{ name: string; hash: string }>(
    'select name, hash from naober.migrations order by name',
  )
  const [row] = rows
  if (!row?.kind) throw new Refused('Hier staat nog geen organisatie. Er is niets om een reservekopie van te maken.')
  return { kind: row.kind, organisations: row.organisations, server: row.server, counter: row.counter, steps }
}

async function keysOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ tenant: string }>('select tenant from naober.tenants order by added_at, tenant')
  return rows.map(({ tenant }) => tenant)
}

async function* readInOnePiece(client: pg.Client, table: CopiedTable, tell: (rows: number) => void) {
  const out = client.query(new CopyOut(`copy ${named(client, table)} to stdout`))
  yield* out
  tell(out.rows)
}

/**
 * An administrator who is no superuser sees the rows of one organisation at a time, as its owner. In the order in which
 * they lie there: in that order they come back, and then they are compared.
 */
async function* readByTenant(client: pg.Client, table: CopiedTable, tenants: string[], tell: (rows: number) => void) {
  const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ')
  for (const tenant of tenants) {
    const own = `tenant = ${client.escapeLiteral(tenant)}`
    await client.query(`select set_config('naober.tenant', $1, true)`, [tenant])
    const rows = `select ${columns} from naober.${client.escapeIdentifier(table.name)} where ${own} order by ctid`
    const out = client.query(new CopyOut(`copy (${rows}) to stdout`))
    yield* out
    tell(out.rows)
  }
}

async function sequencesOf(client: pg.Client): Promise<Contents['sequences']> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'naober'::regnamespace and relkind = 'S' order by relname`,
  )
  const sequences: Contents['sequences'] = []
  for (const { name } of rows) {
    const { rows: values } = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from naober.${client.escapeIdentifier(name)}`,
    )
    sequences.push({ name, last: values[0]?.last ?? '1', called: values[0]?.called ?? false })
  }
  return sequences
}

function inWords(problem: unknown, folder: string): unknown {
  const { code = '', name } = problem as { code?: string; name?: string }
  if (name === 'AbortError') return new Refused('Gestopt. Er is geen reservekopie gemaakt.')
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Refused(`De schijf met de map ${folder} is vol. Maak ruimte of kies een andere map met --to.`)
  }
  if (code === '55P03')
    return new Refused('De database wordt net bijgewerkt. Maak de reservekopie over een minuut opnieuw.')
  if (
    code.startsWith('57P') ||
    code === 'ECONNRESET' ||
    /Connection terminated|not queryable/.test((problem as Error).message ?? '')
  ) {
    return new Refused('De database stopte terwijl de reservekopie werd gemaakt. Maak hem opnieuw.')
  }
  return problem
}
