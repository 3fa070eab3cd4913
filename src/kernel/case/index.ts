export { caseFact, caseTopicFact, clockFact } from './case.facts.ts'
export { type CaseFile, type CaseSide, type CaseStore, caseStore } from './case.store.ts'
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
  phaseAfter,
  placeOf,
  reachPhase,
  withdrawClosing,
} from './case.ts'
export { type CaseClock, firstDue, hoursOf } from './clock.ts'
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
