export { type Given, type Handover, handoverStore } from './handover.store.ts'
