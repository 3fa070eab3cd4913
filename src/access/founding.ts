import { sql } from 'kysely'
import { actFor, inTransaction } from '#platform/database'
import { newKey } from '#platform/ids'
import { hashPassword, newToken, sha256 } from '#platform/secrets'
import type { Doorway } from './doorway.ts'
import { limitsOf } from './session-limits.ts'

/** Makes an organisation: the tenant whose data it will be. Everything else is added by its own store. @returns its key */
export async function foundOrganisation(
  { database }: Pick<Doorway, 'database'>,
  { name, municipality }: { name: string; municipality: string },
): Promise<string> {
  const tenant = newKey()
  await inTransaction(database, 'read committed', async (tx) => {
    await actFor(tx, tenant)
    await tx.insertInto('tenants').values({ tenant, name, municipality }).execute()
  })
  return tenant
}

/**
 * Gives accounts their first password, all the same one. Hashing takes some thirty milliseconds and happens once,
 * outside the transaction: for the demo and tests, where nobody's secret is at stake.
 */
export async function giveSharedPassword(
  { database }: Pick<Doorway, 'database'>,
  tenant: string,
  accounts: readonly { id: string; email: string }[],
  password: string,
): Promise<void> {
  const hash = await hashPassword(password)
  await inTransaction(database, 'read committed', async (tx) => {
    await actFor(tx, tenant)
    for (const { id, email } of accounts) await sql`select set_password(${id}, ${email}, ${hash})`.execute(tx)
  })
}

/** Begins a session for an account without its password: for tests that do not go by the sign-in page. @returns the token */
export async function beginSession(
  { database, clock }: Pick<Doorway, 'database' | 'clock'>,
  whose: { tenant: string; account: string; role: string },
): Promise<string> {
  const token = newToken()
  const { idle, absolute } = limitsOf(whose.role)
  await sql`select start_session(${whose.tenant}, ${newKey()}, ${whose.account}, ${Buffer.from(sha256(token), 'hex')}, ${clock.now()}, ${idle}, ${absolute}, true, 'test')`.execute(
    database,
  )
  return token
}
