import { execFileSync, spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { home } from './program.ts'

/** An installation that a test started as people do, from the command line. */
export interface Naober {
  /** What it said, on both channels. */
  said: () => string
  /** The exit code, once it and its output have ended. */
  ended: Promise<number | null>
  /** Ctrl-C. */
  interrupt: () => void
  /** Every process that it started, and itself; PostgreSQL as well. */
  processes: () => number[]
}

/** Runs a command of Naober on a data folder, in a group of processes of its own. */
export function runNaober(words: readonly string[], data: string, environment: NodeJS.ProcessEnv = {}): Naober {
  // Of the test's own settings nothing may reach it: it must start as it does for people.
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(NODE_ENV|NODE_OPTIONS|VITEST.*|NAOBER_.*|PORT)$/.test(name),
  )
  const child = spawn(process.execPath, ['naober.mjs', ...words], {
    cwd: home,
    detached: true,
    env: { ...Object.fromEntries(own), NAOBER_DATA: data, NAOBER_LOG: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part))
  return {
    said: () => said,
    ended: new Promise<number | null>((resolve) => child.once('close', resolve)),
    interrupt: () => void process.kill(-(child.pid as number), 'SIGINT'),
    processes: () => familyOf(child.pid as number),
  }
}

/** Waits until the first page can be asked for. */
export async function ready(naober: Naober): Promise<Naober> {
  const over = naober.ended.then((code) => {
    throw new Error(`Naober ended with ${code}: ${naober.said()}`)
  })
  while (!naober.said().includes('Naober staat klaar op')) await Promise.race([wait(25), over])
  over.catch(() => undefined)
  return naober
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Ends processes as a power failure does. */
export function kill(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself.
    }
  }
}

/** A process and all that came from it, as far as they live. */
function familyOf(ancestor: number): number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const pairs = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number])
  const below = (parent: number): number[] =>
    pairs.filter(([, of]) => of === parent).flatMap(([pid]) => [pid, ...below(pid)])
  return [ancestor, ...below(ancestor)].filter(isAlive)
}
