import type { Job } from './index.ts'

const days = 30

/** Who was called back a month ago need not stand anywhere any more: what was said stands with the case, if anywhere. */
export const forgetCallBacks: Job = {
  name: 'forget-call-backs',
  when: '20 2 * * *',
  run: (doorway, tenant) =>
    doorway.system({ tenant, via: 'job', purpose: 'forget who was called back' }, (store, asker) =>
      store.callBacks.forget(new Date(asker.now.getTime() - days * 24 * 3_600_000)),
    ),
}
