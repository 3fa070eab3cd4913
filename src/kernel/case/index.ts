export { caseFact, caseTopicFact, clockFact } from './case.facts.ts'
export { type CaseFile, type CasePause, type CaseSide, type CaseStore, caseStore } from './case.store.ts'
export {
  type Assessment,
  assess,
  assessmentOf,
  type Case,
  type Closing,
  closeCase,
  isCarriedOver,
  type Moved,
  outcomesFor,
  type PauseReason,
  pauseReasons,
  phaseAfter,
  placeOf,
  reachPhase,
  stillUntil,
  withdrawClosing,
} from './case.ts'
export { type Calendar, type CaseClock, dueOf, lastingOf } from './clock.ts'
export {
  type CaseLine,
  type CaseOrder,
  type CasePage,
  type CaseQuery,
  type CaseStatus,
  caseOrders,
  mostCounted,
} from './lists.store.ts'
export type { NewCase, NewSide } from './opening.ts'
export { type QuietHours, usualQuietHours } from './quiet-hours.ts'
