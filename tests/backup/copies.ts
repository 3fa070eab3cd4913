import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { type Doorway, openDoorway } from '#access'
import { type Backup, openBackup, putBack, takeBackup } from '#platform/backup'
import { dropDatabase, makeDatabase, migrate, rolePassword, urlFor } from '#platform/database'
import { secretKeyFrom } from '#platform/secrets'
import { type TestDatabase, testSecret } from '#platform/testing'
import { factsheetOf } from '#reports'
import { lineOf } from '#service-lines'
import { demoClock } from '../../demo/index.ts'

/** A folder for copies, and what a test does with them; everything is gone after `clear`. */
export function deskForCopies() {
  const folder = mkdtempSync(path.join(tmpdir(), 'naober-copies-'))
  const key = secretKeyFrom(path.join(folder, 'secret'))
  const databases: [string, string][] = []
  return {
    folder,
    key,
    take: ({ adminUrl }: Pick<TestDatabase, 'adminUrl'>, wordFile?: string) =>
      takeBackup({ adminUrl, folder, key, withSecret: true, wordFile }),
    /** Puts a copy back in a database of its own on the server of the tests. */
    async putBack(
      file: string,
      { adminUrl: server }: Pick<TestDatabase, 'adminUrl'>,
      change = (backup: Backup) => backup,
    ) {
      const name = `naober_test_back_${randomBytes(6).toString('hex')}`
      databases.push([server, name])
      const adminUrl = await makeDatabase(server, name)
      await putBack(adminUrl, testSecret, change(await openBackup(file)))
      return { adminUrl }
    },
    /** A database of its own, brought as far as one step. */
    async makeDatabase({ adminUrl: server }: Pick<TestDatabase, 'adminUrl'>, until?: string): Promise<string> {
      const name = `naober_test_back_${randomBytes(6).toString('hex')}`
      databases.push([server, name])
      const adminUrl = await makeDatabase(server, name)
      await migrate(adminUrl, testSecret, until)
      return adminUrl
    },
    /** The database in which a copy was put back last, whether that went well or not. */
    lastMade(): string {
      const [server, name] = databases.at(-1) ?? ['', '']
      return Object.assign(new URL(server), { pathname: `/${name}` }).toString()
    },
    /** One question, as the administrator. */
    async ask(adminUrl: string, text: string): Promise<Record<string, unknown>[]> {
      const client = new pg.Client({ connectionString: adminUrl })
      await client.connect()
      try {
        return (await client.query(text)).rows
      } finally {
        await client.end()
      }
    },
    async clear() {
      for (const [, name] of databases) await dropDatabase(process.env.TEST_DATABASE_URL as string, name)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A doorway for as long as the work takes, as the web process opens it. */
export async function through<T>(adminUrl: string, secret: string, work: (doorway: Doorway) => Promise<T>): Promise<T> {
  const doorway = openDoorway(urlFor(adminUrl, 'naober_web', rolePassword(secret, 'naober_web')), demoClock(), 2)
  try {
    return await work(doorway)
  } finally {
    await doorway.close()
  }
}

/** The factsheets of three years as a page tells them, and every seal: what may not be different after a copy. */
export function accountOf(doorway: Doorway, tenant: string) {
  return doorway.system({ tenant, via: 'command', purpose: 'test' }, async (store, asker) => {
    const sheets = []
    for (const year of [2023, 2024, 2025]) {
      const { figures, tiles, charts, text } = await factsheetOf(store, asker, {
        line: lineOf('buurtbemiddeling'),
        year,
      })
      sheets.push(JSON.parse(JSON.stringify({ figures, tiles, charts, text })))
    }
    return { sheets, seals: await store.log.verify(), altered: await store.log.altered() }
  })
}
