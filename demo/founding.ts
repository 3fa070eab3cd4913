import { type Doorway, foundOrganisation, giveSharedPassword, type Store, type Team } from '#access'
import { day } from '#platform/days'
import { type DemoAccount, demoPassword, mediationTeam, seniorsTeam } from './accounts.ts'

/** Somebody who can sign in. */
export interface Worker extends DemoAccount {
  id: string
}

export interface Founding<Name extends string> {
  name: string
  municipality: string
  villages: readonly string[]
  /** Which villages are large, since when. */
  large: readonly string[]
  since: string
  accounts: Readonly<Record<Name, DemoAccount>>
  partners: readonly { name: string; kind: string; phone: string | null; email: string | null }[]
}

export interface Founded<Name extends string> {
  tenant: string
  workers: Record<Name, Worker>
  /** Keys by name. */
  villages: ReadonlyMap<string, string>
  partners: ReadonlyMap<string, { id: string; kind: string }>
}

/** Makes an organisation with its villages, partners, teams and accounts, all with the demo's password. */
export async function found<Name extends string>(doorway: Doorway, plan: Founding<Name>): Promise<Founded<Name>> {
  const tenant = await foundOrganisation(doorway, plan)
  const made = await doorway.system({ tenant, via: 'demo', purpose: 'demo' }, async (store) => {
    const villages = await settleVillages(store, plan)
    const partners = await store.organisations.addMany(plan.partners)
    return {
      villages,
      partners: new Map(partners.map(({ name, id, kind }) => [name, { id, kind }])),
      workers: await hire(store, plan.accounts),
    }
  })
  await giveSharedPassword(doorway, tenant, Object.values<Worker>(made.workers), demoPassword)
  return { tenant, ...made }
}

async function settleVillages(
  store: Store,
  { villages, large, since }: Founding<string>,
): Promise<Map<string, string>> {
  const added = await store.areas.addVillages(villages)
  const keys = new Map(added.map(({ name, id }) => [name, id]))
  await store.areas.addGrouping(
    villages.map((name) => ({
      groupingKey: 'groot-klein',
      area: keys.get(name) as string,
      groupKey: large.includes(name) ? 'large' : 'small',
      groupName: large.includes(name) ? 'grote dorpen' : 'kleine dorpen',
      validFrom: day(since),
      validUntil: null,
    })),
  )
  for (const line of ['buurtbemiddeling', 'vrijwillige-ondersteuning'])
    await store.accounts.set({
      key: `${line}.villageSet`,
      validFrom: day(since),
      validUntil: null,
      value: 'groot-klein',
      source: 'afspraak met de gemeente',
    })
  return keys
}

async function hire<Name extends string>(
  store: Store,
  accounts: Readonly<Record<Name, DemoAccount>>,
): Promise<Record<Name, Worker>> {
  const teams: Record<string, Team> = {
    [mediationTeam]: await store.accounts.addTeam({ name: mediationTeam, lines: ['buurtbemiddeling'] }),
    [seniorsTeam]: await store.accounts.addTeam({ name: seniorsTeam, lines: ['vrijwillige-ondersteuning'] }),
  }
  const hired: [string, Worker][] = []
  for (const [key, one] of Object.entries<DemoAccount>(accounts)) {
    const { id } = await store.accounts.add({
      name: one.name,
      email: one.email,
      role: one.role,
      endedOn: null,
      phone: one.phone ?? null,
    })
    const team = one.team === null ? undefined : teams[one.team]
    if (team) await store.accounts.join(team.id, id)
    hired.push([key, { ...one, id }])
  }
  return Object.fromEntries(hired) as Record<Name, Worker>
}
