import { type RawBuilder, sql } from 'kysely'
import type { Asker } from '../asker/index.ts'
import { plannedOnce } from '../database/index.ts'
import { newKey } from '../ids/index.ts'

/**
 * Who changed what is written in the statement of the change itself. The log line holds field names and a salted digest; what was
 * there before and after stands beside it and can be destroyed without breaking the seal.
 */
export type Deed = 'add' | 'change' | 'remove' | 'restore'

export interface Change {
  deed: Deed
  table: string
  record: string
  fields: readonly string[]
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

export interface Insertion {
  table: string
  /** All that a row is about, under their names in SQL. */
  columns: readonly string[]
  /** Which rows may be added. */
  allowed: RawBuilder<boolean>
  /** What is asked back, of the rows that may be added. */
  back: RawBuilder<unknown>
}

/**
 * Inserts rows and writes their log lines in one statement: what was added is what they hold.
 * @param rows each with its key and the columns that are not empty, as JSON that PostgreSQL reads back without loss
 * @returns what was asked back, in whatever order
 */
export async function insertLogged<R>(
  asker: Asker,
  { table, columns, allowed, back }: Insertion,
  rows: readonly { id: string; row: Record<string, unknown> }[],
): Promise<R[]> {
  const joined = (each: (one: (typeof rows)[number]) => string) => rows.map(each).join(' ')
  // What rows hold travels as one array, and their keys beside it in the same order: taken apart row by row it took twice as long.
  const { rows: added } = await sql<R>`
    ${plannedOnce} with given as materialized (
      select ${JSON.stringify(rows.map(({ row }) => row))}::jsonb as contents,
        string_to_array(${joined(({ id }) => id)}, ' ')::uuid[] as keys,
        string_to_array(${joined(newKey)}, ' ')::uuid[] as lines,
        string_to_array(${joined(({ row }) => Object.keys(row).join())}, ' ') as fields
    ), added as (
      insert into ${sql.table(table)} (tenant, id, version, added_at, added_by, ${sql.raw(columns.join(', '))})
      select ${asker.tenant}, n.unnest, 1, ${asker.now}, ${asker.account}::uuid, ${sql.raw(columns.map((column) => `n.${column}`).join(', '))}
      from given, rows from (jsonb_populate_recordset(null::${sql.table(table)}, contents), unnest(keys)) as n
      returning *
    ), line as (
      select l.id, l.record, coalesce(string_to_array(l.fields, ','), '{}') as fields, l.after, null::jsonb as before,
        'add' as deed, ${table} as record_table, ${salt} as salt
      from given, rows from (unnest(lines), unnest(keys), unnest(given.fields), jsonb_array_elements(contents)) as l (id, record, fields, after)
    ), ${logged(asker)}, content as (
      ${kept(asker)}
    )
    select ${back} from added as ${sql.table(table)} where ${allowed}`.execute(asker.tx)
  return added
}

export interface Update {
  table: string
  /** What is saved, under its names in SQL. */
  columns: readonly string[]
  /** Of which rows the asker gets to see what became of them. */
  allowed: RawBuilder<boolean>
}

/**
 * Saves rows as they became and writes their log lines in one statement.
 * @param rows each with its key and all that is saved of it, as JSON that PostgreSQL reads back without loss
 * @param changes what differs, for the log
 * @returns the rows as they are now, as far as they are allowed
 */
export async function updateLogged<R>(
  asker: Asker,
  { table, columns, allowed }: Update,
  rows: readonly Record<string, unknown>[],
  changes: readonly Change[],
): Promise<R[]> {
  const lines = changes.map((change) => ({
    id: newKey(),
    deed: change.deed,
    record_table: change.table,
    record: change.record,
    fields: change.fields,
    before: change.before,
    after: change.after,
  }))
  const { rows: saved } = await sql<R>`
    ${plannedOnce} with saved as (
      update ${sql.table(table)} t set ${sql.raw(columns.map((column) => `${column} = n.${column}`).join(', '))}
      from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb) n
      where t.tenant = ${asker.tenant} and t.id = n.id returning t.*
    ), line as (
      select l.*, ${salt} as salt from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (
        id uuid, deed text, record_table text, record uuid, fields text[], before jsonb, after jsonb)
    ), ${logged(asker)}, content as (
      ${kept(asker)}
    )
    select * from saved as ${sql.table(table)} where ${allowed}`.execute(asker.tx)
  return saved
}

// Random, so that nobody can guess what was wiped by computing the digest of what it may have been.
const salt = sql`uuid_send(gen_random_uuid())`

const logged = (asker: Asker) => sql`logged as (
      insert into changes (tenant, id, at, account, via, deed, record_table, record, fields, digest)
      select ${asker.tenant}, id, ${asker.now}, ${asker.account}::uuid, ${asker.via}, deed, record_table, record, fields,
        sha256(salt || convert_to(coalesce(before::text, '') || '|' || coalesce(after::text, ''), 'UTF8')) from line
    )`

const kept = (asker: Asker) => sql`insert into change_content (tenant, change, record, salt, before, after)
    select ${asker.tenant}, id, record, salt, before, after from line`
