import { sql } from 'kysely'
import { steps } from '#platform/database'
import type { Doorway } from './doorway.ts'

/** Whether the people in this database are invented. One that holds nothing yet is treated as real. */
export async function isDemo({ database }: Pick<Doorway, 'database'>): Promise<boolean> {
  const { rows } = await sql<{ kind: string }>`select kind from installation`.execute(database)
  return rows[0]?.kind === 'demo'
}

/** Whether the database answers and has exactly the steps of this version. @throws what the driver throws when it is away */
export async function isUpToDate({ database }: Pick<Doorway, 'database'>): Promise<boolean> {
  const { rows } = await sql<{ name: string; hash: string }>`select name, hash from taken_steps()`.execute(database)
  const taken = new Map(rows.map((row) => [row.name, row.hash]))
  const ours = await steps()
  return ours.length === taken.size && ours.every((step) => taken.get(step.name) === step.hash)
}
