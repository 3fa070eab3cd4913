import type { Job } from './index.ts'

/** What was searched is kept for an hour, for its page of results; then it is forgotten. */
export const forgetSearches: Job = {
  name: 'forget-searches',
  when: '*/10 * * * *',
  run: (doorway, tenant) =>
    doorway.system({ tenant, via: 'job', purpose: 'forget searches' }, (store) => store.searches.forget()),
}
