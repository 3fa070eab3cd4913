import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { type Database, migrate, openDatabase, rolePassword, urlFor } from '../database/index.ts'

export const testSecret = 'only for tests'
const template = 'naober_template'

const withDatabase = (adminUrl: string, name: string) =>
  Object.assign(new URL(adminUrl), { pathname: `/${name}` }).toString()

async function asAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A migrated, empty database from which every test file gets a copy: copying is far quicker than migrating. */
export async function makeTemplate(adminUrl: string): Promise<void> {
  await asAdmin(adminUrl, async (client) => {
    await client.query(`drop database if exists ${template} with (force)`)
    await client.query(`create database ${template}`)
  })
  await migrate(withDatabase(adminUrl, template), testSecret)
}

export interface TestDatabase {
  /** As the web role: what the product itself uses. */
  database: Database
  webUrl: string
  jobsUrl: string
  /** As the administrator, to look where the web role cannot. */
  adminUrl: string
  asAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** A migrated database of one's own, gone after `close`. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL
  if (!server) throw new Error('no TEST_DATABASE_URL: tests run under the global setup of src/platform/testing')
  const name = `naober_test_${randomBytes(6).toString('hex')}`
  await asAdmin(server, async (client) => {
    // Two copies of one template cannot be made at the same moment.
    await client.query('select pg_advisory_lock(774401)')
    await client.query(`create database ${name} template ${template}`)
  })
  const adminUrl = withDatabase(server, name)
  const webUrl = urlFor(adminUrl, 'naober_web', rolePassword(testSecret, 'naober_web'))
  const database = openDatabase(webUrl, 6)
  return {
    database,
    webUrl,
    jobsUrl: urlFor(adminUrl, 'naober_jobs', rolePassword(testSecret, 'naober_jobs')),
    adminUrl,
    asAdmin: (work) => asAdmin(adminUrl, work),
    async close() {
      await database.destroy()
      await asAdmin(server, (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}
