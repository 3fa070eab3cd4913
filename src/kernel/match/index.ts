export { type Asked, type CaseMatch, type MatchStore, matchStore } from './match.store.ts'
export {
  accepted,
  declaredBy,
  type FallOutReason,
  fallOutReasons,
  isOpen,
  type Match,
  mayNotBeAskedAgain,
  mustBeComplete,
  placesLeft,
  ranOut,
  seeksInWords,
  stands,
  wasPaired,
} from './match.ts'
export { type Candidate, type Near, nearInWords, type Place, type Proposal, propose, weigh } from './propose.ts'
export type { Contact, Contacts } from './where.store.ts'
