import type { Job } from './index.ts'

/** What was shielded until a day is shielded no longer on that day: street and number stand again where they stood. */
export const endShields: Job = {
  name: 'end-shields',
  when: '20 3 * * *',
  run: (doorway, tenant) =>
    doorway.system({ tenant, via: 'job', purpose: 'lift what was shielded until today' }, (store) =>
      store.shields.endOver(),
    ),
}
