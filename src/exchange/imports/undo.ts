import type { InTransaction } from '#exchange/cases'
import type { Asker } from '#platform/asker'
import type { Undoing } from './found.ts'
import { tellBackStore } from './tell-back.store.ts'
import { undoStore } from './undo.store.ts'

const atOnce = 500
/** How many of what stays are named; a list longer than this nobody reads. */
export const mostStaying = 500

/**
 * Takes a whole import back in blocks. First what it brought up to date is set to what it was; then what it made goes, cases before
 * people, so that nobody stands in them any more. What somebody worked on since, what a later import told again and what something
 * else points at stays, and is named.
 */
export async function undoImport(
  inTransaction: InTransaction,
  id: string,
  onProgress: (done: number, of: number) => void,
): Promise<Undoing> {
  const found = await inTransaction(async (_store, asker) => {
    const [undo, back] = [undoStore(asker), tellBackStore(asker)]
    return {
      cases: await undo.madeBy(id, 'cases'),
      people: await undo.madeBy(id, 'persons'),
      retold: await back.retoldBy(id, 'cases'),
      peopleRetold: await back.retoldBy(id, 'persons'),
    }
  })
  const { cases, people, retold, peopleRetold } = found
  const result: Undoing & { toldBack: number; peopleToldBack: number } = {
    ...{ cases: cases.length, people: people.length, staying: [], moreStaying: 0, peopleStaying: 0 },
    ...{ toldBack: retold.length, peopleToldBack: peopleRetold.length, retold: 0 },
  }
  const of = Object.values(found).reduce((sum, all) => sum + all.length, 0)
  let done = 0
  async function inBlocks<T>(all: readonly T[], work: (asker: Asker, some: readonly T[]) => Promise<void>) {
    for (let at = 0; at < all.length; at += atOnce) {
      const some = all.slice(at, at + atOnce)
      await inTransaction((_store, asker) => work(asker, some))
      done += some.length
      onProgress(done, of)
    }
  }
  await inBlocks(retold, async (asker, some) => {
    const stays = await tellBackStore(asker).tellBack(id, 'cases', some)
    result.toldBack -= stays.length
    const unknown = stays.filter(({ toldIn }) => toldIn === null)
    result.retold += unknown.length
    const worked = stays.filter(({ toldIn }) => toldIn !== null)
    result.staying.push(...worked.map(({ number, record }) => ({ number, record, why: 'worked on' as const })))
  })
  await inBlocks(peopleRetold, async (asker, some) => {
    const stays = await tellBackStore(asker).tellBack(id, 'persons', some)
    result.peopleToldBack -= stays.length
    result.peopleStaying += stays.length
  })
  await inBlocks(cases, async (asker, some) => {
    const stays = await undoStore(asker).takeBack(id, 'cases', some)
    result.cases -= stays.length
    result.staying.push(...stays)
  })
  await inBlocks(people, async (asker, some) => {
    const stays = await undoStore(asker).takeBack(id, 'persons', some)
    result.people -= stays.length
    result.peopleStaying += stays.length
  })
  await inTransaction((_store, asker) => undoStore(asker).forgetChoices(id))
  result.moreStaying = Math.max(0, result.staying.length - mostStaying)
  result.staying = result.staying
    .sort((one, other) => (one.number ?? '').localeCompare(other.number ?? '', 'nl'))
    .slice(0, mostStaying)
  return result
}
