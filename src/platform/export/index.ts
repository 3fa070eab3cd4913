export { type ExportedTable, type OneTable, readOrganisation } from './organisation.ts'
