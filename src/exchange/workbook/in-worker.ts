import { Worker } from 'node:worker_threads'
import { Refused } from '#platform/errors'
import type { Task } from './worker.ts'

// Starting a thread takes longer than an ordinary list; so the last one waits a minute for more work.
let idle: { worker: Worker; end: NodeJS.Timeout } | undefined
const minute = 60_000

/** Does one task in a thread of its own, so that nobody waits for it. Throws Refused as the task did, or without memory. */
export function inWorker<T>(task: Task): Promise<T> {
  const worker = take()
  return new Promise<T>((resolve, reject) => {
    const listeners = {
      message(said: { done: T } | { refused: string }) {
        for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener)
        keep(worker)
        if ('refused' in said) reject(new Refused(said.refused))
        else resolve(said.done)
      },
      error(problem: Error & { code?: string }) {
        const isFull = problem.code === 'ERR_WORKER_OUT_OF_MEMORY'
        reject(
          isFull ? new Refused('Dit bestand is te groot om te verwerken. Verdeel het over meer bestanden.') : problem,
        )
      },
      exit: () => reject(new Error('the thread ended without an answer')),
    }
    for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener)
    worker.postMessage(task)
  })
}

function take(): Worker {
  if (idle) {
    const { worker, end } = idle
    idle = undefined
    clearTimeout(end)
    worker.ref()
    return worker
  }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    execArgv: [], // what the whole process was started with is not for this thread
    resourceLimits: { maxOldGenerationSizeMb: 2048 },
  })
  const gone = () => {
    if (idle?.worker === worker) idle = undefined
  }
  return worker.on('error', gone).on('exit', gone)
}

/** A thread that waits must not keep a program alive that is ready. */
function keep(worker: Worker): void {
  if (idle) {
    void worker.terminate()
    return
  }
  worker.unref()
  const end = setTimeout(() => {
    idle = undefined
    void worker.terminate()
  }, minute)
  end.unref()
  idle = { worker, end }
}
