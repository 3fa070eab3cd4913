import { table } from '#platform/records'

export const cases = table(
  'cases',
  'case',
  [
    'number',
    'line',
    'person',
    'village',
    'street',
    'openedOn',
    'closedOn',
    'phase',
    'phaseSince',
    'outcome',
    'mainTopic',
    'channel',
    'referrer',
    'owner',
    'waitsFor',
    'dueAt',
    'warnAt',
    'pausedUntil',
    'seeks',
    'ageAtStart',
    'fields',
    'joinedTo',
    'joinedAs',
    'joinedAt',
    'joinedStood',
    'referrerToldOn',
  ],
  { isFile: true, defaults: { fields: {} } },
)

const theCase = { resource: 'case', table: 'cases', by: 'caseId' } as const

export const sides = table(
  'caseSides',
  'case',
  [
    'caseId',
    'side',
    'person',
    'called',
    'street',
    'houseNumber',
    'postcode',
    'village',
    'words',
    'practical',
    'informedOn',
  ],
  { partOf: theCase },
)

export const topics = table('caseTopics', 'case', ['caseId', 'topic'], { partOf: theCase })
export const phases = table('casePhases', 'case', ['caseId', 'phase', 'reachedAt'], { partOf: theCase })
export const clocks = table(
  'caseClocks',
  'case',
  ['caseId', 'clock', 'startedAt', 'amount', 'unit', 'dueAt', 'warnAt', 'stoppedAt'],
  { partOf: theCase },
)
/** Two cases that were compared and are two. */
export const distinct = table('distinctCases', 'case', ['caseId', 'other'], { partOf: theCase })
/** What a side said, asked some time after the closing. */
export const aftercare = table('caseAftercare', 'case', ['caseId', 'side', 'onDay', 'answer', 'reached'], {
  partOf: theCase,
})
export const pauses = table('casePauses', 'case', ['caseId', 'startedAt', 'endsAt', 'reason'], { partOf: theCase })
