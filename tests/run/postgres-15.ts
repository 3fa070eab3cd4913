import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Binaries } from '#platform/postgres'
import { runProgram } from './program.ts'

const bin = '/usr/lib/postgresql/15/bin'

/** Debian's PostgreSQL 15; as root it is installed when it is not there. Throws when it cannot be had. */
export async function findPostgres15(): Promise<Binaries> {
  const binaries = { initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres'), version: '15' }
  if (!existsSync(binaries.postgres) && process.getuid?.() === 0) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await runProgram('apt-get', ['update', '-qq'], env)
    await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql-15'], env)
  }
  if (!existsSync(binaries.postgres)) throw new Error(`PostgreSQL 15 is not in ${bin} and cannot be installed here`)
  return binaries
}

/** Runs something against a server of its own, which is gone afterwards. */
export async function withPostgres<T>(binaries: Binaries, run: (env: NodeJS.ProcessEnv) => Promise<T>): Promise<T> {
  // Loaded here and not above: a mistake in it must fail this part, and not keep the whole run from counting.
  const { startPostgres } = await import('#platform/postgres')
  const scratch = mkdtempSync(path.join(tmpdir(), 'naober-postgres-15-'))
  const server = await startPostgres({ folder: path.join(scratch, 'data'), durable: false, binaries })
  try {
    return await run({ TEST_DATABASE_URL: server.adminUrl })
  } finally {
    await server.stop()
    rmSync(scratch, { recursive: true, force: true })
  }
}
