import { table } from '#platform/records'

export const shields = table('shields', 'shield', ['person', 'what', 'reason', 'validUntil', 'liftedAt'])
export const readers = table('shieldReaders', 'shield', ['shield', 'account'])
/** Whose shield it is: only to ask whether the asker may change them. */
export const persons = table('persons', 'person', [])
/** Belongs to its person: who may read the person reads it, who may change the person writes it. */
export const safetyNotes = table('safetyNotes', 'person', ['person', 'facts', 'validUntil', 'endedAt'], {
  partOf: { resource: 'person', table: 'persons', by: 'person' },
})
