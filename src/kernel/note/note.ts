import type { Note } from './note.store.ts'

/** A note as it becomes in another file when what it tells of changed: the same words about the same talk, on its own side there. */
export function sameContact(was: Note, told: Note): Note {
  const { happenedAt, kind, result, words } = told
  return { ...was, happenedAt, kind, result, words }
}
