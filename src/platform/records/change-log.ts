import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Asker } from '../asker/index.ts'
import { newKey } from '../ids/index.ts'

export type Deed = 'add' | 'change' | 'remove' | 'restore'

export interface Change {
  deed: Deed
  table: string
  record: string
  fields: readonly string[]
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/**
 * Writes who changed what, in the transaction of the change itself. The log line holds field names and a salted digest;
 * what was there before and after stands beside it and can be destroyed without breaking the seal.
 */
export async function logChanges(asker: Asker, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const lines = changes.map((change) => ({
    id: newKey(),
    deed: change.deed,
    record_table: change.table,
    record: change.record,
    fields: change.fields,
    salt: `\\x${randomBytes(16).toString('hex')}`,
    before: change.before,
    after: change.after,
  }))
  await sql`
    with line as (
      select * from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (
        id uuid, deed text, record_table text, record uuid, fields text[], salt bytea, before jsonb, after jsonb)
    ), logged as (
      insert into changes (tenant, id, at, account, via, deed, record_table, record, fields, digest)
      select ${asker.tenant}, id, ${asker.now}, ${asker.account}::uuid, ${asker.via}, deed, record_table, record, fields,
        sha256(salt || convert_to(coalesce(before::text, '') || '|' || coalesce(after::text, ''), 'UTF8')) from line
    )
    insert into change_content (tenant, change, record, salt, before, after)
    select ${asker.tenant}, id, record, salt, before, after from line`.execute(asker.tx)
}
