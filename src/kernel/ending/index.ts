export { type Due, type DuePlace, type Ending, endingStore } from './ending.store.ts'
export {
  fieldsThatStay,
  type HoldReason,
  holdReasons,
  longestHoldYears,
  type Term,
  type TermStart,
  termOf,
  termStarts,
} from './ending.ts'
