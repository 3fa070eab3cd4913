import { serviceLines } from '#service-lines'
import type { Job } from './index.ts'

/** What somebody said yesterday or before may go is destroyed: what names anybody, for good. The day after, so that it can be taken back. */
export const endTerms: Job = {
  name: 'end-terms',
  when: '40 2 * * *',
  run: (doorway, tenant) =>
    doorway.system(
      { tenant, via: 'job', purpose: 'destroy what came to the end of its term' },
      async (store) => (await store.endings.carryOut(serviceLines)).length,
    ),
}
