import { sql } from 'kysely'
import type { Asker } from '#platform/asker'

/** Who keeps the accounts of an organisation, and whether they have a password to come in with. */
export async function keepersOf(asker: Asker): Promise<{ id: string; name: string; hasPassword: boolean }[]> {
  const { rows } = await sql<{ id: string; name: string; hasPassword: boolean }>`
    select a.id, a.name, exists (select from account_secret(a.id) s where s.password_hash <> '') as "hasPassword" from accounts a
    where a.tenant = ${asker.tenant} and a.role = 'administrator' and a.removed_at is null
      and (a.ended_on is null or a.ended_on > ${asker.today}) order by a.name`.execute(asker.tx)
  return rows
}
