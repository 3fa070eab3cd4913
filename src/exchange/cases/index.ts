export { importStore } from '../import.store.ts'
export type { BlockContext } from './block.ts'
export { type Column, caseColumns, type Known, requiredColumns } from './columns.ts'
export { type Complaint, complaintInWords, type Draft } from './draft.ts'
export {
  type ImportCounts,
  type ImportOptions,
  type ImportResult,
  type InTransaction,
  importCases,
  whatIsKnown,
} from './import.ts'
export { type Guess, guessMapping, knowsHeading, type Mapping, mappingFile, missingIn, readMapping } from './mapping.ts'
export { recognise } from './people.ts'
