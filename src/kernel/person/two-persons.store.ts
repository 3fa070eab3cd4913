import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { NotFound } from '#platform/errors'
import { records } from '#platform/records'
import type { Person } from './person.ts'
import { persons } from './tables.ts'

/** What merging and taking apart share: who may, the locks, and an asker who reaches all that hangs under both. */
export function twoPersons(asker: Asker) {
  const whole: Asker = { ...asker, may: () => sql<boolean>`true`, saw: () => undefined }
  const mine = records(asker, persons)

  /** These are the asker's to change. @throws NotFound */
  async function mustBeMine(keys: readonly string[]): Promise<void> {
    const found = await mine
      .all('change')
      .where('persons.id', 'in', keys as string[])
      .execute()
    if (found.length < keys.length) throw new NotFound()
    asker.saw('person', keys)
  }

  /** Both records, locked, in the same order whoever asks: of two who merge or separate, the second waits. @throws NotFound */
  async function lockBoth(keptKey: string, otherKey: string): Promise<{ kept: Person; other: Person }> {
    const rows = await asker.tx
      .selectFrom('persons')
      .selectAll()
      .where('tenant', '=', asker.tenant)
      .where('id', 'in', [keptKey, otherKey])
      .orderBy('id')
      .forUpdate()
      .execute()
    const [kept, other] = [rows.find((row) => row.id === keptKey), rows.find((row) => row.id === otherKey)]
    if (!kept || !other) throw new NotFound()
    return { kept, other }
  }

  return { whole, everyone: records(whole, persons), mustBeMine, lockBoth }
}

/** What was and what becomes of it, by key. */
export function pairs<R extends { id: string }>(was: readonly R[], becomes: readonly R[]): { was: R; becomes: R }[] {
  return becomes.map((one) => ({ was: was.find((row) => row.id === one.id) as R, becomes: one }))
}
