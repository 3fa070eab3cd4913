import { sql } from 'kysely'
import type { Asker } from '#platform/asker'

/** What an import makes and tells again. */
export type Table = 'cases' | 'persons'

/** Locks these records, as far as they are in sight, in one order for all who do. @returns the version of each */
export async function lockedVersions(
  asker: Asker,
  table: Table,
  keys: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; version: number }>`
    select id, version from ${sql.table(table)} where tenant = ${asker.tenant} and removed_at is null
      and id = any(${keys}::uuid[]) order by id for update`.execute(asker.tx)
  return new Map(rows.map((row) => [row.id, row.version]))
}

/** People whom, or whose address, somebody changed by another way than an import. */
export async function changedByOthers(asker: Asker, keys: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    with part as (select unnest(${keys}::uuid[]) as person, unnest(${keys}::uuid[]) as id
      union all select a.person, a.id from addresses a where a.tenant = ${asker.tenant} and a.person = any(${keys}::uuid[]))
    select distinct part.person as id from part join changes c on c.tenant = ${asker.tenant} and c.record = part.id and c.via <> 'import'`.execute(
    asker.tx,
  )
  return new Set(rows.map(({ id }) => id))
}
