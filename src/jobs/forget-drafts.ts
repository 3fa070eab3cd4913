import type { Job } from './index.ts'

/** What was typed and never saved goes when its days are over, or when what it was about is gone. */
export const forgetDrafts: Job = {
  name: 'forget-drafts',
  when: '15 2 * * *',
  run: (doorway, tenant) =>
    doorway.system({ tenant, via: 'job', purpose: 'forget drafts' }, (store) => store.drafts.forget()),
}
