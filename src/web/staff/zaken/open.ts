import { roleMay, type Store } from '#access'
import type { Case, CaseFile } from '#kernel/case'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker, Resource, Verb } from '#platform/asker'
import { NotFound } from '#platform/errors'
import { lineOf, serviceLines } from '#service-lines'
import type { Crumb } from '#ui'
import { titleOf } from './in-words.ts'

interface Asks {
  store: Store
  asker: Asker
  params: { readonly caseId: string }
}

export interface OpenCase {
  file: CaseFile
  line: ServiceLine
  title: string
}

/**
 * The case of this address with its line, for a page on which something is done. @throws NotFound: not there, or not the
 * asker's to do this with: better no page than a form that is refused after it was filled in
 */
export async function openCase(
  { store, asker, params }: Asks,
  verb: Verb = 'change',
  resource: Resource = 'case',
): Promise<OpenCase> {
  const opened = await openFile(store, params.caseId)
  const one = opened.file.case
  const may = verb === 'change' && resource === 'case' ? mayWorkIn(asker, one) : mayDo(asker, verb, resource, one)
  if (!may) throw new NotFound()
  return opened
}

/** The same for handing the case over, which is all that a team leader does with it. @throws NotFound */
export async function openToHandOver({ store, asker, params }: Asks): Promise<OpenCase> {
  const opened = await openFile(store, params.caseId)
  if (!mayDo(asker, 'change', 'case', opened.file.case)) throw new NotFound()
  return opened
}

/** A note of this case, for a page on which it is changed. @throws NotFound: not there, of another case, or not the asker's */
export async function openNote(asks: Asks & { params: { readonly noteId: string } }) {
  const opened = await openCase(asks, 'change', 'note')
  const note = await asks.store.notes.get(asks.params.noteId)
  if (note.caseId !== opened.file.case.id) throw new NotFound()
  return { ...opened, note }
}

async function openFile(store: Store, caseId: string): Promise<OpenCase> {
  const file = await store.cases.file(caseId)
  const line = lineOf(file.case.line)
  return { file, line, title: titleOf(line, file.case) }
}

/**
 * Whether a button is worth showing: the role has a sentence for it, and a worker changes only what is her own. The store
 * stays the judge.
 */
export function mayDo(
  asker: Pick<Asker, 'role' | 'account'>,
  verb: Verb,
  resource: Resource,
  one: Pick<Case, 'owner'>,
): boolean {
  return roleMay(asker, verb, resource) && (asker.role !== 'worker' || verb === 'read' || one.owner === asker.account)
}

/** A team leader hands over; what stands in the story is for those who do the work. */
export function mayWorkIn(asker: Pick<Asker, 'role' | 'account'>, one: Pick<Case, 'owner'>): boolean {
  return asker.role !== 'teamLeader' && mayDo(asker, 'change', 'case', one)
}

/** The way to a page about a case: the list, and the case itself. */
export function trailTo({ line, file, title }: OpenCase): Crumb[] {
  return [
    { to: line.path, label: 'Zaken' },
    { to: `${line.path}/${file.case.id}`, label: title },
  ]
}

/** The lines that the asker works for; everything on these pages is about one of them. */
export function linesOf(asker: Pick<Asker, 'lines'>): ServiceLine[] {
  return serviceLines.filter((line) => asker.lines.includes(line.key))
}

/** The line of pages that have no case yet. @throws NotFound when the asker works for none */
export function ownLine(asker: Pick<Asker, 'lines'>): ServiceLine {
  const [line] = linesOf(asker)
  if (!line) throw new NotFound()
  return line
}
