import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { NotFound } from '#platform/errors'
import { newKey } from '#platform/ids'
import { type New, type Row, records, table } from '#platform/records'
import { together } from '#platform/together'

export type Import = Row<'imports'>

/** One line of a source and what it became: with the version that the import made, and a digest of what the line said. */
export interface ImportRow {
  id: string
  rowKey: string
  record: string
  recordVersion: number
  rowHash: Buffer
}

export type NewImportRow = Omit<ImportRow, 'id'> & {
  recordTable: 'cases' | 'persons'
  /** The record was there before: this import found it and did not make it. */
  isKnown?: true
}

const imports = table('imports', 'import', [
  ...([
    'source',
    'line',
    'fileHash',
    'fileName',
    'rowsRead',
    'rowsAdded',
    'rowsChanged',
    'rowsSame',
    'rowsKept',
    'rowsRefused',
  ] as const),
])
const mappings = table('importMappings', 'import', ['source', 'line', 'mapping'])

/** What came in from elsewhere: the imports, the lines they read, and what the columns of each source mean. */
export function importStore(asker: Asker) {
  const own = records(asker, imports)
  const kept = records(asker, mappings)

  /**
   * Begins a block. Two imports of one source wait for each other, until the end of the transaction. And PostgreSQL
   * forgets the plans it made: a foreign key that was first checked while `cases` was nearly empty goes on reading the
   * whole table for every row (measured: 1,100 ms for 1,500 phases against 50). It plans without looking at which organisation
   * asks: of one that is new in a large installation it knows no rows, so that it takes any index that begins with the
   * organisation for good, and then reads all of its people for each of them (measured: 23 s for every 50 rows).
   */
  async function wait(source: string): Promise<void> {
    await together({
      forgotten: sql`discard plans`.execute(asker.tx),
      general: sql`set local plan_cache_mode = force_generic_plan`.execute(asker.tx),
      locked: sql`select pg_advisory_xact_lock(hashtextextended(${`import ${asker.tenant} ${source}`}, 0))`.execute(
        asker.tx,
      ),
    })
  }

  /** The import under this key is there, with these counts when it was not yet. */
  async function begin(row: New<'imports'> & { id: string }): Promise<void> {
    if (!(await own.find(row.id))) await own.add(row)
  }

  /** The counts of an import are those of the blocks that are done. */
  async function progress({ id, ...counts }: New<'imports'> & { id: string }): Promise<void> {
    await own.apply(id, (was) => ({ ...was, ...counts }))
  }

  /** Lets PostgreSQL look at tables that just got their first rows. Not inside a block: nobody else may look until it ends. */
  async function lookAtNewTables(): Promise<void> {
    await sql`select look_at_new_tables()`.execute(asker.tx)
  }

  /** What lines with these keys became before. */
  async function rows(
    source: string,
    of: NewImportRow['recordTable'],
    keys: readonly string[],
  ): Promise<Map<string, ImportRow>> {
    mustRead()
    const found = await asker.tx
      .selectFrom('importRows')
      .select(['id', 'rowKey', 'record', 'recordVersion', 'rowHash'])
      .where('tenant', '=', asker.tenant)
      .where('source', '=', source)
      .where('recordTable', '=', of)
      .where('rowKey', '=', sql<string>`any(${keys as string[]}::text[])`)
      .where('removedAt', 'is', null)
      .execute()
    return new Map(found.map((row) => [row.rowKey, row]))
  }

  /**
   * Remembers what lines became. These rows are the memory of an import, not something registered: what they point at
   * has its own line in the change log, so a second one for each would tell nothing.
   */
  async function remember(of: { import: string; source: string }, news: readonly NewImportRow[]): Promise<void> {
    if (!asker.may('add', 'import')) throw new NotFound()
    const lines = news.map((row) => ({
      id: newKey(),
      key: row.rowKey,
      table: row.recordTable,
      record: row.record,
      version: row.recordVersion,
      hash: row.rowHash.toString('hex'),
      made: row.isKnown ? null : of.import,
    }))
    await sql`
      insert into import_rows (tenant, id, import, source, row_key, record_table, record, record_version, row_hash, made_by, added_at, added_by)
      select ${asker.tenant}, l.id, ${of.import}, ${of.source}, l.key, l."table", l.record, l.version, decode(l.hash, 'hex'), l.made, ${asker.now}, ${asker.account}::uuid
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (id uuid, key text, "table" text, record uuid, version int, hash text, made uuid)
      on conflict (tenant, source, record_table, row_key) where removed_at is null
      do update set import = excluded.import, record = excluded.record, record_version = excluded.record_version, row_hash = excluded.row_hash,
        told_xact = pg_current_xact_id(), before_import = import_rows.import, before_hash = import_rows.row_hash, version = import_rows.version + 1`.execute(
      asker.tx,
    )
  }

  /**
   * Of these cases the ones that somebody worked on: changed, or with a part that was added or changed, by another way than an
   * import. That two people in them turned out to be one (`same_as` in the same transaction) is no work on a case.
   */
  async function workedOn(cases: readonly string[]): Promise<Set<string>> {
    mustRead()
    const { rows: found } = await sql<{ id: string }>`
      with asked as (select unnest(${cases}::uuid[]) as id),
      part as (
        select id as case_id, id from asked
        union all select s.case_id, s.id from case_sides s join asked on asked.id = s.case_id where s.tenant = ${asker.tenant}
        union all select t.case_id, t.id from case_topics t join asked on asked.id = t.case_id where t.tenant = ${asker.tenant}
        union all select p.case_id, p.id from case_phases p join asked on asked.id = p.case_id where p.tenant = ${asker.tenant}
        union all select n.case_id, n.id from notes n join asked on asked.id = n.case_id where n.tenant = ${asker.tenant}
        union all select x.case_id, x.id from next_steps x join asked on asked.id = x.case_id where x.tenant = ${asker.tenant}
        union all select r.case_id, r.id from referrals r join asked on asked.id = r.case_id where r.tenant = ${asker.tenant}
        union all select v.case_id, v.id from surveys v join asked on asked.id = v.case_id where v.tenant = ${asker.tenant}
        union all select k.case_id, k.id from consents k join asked on asked.id = k.case_id where k.tenant = ${asker.tenant})
      select distinct part.case_id as id from part join changes c on c.tenant = ${asker.tenant} and c.record = part.id and c.via <> 'import'
        and not (c.fields = '{person}' and c.deed = 'change' and exists (select 1 from changes m where m.tenant = c.tenant and m.xact = c.xact
          and m.record_table = 'persons' and 'same_as' = any(m.fields)))`.execute(asker.tx)
    return new Set(found.map((row) => row.id))
  }

  /** What the columns of a source mean, as somebody agreed to it before. */
  async function mapping(source: string): Promise<{ line: string; mapping: unknown } | undefined> {
    return kept.all().where('importMappings.source', '=', source).executeTakeFirst()
  }

  /** Which of these records an import made itself. */
  async function madeBy(id: string, records: readonly string[]): Promise<Set<string>> {
    mustRead()
    const { rows: found } = await sql<{ record: string }>`
      select record from import_rows where tenant = ${asker.tenant} and record = any(${records}::uuid[]) and made_by = ${id}`.execute(
      asker.tx,
    )
    return new Set(found.map(({ record }) => record))
  }

  /** What the columns mean of every source of a line, the newest first. */
  async function mappingsOf(line: string): Promise<{ source: string; mapping: unknown }[]> {
    return kept.all().where('importMappings.line', '=', line).orderBy('importMappings.addedAt', 'desc').execute()
  }

  async function keepMapping(source: string, line: string, agreed: object): Promise<void> {
    const was = await kept.all().where('importMappings.source', '=', source).executeTakeFirst()
    const becomes = { source, line, mapping: agreed as never }
    if (was) await kept.apply(was.id, (one) => ({ ...one, ...becomes }))
    else await kept.add(becomes)
  }

  function mustRead(): void {
    if (!asker.may('read', 'import')) throw new NotFound()
  }

  return {
    wait,
    begin,
    progress,
    lookAtNewTables,
    rows,
    remember,
    workedOn,
    madeBy,
    mapping,
    mappingsOf,
    keepMapping,
    all: (): Promise<Import[]> => own.all().orderBy('imports.addedAt', 'desc').limit(200).execute(),
  }
}

export type ImportStore = ReturnType<typeof importStore>
