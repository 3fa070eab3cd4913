export { type At, type Rule, records } from './records.ts'
export { type Bookkeeping, type New, type RecordTable, type Row, type Table, table } from './table.ts'
