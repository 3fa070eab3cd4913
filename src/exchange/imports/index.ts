export type {
  FoundColumn,
  FoundSheet,
  Look,
  LookAlike,
  Outcome,
  Rehearsal,
  Staying,
  TileBeside,
  Undoing,
  UnknownWords,
  YearBeside,
} from './found.ts'
export {
  type Asked,
  type Choices,
  type ImportDesk,
  type ImportRecord,
  importDesk,
  jobName,
  keptForDays,
  type ListedImport,
} from './imports.store.ts'
export { lookInto, remarkHeading } from './look.ts'
export { runImport } from './run.ts'
export {
  goesOn,
  mayAgree,
  mayDiscard,
  mayDo,
  type Stage,
  type Standing,
  standingOf,
  type Task,
  type Work,
} from './state.ts'
export { choicesIn } from './words.ts'
