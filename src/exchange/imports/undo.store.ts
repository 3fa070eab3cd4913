import { sql } from 'kysely'
import { importStore } from '#exchange/cases'
import type { Asker } from '#platform/asker'
import { NotFound } from '#platform/errors'
import { updateLogged } from '#platform/records'
import { together } from '#platform/together'
import type { Staying } from './found.ts'
import { changedByOthers, lockedVersions, type Table } from './of-import.store.ts'

/** A record that an import made, as it stands now. */
export interface Made {
  record: string
  /** The version that the import made, and the version now. */
  recordVersion: number
  version: number
  /** The import that told of it last. */
  toldBy: string
  number: string | null
}

/** Another table that points at cases or persons, found in the catalogue: a concept that comes later is seen as well. */
interface Pointer {
  table: string
  column: string
  hasKey: boolean
  hasRemoved: boolean
  ofCase: boolean
}

/** Which rows the import itself fills; whether somebody worked on those is told by the change log. */
const filledByImport = ['case_sides', 'case_topics', 'case_phases', 'case_clocks', 'referrals', 'surveys']
/** Part of a person, or a remark about two; neither keeps anybody here. */
const partOfPerson = ['addresses', 'distinct_persons']

/** What an import made, and taking that out of sight again: never what somebody worked on since. */
export function undoStore(asker: Asker) {
  function must(): void {
    if (!asker.may('remove', 'case') || !asker.may('change', 'import')) throw new NotFound()
  }

  /** What an import made of one kind and what is still there, in the order in which it came. */
  async function madeBy(id: string, table: Table): Promise<Made[]> {
    must()
    const number = table === 'cases' ? sql.ref('t.number') : sql`null::text`
    const { rows } = await sql<Made>`
      select r.record, r.record_version as "recordVersion", t.version, r.import as "toldBy", ${number} as number
      from import_rows r join ${sql.table(table)} t on t.tenant = r.tenant and t.id = r.record
      where r.tenant = ${asker.tenant} and r.made_by = ${id} and r.record_table = ${table} and r.removed_at is null and t.removed_at is null
      order by r.record`.execute(asker.tx)
    return rows
  }

  /**
   * Takes those of these cases or persons out of sight that are as the import made them, and forgets the lines they came from, so
   * that they can come in again. @returns what stays, and why
   */
  async function takeBack(id: string, table: Table, some: readonly Made[]): Promise<Staying[]> {
    must()
    const now = await lockedVersions(
      asker,
      table,
      some.map(({ record }) => record),
    )
    const standing = some
      .filter(({ record }) => now.has(record))
      .map((one) => ({ ...one, version: now.get(one.record) as number }))
    const keys = standing.map(({ record }) => record)
    const { worked, pointed } = await together({
      worked: table === 'cases' ? importStore(asker).workedOn(keys) : changedByOthers(asker, keys),
      pointed: pointedAt(table, keys),
    })
    const stays = standing.flatMap((one): Staying[] => {
      const why = whyItStays(id, one, worked.has(one.record), pointed.has(one.record))
      return why ? [{ number: one.number, record: one.record, why }] : []
    })
    const kept = new Set(stays.map(({ record }) => record))
    await remove(
      id,
      table,
      standing.filter(({ record }) => !kept.has(record)),
    )
    return stays
  }

  /** Which of these something points at that the import did not make and that is still in sight. */
  async function pointedAt(table: Table, keys: readonly string[]): Promise<Set<string>> {
    const found = new Set<string>()
    const own = table === 'cases' ? filledByImport : partOfPerson
    for (const one of (await pointersTo(table)).filter((pointer) => !own.includes(pointer.table))) {
      const { rows } = await sql<{ id: string }>`
        select distinct t.${sql.raw(one.column)} as id from ${sql.table(one.table)} t
        where t.tenant = ${asker.tenant} and t.${sql.raw(one.column)} = any(${keys}::uuid[])
          ${one.hasRemoved ? sql`and t.removed_at is null` : sql``}
          ${one.ofCase && table === 'persons' ? caseInSight : sql``}
          ${table === 'cases' && one.hasKey ? sql`and not exists (select 1 from changes c where c.tenant = t.tenant and c.record = t.id and c.via = 'import' and c.deed = 'add')` : sql``}`.execute(
        asker.tx,
      )
      for (const { id } of rows) found.add(id)
    }
    return found
  }

  async function pointersTo(table: Table): Promise<Pointer[]> {
    const { rows } = await sql<Pointer>`
      select k.conrelid::regclass::text as "table", a.attname::text as "column",
        exists (select 1 from pg_attribute x where x.attrelid = k.conrelid and x.attname = 'id' and not x.attisdropped) as "hasKey",
        exists (select 1 from pg_attribute x where x.attrelid = k.conrelid and x.attname = 'removed_at' and not x.attisdropped) as "hasRemoved",
        exists (select 1 from pg_attribute x where x.attrelid = k.conrelid and x.attname = 'case_id' and not x.attisdropped) as "ofCase"
      from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[2]
      where k.contype = 'f' and k.confrelid = ${`naober.${table}`}::regclass and has_table_privilege(k.conrelid, 'select')
      order by 1, 2`.execute(asker.tx)
    return rows
  }

  async function remove(id: string, table: Table, some: readonly Made[]): Promise<void> {
    if (some.length === 0) return
    const removedAt = asker.now.toISOString()
    await updateLogged(
      asker,
      { table, columns: ['removed_at', 'version'], allowed: sql<boolean>`true` },
      some.map(({ record, version }) => ({ id: record, removed_at: removedAt, version: version + 1 })),
      some.map(({ record }) => ({
        ...{ deed: 'remove' as const, table, record, fields: ['removed_at'] },
        ...{ before: { removed_at: null }, after: { removed_at: removedAt } },
      })),
    )
    await sql`update import_rows set removed_at = ${asker.now}, version = version + 1 where tenant = ${asker.tenant} and made_by = ${id}
      and record = any(${some.map(({ record }) => record)}::uuid[]) and removed_at is null`.execute(asker.tx)
  }

  /** Forgets whom people in the file were said to be: with a next import it is asked again. */
  async function forgetChoices(id: string): Promise<void> {
    must()
    await sql`update import_rows set removed_at = ${asker.now} where tenant = ${asker.tenant} and import = ${id} and made_by is null
      and version = 1 and record_table = 'persons' and removed_at is null`.execute(asker.tx)
  }

  return { madeBy, takeBack, forgetChoices }
}

const caseInSight = sql`and (t.case_id is null or exists (select 1 from cases c where c.tenant = t.tenant and c.id = t.case_id and c.removed_at is null))`

/** Why a record stays when the import that made it is taken back; undefined when it goes. */
export function whyItStays(
  id: string,
  { recordVersion, version, toldBy }: Pick<Made, 'recordVersion' | 'version' | 'toldBy'>,
  isWorkedOn: boolean,
  isPointedAt: boolean,
): Staying['why'] | undefined {
  if (toldBy !== id) return 'told again'
  if (version !== recordVersion || isWorkedOn) return 'worked on'
  return isPointedAt ? 'referred to' : undefined
}
