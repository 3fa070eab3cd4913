import { setImmediate as turn } from 'node:timers/promises'
import type { ServiceLine } from '#kernel/service-line'
import type { SourceTable } from '../source.ts'
import { type ReadRow, rowReader } from './cells.ts'
import type { Known } from './columns.ts'
import type { Complaint, Draft } from './draft.ts'
import type { Mapping } from './mapping.ts'
import { draftOf } from './row.ts'

/** Some rows of a file, in its order. */
export interface DraftBlock {
  drafts: Draft[]
  /** All that is wrong in the rows that cannot be taken. */
  complaints: Complaint[]
  refused: number
}

/**
 * Reads the rows of a file some at a time, each as a draft or as what is wrong with it. Of two rows with one number the first
 * counts.
 */
export function draftReader(line: ServiceLine, known: Known, table: SourceTable, mapping: Mapping) {
  const read = rowReader(line, known, table.headers, mapping)
  const lineOfKey = new Map<string, number>()
  let at = 0

  /** The next so many drafts, or all that are left. In turns, so that what waits for the database does not wait for this as well. */
  async function next(size: number): Promise<DraftBlock> {
    const block: DraftBlock = { drafts: [], complaints: [], refused: 0 }
    while (at < table.rows.length && block.drafts.length < size) {
      take(block)
      if (at % rowsATurn === 0) await turn()
    }
    return block
  }

  function take(block: DraftBlock): void {
    const row = table.rows[at++] as SourceTable['rows'][number]
    const cells = read(row)
    const draft = draftOf(line, known, row.line, cells)
    const complaints = Array.isArray(draft) ? draft : twice(draft, cells)
    if (complaints === undefined) block.drafts.push(draft as Draft)
    else {
      block.complaints.push(...complaints)
      block.refused += 1
    }
  }

  function twice(draft: Draft, cells: ReadRow): Complaint[] | undefined {
    const first = lineOfKey.get(draft.key)
    if (first === undefined) lineOfKey.set(draft.key, draft.line)
    return first === undefined ? undefined : [readTwice(draft.line, first, cells)]
  }

  return { next, done: () => at }
}

// Some milliseconds.
const rowsATurn = 20

function readTwice(line: number, first: number, cells: ReadRow): Complaint {
  return cells.values.reference === undefined
    ? {
        line,
        column: '',
        value: '',
        message: `Deze regel heeft dezelfde dag, namen en adressen als regel ${first}; die is gebruikt. Haal een van de twee weg.`,
      }
    : {
        line,
        column: cells.headingOf('reference'),
        value: cells.rawOf('reference'),
        message: `Dit nummer staat ook op regel ${first}; die is gebruikt. Geef elke regel een eigen nummer, of haal een van de twee weg.`,
      }
}
