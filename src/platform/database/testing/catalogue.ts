import { randomUUID } from 'node:crypto'
import type pg from 'pg'

export interface Column {
  name: string
  type: string
  needed: boolean
  /** The first value that a check on this column names. */
  checked: string | null
}

export interface CatalogueTable {
  name: string
  enabled: boolean
  forced: boolean
  policies: string[]
  columns: Column[]
}

export interface Key {
  name: string
  columns: string[]
  /** The columns that a foreign key points at. */
  refersTo: string[] | null
}

export interface Catalogue {
  tables: CatalogueTable[]
  keys: Key[]
}

/** What the database itself says of our schema: no list in a test can forget a table that a migration adds. */
export async function catalogue(client: pg.Client): Promise<Catalogue> {
  const { rows: tables } = await client.query<CatalogueTable>(`
    select c.relname::text as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      array(select polname::text from pg_policy where polrelid = c.oid order by 1) as policies,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null),
          'needed', a.attnotnull and not a.atthasdef and a.attidentity = '' and a.attgenerated = '',
          'checked', (select (regexp_match(pg_get_constraintdef(k.oid), '''([^'']+)'''))[1] from pg_constraint k
            where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum])) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
    from pg_class c where c.relnamespace = 'naober'::regnamespace and c.relkind in ('r', 'p') order by 1`)
  const { rows: keys } = await client.query<Key>(`
    select x.relname::text as name, array(select pg_get_indexdef(i.indexrelid, n, true) from generate_series(1, i.indnkeyatts) n) as columns,
      null::text[] as "refersTo"
    from pg_index i join pg_class x on x.oid = i.indexrelid where i.indisunique and x.relnamespace = 'naober'::regnamespace
    union all
    select k.conname::text, array(select a.attname::text from unnest(k.conkey) with ordinality u(n, at) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n order by at),
      array(select a.attname::text from unnest(k.confkey) with ordinality u(n, at) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n order by at)
    from pg_constraint k where k.contype = 'f' and k.connamespace = 'naober'::regnamespace`)
  return { tables, keys }
}

/** A row that the table takes, as far as its types and checks go; its keys point at nothing. */
export function exampleRow(
  table: CatalogueTable,
  tenant: string,
  given: Record<string, unknown> = {},
): { text: string; values: unknown[] } {
  const filled = table.columns.filter((one) => one.needed || one.type === 'uuid')
  const values = filled.map((one) => (one.name === 'tenant' ? tenant : (given[one.name] ?? exampleOf(one))))
  return {
    text: `insert into naober.${table.name} (${filled.map((one) => one.name).join(', ')}) values (${filled.map((_, i) => `$${i + 1}`).join(', ')})`,
    values,
  }
}

/** Puts such a row in the table, past its foreign keys and triggers: only for who looks at row security. */
export async function fillTable(client: pg.Client, table: CatalogueTable, tenant: string): Promise<void> {
  const { text, values } = exampleRow(table, tenant)
  await client.query(`set session_replication_role = 'replica'`)
  await client.query(text, values)
  await client.query(`set session_replication_role = 'origin'`)
}

function exampleOf({ name, type, checked }: Column): unknown {
  if (name === 'one') return '00000000-0000-7000-8000-000000000000' // the smaller of two keys
  if (checked) return checked
  const examples: Record<string, unknown> = {
    uuid: randomUUID(),
    text: 'voorbeeld',
    date: '2025-03-12',
    'timestamp with time zone': '2025-03-12T08:00:00Z',
    integer: 1,
    bigint: 1,
    boolean: true,
    jsonb: '{}',
    bytea: Buffer.from([1]),
    xid8: '1',
    'text[]': '{}',
    'uuid[]': '{}',
  }
  if (!(type in examples)) throw new Error(`no example of a ${type} for ${name} yet`)
  return examples[type]
}
