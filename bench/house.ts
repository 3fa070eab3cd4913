import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Doorway, openDoorway } from '#access'
import { type Clock, clockOn } from '#platform/clock'
import { dropDatabase, kindOf, makeDatabase, migrate, rolePassword, tidyUp, urlFor } from '#platform/database'
import { day } from '#platform/days'
import { startPostgres } from '#platform/postgres'
import { type Built, buildOrganisation } from './organisation.ts'
import { monday, type Size } from './sizes.ts'
import { type Accounts, foundTenant, signIn } from './tenant.ts'

const ownSecret = 'only for the bench'
const name = 'naober_bench'

/** An organisation on a server of its own, ready to be measured. */
export interface House {
  folder: string
  webUrl: string
  doorway: Doorway
  clock: Clock
  tenant: string
  accounts: Accounts
  /** The token of a session that began just now, for each of them. */
  tokens: Record<keyof Accounts, string>
  /** How fast it was built; empty when it stood there already. */
  built: Built[]
  close(): Promise<void>
}

/** Roles are of a whole server: who lends one gives the secret that its roles have their passwords from. */
export interface ServerOfAnother {
  adminUrl: string
  database: string
  secret: string
}

interface Kept {
  size: Size
  tenant: string
  accounts: Accounts
  built: Built[]
}

/**
 * Opens the organisation in a folder, and builds it first when it is not there in this size. The server is durable: what
 * is measured is what an organisation gets.
 * @param server another server to use, for tests; without it one of our own in the folder
 */
export async function openHouse(
  folder: string,
  size: Size,
  tell: (built: Built) => void,
  server?: ServerOfAnother,
): Promise<House> {
  mkdirSync(folder, { recursive: true })
  const running = server ? undefined : await startPostgres({ folder: join(folder, 'postgres') })
  try {
    const serverUrl = server?.adminUrl ?? (running as { adminUrl: string }).adminUrl
    const file = join(folder, 'organisation.json')
    const before = readKept(file)
    const fits = before && JSON.stringify(before.size) === JSON.stringify(size)
    if (!fits) await dropDatabase(serverUrl, server?.database ?? name)
    const adminUrl = await makeDatabase(serverUrl, server?.database ?? name)
    const secret = server?.secret ?? ownSecret
    await migrate(adminUrl, secret)
    await kindOf(adminUrl, 'demo')
    const webUrl = urlFor(adminUrl, 'naober_web', rolePassword(secret, 'naober_web'))
    const clock = clockOn(day(monday))
    const doorway = openDoorway(webUrl, clock)
    const kept = fits ? before : await build(doorway, adminUrl, size, tell)
    if (!fits) writeFileSync(file, JSON.stringify(kept), { mode: 0o600 })
    return {
      folder,
      webUrl,
      doorway,
      clock,
      tenant: kept.tenant,
      accounts: kept.accounts,
      tokens: await signIn(doorway, kept.tenant, kept.accounts),
      built: fits ? [] : kept.built,
      async close() {
        await doorway.close()
        await running?.stop()
      },
    }
  } catch (problem) {
    await running?.stop()
    throw problem
  }
}

async function build(doorway: Doorway, adminUrl: string, size: Size, tell: (built: Built) => void): Promise<Kept> {
  const built: Built[] = []
  const { tenant, accounts } = await foundTenant(doorway)
  await buildOrganisation(doorway, tenant, size, accounts.volunteer, (one) => {
    built.push(one)
    tell(one)
  })
  await tidyUp(adminUrl)
  return { size, tenant, accounts, built }
}

function readKept(file: string): Kept | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : undefined
}
