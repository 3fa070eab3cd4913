import { parentPort, Worker } from 'node:worker_threads'
import { Refused } from '#platform/errors'

const minute = 60_000

/** What the threads of one script may use, and what is said when that is not enough. */
export interface Limits {
  /** Tasks that are worked on at once, each in a thread of its own; what comes after them waits its turn. */
  atOnce: number
  megabytes: number
  full: string
}

/**
 * Heavy work in threads, so that nobody waits for it: gives the function that hands the script a task. Starting a thread takes
 * longer than most tasks, so one that is ready waits a minute for more. The function throws Refused as the task did, or when its
 * memory is full.
 */
export function threadOf<Task>(
  script: URL,
  { atOnce, megabytes, full }: Limits,
): <Result>(task: Task) => Promise<Result> {
  let working = 0
  const inTurn: (() => void)[] = []
  const idle: { worker: Worker; end: NodeJS.Timeout }[] = []

  function take(): Worker {
    const waiting = idle.pop()
    if (waiting) {
      clearTimeout(waiting.end)
      waiting.worker.ref()
      return waiting.worker
    }
    const worker = new Worker(script, {
      execArgv: [], // what the whole process was started with is not for this thread
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    })
    return worker.on('error', () => forget(worker)).on('exit', () => forget(worker))
  }

  /** A thread that waits must not keep a program alive that is ready; one is enough. */
  function keep(worker: Worker): void {
    if (idle.length > 0) {
      void worker.terminate()
      return
    }
    worker.unref()
    const end = setTimeout(() => void worker.terminate(), minute)
    end.unref()
    idle.push({ worker, end })
  }

  function forget(worker: Worker): void {
    const at = idle.findIndex((one) => one.worker === worker)
    if (at >= 0) clearTimeout(idle.splice(at, 1)[0]?.end)
  }

  function handed<Result>(task: Task): Promise<Result> {
    const worker = take()
    return new Promise<Result>((resolve, reject) => {
      const listeners = {
        message(said: { done: Result } | { refused: string }) {
          for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener)
          keep(worker)
          if ('refused' in said) reject(new Refused(said.refused))
          else resolve(said.done)
        },
        error: (problem: Error & { code?: string }) =>
          reject(problem.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Refused(full) : problem),
        exit: () => reject(new Error('the thread ended without an answer')),
      }
      for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener)
      worker.postMessage(task)
    })
  }

  return async <Result>(task: Task) => {
    if (working >= atOnce) await new Promise<void>((begin) => inTurn.push(begin))
    else working++
    try {
      return await handed<Result>(task)
    } finally {
      const next = inTurn.shift()
      if (next) next()
      else working--
    }
  }
}

/** The script's side: does one task at a time. A mistake of ours ends the thread, and whoever asked hears of it there. */
export function answers<Task>(work: (task: Task) => unknown): void {
  parentPort?.on('message', (task: Task) => void answer(task))

  async function answer(task: Task): Promise<void> {
    try {
      parentPort?.postMessage({ done: await work(task) })
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem
      parentPort?.postMessage({ refused: problem.message })
    }
  }
}
