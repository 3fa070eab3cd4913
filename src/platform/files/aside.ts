import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Refused } from '#platform/errors'
import { tooMuch } from './sentences.ts'
import type { Task } from './tasks.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const script = fileURLToPath(new URL('./worker.ts', import.meta.url))

/** How long one file may take, how much memory, and how many are worked on at once; what comes after them waits its turn. */
const most = { milliseconds: 30_000, megabytes: 700, atOnce: 2, waiting: 40 }
const looksEvery = 100

let working = 0
const inTurn: (() => void)[] = []

/**
 * Does a task in a process that knows nothing of ours and may read our code, write nothing, and start nothing. It lives for one file, so
 * nothing of one is left for the next. @throws Refused as the task did, or when it took too long, too much memory, or fell over
 */
export async function aside<Result>(task: Task): Promise<Result> {
  if (inTurn.length >= most.waiting) throw new Refused('Het is nu erg druk. Probeer het over een minuut opnieuw.')
  if (working >= most.atOnce) await new Promise<void>((begin) => inTurn.push(begin))
  else working++
  try {
    return await inProcess<Result>(task)
  } finally {
    const next = inTurn.shift()
    if (next) next()
    else working--
  }
}

function inProcess<Result>(task: Task): Promise<Result> {
  const child = fork(script, [], {
    cwd: root,
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [
      '--permission',
      '--allow-addons', // what reads photos is no JavaScript
      `--allow-fs-read=${join(root, '*')}`,
      '--max-old-space-size=384',
      '--no-warnings',
    ],
  })
  return new Promise<Result>((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(clock)
      clearInterval(scale)
      child.removeAllListeners()
      child.on('error', () => {}) // it is over; what it says while it goes is nothing any more
      child.kill('SIGKILL')
      settle()
    }
    const clock = setTimeout(() => end(() => reject(tooMuch())), most.milliseconds)
    const scale = setInterval(() => {
      if (megabytesOf(child) > most.megabytes) end(() => reject(tooMuch()))
    }, looksEvery)
    child.on('message', (said: { done: Result } | { refused: string }) =>
      end(() => ('refused' in said ? reject(new Refused(said.refused)) : resolve(said.done))),
    )
    // A file that makes its reader fall over is a file that we do not want, and no mistake of ours to wake somebody for.
    child.on('error', () => end(() => reject(tooMuch())))
    child.on('exit', () => end(() => reject(tooMuch())))
    child.send(task, (problem) => {
      if (problem) end(() => reject(tooMuch()))
    })
  })
}

/** How much memory a process holds, where the system tells. Elsewhere its time and the size of pictures are what limits it. */
function megabytesOf({ pid }: ChildProcess): number {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 1_000_000
  } catch {
    return 0
  }
}
