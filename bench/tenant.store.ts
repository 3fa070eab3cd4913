import { sql } from 'kysely'
import type { Doorway } from '#access'
import { actFor } from '#platform/database'
import { newKey } from '#platform/ids'
import { newToken, sha256 } from '#platform/secrets'

/** Who measures: one account that does everything on the line, one that works in cases, one that reads along. */
export interface Accounts {
  coordinator: string
  worker: string
  director: string
}

const workingDay = 36_000

/** Makes the tenant with its team of twenty, and returns who will measure. */
export async function foundTenant(doorway: Doorway, tenant: string): Promise<Accounts> {
  await doorway.database.transaction().execute(async (tx) => {
    await actFor(tx, tenant)
    await tx.insertInto('tenants').values({ tenant, name: 'Welzijn Meetveen', municipality: 'Meetveen' }).execute()
  })
  return doorway.system({ tenant, via: 'command', purpose: 'bench' }, async (store) => {
    const team = await store.accounts.addTeam({ name: 'Buurtbemiddeling', lines: ['buurtbemiddeling'] })
    const join = async (role: string, nr: number) => {
      const account = await store.accounts.add({
        email: `${role}${nr}@meetveen.example`,
        name: `${role} ${nr}`,
        role,
        endedOn: null,
      })
      await store.accounts.join(team.id, account.id)
      return account.id
    }
    const coordinator = await join('coordinator', 1)
    const worker = await join('worker', 1)
    for (let nr = 2; nr <= 19; nr++) await join('worker', nr)
    return { coordinator, worker, director: await join('director', 1) }
  })
}

/** Starts a session for each, with the second step done. */
export async function signIn(
  doorway: Doorway,
  tenant: string,
  accounts: Accounts,
): Promise<Record<keyof Accounts, string>> {
  const start = async (account: string) => {
    const token = newToken()
    await sql`select start_session(${tenant}, ${newKey()}, ${account}, ${Buffer.from(sha256(token), 'hex')}, ${doorway.clock.now()},
      ${workingDay}, ${workingDay}, true, 'bench')`.execute(doorway.database)
    return token
  }
  return {
    coordinator: await start(accounts.coordinator),
    worker: await start(accounts.worker),
    director: await start(accounts.director),
  }
}
