export { contactFact } from './note.facts.ts'
export { type Note, noteStore, type SignedNote } from './note.store.ts'
