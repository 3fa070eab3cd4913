import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import type { Day } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { isKey } from '#platform/ids'
import { type Row, records, table } from '#platform/records'
import {
  type Attachment,
  correctDocument,
  type Document,
  type DocumentKind,
  type Holder,
  moveBack,
  moveDocument,
  mustHaveHappened,
  piecesOf,
  type Said,
} from './document.ts'

const documents = table(
  'documents',
  'document',
  [
    ...(['caseId', 'person', 'line', 'kind', 'side', 'happenedOn', 'source', 'name'] as const),
    ...(['type', 'size', 'pages', 'attachments', 'digest', 'author'] as const),
  ],
  { isFile: true, defaults: { attachments: [] } },
)

/** The name of the job that looks into what was kept without being looked at. */
export const jobName = 'look-into-document'

/** A document with the name of who kept it. */
export type SignedDocument = Document & { authorName: string | null }

/** What is kept: what is said about it, the type that was found in its bytes, and the bytes. */
export type NewDocument = Holder & {
  kind: DocumentKind
  happenedOn: Day
  /** Who gave it, or where it comes from. */
  source?: string | null
  name: string
  /** As it was found in the bytes or, of a letter of ours, as it was made. */
  type: string
  content: Uint8Array
  side?: string | null
  /** The text of each page, for who cannot see a picture of it; left out when nobody looked inside: then the worker does. */
  texts?: readonly string[]
  pages?: number | null
  attachments?: readonly Attachment[]
  /** SHA-256 of the file as it was given, where that is not what is kept. */
  digest?: Buffer
  /** Refuses the file when this case or person has it already. */
  once?: boolean
}

/** The documents of cases and persons. A list reads what is said about them and never what is in them. */
export function documentStore(asker: Asker) {
  const own = records(asker, documents)
  const asDocument = (row: Row<'documents'>): Document => row as unknown as Document

  /** One document, without what is in it. Reading it is a read of a file. @throws NotFound */
  const get = async (id: string): Promise<SignedDocument> => {
    if (!isKey(id)) throw new NotFound()
    const row = await signed().where('documents.id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound()
    own.seen([row])
    return row as unknown as SignedDocument
  }

  /**
   * Keeps a document with a case or a person. It is the asker's.
   * @throws Invalid for a day to come, an empty file, and with `once` when it is there already; NotFound when it may not be kept there
   */
  async function keep(given: NewDocument): Promise<Document> {
    const { caseId = null, person = null, content, texts, attachments = [], once = false } = given
    mustHaveHappened(given.happenedOn, asker.today)
    if (content.length === 0) throw new Invalid({ file: 'Dit bestand is leeg. Kies een ander bestand.' })
    const line = await lockHolder(given)
    const digest = given.digest ?? createHash('sha256').update(content).digest()
    if (once) await mustBeNew({ caseId, person, line, digest })
    const added = await own.add({
      ...{ caseId, person, line, digest, kind: given.kind, happenedOn: given.happenedOn, name: given.name },
      ...{ side: given.side ?? null, source: given.source ?? null, type: given.type, size: content.length },
      ...{ pages: given.pages ?? (texts?.length || null), attachments: attachments as never, author: asker.account },
    })
    let nr = 0
    for (const piece of piecesOf(content))
      await sql`insert into document_contents (tenant, document, nr, content)
        values (${asker.tenant}, ${added.id}, ${++nr}, ${Buffer.from(piece.buffer, piece.byteOffset, piece.length)})`.execute(
        asker.tx,
      )
    if (given.pages || texts?.length) await keepTexts(added.id, texts ?? [])
    else
      await sql`select enqueue(${jobName}, ${JSON.stringify({ tenant: asker.tenant, document: added.id })}::json)`.execute(
        asker.tx,
      )
    return asDocument(added)
  }

  async function keepTexts(id: string, texts: readonly string[]): Promise<void> {
    if (texts.length === 0) return
    await sql`insert into document_texts (tenant, document, nr, words)
      select ${asker.tenant}, ${id}, nr, words from unnest(${[...texts]}::text[]) with ordinality as t(words, nr) where words <> ''
      on conflict do nothing`.execute(asker.tx)
  }

  /** What was found in a document that nobody looked into when it was kept: a letter of ours. Its version stays: nothing is said anew. */
  async function found(id: string, { pages, texts }: { pages: number; texts: readonly string[] }): Promise<void> {
    await get(id)
    await sql`update documents set pages = ${pages} where tenant = ${asker.tenant} and id = ${id} and pages is null`.execute(
      asker.tx,
    )
    await keepTexts(id, texts)
  }

  /** Two who keep the same at once wait for each other here. @returns the line on which it is kept */
  async function lockHolder(given: Holder): Promise<string> {
    const [from, key] = given.caseId ? (['cases', given.caseId] as const) : (['persons', given.person ?? ''] as const)
    if (!isKey(key)) throw new NotFound()
    const { rows } = await sql<{
      line: string
    }>`select ${given.caseId ? sql.ref('line') : sql.lit('')} as line from ${sql.table(from)}
      where tenant = ${asker.tenant} and id = ${key} for update`.execute(asker.tx)
    const line = given.caseId ? rows[0]?.line : rows[0] && (given as { line: string }).line
    if (!line) throw new NotFound()
    return line
  }

  async function mustBeNew(of: Pick<Document, 'caseId' | 'person' | 'line' | 'digest'>): Promise<void> {
    const there = await own
      .all()
      .where('documents.digest', '=', of.digest)
      .$if(of.caseId !== null, (q) => q.where('documents.caseId', '=', of.caseId))
      .$if(of.caseId === null, (q) => q.where('documents.person', '=', of.person).where('documents.line', '=', of.line))
      .limit(1)
      .executeTakeFirst()
    if (there)
      throw new Invalid({ file: `Dit bestand staat hier al, als ‘${there.name}’. Het is niet nog een keer bewaard.` })
  }

  const signed = () =>
    own
      .all()
      .leftJoin('accounts', (join) =>
        join.onRef('accounts.tenant', '=', 'documents.tenant').onRef('accounts.id', '=', 'documents.author'),
      )
      .select('accounts.name as authorName')
      .modifyFront(plannedOnce)
  const newest = () => signed().orderBy('documents.happenedOn', 'desc').orderBy('documents.id', 'desc')

  /** What is kept with a case, the newest first. @param from how many to pass by */
  const ofCase = async (caseId: string, limit = 200, from = 0): Promise<SignedDocument[]> =>
    (await newest()
      .where('documents.caseId', '=', caseId)
      .limit(limit)
      .offset(from)
      .execute()) as unknown as SignedDocument[]

  /** What is kept with several cases together, the newest first: a case and the reports that joined it. */
  const ofCases = async (caseIds: readonly string[], limit = 200, from = 0): Promise<SignedDocument[]> =>
    caseIds.length === 0
      ? []
      : ((await newest()
          .where('documents.caseId', 'in', caseIds as string[])
          .limit(limit)
          .offset(from)
          .execute()) as unknown as SignedDocument[])

  /** What is kept with a person and no case, the newest first. */
  const ofPerson = async (person: string, limit = 200, from = 0): Promise<SignedDocument[]> =>
    (await newest()
      .where('documents.person', '=', person)
      .limit(limit)
      .offset(from)
      .execute()) as unknown as SignedDocument[]

  /** The bytes of a document. Reading them is a read of a file. @throws NotFound */
  async function content(id: string): Promise<Buffer> {
    const { size } = await get(id)
    const whole = Buffer.allocUnsafe(size)
    for (let at = 0, nr = 1; at < size; nr++) {
      const { rows } = await sql<{ content: Buffer }>`select content from document_contents
        where tenant = ${asker.tenant} and document = ${id} and nr = ${nr}`.execute(asker.tx)
      const piece = rows[0]?.content
      if (!piece) throw new Error('a piece of a document is missing')
      at += piece.copy(whole, at)
    }
    return whole
  }

  /** The text of some pages of a document that the asker may read, by the number of the page. @throws NotFound */
  async function texts(id: string, from: number, count: number): Promise<Map<number, string>> {
    await get(id)
    const { rows } = await sql<{ nr: number; words: string }>`select nr, words from document_texts
      where tenant = ${asker.tenant} and document = ${id} and nr >= ${from} and nr < ${from + count} order by nr`.execute(
      asker.tx,
    )
    return new Map(rows.map((row) => [row.nr, row.words]))
  }

  /** Corrects what is said about a document. @throws Invalid, Conflict, NotFound */
  const correct = async (id: string, seen: { seen: number }, said: Said): Promise<Document> =>
    asDocument(await own.change(id, seen, (was, { today }) => correctDocument(asDocument(was), said, today) as never))

  /** Moves a document to another file. Both must be the asker's to write in. @throws Invalid, Conflict, NotFound */
  async function move(
    id: string,
    seen: { seen: number },
    to: { caseId: string; side: string | null },
  ): Promise<Document> {
    const line = await lockHolder({ caseId: to.caseId })
    return asDocument(await own.change(id, seen, (was) => moveDocument(asDocument(was), { ...to, line }) as never))
  }

  /** Moves a document back to where it stood. @throws Conflict, NotFound */
  async function back(
    id: string,
    seen: { seen: number },
    to: { holder: Holder; side: string | null },
  ): Promise<Document> {
    const line = await lockHolder(to.holder)
    return asDocument(await own.change(id, seen, (was) => moveBack(asDocument(was), { ...to, line }) as never))
  }

  return {
    get,
    keep,
    ofCase,
    ofCases,
    ofPerson,
    content,
    texts,
    found,
    correct,
    move,
    back,
    remove: own.remove,
    restore: own.restore,
  }
}
