export { type Note, noteStore, type SignedNote } from './note.store.ts'
