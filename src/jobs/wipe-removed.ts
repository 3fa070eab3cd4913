import type { Job } from './index.ts'

const keptForDays = 30
const day = 86_400_000

/** What somebody removed can be put back for thirty days; after that it is gone, from the history too. */
export const wipeRemoved: Job = {
  name: 'wipe-removed',
  when: '30 2 * * *',
  run: (doorway, tenant) =>
    doorway.system({ tenant, via: 'job', purpose: 'wipe what was removed' }, (store, asker) =>
      store.log.wipeRemovedBefore(new Date(asker.now.getTime() - keptForDays * day)),
    ),
}
