export {
  type Choice,
  type CopyItem,
  type CopySection,
  type FileCopy,
  fileCopy,
  type Ground,
  grounds,
  type Other,
  proposals,
  struckOut,
} from './file-copy.ts'
export { type KeptCopy, type MadeCopy, mayGo, rightsStore } from './rights.store.ts'
export {
  askers,
  copied,
  dueOn,
  handings,
  identifications,
  isOpen,
  type NewRequest,
  type RightsRequest,
  rightsDecisions,
  rightsKinds,
  warnOn,
} from './rights.ts'
