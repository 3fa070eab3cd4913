import { lineOf } from '#service-lines'
import type { Job } from './index.ts'

/** A question to a volunteer that nobody answered in its time is over: the case waits for us again. */
export const endQuestions: Job = {
  name: 'end-questions',
  when: '*/10 * * * *',
  run: (doorway, tenant) =>
    doorway.system({ tenant, via: 'job', purpose: 'end questions that were not answered' }, (store) =>
      store.matches.endRanOut(lineOf),
    ),
}
