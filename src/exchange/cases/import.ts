import type { Store } from '#access'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { newKey } from '#platform/ids'
import { rowsAtOnce } from '#platform/records'
import { together } from '#platform/together'
import { importStore } from '../import.store.ts'
import type { SourceTable } from '../source.ts'
import { type BlockContext, importBlock } from './block.ts'
import type { Known } from './columns.ts'
import type { Complaint, Draft } from './draft.ts'
import type { Mapping } from './mapping.ts'
import { draftReader } from './reading.ts'

/** How many rows did what. Read is the sum of the others. */
export interface ImportCounts {
  read: number
  added: number
  changed: number
  same: number
  /** Changed in the file, but worked on here since: left as it is. */
  kept: number
  refused: number
}

export interface ImportResult extends ImportCounts {
  /** Every row that was refused, with all that is wrong in it; in the order of the file. */
  complaints: Complaint[]
  /** Rows that were taken or kept, with something to look at. */
  remarks: Complaint[]
  newPeople: number
  knownPeople: number
}

export interface ImportOptions {
  /** Where the rows come from: rows of one source are recognised by their number the next time. */
  source: string
  fileName: string
  fileHash: Buffer
  /** Does everything and keeps nothing. */
  dryRun?: boolean
  blockSize?: number
  onProgress?: (done: number, of: number) => void
  /** The key of the import, when it was there before anything was taken. */
  id?: string
  /** What this import took before it broke off: it counts with what comes now. */
  already?: { added: number; changed: number }
  /** Called in the transaction of each block before its rows are taken. */
  beforeBlock?: (context: BlockContext, drafts: readonly Draft[]) => Promise<void>
}

/** Runs work in one transaction of the asker: `(work) => doorway.system({ tenant, via: 'import', … }, work)`. */
export type InTransaction = <T>(work: (store: Store, asker: Asker) => Promise<T>) => Promise<T>

/**
 * Takes the cases of a table in, in blocks of one transaction each: what is done stays done, and the same file again
 * goes on where it stopped, for a row that was taken before is recognised. A wrong row never costs a good one.
 */
export async function importCases(
  inTransaction: InTransaction,
  line: ServiceLine,
  table: SourceTable,
  mapping: Mapping,
  options: ImportOptions,
): Promise<ImportResult> {
  const known = await inTransaction(whatIsKnown)
  const reading = draftReader(line, known, table, mapping)
  const result: ImportResult = {
    ...{ read: table.rows.length, added: 0, changed: 0, same: 0, kept: 0, refused: 0 },
    ...{ complaints: [], remarks: [], newPeople: 0, knownPeople: 0 },
  }
  const id = options.id ?? newKey()
  // The people of a block go in one statement.
  const blockSize = Math.min(options.blockSize ?? 1000, Math.floor(rowsAtOnce / Object.keys(line.case.sides).length))
  let block = await reading.next(Math.min(firstBlock, blockSize))
  let isFirst = true
  do {
    const { drafts, complaints, refused } = block
    const done = reading.done()
    result.refused += refused
    result.complaints.push(...complaints)
    const taken = orUndone(options.dryRun === true, inTransaction, async (store, asker) => {
      const imports = importStore(asker)
      await imports.wait(options.source)
      await imports.begin(row(id, line, options, result))
      const context: BlockContext = { store, asker, imports, line, source: options.source, import: id }
      await options.beforeBlock?.(context, drafts)
      const done = await importBlock(context, drafts)
      for (const key of ['added', 'changed', 'same', 'kept', 'refused', 'newPeople', 'knownPeople'] as const)
        result[key] += done[key]
      result.complaints.push(...done.complaints)
      result.remarks.push(...done.remarks)
      await imports.progress(row(id, line, options, result))
    })
    // The next rows are read while the database is busy with these.
    block = (await together({ taken, next: reading.next(blockSize) })).next
    if (isFirst && !options.dryRun) await inTransaction((_store, asker) => importStore(asker).lookAtNewTables())
    isFirst = false
    options.onProgress?.(done, table.rows.length)
  } while (block.drafts.length > 0 || block.refused > 0)
  result.complaints.sort((one, other) => one.line - other.line)
  return result
}

// Small, so that the database can look at some rows before it plans for many.
const firstBlock = 50

/** What the organisation has, as far as a cell can name it. */
export async function whatIsKnown(store: Store, asker: Asker): Promise<Known> {
  const named = <T extends { id: string }>(rows: readonly T[], name: (row: T) => string) =>
    Object.fromEntries(rows.map((row) => [row.id, name(row)]))
  return {
    today: asker.today,
    villages: named(await store.areas.villages(), (village) => village.name),
    colleagues: named(await store.accounts.all(), (account) => account.email),
    partners: named(await store.organisations.all(), (partner) => partner.name),
  }
}

function row(
  id: string,
  line: ServiceLine,
  { source, fileName, fileHash, already = { added: 0, changed: 0 } }: ImportOptions,
  counts: ImportCounts,
) {
  return {
    ...{ id, line: line.key, source, fileName, fileHash },
    ...{
      rowsRead: counts.read,
      rowsAdded: counts.added + already.added,
      rowsChanged: counts.changed + already.changed,
      rowsSame: Math.max(0, counts.same - already.added - already.changed),
      rowsKept: counts.kept,
      rowsRefused: counts.refused,
    },
  }
}

class Undone extends Error {}

/** A rehearsal does all the work in its transaction, and then lets the transaction go. */
async function orUndone(
  rehearsal: boolean,
  inTransaction: InTransaction,
  work: (store: Store, asker: Asker) => Promise<void>,
): Promise<void> {
  try {
    await inTransaction(async (store, asker) => {
      await work(store, asker)
      if (rehearsal) throw new Undone()
    })
  } catch (problem) {
    if (!(problem instanceof Undone)) throw problem
  }
}
