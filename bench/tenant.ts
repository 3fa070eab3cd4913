import { beginSession, type Doorway, foundOrganisation } from '#access'

/** Who measures: who does everything on the line, who works in cases, who reads along, and who helps. */
export interface Accounts {
  coordinator: string
  worker: string
  director: string
  volunteer: string
}

/** Makes the organisation with its team of twenty. @returns its key, and who will measure */
export async function foundTenant(doorway: Doorway): Promise<{ tenant: string; accounts: Accounts }> {
  const tenant = await foundOrganisation(doorway, { name: 'Welzijn Meetveen', municipality: 'Meetveen' })
  const accounts = await doorway.system({ tenant, via: 'command', purpose: 'bench' }, async (store) => {
    const team = await store.accounts.addTeam({ name: 'Buurtbemiddeling', lines: ['buurtbemiddeling'] })
    const join = async (role: string, nr: number) => {
      const account = await store.accounts.add({
        // Two organisations of the bench may stand in one database, and an address belongs to one account.
        email: `${role}${nr}.${tenant}@meetveen.example`,
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
    return { coordinator, worker, director: await join('director', 1), volunteer: await join('volunteer', 1) }
  })
  return { tenant, accounts }
}

/** Starts a session for each, with the second step done. */
export async function signIn(
  doorway: Doorway,
  tenant: string,
  accounts: Accounts,
): Promise<Record<keyof Accounts, string>> {
  const start = (role: keyof Accounts) => beginSession(doorway, { tenant, account: accounts[role], role })
  return {
    coordinator: await start('coordinator'),
    worker: await start('worker'),
    director: await start('director'),
    volunteer: await start('volunteer'),
  }
}
