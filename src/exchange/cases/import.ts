import type { Store } from '#access'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { newKey } from '#platform/ids'
import { importStore } from '../import.store.ts'
import type { SourceTable } from '../source.ts'
import { importBlock } from './block.ts'
import { rowReader } from './cells.ts'
import type { Known } from './columns.ts'
import type { Complaint, Draft } from './draft.ts'
import type { Mapping } from './mapping.ts'
import { draftOf } from './row.ts'

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
  const { drafts, complaints } = readDrafts(line, known, table, mapping)
  const result: ImportResult = {
    ...{ read: table.rows.length, added: 0, changed: 0, same: 0, kept: 0, refused: table.rows.length - drafts.length },
    ...{ complaints, remarks: [], newPeople: 0, knownPeople: 0 },
  }
  const id = newKey()
  const { blockSize = 500 } = options
  for (
    let at = 0, size = Math.min(firstBlock, blockSize);
    at < Math.max(1, drafts.length);
    at += size, size = blockSize
  ) {
    const block = drafts.slice(at, at + size)
    await orUndone(options.dryRun === true, inTransaction, async (store, asker) => {
      const imports = importStore(asker)
      await imports.wait(options.source)
      await imports.progress(row(id, line, options, result))
      const done = await importBlock({ store, asker, imports, line, source: options.source, import: id }, block)
      for (const key of ['added', 'changed', 'same', 'kept', 'refused', 'newPeople', 'knownPeople'] as const)
        result[key] += done[key]
      result.complaints.push(...done.complaints)
      result.remarks.push(...done.remarks)
      await imports.progress(row(id, line, options, result))
    })
    options.onProgress?.(Math.min(at + size, drafts.length), drafts.length)
  }
  result.complaints.sort((one, other) => one.line - other.line)
  return result
}

// Small, so that the database has seen some rows before it plans for many.
const firstBlock = 50

/** Every row as a draft or as what is wrong with it. Of two rows with one number the first counts. */
export function readDrafts(
  line: ServiceLine,
  known: Known,
  table: SourceTable,
  mapping: Mapping,
): { drafts: Draft[]; complaints: Complaint[] } {
  const read = rowReader(line, known, table.headers, mapping)
  const complaints: Complaint[] = []
  const drafts = new Map<string, Draft>()
  for (const row of table.rows) {
    const cells = read(row)
    const draft = draftOf(line, known, row.line, cells)
    if (Array.isArray(draft)) complaints.push(...draft)
    else {
      const first = drafts.get(draft.key)
      if (!first) drafts.set(draft.key, draft)
      else
        complaints.push(
          twice(
            row.line,
            first,
            cells.values.reference === undefined
              ? undefined
              : { heading: cells.headingOf('reference'), value: cells.rawOf('reference') },
          ),
        )
    }
  }
  return { drafts: [...drafts.values()], complaints }
}

function twice(line: number, first: Draft, number: { heading: string; value: string } | undefined): Complaint {
  return number
    ? {
        line,
        column: number.heading,
        value: number.value,
        message: `Dit nummer staat ook op regel ${first.line}; die is gebruikt. Geef elke regel een eigen nummer, of haal een van de twee weg.`,
      }
    : {
        line,
        column: '',
        value: '',
        message: `Deze regel heeft dezelfde dag, namen en adressen als regel ${first.line}; die is gebruikt. Haal een van de twee weg.`,
      }
}

async function whatIsKnown(store: Store, asker: Asker): Promise<Known> {
  const named = <T extends { id: string }>(rows: readonly T[], name: (row: T) => string) =>
    Object.fromEntries(rows.map((row) => [row.id, name(row)]))
  return {
    today: asker.today,
    villages: named(await store.areas.villages(), (village) => village.name),
    colleagues: named(await store.accounts.all(), (account) => account.email),
    partners: named(await store.organisations.all(), (partner) => partner.name),
  }
}

function row(id: string, line: ServiceLine, { source, fileName, fileHash }: ImportOptions, counts: ImportCounts) {
  return {
    ...{ id, line: line.key, source, fileName, fileHash },
    ...{
      rowsRead: counts.read,
      rowsAdded: counts.added,
      rowsChanged: counts.changed,
      rowsSame: counts.same,
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
