import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import { type New, type Row, records, table } from '#platform/records'

export type Note = Row<'notes'>
/** A note with the name of who wrote it. */
export type SignedNote = Note & { authorName: string | null }

const notes = table(
  'notes',
  'note',
  ['caseId', 'person', 'line', 'happenedAt', 'kind', 'side', 'result', 'words', 'author'],
  { defaults: { words: '' } },
)

/** Contact moments, on a case or on a person. */
export function noteStore(asker: Asker) {
  const own = records(asker, notes)

  /** A signed contact moment. It is the asker's unless somebody else is named. */
  const add = (note: Omit<New<'notes'>, 'author'> & { author?: string | null }): Promise<Note> =>
    own.add({ ...note, author: note.author ?? asker.account })

  const signed = () =>
    own
      .all()
      .leftJoin('accounts', (join) =>
        join.onRef('accounts.tenant', '=', 'notes.tenant').onRef('accounts.id', '=', 'notes.author'),
      )
      .select('accounts.name as authorName')

  const ofCase = (caseId: string, limit = 200): Promise<SignedNote[]> =>
    signed()
      .modifyFront(plannedOnce)
      .where('notes.caseId', '=', caseId)
      .orderBy('notes.happenedAt', 'desc')
      .orderBy('notes.id', 'desc')
      .limit(limit)
      .execute()

  const ofCases = async (caseIds: readonly string[], limit = 200): Promise<SignedNote[]> =>
    caseIds.length === 0
      ? []
      : signed()
          .where('notes.caseId', 'in', caseIds as string[])
          .orderBy('notes.happenedAt', 'desc')
          .orderBy('notes.id', 'desc')
          .limit(limit)
          .execute()

  return {
    get: own.get,
    add,
    addMany: (rows: readonly New<'notes'>[]) => own.addMany(rows),
    change: own.change,
    remove: own.remove,
    restore: own.restore,
    ofCase,
    ofCases,
  }
}
