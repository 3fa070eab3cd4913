import { CamelCasePlugin, Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { noteStatement } from './statements.ts'
import type { DB } from './types.generated.ts'

export type Database = Kysely<DB>
/** One transaction in which a page, a job or an import reads and writes. */
export type Tx = Transaction<DB>

const DATE = 1082
const BIGINT = 20

/** A `date` stays the text 'YYYY-MM-DD' (our Day); counts and money in cents are whole numbers below 2^53. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === DATE) return (text: string) => text
    if (oid === BIGINT) return Number
    return pg.types.getTypeParser(oid, format)
  },
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
    application_name: 'naober',
  })
  // A connection that breaks while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    log: noteStatement,
  })
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
