export { type Consent, consentScopes, consentStore, holds } from './consent.store.ts'
