import { answers } from '#platform/threads'
import { readSheets } from './reading.ts'
import type { Sheet } from './sheet.ts'
import { writeSheets } from './writing.ts'

export type Task = { read: string } | { write: readonly Sheet[] }

answers((task: Task) => ('read' in task ? readSheets(task.read) : writeSheets(task.write)))
