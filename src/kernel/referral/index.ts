export { referralFact } from './referral.facts.ts'
export { type Referral, referralKinds, referralStore } from './referral.store.ts'
