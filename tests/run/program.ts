import { AsyncLocalStorage } from 'node:async_hooks'
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'

/** The folder of the whole program. */
export const home = path.resolve(import.meta.dirname, '../..')

const running = new Set<ChildProcess>()
const kept = new AsyncLocalStorage<Buffer[]>()
let stopping = false

/** Keeps what the programs in this work say, and shows it as one piece when the work is done: two at once would mix their lines. */
export async function shownAfterwards<T>(work: () => Promise<T>): Promise<T> {
  const said: Buffer[] = []
  try {
    return await kept.run(said, work)
  } finally {
    process.stdout.write(Buffer.concat(said))
  }
}

/**
 * Runs a program with its output in ours and gives its exit code. It gets a process group of its own, so that everything
 * it started can be stopped with it.
 */
export function runProgram(command: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve) => {
    if (stopping) return
    const said = kept.getStore()
    const output = said ? 'pipe' : 'inherit'
    const child = spawn(command, args, {
      cwd: home,
      detached: true,
      env: { ...process.env, ...env },
      stdio: ['ignore', output, output],
    })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => said?.push(part))
    running.add(child)
    child.once('error', (problem) => {
      console.error(problem.message)
      running.delete(child)
      resolve(127)
    })
    child.once('close', (code) => {
      running.delete(child)
      // Whoever stopped the run does not want the next part to begin.
      if (!stopping) resolve(code ?? 1)
    })
  })
}

/** Runs a program out of node_modules on our own Node. */
export function runTool(script: string, args: string[], env?: NodeJS.ProcessEnv): Promise<number> {
  return runProgram(process.execPath, [path.join(home, 'node_modules', script), ...args], env)
}

/** Ends what runs at this moment: politely, and after five seconds for good. */
export async function stopAll(): Promise<void> {
  stopping = true
  await Promise.all(
    [...running].map(async (child) => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      send(child, 'SIGINT')
      const hard = setTimeout(() => send(child, 'SIGKILL'), 5_000)
      await gone
      clearTimeout(hard)
    }),
  )
}

function send(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, signal)
  } catch {
    // The group has ended by itself.
  }
}
