export type { Account, Team } from './account.store.ts'
export { type Doorway, openDoorway, type PageRequest, type Session } from './doorway.ts'
export { roleMay, type Sentence, sentences } from './sentences.ts'
export { type Store, storeFor } from './store.ts'
