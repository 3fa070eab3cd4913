import { type CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { GatheringSocket } from './gathering.ts'
import { noteStatement } from './statements.ts'
import { type Isolation, plugins, runTransaction, type Tx } from './transaction.ts'
import type { DB } from './types.generated.ts'

/** The database behind a pool: for single statements. What belongs together goes by `inTransaction`. */
export type Database = Kysely<DB>

const pools = new WeakMap<Database, pg.Pool>()

const DATE = 1082
const BIGINT = 20
const TIMESTAMPTZ = 1184

/** A `date` stays the text 'YYYY-MM-DD' (our Day); counts and money in cents are whole numbers below 2^53. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === DATE) return (text: string) => text
    if (oid === BIGINT) return Number
    const usual = pg.types.getTypeParser(oid, format)
    return oid === TIMESTAMPTZ && format !== 'binary' ? (text: string) => momentFrom(text) ?? usual(text) : usual
  },
}

/**
 * '2025-03-12 09:14:00.123456+00' as a moment. Our connections speak UTC, so this is how nearly all moments come; a list has three
 * hundred of them, and the general way of reading them took a twentieth of its time. Undefined for any other form.
 */
function momentFrom(text: string): Date | undefined {
  if (text.length < 22 || text[4] !== '-' || !text.endsWith('+00')) return undefined
  return new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`)
}

/**
 * Opens a pool of connections. Tables and functions are found in the schema `naober`.
 * @param url a PostgreSQL address; the web and job processes get the one of their own role, never the administrator's
 * @param max the most connections at a time
 */
export function openDatabase(url: string, max = 10): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types: types,
    options:
      '-c search_path=naober -c timezone=UTC -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000',
    connectionTimeoutMillis: 10_000,
    pipeline: true,
    stream: () => new GatheringSocket(),
    application_name: 'naober',
  })
  // A connection that breaks while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})
  const database = new Kysely<DB>({ dialect: new PostgresDialect({ pool }), plugins, log: noteStatement })
  pools.set(database, pool)
  return database
}

/** Runs work in one transaction of a database of ours; see `runTransaction`. */
export function inTransaction<T>(
  database: Database,
  isolation: Isolation,
  work: (tx: Tx) => Promise<T>,
  last?: () => CompiledQuery | undefined,
): Promise<T> {
  return runTransaction(pools.get(database) as pg.Pool, isolation, work, last)
}

/** The tenant's rows and no others, for the rest of this transaction. */
export async function actFor(tx: Tx, tenant: string): Promise<void> {
  await sql`select set_config('naober.tenant', ${tenant}, true)`.execute(tx)
}

/** The address of the same database for another role, with that role's password. */
export function urlFor(adminUrl: string, role: string, password: string): string {
  const url = new URL(adminUrl)
  url.username = role
  url.password = password
  return url.toString()
}
