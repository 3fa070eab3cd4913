import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeTemplate } from './template.ts'

/** Before any test: one PostgreSQL for the whole run (ours, or the one in TEST_DATABASE_URL), and a migrated template in it. */
export default async function setup() {
  const given = process.env.TEST_DATABASE_URL
  if (given) {
    await makeTemplate(given)
    return
  }
  const { startPostgres } = await import('../postgres/index.ts')
  const folder = await mkdtemp(join(tmpdir(), 'naober-test-'))
  const server = await startPostgres({ folder, durable: false })
  process.env.TEST_DATABASE_URL = server.adminUrl
  await makeTemplate(server.adminUrl)
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
