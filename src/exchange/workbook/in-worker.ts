import { threadOf } from '#platform/threads'
import type { Task } from './worker.ts'

/** Reads or writes a workbook in a thread of its own. */
export const inWorker = threadOf<Task>(new URL('./worker.ts', import.meta.url), {
  atOnce: 4,
  megabytes: 2048,
  full: 'Dit bestand is te groot om te verwerken. Verdeel het over meer bestanden.',
})
