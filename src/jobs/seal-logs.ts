import type { Job } from './index.ts'

/** Seals what was logged since the last time, so that an altered line shows (`naober audit verify`). */
export const sealLogs: Job = {
  name: 'seal-logs',
  when: '*/5 * * * *',
  run: (doorway, tenant) => doorway.system({ tenant, via: 'job', purpose: 'seal logs' }, (store) => store.log.seal()),
}
