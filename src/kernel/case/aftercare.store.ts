import type { Asker } from '#platform/asker'
import type { Day } from '#platform/days'
import { Conflict } from '#platform/errors'
import { type New, type Row, records } from '#platform/records'
import * as tables from './tables.ts'

export type Aftercare = Row<'caseAftercare'>

/** What each side said when it was asked, some time after the closing, whether it still holds. */
export function aftercareStore(asker: Asker) {
  const own = records(asker, tables.aftercare)

  const ofCases = (ids: readonly string[]): Promise<Aftercare[]> =>
    own
      .all()
      .where('caseAftercare.caseId', 'in', ids as string[])
      .orderBy('caseAftercare.onDay')
      .execute()

  /**
   * Keeps what a side answered. Asked again it is the same row: nobody is asked twice, and who was not reached may be later.
   * @throws Conflict when a colleague wrote something else down in between
   */
  async function answer(
    caseId: string,
    side: string,
    { seen }: { seen: number },
    said: { onDay: Day; answer: string; reached: boolean },
  ): Promise<Aftercare> {
    await asker.tx
      .selectFrom('cases')
      .select('id')
      .where('tenant', '=', asker.tenant)
      .where('id', '=', caseId)
      .forUpdate()
      .execute()
    const was = (await ofCases([caseId])).find((one) => one.side === side)
    if ((was?.version ?? 1) !== seen) throw new Conflict(said, was)
    if (was) return own.change(was.id, { seen }, (row) => ({ ...row, ...said }))
    return own.add({ caseId, side, ...said })
  }

  return {
    ofCases,
    answer,
    addMany: (rows: readonly New<'caseAftercare'>[]) => own.addMany(rows),
    forget: own.remove,
  }
}
