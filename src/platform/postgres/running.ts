import { readFileSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { Refused } from '#platform/errors'
import type { Cluster } from './cluster.ts'
import { isPostgresOf } from './liveness.ts'

type Running = { state: 'none' } | { state: 'busy' } | { state: 'ready'; pid: number; port: number }

/**
 * Looks whether a server runs on this folder already: none, one that is still starting or stopping, or one that
 * answers. Throws Refused when what answers is not the server of this folder or does not know our secret.
 */
export async function findRunning(cluster: Cluster): Promise<Running> {
  const lock = readLock(cluster)
  if (!lock || !isPostgresOf(lock.pid, cluster.data)) return { state: 'none' }
  if (!lock.port) return { state: 'busy' }
  const answer = await ask(cluster, lock.port)
  return answer === 'ready' ? { state: 'ready', pid: lock.pid, port: lock.port } : { state: 'busy' }
}

/**
 * Whether the server of this folder answers on a port. A refusal to let us in is `busy` while it starts, and Refused
 * when it will never let us in.
 */
export async function ask(cluster: Cluster, port: number): Promise<'ready' | 'busy'> {
  const client = connection(cluster, port)
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    const found = rows[0]?.data_directory ?? ''
    if (found === '' || realpathSync(found) !== cluster.data) throw new Refused(stranger(cluster, port))
    return 'ready'
  } catch (problem) {
    if (problem instanceof Refused) throw problem
    if (['28P01', '28000'].includes((problem as { code?: string }).code ?? ''))
      throw new Refused(stranger(cluster, port))
    return 'busy'
  } finally {
    await client.end().catch(() => {})
  }
}

/** Whether somebody beside us is connected to the server of this folder. */
export async function isUsed(cluster: Cluster): Promise<boolean> {
  const port = readLock(cluster)?.port
  if (port === undefined) return false
  const client = connection(cluster, port)
  try {
    await client.connect()
    const { rowCount } = await client.query(
      `select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    )
    return (rowCount ?? 0) > 0
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

function connection(cluster: Cluster, port: number): pg.Client {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: cluster.password,
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
    ssl: false,
  })
  client.on('error', () => {}) // it may stop while we ask; the question itself then fails too
  return client
}

/**
 * Takes away the lock of a server that died, when PostgreSQL itself does not dare to: the number in it belongs to a
 * stranger by now, or to a dead process that nothing clears away (in a container without init).
 */
export function removeStaleLock(cluster: Cluster): void {
  const lock = readLock(cluster)
  if (lock && !isPostgresOf(lock.pid, cluster.data)) rmSync(lockOf(cluster), { force: true })
}

function stranger(cluster: Cluster, port: number): string {
  return (
    `Op poort ${port} draait een database die niet bij ${cluster.folder} hoort of een ander wachtwoord heeft: ` +
    'stop die database en start opnieuw.'
  )
}

/** PostgreSQL writes its number on the first line and its port on the fourth, a moment later. */
function readLock(cluster: Cluster): { pid: number; port: number | undefined } | undefined {
  try {
    const lines = readFileSync(lockOf(cluster), 'utf8').split('\n')
    const pid = Number(lines[0])
    return pid > 0 ? { pid, port: Number(lines[3]) || undefined } : undefined
  } catch {
    return undefined
  }
}

function lockOf(cluster: Cluster): string {
  return path.join(cluster.data, 'postmaster.pid')
}
