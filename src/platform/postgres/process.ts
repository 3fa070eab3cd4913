import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'
import { isAlive } from './liveness.ts'
import { withoutPostgresSettings } from './run-as.ts'
import { ask } from './running.ts'
import { settings } from './settings.ts'

// A standby says that it reads only.
const isReady = /ready to accept (read-only )?connections/

type Launched = { state: 'ready'; pid: number } | { state: 'locked' | 'port taken' } | { state: 'failed'; why: string }

/**
 * Starts the server and waits until it answers. `locked` means that another one holds the folder, or that one that died
 * still seems to. It gets a process group of its own, so that Ctrl-C reaches us and not the database, which stops last.
 */
export async function launch(cluster: Cluster, port: number, { durable }: { durable: boolean }): Promise<Launched> {
  const before = logLength(cluster)
  const log = openSync(cluster.log, 'a', 0o600)
  const [command, args] = cluster.runAs.command(cluster.binaries.postgres, [
    '-D',
    cluster.data,
    ...settings(port, { durable }).flatMap((setting) => ['-c', setting]),
  ])
  const child = spawn(command, args, {
    ...cluster.runAs.ids,
    cwd: '/',
    detached: true,
    env: withoutPostgresSettings(),
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const ended = new Promise<string>((resolve) => {
    child.once('error', (problem) => resolve(problem.message))
    child.once('exit', () => resolve(''))
  })
  child.unref()
  for (;;) {
    const outcome = await Promise.race([ended, wait(25, undefined)])
    if (outcome !== undefined) return whatWentWrong(cluster, before, outcome)
    if (isReady.test(readLog(cluster, before)) && (await ask(cluster, port)) === 'ready') {
      return { state: 'ready', pid: child.pid as number }
    }
  }
}

/** Fast shutdown: running transactions are rolled back, everything committed is on disk. After half a minute harder. */
export async function stopProcess(pid: number): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    const until = Date.now() + patience
    while (Date.now() < until) {
      if (!isAlive(pid)) return
      await wait(10)
    }
  }
}

/** A port on the loopback address that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

function whatWentWrong(cluster: Cluster, before: number, problem: string): Launched {
  const said = readLog(cluster, before)
  if (/lock file ".*" already exists|shared memory block .* still in use/.test(said)) return { state: 'locked' }
  if (/Address already in use|could not create any TCP\/IP sockets/.test(said)) return { state: 'port taken' }
  const lines = said.split('\n').filter((line) => line.trim() !== '')
  const why = lines.find((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? problem
  return {
    state: 'failed',
    why: why.replace(/^.*?(FATAL|PANIC):\s*/, '') || 'het programma stopte zonder iets te zeggen',
  }
}

function logLength(cluster: Cluster): number {
  const size = statSync(cluster.log, { throwIfNoEntry: false })?.size ?? 0
  if (size < 5_000_000) return size
  truncateSync(cluster.log)
  return 0
}

function readLog(cluster: Cluster, from: number): string {
  return readFileSync(cluster.log).subarray(from).toString('utf8')
}
