import type pg from 'pg'

/** A table as it is copied. What PostgreSQL computes itself (a generated column) is left out. */
export interface CopiedTable {
  name: string
  columns: string[]
  /** Whether row security keeps it apart for each organisation. */
  isolated: boolean
}

/**
 * What is not copied, and why: it must not come back. Who was signed in when the copy was made may have signed out
 * since, a link that lets somebody in may have been used, and what was searched is forgotten within the hour.
 * `migrations` comes back because the steps are taken again.
 */
export const leftOut = ['sessions', 'invitations', 'searches', 'migrations']

/** Texts come out the same whatever the server is set to: only then are they the same bytes after they were put back. */
export const sameTexts = `
  set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC';
  set extra_float_digits = 1; set bytea_output = 'hex'; set synchronize_seqscans = off; set statement_timeout = 0;
  set idle_in_transaction_session_timeout = 0; set lock_timeout = '60s'`

/** The tables of Naober that belong in a copy, by name. */
export async function copiedTables(client: pg.Client): Promise<CopiedTable[]> {
  const { rows } = await client.query<CopiedTable>(
    `select c.relname as name, c.relrowsecurity as isolated,
        array(select a.attname::text from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
      from pg_class c where c.relnamespace = 'naober'::regnamespace and c.relkind = 'r' and not c.relname = any($1)
      order by c.relname`,
    [leftOut],
  )
  return rows
}

/** A table of ours with its columns, for COPY. */
export function named(client: pg.Client, { name, columns }: { name: string; columns: string[] }): string {
  return `naober.${client.escapeIdentifier(name)} (${columns.map((column) => client.escapeIdentifier(column)).join(', ')})`
}
