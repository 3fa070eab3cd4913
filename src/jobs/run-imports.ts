import type { Doorway } from '#access'
import { type Asked, importDesk, jobName, runImport } from '#exchange/imports'
import { isKey } from '#platform/ids'
import type { Errand } from './index.ts'

/** How long an import waits before it looks again whether the one before it is ready, in seconds. */
const wait = 3
let isBusy = false

/** What somebody asks for on the pages of an import. One at a time: a large file takes memory, and the other work must go on. */
export const runImports: Errand = {
  name: jobName,
  async run(doorway, payload) {
    const asked = askedIn(payload)
    if (isBusy) return again(doorway, asked)
    isBusy = true
    try {
      await runImport(doorway, asked)
    } finally {
      isBusy = false
    }
  },
}

/** Back in the queue, and told as well: who waits for the work sees that it was not forgotten. */
async function again(doorway: Doorway, asked: Asked): Promise<void> {
  const as = { tenant: asked.tenant, via: 'job' as const, purpose: 'wait for an import', account: asked.account }
  await doorway.system(as, async (_store, asker) => {
    await importDesk(asker).beat(asked.import, asked.run, 0, 0)
    await importDesk(asker).ask(asked, wait)
  })
}

/** @throws Error for a payload that no page of ours made */
function askedIn(payload: unknown): Asked {
  const { tenant, account, import: id, run } = payload as Partial<Asked>
  if (!isKey(tenant ?? '') || !isKey(id ?? '') || !isKey(run ?? '')) throw new Error('a job without its keys')
  return { tenant: tenant as string, account: account ?? null, import: id as string, run: run as string }
}
