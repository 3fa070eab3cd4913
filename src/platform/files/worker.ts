// The process beside us: it gets one task, answers, and is ended. What it reads was made by strangers.
import { Refused } from '#platform/errors'
import type { Task } from './tasks.ts'

process.on('disconnect', () => process.exit(0))
process.on('message', (task: Task) => void answer(task))

async function answer(task: Task): Promise<void> {
  try {
    process.send?.({ done: await work(task) })
  } catch (problem) {
    // Whatever a library makes of a file that it cannot read: it is the file. It goes away as one that fell over.
    if (problem instanceof Refused) process.send?.({ refused: problem.message })
    else process.exit(1)
  }
}

async function work(task: Task): Promise<unknown> {
  if ('look' in task) return (await import('./look.ts')).look(task.look)
  if ('draw' in task) return (await import('./pdf.ts')).draw(task.draw, task.page)
  return (await import('./mail.ts')).pick(task.pick, task.nr)
}
