export { type Aftercare, aftercareStore } from './aftercare.store.ts'
export { aftercareFact, caseFact, caseTopicFact, clockFact } from './case.facts.ts'
export { type CaseFile, type CasePause, type CaseSide, type CaseStore, caseStore } from './case.store.ts'
export {
  type Assessment,
  assess,
  assessmentOf,
  type Case,
  type Closing,
  closeCase,
  handOver,
  isCarriedOver,
  leftReason,
  type Moved,
  outcomesFor,
  type PauseReason,
  pauseReasons,
  phaseAfter,
  placeOf,
  reachPhase,
  stillForLong,
  stillUntil,
  whyStill,
  withdrawClosing,
} from './case.ts'
export { type Calendar, type CaseClock, calendarOf, dueOf, lastingOf } from './clock.ts'
export type { Alike } from './joining.store.ts'
export {
  bothReported,
  type Household,
  householdsTogether,
  inCase,
  type JoinedAs,
  joinCase,
  liesOver,
  lineByAddress,
  lineForBoth,
  lineForCase,
  mustBeTold,
  type PlacedSide,
  type Report,
  sameAddress,
  sameHousehold,
  sidesIn,
  type Together,
  takeApart,
  whichStays,
} from './joining.ts'
export type { LeftToDo } from './left-to-do.store.ts'
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
export {
  aftercareOf,
  leaveToTell,
  outcomeInWords,
  publishedOutcome,
  sidesToAsk,
  type Telling,
  telling,
  toldBy,
} from './outcome.ts'
export { decent, type QuietHours, quietHoursOf, usualQuietHours } from './quiet-hours.ts'
export { takeTalkBack } from './talk-back.store.ts'
