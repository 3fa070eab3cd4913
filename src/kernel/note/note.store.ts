import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import { Invalid } from '#platform/errors'
import { newKey } from '#platform/ids'
import { type New, type Row, type Rule, records, table } from '#platform/records'
import { sameContact } from './note.ts'

export type Note = Row<'notes'>
/** A note with the name of who wrote it. */
export type SignedNote = Note & { authorName: string | null }

const notes = table(
  'notes',
  'note',
  ['caseId', 'person', 'line', 'happenedAt', 'kind', 'side', 'result', 'words', 'author', 'contact'],
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

  /** What was said with somebody beside every case, as far as the asker may read it. */
  const ofPerson = (person: string, limit = 50): Promise<SignedNote[]> =>
    signed()
      .where('notes.person', '=', person)
      .where('notes.caseId', 'is', null)
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

  /** The rows that tell of one contact, the asker's or not, locked in one order. */
  async function ofContact(contact: string): Promise<string[]> {
    const { rows } = await sql<{
      id: string
    }>`select id from notes where tenant = ${asker.tenant} and contact = ${contact}::uuid
      and removed_at is null order by id for update`.execute(asker.tx)
    return rows.map((row) => row.id)
  }

  /**
   * Changes a note. What was said is said in every file in which it stands; in which file and with which side it stands is of that
   * file alone.
   * @throws Invalid when it also stands in a file in which the asker may not write; Conflict, NotFound
   */
  async function change(id: string, seen: { seen: number }, rule: Rule<Note>): Promise<Note> {
    const { contact } = await own.get(id)
    const others = contact ? (await ofContact(contact)).filter((one) => one !== id) : []
    const becomes = await own.change(id, seen, rule)
    await mustBeOnce(becomes)
    for (const other of others) await follow(other, becomes)
    return becomes
  }

  /** The same contact in another file says the same. */
  async function follow(id: string, told: Note): Promise<void> {
    const [mine] = await own.all('change').where('notes.id', '=', id).execute()
    if (mine) await own.apply(id, (was) => sameContact(was, told))
    else if (await differs(id, told))
      throw new Invalid({
        words: 'Deze notitie hoort ook bij een dossier waar jij niet in schrijft. Vraag het aan wie haar schreef.',
      })
  }

  async function differs(id: string, told: Note): Promise<boolean> {
    const was = await asker.tx
      .selectFrom('notes')
      .selectAll()
      .where('tenant', '=', asker.tenant)
      .where('id', '=', id)
      .executeTakeFirst()
    return was !== undefined && JSON.stringify(sameContact(was, told)) !== JSON.stringify(was)
  }

  /** @throws Invalid when this contact stands in that file already */
  async function mustBeOnce({ id, contact, caseId }: Note): Promise<void> {
    if (!contact || !caseId) return
    const twice = await asker.tx
      .selectFrom('notes')
      .select('id')
      .where('tenant', '=', asker.tenant)
      .where('contact', '=', contact)
      .where('caseId', '=', caseId)
      .where('id', '<>', id)
      .where('removedAt', 'is', null)
      .executeTakeFirst()
    if (twice) throw new Invalid({ number: 'Daar staat deze notitie al. Kies een ander, of ga terug.' })
  }

  /**
   * Lets a note stand in another file as well, for who may write in both: a talk with two of one family. It stays one contact. Said
   * twice it stands there once.
   * @throws NotFound when one of the two is not the asker's to write in
   */
  async function alsoIn(id: string, to: { caseId: string; side: string | null }): Promise<Note> {
    const first = await own.apply(id, (was) => ({ ...was, contact: was.contact ?? newKey() }))
    const contact = first.contact as string
    await ofContact(contact)
    const standing = await own
      .all()
      .where('notes.contact', '=', contact)
      .where('notes.caseId', '=', to.caseId)
      .executeTakeFirst()
    if (standing) return standing
    const { line, happenedAt, kind, result, words, author } = first
    return own.add({ ...{ line, happenedAt, kind, result, words, author, contact }, ...to, person: null })
  }

  /** Puts a note back; where its contact came to stand again meanwhile, that one stays. @throws NotFound */
  async function restore(id: string): Promise<Note> {
    const standsAgain = await asker.tx
      .selectFrom('notes')
      .innerJoin('notes as gone', (join) =>
        join
          .onRef('gone.tenant', '=', 'notes.tenant')
          .onRef('gone.contact', '=', 'notes.contact')
          .onRef('gone.caseId', '=', 'notes.caseId'),
      )
      .select('notes.id')
      .where('notes.tenant', '=', asker.tenant)
      .where('gone.id', '=', id)
      .where('notes.id', '<>', id)
      .where('notes.removedAt', 'is', null)
      .executeTakeFirst()
    return standsAgain ? own.get(standsAgain.id) : own.restore(id)
  }

  /** Where else these notes stand, as far as the asker may read there: by the contact that they tell of. */
  async function elsewhere(notes_: readonly Pick<Note, 'id' | 'contact'>[]): Promise<Note[]> {
    const contacts = notes_.flatMap((note) => note.contact ?? [])
    if (contacts.length === 0) return []
    const found = await own.all().where('notes.contact', 'in', contacts).execute()
    return found.filter((one) => !notes_.some((note) => note.id === one.id))
  }

  return {
    get: own.get,
    add,
    addMany: (rows: readonly New<'notes'>[]) => own.addMany(rows),
    change,
    alsoIn,
    elsewhere,
    remove: own.remove,
    restore,
    ofCase,
    ofCases,
    ofPerson,
  }
}
