export { consentStore, newAnswer } from './consent.store.ts'
export {
  answering,
  type Consent,
  holds,
  lasts,
  mayBeForgotten,
  type Said,
  type Standing,
  saidNow,
  standingOf,
} from './consent.ts'
