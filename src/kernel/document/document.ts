import type { Day } from '#platform/days'
import { Invalid } from '#platform/errors'
import type { Row } from '#platform/records'

/*
 * A document, from the moment that it comes in:
 *
 *   kept ──●── corrected (kind, day, title, who gave it, whose side) ──●── moved to the right file
 *          └── removed ──●── put back, thirty days long
 *                        └── wiped, with its bytes and its text
 *
 * The bytes never change: what is corrected is what we say about them.
 */

/** A document that is kept with a case or, where there is none, with a person. What is in it stands apart. */
export type Document = Omit<Row<'documents'>, 'attachments'> & { attachments: Attachment[] }

/** What hangs on a mail: offered to be kept as a document of its own. */
export interface Attachment {
  name: string
  size: number
}

export const documentKinds = {
  photo: 'Foto',
  decision: 'Besluit of beschikking',
  'letter-received': 'Brief ontvangen',
  'letter-sent': 'Brief verstuurd',
  mail: 'Mail',
  form: 'Formulier',
  other: 'Iets anders',
} as const
export type DocumentKind = keyof typeof documentKinds

/** What a document is called: its kind, also when that is one that we no longer know. */
export const kindInWords = (kind: string): string => (documentKinds as Record<string, string>)[kind] ?? kind

/** Where a document is kept: with a case, or with a person on a line. */
export type Holder = { caseId: string; person?: null } | { caseId?: null; person: string; line: string }

/** What is said about a document, and can be corrected. */
export interface Said {
  kind: DocumentKind
  happenedOn: Day
  name: string
  source: string | null
  side: string | null
}

/**
 * Corrects what is said about a document. @throws Invalid for a day that is yet to come: nobody has a letter of tomorrow
 */
export function correctDocument(was: Document, said: Said, today: Day): Document {
  mustHaveHappened(said.happenedOn, today)
  return { ...was, ...said }
}

/** @throws Invalid for a day that is yet to come */
export function mustHaveHappened(on: Day, today: Day): void {
  if (on > today) throw new Invalid({ happenedOn: 'Die dag moet nog komen. Kies vandaag of eerder.' })
}

/**
 * Takes a document that was kept in the wrong file to the right one. From then on it is of the line of that file; on which side it
 * stands there is said anew, for the sides of one case are not those of another.
 * @throws Invalid when it is there already
 */
export function moveDocument(was: Document, to: { caseId: string; line: string; side: string | null }): Document {
  if (was.caseId === to.caseId) throw new Invalid({ number: 'Daar staat dit document al. Vul een ander nummer in.' })
  return { ...was, caseId: to.caseId, person: null, line: to.line, side: to.side }
}

/** Takes it back to where it stood. */
export function moveBack(was: Document, to: { holder: Holder; line: string; side: string | null }): Document {
  const { caseId = null, person = null } = to.holder
  return { ...was, caseId, person, line: to.line, side: to.side }
}

/** How much of a file is one piece in the database. */
const pieceBytes = 256 * 1024

/** A file in pieces, so that nobody has to hold the whole of it as text. An empty file has none. */
export function* piecesOf(content: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < content.length; at += pieceBytes) yield content.subarray(at, at + pieceBytes)
}

/** The most that a file may be when nothing else was set, in millions of bytes. */
export const usualMost = 20
