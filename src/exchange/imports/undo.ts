import type { InTransaction } from '#exchange/cases'
import type { Undoing } from './found.ts'
import { undoStore } from './undo.store.ts'

const atOnce = 500
/** How many of what stays are named; a list longer than this nobody reads. */
export const mostStaying = 500

/**
 * Takes a whole import back in blocks, cases first, so that nobody stands in them any more. What somebody worked on since, what a
 * later import told again and what something else points at stays, and is named.
 */
export async function undoImport(
  inTransaction: InTransaction,
  id: string,
  onProgress: (done: number, of: number) => void,
): Promise<Undoing> {
  const { cases, people, retold } = await inTransaction(async (_store, asker) => {
    const undo = undoStore(asker)
    return {
      cases: await undo.madeBy(id, 'cases'),
      people: await undo.madeBy(id, 'persons'),
      retold: (await undo.toldAgain(id)).length,
    }
  })
  const result: Undoing = {
    ...{ cases: cases.length, people: people.length, staying: [], moreStaying: 0 },
    ...{ peopleStaying: 0, retold },
  }
  const of = cases.length + people.length
  let done = 0
  for (const [table, all] of [['cases', cases] as const, ['persons', people] as const])
    for (let at = 0; at < all.length; at += atOnce) {
      const some = all.slice(at, at + atOnce)
      const stays = await inTransaction((_store, asker) => undoStore(asker).takeBack(id, table, some))
      if (table === 'cases') {
        result.cases -= stays.length
        result.staying.push(...stays)
      } else {
        result.people -= stays.length
        result.peopleStaying += stays.length
      }
      done += some.length
      onProgress(done, of)
    }
  await inTransaction((_store, asker) => undoStore(asker).forgetChoices(id))
  result.moreStaying = Math.max(0, result.staying.length - mostStaying)
  result.staying = result.staying
    .sort((one, other) => (one.number ?? '').localeCompare(other.number ?? '', 'nl'))
    .slice(0, mostStaying)
  return result
}
