import { setTimeout as wait } from 'node:timers/promises'
import { Refused } from '#platform/errors'
import type { Binaries } from './binaries.ts'
import { type Cluster, forgetOwner, ownerOf, prepareCluster, rememberOwner, rememberPort } from './cluster.ts'
import { freePort, launch, stopProcess } from './process.ts'
import { findRunning, isUsed, removeStaleLock } from './running.ts'

/** A PostgreSQL that answers, on this machine only. */
export interface Server {
  /** For the administrator: makes databases and roles. The web process never gets this one. */
  adminUrl: string
  port: number
  /** Whether it ran already when we came. */
  adopted: boolean
  /** Ends it in good order, and does nothing when another living process started it. */
  stop(): Promise<void>
  /** The same, unless somebody else works with it by now: then it stays, and whoever starts next adopts it. */
  release(): Promise<void>
}

interface Wishes {
  /** Holds the cluster, its secret and its log; made when it is not there. */
  folder: string
  /** Left out: a free port, remembered for the next time. */
  port?: number
  /** False is for tests alone: faster, and a power cut may lose everything. */
  durable?: boolean
  /** Left out: those that came along with Naober. */
  binaries?: Binaries
}

// Recovery after a crash of a large database takes a while; a lock that nobody holds need not take that long.
const patience = { busy: 120_000, locked: 4_000 }

/**
 * Starts the packaged PostgreSQL on a folder, or adopts the one that already runs there, after checking that it is
 * really of this folder and knows our secret. What was left behind by a crash is waited out or cleared. Throws Refused
 * with one Dutch sentence when the folder cannot be used.
 */
export async function startPostgres(wishes: Wishes): Promise<Server> {
  const cluster = await prepareCluster(wishes)
  const began = Date.now()
  let lockedSince: number | undefined
  for (;;) {
    const running = await findRunning(cluster)
    if (running.state === 'ready') return adopt(cluster, running)
    if (running.state === 'none') {
      const port = wishes.port ?? cluster.port ?? (await freePort())
      const started = await launch(cluster, port, { durable: wishes.durable ?? true })
      if (started.state === 'ready') return own(cluster, { pid: started.pid, port })
      if (started.state === 'port taken') {
        if (wishes.port) throw new Refused(`Poort ${port} is bezet: kies een andere poort of stop wat daar draait.`)
        cluster.port = undefined
      } else if (started.state === 'failed') {
        throw new Refused(`De database start niet: ${started.why}. Kijk in ${cluster.log}.`)
      } else {
        lockedSince ??= Date.now()
        if (Date.now() - lockedSince > patience.locked) removeStaleLock(cluster)
      }
    }
    if (Date.now() - began > patience.busy) {
      throw new Refused(`De database in ${cluster.folder} geeft geen antwoord. Kijk in ${cluster.log}.`)
    }
    await wait(50)
  }
}

function own(cluster: Cluster, { pid, port }: { pid: number; port: number }): Server {
  rememberPort(cluster, port)
  return { ...take(cluster, pid), adminUrl: adminUrl(cluster, port), port, adopted: false }
}

function adopt(cluster: Cluster, { pid, port }: { pid: number; port: number }): Server {
  // Whoever started it is still at work: then it is theirs to stop.
  const notOurs = async () => {}
  const server = ownerOf(cluster) ? { stop: notOurs, release: notOurs } : take(cluster, pid)
  return { ...server, adminUrl: adminUrl(cluster, port), port, adopted: true }
}

/** From here it is ours to stop, also when this process ends in a hurry. */
function take(cluster: Cluster, pid: number): Pick<Server, 'stop' | 'release'> {
  rememberOwner(cluster)
  const inHaste = () => {
    try {
      process.kill(pid, 'SIGINT')
    } catch {
      // It is gone already.
    }
  }
  process.once('exit', inHaste)
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= stopProcess(pid).finally(() => process.off('exit', inHaste))
    return stopping
  }
  return {
    stop,
    async release() {
      if (!(await isUsed(cluster))) return stop()
      process.off('exit', inHaste)
      forgetOwner(cluster)
    },
  }
}

function adminUrl(cluster: Cluster, port: number): string {
  return `postgres://postgres:${cluster.password}@127.0.0.1:${port}/postgres`
}
