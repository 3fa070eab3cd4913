import { isValidElement, type ReactNode } from 'react'
import { exportList, listAsCsv } from '#exchange/lists'
import type { SheetCell, SheetColumn } from '#exchange/workbook'
import { ButtonLink, type Column } from '#ui'
import { type Context, type Definition, download, type May } from '#web/app'

/** A list as it leaves the house. */
export interface ListToTake {
  /** The name of the file, without names of people: 'accounts'. */
  name: string
  title: string
  columns: readonly SheetColumn[]
  rows: readonly (readonly SheetCell[])[]
  /** The keys of the records in it, and what they are, for the access log. */
  keys: readonly string[]
  what: string
}

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

/**
 * The list at an address as a workbook and as separated values: its own rows, columns and words, read through the same store. Each
 * time the log says who took it along. Put it before pages whose address has a key in that place.
 */
export function listFiles(path: string, may: May, load: (ctx: Context) => Promise<ListToTake>): Definition[] {
  const file = (
    rest: string,
    kind: keyof typeof types,
    made: (list: ListToTake) => () => Promise<string | Uint8Array>,
  ) =>
    download({
      path: `${path}/${rest}`,
      may,
      async load(ctx: Context) {
        const list = await load(ctx)
        await ctx.store.log.exported(list.keys, list.what)
        return { name: `${list.name}-${ctx.asker.today}.${kind}`, type: types[kind], body: made(list) }
      },
    })
  return [
    file('excel', 'xlsx', (list) => () => exportList(list)),
    file('csv', 'csv', (list) => async () => listAsCsv(list)),
  ]
}

/** The columns and rows of a table on the screen, for a file: each cell holds the words that stand there. */
export function asShown<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Pick<ListToTake, 'columns' | 'rows'> {
  return {
    columns: columns.map(({ label, numeric }) => ({ title: label, kind: numeric ? 'number' : 'text' })),
    rows: rows.map((row) => columns.map(({ show, numeric }) => cellOf(show(row), numeric === true))),
  }
}

function cellOf(shown: ReactNode, numeric: boolean): SheetCell {
  if (typeof shown === 'number') return shown
  const text = textOf(shown).replace(/\s+/g, ' ').trim()
  const number = Number(text.replaceAll('.', '').replace(',', '.'))
  return numeric && text !== '' && Number.isFinite(number) ? number : text
}

/** What a reader sees of something on a page. */
function textOf(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node)
  if (Array.isArray(node)) return node.map(textOf).join('')
  if (!isValidElement<{ children?: ReactNode }>(node)) return ''
  if (node.props.children !== undefined) return textOf(node.props.children)
  return typeof node.type === 'function' ? textOf((node.type as (props: unknown) => ReactNode)(node.props)) : ''
}

/** The ways to take a list along. `search` is what the list was narrowed by: '?jaar=2025'. */
export function TakeList({ at, search = '' }: { at: string; search?: string }) {
  return (
    <>
      <ButtonLink to={`${at}/excel${search}`} download>
        Excel
      </ButtonLink>
      <ButtonLink to={`${at}/csv${search}`} download>
        Csv
      </ButtonLink>
    </>
  )
}
