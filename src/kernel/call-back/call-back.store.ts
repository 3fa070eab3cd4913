import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { type New, records, table } from '#platform/records'
import { type CallBack, called, notReached, takenBack } from './call-back.ts'

/** The most that wait for one colleague on one page. */
const mostShown = 50

const callBacks = table(
  'callBacks',
  'call-back',
  ['person', 'called', 'caseId', 'line', 'receiver', 'phone', 'dueAt', 'words', 'tries', 'triedAt', 'doneAt', 'doneBy'],
  { defaults: { words: '', tries: 0 } },
)

export type NewCallBack = Pick<
  New<'callBacks'>,
  'person' | 'called' | 'caseId' | 'line' | 'receiver' | 'phone' | 'dueAt' | 'words'
>

/** Who is to be called back: for whoever it was left for, and whoever stands in. It stands outside every case and is never counted. */
export function callBackStore(asker: Asker) {
  const own = records(asker, callBacks)

  /** What waits for the asker, the most urgent first, with who took the call. */
  async function waiting(): Promise<(CallBack & { byName: string | null; receiverName: string | null })[]> {
    return own
      .all('change')
      .where('callBacks.doneAt', 'is', null)
      .leftJoin('accounts as by', (join) =>
        join.onRef('by.tenant', '=', 'callBacks.tenant').onRef('by.id', '=', 'callBacks.addedBy'),
      )
      .leftJoin('accounts as receiver', (join) =>
        join.onRef('receiver.tenant', '=', 'callBacks.tenant').onRef('receiver.id', '=', 'callBacks.receiver'),
      )
      .select(['by.name as byName', 'receiver.name as receiverName'])
      .orderBy('callBacks.dueAt')
      .orderBy('callBacks.id')
      .limit(mostShown)
      .execute()
  }

  /** Forgets what was done, or taken away, before this moment. For a job. @returns how many */
  const forget = async (before: Date): Promise<number> =>
    (await sql<{ n: number }>`select forget_call_backs(${before}) as n`.execute(asker.tx)).rows[0]?.n ?? 0

  return {
    get: own.get,
    waiting,
    add: (one: NewCallBack): Promise<CallBack> => own.add(one),
    done: (id: string): Promise<CallBack> => own.apply(id, (was, { now }) => called(was, now, asker.account)),
    notReached: (id: string): Promise<CallBack> => own.apply(id, (was, { now }) => notReached(was, now)),
    takeBack: (id: string): Promise<CallBack> => own.apply(id, takenBack),
    remove: own.remove,
    restore: own.restore,
    forget,
  }
}
