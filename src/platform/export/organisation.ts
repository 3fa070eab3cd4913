import type pg from 'pg'
import { asAdministrator } from '../database/index.ts'
import { Refused } from '../errors/index.ts'

/** A table as the database describes it. */
export interface ExportedTable {
  name: string
  columns: readonly { name: string; type: string; needed: boolean }[]
  key: readonly string[]
  /** Which column points at the key of which table. */
  refersTo: readonly { column: string; table: string }[]
}

/** One table with the rows of one organisation, as JSON objects with the columns that are asked for. */
export interface OneTable {
  table: ExportedTable
  rows: AsyncIterable<string>
}

/** How many rows are in memory at once; of rows that are a piece of a file a few. */
const atOnce = { rows: 1000, pieces: 20 }

/**
 * Reads all that one organisation has, as it is at one moment, a thousand rows at a time. Nothing is locked: others go on
 * working.
 * @param columnsOf which columns of a table are wanted; none leaves the table out
 * @param use reads the rows of one table to their end before the next one comes
 * @throws Refused when the organisation is not there
 */
export async function readOrganisation(
  adminUrl: string,
  tenant: string,
  columnsOf: (table: ExportedTable) => readonly string[],
  use: (one: OneTable, columns: readonly string[]) => Promise<void>,
): Promise<ExportedTable[]> {
  return asAdministrator(adminUrl, async (client) => {
    await client.query(sameTexts)
    const { rows: roles } = await client.query<{ super: boolean }>(
      'select rolsuper as super from pg_roles where rolname = current_user',
    )
    await client.query(roles[0]?.super ? 'set row_security = off' : 'set role naober_owner')
    await client.query('begin transaction isolation level repeatable read, read only')
    // Row security lets the owner see what is of this organisation alone; the condition below says it once more.
    await client.query(`select set_config('naober.tenant', $1, true)`, [tenant])
    const { rows: there } = await client.query('select 1 from naober.tenants where tenant = $1', [tenant])
    if (there.length === 0) throw new Refused('Deze organisatie staat niet in deze database.')
    const tables = await tablesOf(client)
    for (const table of tables) {
      const columns = columnsOf(table)
      if (columns.length > 0) await use({ table, rows: rowsOf(client, table, columns, tenant) }, columns)
    }
    await client.query('commit')
    return tables
  })
}

/** Texts come out the same whatever the server is set to. */
const sameTexts = `set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601';
  set timezone = 'UTC'; set extra_float_digits = 1; set bytea_output = 'hex'; set statement_timeout = 0`

async function* rowsOf(
  client: pg.Client,
  { name, columns: all, key }: ExportedTable,
  columns: readonly string[],
  tenant: string,
): AsyncIterable<string> {
  const quoted = (one: string) => client.escapeIdentifier(one)
  const order = key.length > 0 ? ` order by ${key.map(quoted).join(', ')}` : ''
  const own = all.some((column) => column.name === 'tenant') ? ` where tenant = ${client.escapeLiteral(tenant)}` : ''
  const most =
    columns.includes('content') && all.some(({ name, type }) => name === 'content' && type === 'bytea')
      ? atOnce.pieces
      : atOnce.rows
  await client.query(
    `declare of_one_table no scroll cursor for select to_json(r)::text as row
      from (select ${columns.map(quoted).join(', ')} from naober.${quoted(name)}${own}${order}) r`,
  )
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${most} from of_one_table`)
    for (const { row } of rows) yield row
    if (rows.length < most) break
  }
  await client.query('close of_one_table')
}

async function tablesOf(client: pg.Client): Promise<ExportedTable[]> {
  const { rows } = await client.query<ExportedTable>(`
    select c.relname::text as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null), 'needed', a.attnotnull) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      coalesce((select array_agg(pg_get_indexdef(i.indexrelid, n, true) order by n) from pg_index i, generate_series(1, i.indnkeyatts) n
        where i.indrelid = c.oid and i.indisprimary), '{}') as key,
      coalesce((select json_agg(json_build_object('column', a.attname, 'table', r.relname) order by a.attnum)
        from pg_constraint k join pg_class r on r.oid = k.confrelid, unnest(k.conkey) u(n) join pg_attribute a on a.attnum = u.n
        where k.conrelid = c.oid and k.contype = 'f' and a.attrelid = c.oid and a.attname <> 'tenant'), '[]') as "refersTo"
    from pg_class c where c.relnamespace = 'naober'::regnamespace and c.relkind in ('r', 'p') order by c.relname`)
  return rows
}
