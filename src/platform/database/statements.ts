import { AsyncLocalStorage } from 'node:async_hooks'

const counted = new AsyncLocalStorage<{ statements: number }>()

/** Counts the statements that the work sends, also after an await: a page that needs more than a handful is a slow one. */
export async function countStatements<T>(work: () => Promise<T>): Promise<{ result: T; statements: number }> {
  const counter = { statements: 0 }
  const result = await counted.run(counter, work)
  return { result, statements: counter.statements }
}

/** Told of every statement, by the connection. */
export function noteStatement(): void {
  const counter = counted.getStore()
  if (counter) counter.statements++
}
