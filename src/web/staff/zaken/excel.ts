import type { CaseLine } from '#kernel/case'
import { chosenOf } from '../lines.tsx'
import { listFiles } from '../list-file.tsx'
import { columnsOf, listInWords } from './lijst.tsx'
import { queryOf, stateFrom } from './list-state.ts'

const atOnce = 500

/** The list on the screen to take along: all its pages, in the same order and with the same columns. */
export default listFiles('/zaken', 'read case', async ({ store, asker, query }) => {
  const line = chosenOf(asker, query)
  const state = stateFrom(query, line)
  const rows: CaseLine[] = []
  for (let next: readonly [string, string] | undefined, first = true; first || next; first = false) {
    const { after: _after, before: _before, ...whole } = queryOf(state, line, atOnce)
    const part = await store.cases.list({ ...whole, ...(next && { after: next }) })
    rows.push(...part.rows)
    next = part.next
  }
  const columns = columnsOf(line, state, asker)
  return {
    name: line.case.called.many,
    title: listInWords(line, state, asker.today),
    columns: columns.map(({ label, kind }) => ({ title: label, kind })),
    rows: rows.map((row) => columns.map((column) => (column.value ?? column.show)(row))),
    keys: rows.map((row) => row.id),
    what: 'case',
  }
})
