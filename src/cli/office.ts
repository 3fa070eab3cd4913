import { join } from 'node:path'
import { openDoorway } from '#access'
import { clockFor } from '#platform/clock'
import { type Config, configFrom } from '#platform/config'
import { type Kind, kindOf, makeDatabase, migrate, rolePassword, urlFor } from '#platform/database'
import { Refused } from '#platform/errors'
import { type Server, startPostgres } from '#platform/postgres'
import { type SecretKey, secretKeyFrom } from '#platform/secrets'
import { roleSecret } from './standing.ts'

/** An installation that is open: its database runs, is of this version and of the right kind. */
export interface Office {
  config: Config
  kind: Kind
  key: SecretKey
  /** For migrate, init and restore alone. */
  adminUrl: string
  webUrl: string
  jobsUrl: string
  doorway: ReturnType<typeof openDoorway>
  /** Closes our connections, and the database when it is ours to stop. */
  close(): Promise<void>
}

/**
 * Opens the installation that the environment describes: starts the embedded database or uses DATABASE_URL, migrates,
 * and checks that demo and real are not mixed.
 * @throws Refused with one sentence about what is wrong and what to do
 */
export async function openOffice(wanted: { kind?: Kind; config?: Config } = {}): Promise<Office> {
  const config = wanted.config ?? configFrom(process.env)
  const key = secretKeyFrom(config.secretFile)
  const secret = roleSecret(key)
  const server = config.database?.adminUrl ? undefined : await startPostgres({ folder: join(config.data, 'postgres') })
  try {
    const adminUrl = config.database?.adminUrl ?? (await makeDatabase((server as Server).adminUrl, 'naober'))
    await migrate(adminUrl, secret)
    const kind = await agreeOnKind(adminUrl, wanted.kind)
    const webUrl = config.database?.webUrl ?? urlFor(adminUrl, 'naober_web', rolePassword(secret, 'naober_web'))
    const doorway = openDoorway(webUrl, clockFor(config))
    return {
      config,
      kind,
      key,
      adminUrl,
      webUrl,
      jobsUrl: urlFor(adminUrl, 'naober_jobs', rolePassword(secret, 'naober_jobs')),
      doorway,
      async close() {
        await doorway.close()
        await server?.stop()
      },
    }
  } catch (problem) {
    await server?.stop()
    throw problem
  }
}

/** The kind is written once. A demo never opens a real organisation's database, nor the other way round. */
async function agreeOnKind(adminUrl: string, wanted: Kind | undefined): Promise<Kind> {
  const kind = await kindOf(adminUrl, wanted)
  if (!kind) throw new Refused('Hier staat nog geen organisatie. Begin met: naober init')
  if (!wanted || wanted === kind) return kind
  throw new Refused(
    kind === 'demo'
      ? 'In deze map staat de demo. Kies voor een echte organisatie een andere map met NAOBER_DATA, of een andere database.'
      : 'In deze map staat een echte organisatie. De demo heeft een eigen map nodig: kies die met NAOBER_DATA.',
  )
}
