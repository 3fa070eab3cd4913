import { exportList } from '#exchange/lists'
import type { CaseLine } from '#kernel/case'
import { download } from '#web/app'
import { columnsOf, listInWords } from './lijst.tsx'
import { queryOf, stateFrom } from './list-state.ts'
import { ownLine } from './open.ts'

const atOnce = 500

/** The list on the screen as a workbook: all its pages, in the same order and with the same columns. */
export default download({
  path: '/zaken/excel',
  may: 'read case',
  async load({ store, asker, query }) {
    const line = ownLine(asker)
    const state = stateFrom(query, line)
    const rows: CaseLine[] = []
    for (let next: readonly [string, string] | undefined, first = true; first || next; first = false) {
      const { after: _after, before: _before, ...whole } = queryOf(state, line, asker.account, atOnce)
      const part = await store.cases.list({ ...whole, ...(next && { after: next }) })
      rows.push(...part.rows)
      next = part.next
    }
    await store.log.exported(rows.map((row) => row.id))
    const columns = columnsOf(line, state, asker)
    return {
      name: `zaken-${asker.today}.xlsx`,
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      body: await exportList({
        title: listInWords(state, asker.today),
        columns: columns.map(({ label, kind }) => ({ title: label, kind })),
        rows: rows.map((row) => columns.map((column) => (column.value ?? column.show)(row))),
      }),
    }
  },
})
