import { roleMay, type Store } from '#access'
import { type Case, type CaseFile, lineForCase } from '#kernel/case'
import type { ServiceLine } from '#kernel/service-line'
import { type Asker, isMine, type Resource, type Verb } from '#platform/asker'
import { NotFound } from '#platform/errors'
import { capital } from '#platform/words'
import { lineOf } from '#service-lines'
import type { Crumb } from '#ui'
import { Detour } from '#web/app'
import { about } from '../lines.tsx'
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
  /** The address of the list in which it stands. */
  list: string
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
  const opened = await openFile(store, asker, params.caseId)
  const one = opened.file.case
  const may = verb === 'change' && resource === 'case' ? mayWorkIn(asker, one) : mayDo(asker, verb, resource, one)
  if (!may) throw new NotFound()
  return opened
}

/** The same for what belongs to one report, also when that joined another case: its own leave. @throws NotFound */
export async function openReport({ store, asker, params }: Asks, verb: Verb, resource: Resource): Promise<OpenCase> {
  const opened = await openFile(store, asker, params.caseId, 'also a report')
  if (!mayDo(asker, verb, resource, opened.file.case)) throw new NotFound()
  return opened
}

/** The same for handing the case over, which is all that a team leader does with it. @throws NotFound */
export async function openToHandOver({ store, asker, params }: Asks): Promise<OpenCase> {
  const opened = await openFile(store, asker, params.caseId)
  if (!mayDo(asker, 'change', 'case', opened.file.case)) throw new NotFound()
  return opened
}

/** A note of this case, for a page on which it is changed. @throws NotFound: not there, of another case, or not the asker's */
export async function openNote(asks: Asks & { params: { readonly noteId: string } }) {
  const opened = await openCase(asks, 'change', 'note')
  const note = await asks.store.notes.get(asks.params.noteId)
  if (!keysOf(opened.file).includes(note.caseId ?? '')) throw new NotFound()
  return { ...opened, note }
}

/** The keys of a case and of the reports that joined it: what hangs under one of them hangs under the case. */
export const keysOf = ({ case: one, reports }: Pick<CaseFile, 'case' | 'reports'>): string[] => [
  one.id,
  ...reports.map((report) => report.case.id),
]

/** A report of the case of this address: the case itself, or one that joined it. @throws NotFound */
export function reportIn({ case: one, reports }: Pick<CaseFile, 'case' | 'reports'>, id: string): Case {
  const found = [one, ...reports.map((report) => report.case)].find((each) => each.id === id)
  if (!found) throw new NotFound()
  return found
}

async function openFile(store: Store, asker: Asker, caseId: string, which?: 'also a report'): Promise<OpenCase> {
  const file = await store.cases.file(caseId)
  // A report that joined a case has no pages of its own any more.
  if (file.case.joinedTo !== null && !which) throw new Detour(`${lineOf(file.case.line).path}/${file.case.joinedTo}`)
  const line = lineForCase(lineOf(file.case.line), file)
  return { file, line, title: titleOf(line, file.case), list: about(line.path, line, asker) }
}

/**
 * Whether a button is worth showing: the role has a sentence for it, and a worker changes only what is hers today. The store
 * stays the judge.
 */
export function mayDo(
  asker: Pick<Asker, 'role' | 'account'> & Partial<Pick<Asker, 'standsInFor'>>,
  verb: Verb,
  resource: Resource,
  one: Pick<Case, 'owner'> & Partial<Pick<Case, 'line' | 'destroyedOn'>>,
): boolean {
  // Of what was destroyed nothing is done any more.
  if (one.destroyedOn && verb !== 'read') return false
  return roleMay(asker, verb, resource) && (asker.role !== 'worker' || verb === 'read' || isMine(asker, one))
}

/** A team leader hands over; what stands in the story is for those who do the work. */
export function mayWorkIn(
  asker: Pick<Asker, 'role' | 'account'> & Partial<Pick<Asker, 'standsInFor'>>,
  one: Pick<Case, 'owner'> & Partial<Pick<Case, 'line' | 'destroyedOn'>>,
): boolean {
  return asker.role !== 'teamLeader' && mayDo(asker, 'change', 'case', one)
}

/** The way to a page about a case: the list, and the case itself. */
export function trailTo({ line, file, title, list }: OpenCase): Crumb[] {
  return [
    { to: list, label: capital(line.case.called.many) },
    { to: `${line.path}/${file.case.id}`, label: title },
  ]
}
