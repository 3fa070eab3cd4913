// biome-ignore-all lint/a11y/noRedundantRoles: on a phone rows are laid out as blocks, and then browsers forget that it is a table
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

/**
 * A column: its heading, what a row shows there, and, when the list can be sorted by it, the address that does so.
 * `main` marks the column that names the row (one per table; the first when none is marked).
 */
export interface Column<Row> {
  key: string
  label: string
  show: (row: Row) => ReactNode
  numeric?: boolean
  main?: boolean
  sort?: { to: string; now?: 'up' | 'down' | undefined }
}

/**
 * Rows and columns, with a caption that says what they are. On a phone each row becomes a block with its headings beside the
 * values; the explicit roles keep it a table for screen readers there. Without rows the `empty` block stands in its place.
 */
export function Table<Row>({
  caption,
  showCaption = false,
  columns,
  rows,
  keyOf,
  foot,
  empty,
}: {
  caption: string
  showCaption?: boolean
  columns: Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  foot?: ReactNode[]
  empty?: ReactNode
}) {
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>
  const main = columns.find((column) => column.main) ?? columns[0]
  return (
    <table className="utrecht-table n-table" role="table" data-rows="">
      <caption className={showCaption ? 'utrecht-table__caption' : 'n-hidden'}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <Heading key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row" data-row="">
            {columns.map((column) =>
              column === main ? (
                <th
                  key={column.key}
                  scope="row"
                  role="rowheader"
                  className={classes('n-table__main', column.numeric && 'n-number')}
                >
                  {column.show(row)}
                </th>
              ) : (
                <td
                  key={column.key}
                  role="cell"
                  data-label={column.label}
                  className={column.numeric ? 'n-number' : undefined}
                >
                  {column.show(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
      {foot !== undefined && <Foot columns={columns} cells={foot} />}
    </table>
  )
}

function Heading<Row>({ column }: { column: Column<Row> }) {
  const { sort } = column
  const sorted = sort?.now === 'up' ? 'ascending' : sort?.now === 'down' ? 'descending' : undefined
  return (
    <th scope="col" role="columnheader" aria-sort={sorted} className={column.numeric ? 'n-number' : undefined}>
      {sort === undefined ? (
        column.label
      ) : (
        <a className="n-sort" href={sort.to}>
          {column.label}
          <span aria-hidden="true" className="n-sort__mark">
            {sort.now === 'up' ? '↑' : sort.now === 'down' ? '↓' : '↕'}
          </span>
          <span className="n-hidden">, sorteren</span>
        </a>
      )}
    </th>
  )
}

function Foot<Row>({ columns, cells }: { columns: Column<Row>[]; cells: ReactNode[] }) {
  return (
    <tfoot role="rowgroup">
      <tr role="row">
        {columns.map((column, index) =>
          index === 0 ? (
            <th key={column.key} scope="row" role="rowheader" className="n-table__main">
              {cells[index]}
            </th>
          ) : (
            <td
              key={column.key}
              role="cell"
              data-label={column.label}
              className={column.numeric ? 'n-number' : undefined}
            >
              {cells[index]}
            </td>
          ),
        )}
      </tr>
    </tfoot>
  )
}
