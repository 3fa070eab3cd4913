export { type Change, updateLogged } from './change-log.ts'
export { type At, type Rule, records, rowsAtOnce } from './records.ts'
export { versionOf } from './seen.ts'
export { type Bookkeeping, type New, type RecordTable, type Row, snake, type Table, table } from './table.ts'
