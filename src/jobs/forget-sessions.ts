import type { Job } from './index.ts'

const keptForDays = 30
const day = 86_400_000

/** Sessions that are over, and links that let somebody in or came too late. What happened with them stays in the log. */
export const forgetSessions: Job = {
  name: 'forget-sessions',
  when: '15 2 * * *',
  run: (doorway, tenant) =>
    doorway.system({ tenant, via: 'job', purpose: 'forget sessions' }, (store, asker) =>
      store.sessions.forgetBefore(new Date(asker.now.getTime() - keptForDays * day)),
    ),
}
