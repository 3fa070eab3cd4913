export { type Organisation, organisationStore } from './organisation.store.ts'
