import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Doorway } from '#access'
import {
  type ImportResult,
  type InTransaction,
  importCases,
  importStore,
  type Mapping,
  whatIsKnown,
} from '#exchange/cases'
import { readTable, type SourceTable } from '#exchange/tables'
import type { ServiceLine } from '#kernel/service-line'
import { Refused } from '#platform/errors'
import { requestNumber } from '#platform/ids'
import { code, log } from '#platform/logs'
import { lineOf } from '#service-lines'
import { lookAlikes, settle } from './alike.ts'
import { beside, mainFigures, mostYears, yearsOf } from './figures.ts'
import type { LookAlike, Outcome, Rehearsal } from './found.ts'
import { type Asked, type ImportRecord, importDesk } from './imports.store.ts'
import { headingsOf, lookInto } from './look.ts'
import type { Task } from './state.ts'
import { undoImport } from './undo.ts'
import { unknownWords } from './words.ts'
import { wrongRows } from './wrong-rows.ts'

/** What is shown of complaints, remarks and look-alikes; all complaints are in the workbook. */
const mostShown = 200
const mostAlike = 500
/** How often a run tells that it is there, in milliseconds. */
const everyMs = 1500

/** One run, for as long as it lasts. */
interface Run {
  id: string
  run: string
  /** Work in one transaction, as the system on behalf of who asked. */
  as: InTransaction
  tell: (done: number, of: number) => void
}

/**
 * Does what was asked for an import: looks, rehearses, takes in or takes back. What it comes to, or why nothing came of it, is kept
 * with the import. A run that is no longer the last one asked, or that was begun before, does nothing.
 */
export async function runImport(doorway: Doorway, asked: Asked): Promise<void> {
  const { tenant, account, import: id, run } = asked
  const as: InTransaction = (work) => doorway.system({ tenant, via: 'import', purpose: 'import', account }, work)
  const task = await as((_store, asker) => importDesk(asker).begin(id, run))
  if (!task) return
  let [done, of] = [0, 0]
  const beat = () => as((_store, asker) => importDesk(asker).beat(id, run, done, of))
  const ticking = setInterval(
    () => void beat().catch((problem: unknown) => log.error('import tells nothing', problem)),
    everyMs,
  )
  const tell = (now: number, all: number) => {
    ;[done, of] = [now, all]
  }
  try {
    await tasks[task]({ id, run, as, tell })
    await as((_store, asker) => importDesk(asker).end(id, run, null))
  } catch (problem) {
    const trouble = troubleWith(problem)
    await as((_store, asker) => importDesk(asker).end(id, run, trouble))
  } finally {
    clearInterval(ticking)
  }
}

function troubleWith(problem: unknown): string {
  if (problem instanceof Refused) return problem.message
  const number = requestNumber()
  log.error('import failed', problem, { number: code(number) })
  return `Er ging bij ons iets mis. Geef de helpdesk nummer ${number}.`
}

const tasks: Record<Task, (run: Run) => Promise<void>> = {
  look,
  rehearse,
  take,
  'look back': lookBack,
  undo,
}

async function look({ id, as }: Run): Promise<void> {
  const { one, line } = await opened(as, id)
  const known = await as(async (_store, asker) => importStore(asker).mappingsOf(line.key))
  const found = await withFile(as, id, (path) =>
    lookInto(
      path,
      line,
      known.map(({ source, mapping }) => ({ source, mapping: mapping as Mapping })),
    ),
  )
  await as(async (_store, asker) => {
    const desk = importDesk(asker)
    await desk.keep(one.id, 'look', found)
    await desk.advance(one.id, 'looked')
  })
}

class Undone extends Error {}

/** All work in one transaction that is let go at the end. Nothing of it stays, and what is counted in it is true. */
async function letGo<T>(as: InTransaction, work: (within: InTransaction) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined
  try {
    await as(async (store, asker) => {
      result = { value: await work((some) => some(store, asker)) }
      throw new Undone()
    })
  } catch (problem) {
    if (!(problem instanceof Undone)) throw problem
  }
  return (result as { value: T }).value
}

/** Takes everything in and lets it go, with the figures of before and after beside each other. */
async function rehearse({ id, as, tell }: Run): Promise<void> {
  const { one, line, mapping } = await opened(as, id)
  // What was agreed is remembered whatever comes of it: the same headings come back next month.
  await as((_store, asker) => importStore(asker).keepMapping(one.source, line.key, mapping))
  const table = await tableOf(as, one, line, mapping)
  const alike: LookAlike[] = []
  const years = new Set<number>()
  let settled = 0
  const { result, after } = await letGo(as, async (within) => {
    const result = await importCases(within, line, table, mapping, {
      ...{ source: one.source, fileName: one.fileName, fileHash: one.fileHash, onProgress: tell },
      // Each block says that it is let go, and the transaction around it lives on: so they see each other's rows.
      dryRun: true,
      async beforeBlock(context, drafts) {
        for (const year of drafts.flatMap(yearsOf)) years.add(year)
        alike.push(...(await lookAlikes(context, drafts)))
        settled += await settle(context, drafts, one.choices)
      },
    })
    return { result, after: await within((store, asker) => mainFigures(store, asker, line, newest(years))) }
  })
  const now = await as((store, asker) => mainFigures(store, asker, line, newest(years)))
  const doubtful = alike.filter(({ taken }) => taken === null)
  const found: Rehearsal = {
    ...outcomeOf(result, settled),
    words: unknownWords(line, await as(whatIsKnown), table, mapping),
    years: beside(now, after),
    alike: [...doubtful, ...alike.filter(({ taken }) => taken !== null)].slice(0, mostAlike),
    moreAlike: Math.max(0, alike.length - mostAlike),
  }
  const wrong = await wrongRows(table, result.complaints)
  await as(async (_store, asker) => {
    const desk = importDesk(asker)
    await desk.keep(id, 'rehearsal', found)
    await (wrong ? desk.keepFile(id, 'wrong', wrong) : desk.dropFile(id, 'wrong'))
    await desk.advance(id, 'rehearsed')
  })
}

const newest = (years: ReadonlySet<number>) =>
  [...years]
    .filter((year) => year >= 1990)
    .sort((one, other) => other - one)
    .slice(0, mostYears)

/** Takes the rows in, in blocks that stay. After it broke off it goes on with what did not come in yet. */
async function take({ id, as, tell }: Run): Promise<void> {
  const { one, line, mapping } = await opened(as, id)
  const table = await tableOf(as, one, line, mapping)
  const already =
    one.stage === 'started' ? { added: one.rowsAdded, changed: one.rowsChanged } : { added: 0, changed: 0 }
  await as((_store, asker) => importDesk(asker).advance(id, 'started'))
  let settled = 0
  const result = await importCases(as, line, table, mapping, {
    ...{ id, source: one.source, fileName: one.fileName, fileHash: one.fileHash, onProgress: tell, already },
    async beforeBlock(context, drafts) {
      settled += await settle(context, drafts, one.choices)
    },
  })
  const wrong = await wrongRows(table, result.complaints)
  await as(async (_store, asker) => {
    const desk = importDesk(asker)
    await desk.keep(id, 'outcome', outcomeOf(withAlready(result, already), settled))
    await (wrong ? desk.keepFile(id, 'wrong', wrong) : desk.dropFile(id, 'wrong'))
    await desk.advance(id, 'done')
  })
}

async function lookBack({ id, as, tell }: Run): Promise<void> {
  const found = await letGo(as, (within) => undoImport(within, id, tell))
  await as((_store, asker) => importDesk(asker).keep(id, 'undoing', found, true))
}

async function undo({ id, as, tell }: Run): Promise<void> {
  const found = await undoImport(as, id, tell)
  await as(async (_store, asker) => {
    await importDesk(asker).keep(id, 'undone', found, true)
    await importDesk(asker).advance(id, 'undone')
  })
}

async function opened(
  as: InTransaction,
  id: string,
): Promise<{ one: ImportRecord; line: ServiceLine; mapping: Mapping }> {
  const one = await as((_store, asker) => importDesk(asker).get(id))
  return { one, line: lineOf(one.line), mapping: one.mapping as Mapping }
}

/** The rows of the sheet that was agreed on. */
function tableOf(as: InTransaction, one: ImportRecord, line: ServiceLine, mapping: Mapping): Promise<SourceTable> {
  const isKnown = headingsOf(line, [{ source: one.source, mapping }])
  return withFile(as, one.id, (path) => readTable(path, isKnown, mapping.sheet ?? undefined))
}

/** The file that was given, on the disk for as long as it is read: only whoever runs the worker can open it. */
async function withFile<T>(as: InTransaction, id: string, read: (path: string) => Promise<T>): Promise<T> {
  const content = await as((_store, asker) => importDesk(asker).file(id, 'given'))
  if (!content)
    throw new Refused(
      'Het bestand is er niet meer: na veertien dagen gaat het weg. Begin opnieuw en kies het bestand nog eens.',
    )
  const folder = await mkdtemp(join(tmpdir(), 'naober-'))
  try {
    const path = join(folder, 'bestand')
    await writeFile(path, content, { mode: 0o600 })
    return await read(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What came in before it broke off counts as what it was, and no longer as 'the same'. */
function withAlready(result: ImportResult, already: { added: number; changed: number }): ImportResult {
  return {
    ...result,
    added: result.added + already.added,
    changed: result.changed + already.changed,
    same: Math.max(0, result.same - already.added - already.changed),
  }
}

/** @param settled people whom somebody said to be somebody else: those are new */
function outcomeOf(result: ImportResult, settled: number): Outcome {
  const { complaints, remarks, newPeople, knownPeople, read, added, changed, same, kept, refused } = result
  return {
    ...{ read, added, changed, same, kept, refused },
    newPeople: newPeople + settled,
    knownPeople: Math.max(0, knownPeople - settled),
    complaints: complaints.slice(0, mostShown),
    moreComplaints: Math.max(0, complaints.length - mostShown),
    remarks: remarks.slice(0, mostShown),
    moreRemarks: Math.max(0, remarks.length - mostShown),
  }
}
