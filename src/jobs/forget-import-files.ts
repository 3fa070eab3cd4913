import { importDesk } from '#exchange/imports'
import type { Job } from './index.ts'

/** A file that was read in, and what was found in it of people, goes when its days are over. */
export const forgetImportFiles: Job = {
  name: 'forget-import-files',
  when: '45 2 * * *',
  run: (doorway, tenant) =>
    doorway.system({ tenant, via: 'job', purpose: 'forget import files' }, (_store, asker) =>
      importDesk(asker).forget(),
    ),
}
