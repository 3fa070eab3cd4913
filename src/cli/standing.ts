import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, configFrom } from '#platform/config'
import { Refused } from '#platform/errors'
import { hasCluster, startPostgres } from '#platform/postgres'
import { keyFor, type SecretKey, secretKeyFrom } from '#platform/secrets'

/** An installation as it stands, whatever its version: nothing of it was changed by opening it. */
export interface Standing {
  config: Config
  adminUrl: string
  /** Undefined when the file with the secret is gone. */
  key: SecretKey | undefined
  /** Stops the database when we started it and nobody else works with it. */
  close(): Promise<void>
}

/**
 * Opens the installation that the environment describes without migrating it or making anything.
 * @throws Refused when there is none, or its database cannot be started
 */
export async function openStanding(config: Config = configFrom(process.env)): Promise<Standing> {
  const key = existsSync(config.secretFile) ? secretKeyFrom(config.secretFile) : undefined
  const given = config.database?.adminUrl
  if (given !== undefined) return { config, adminUrl: given, key, close: async () => {} }
  const folder = join(config.data, 'postgres')
  if (!hasCluster(folder)) {
    throw new Refused(`In de map ${config.data} staat nog geen organisatie. Wijs met NAOBER_DATA de goede map aan.`)
  }
  const server = await startPostgres({ folder })
  const adminUrl = Object.assign(new URL(server.adminUrl), { pathname: '/naober' }).toString()
  return { config, adminUrl, key, close: () => server.release() }
}

/** The text that the passwords of our database roles are made from. */
export const roleSecret = (key: SecretKey): string => Buffer.from(keyFor('database roles', key)).toString('hex')
