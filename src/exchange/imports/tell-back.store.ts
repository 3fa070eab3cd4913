import { sql } from 'kysely'
import { importStore } from '#exchange/cases'
import type { Asker } from '#platform/asker'
import { NotFound } from '#platform/errors'
import { type Change, updateLogged } from '#platform/records'
import { changedByOthers, lockedVersions, type Table } from './of-import.store.ts'

/** A record that was here before an import brought it up to date, and how the import left it. */
export interface Retold {
  record: string
  recordVersion: number
  /** The transaction in which the import told it; null when that was not kept yet. */
  toldIn: string | null
  number: string | null
}

/** What is filled for a case or a person when it is told again, besides its own row: table and the column that names the whole. */
const partsOf: Record<Table, readonly (readonly [table: string, by: string])[]> = {
  cases: ['case_sides', 'case_topics', 'case_phases', 'case_clocks', 'referrals', 'surveys'].map(
    (table) => [table, 'case_id'] as const,
  ),
  persons: [['addresses', 'person']],
}

type Contents = Record<string, unknown>

/** One line of the change log, with what stood there before. */
interface Line {
  table: string
  record: string
  whole: string
  deed: Change['deed']
  before: Contents | null
  row: Contents
}

/** What an import told again is set to what stood there before: never what somebody worked on since. */
export function tellBackStore(asker: Asker) {
  function must(): void {
    if (!asker.may('change', 'case') || !asker.may('change', 'import')) throw new NotFound()
  }

  /** What was here before an import, was brought up to date by it and is still there. */
  async function retoldBy(id: string, table: Table): Promise<Retold[]> {
    must()
    const number = table === 'cases' ? sql.ref('t.number') : sql`null::text`
    const { rows } = await sql<Retold>`
      select r.record, r.record_version as "recordVersion", r.told_xact::text as "toldIn", ${number} as number
      from import_rows r join ${sql.table(table)} t on t.tenant = r.tenant and t.id = r.record
      where r.tenant = ${asker.tenant} and r.import = ${id} and r.made_by is distinct from ${id}::uuid and r.version > 1
        and r.record_table = ${table} and r.removed_at is null and t.removed_at is null
      order by r.record`.execute(asker.tx)
    return rows
  }

  /** Sets these to what they were before the import. @returns those that stay as they are, because somebody worked on them since */
  async function tellBack(id: string, table: Table, some: readonly Retold[]): Promise<Retold[]> {
    must()
    const keys = some.map(({ record }) => record)
    const now = await lockedVersions(asker, table, keys)
    const worked = await (table === 'cases' ? importStore(asker).workedOn(keys) : changedByOthers(asker, keys))
    const goes = some.filter(
      (one) => one.toldIn && now.get(one.record) === one.recordVersion && !worked.has(one.record),
    )
    const lines = await linesOf(table, goes)
    for (const of of new Set(lines.map((line) => line.table)))
      await setBack(
        of,
        lines.filter((line) => line.table === of),
      )
    await forget(
      id,
      table,
      goes.map(({ record }) => record),
    )
    return some.filter((one) => !goes.includes(one))
  }

  /** What the import did to these and their parts, the last thing first, with each row as it stands. */
  async function linesOf(table: Table, some: readonly Retold[]): Promise<Line[]> {
    const asked = sql`jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as a (record uuid, "toldIn" text)`
    const found: Line[] = []
    for (const [of, by] of [[table, 'id'] as const, ...partsOf[table]]) {
      const { rows } = await sql<Line>`
        select ${of} as "table", t.id as record, a.record as whole, c.deed, k.before, to_jsonb(t) as row
        from ${asked} join ${sql.table(of)} t on t.tenant = ${asker.tenant} and ${sql.ref(`t.${by}`)} = a.record
          join changes c on c.tenant = t.tenant and c.record = t.id and c.xact = a."toldIn"::xid8
          join change_content k on k.tenant = c.tenant and k.change = c.id
        order by c.id desc`.execute(asker.tx)
      found.push(...rows)
    }
    return found
  }

  async function setBack(table: string, lines: readonly Line[]): Promise<void> {
    const at = asker.now.toISOString()
    const becomes = new Map<string, { was: Contents; row: Contents }>()
    for (const { record, deed, before, row } of lines) {
      const so = becomes.get(record)?.row ?? row
      becomes.set(record, { was: row, row: { ...so, ...(deed === 'add' ? { removed_at: at } : before) } })
    }
    const rows = [...becomes.values()].map(({ was, row }) => ({
      was,
      row: { ...row, version: Number(was.version) + 1 } as Contents,
    }))
    const [first] = rows
    if (!first) return
    const columns = Object.keys(first.row).filter((column) => !fixed.includes(column))
    await updateLogged(
      asker,
      { table, columns, allowed: sql<boolean>`true` },
      rows.map(({ row }) => row),
      rows.map(({ was, row }) => changeOf(table, was, row)),
    )
  }

  /** What the lines of the file told counts no longer: the import before it is the last one again. */
  async function forget(id: string, table: Table, keys: readonly string[]): Promise<void> {
    await sql`
      update import_rows r set import = coalesce(r.before_import, r.import), row_hash = coalesce(r.before_hash, ''), told_xact = null,
        before_import = null, before_hash = null, record_version = t.version, version = r.version + 1
      from ${sql.table(table)} t where t.tenant = r.tenant and t.id = r.record and r.tenant = ${asker.tenant} and r.import = ${id}
        and r.record_table = ${table} and r.record = any(${keys}::uuid[]) and r.removed_at is null`.execute(asker.tx)
  }

  return { retoldBy, tellBack }
}

/** What a row keeps whatever is set back. */
const fixed = ['tenant', 'id', 'added_at', 'added_by']

function changeOf(table: string, was: Contents, row: Contents): Change {
  const fields = Object.keys(row).filter(
    (column) => column !== 'version' && JSON.stringify(was[column]) !== JSON.stringify(row[column]),
  )
  const of = (contents: Contents) => Object.fromEntries(fields.map((field) => [field, contents[field]]))
  const deed = row.removed_at ? 'remove' : was.removed_at ? 'restore' : 'change'
  return { deed, table, record: String(row.id), fields, before: of(was), after: of(row) }
}
