import { parentPort } from 'node:worker_threads'
import { Refused } from '#platform/errors'
import { readSheets } from './reading.ts'
import type { Sheet } from './sheet.ts'
import { writeSheets } from './writing.ts'

export type Task = { read: string } | { write: readonly Sheet[] }

// One task at a time. A mistake of ours ends the thread, and whoever asked hears of it there.
parentPort?.on('message', (task: Task) => void answer(task))

async function answer(task: Task): Promise<void> {
  try {
    parentPort?.postMessage({ done: 'read' in task ? await readSheets(task.read) : await writeSheets(task.write) })
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem
    parentPort?.postMessage({ refused: problem.message })
  }
}
