import { table } from '#platform/records'

export const steps = table(
  'nextSteps',
  'next-step',
  [
    ...(['caseId', 'person', 'match', 'line', 'kind', 'onDay', 'atTime', 'place', 'side', 'about', 'owner'] as const),
    ...(['waitsFor', 'doneAt', 'ended', 'note'] as const),
  ],
  { defaults: { waitsFor: 'us' } },
)
