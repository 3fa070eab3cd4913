import type { Doorway } from '#access'
import { openEnvelope, type TemplateKey, write } from '#kernel/message'
import type { Delivered } from '#platform/mail'
import { serviceLines } from '#service-lines'
import type { Job } from './index.ts'
import type { Outside } from './outside.ts'

/** How many are looked up at once, and how long one round may last, in milliseconds: other work waits for its turn. */
const atOnce = 200
const roundLasts = 45_000

/**
 * Sends what waits in the outbox. Each message is taken in hand in a transaction of its own before it is handed over, and what became
 * of it is written down after: who falls over in between sends nothing twice (decision 0024).
 */
export const sendMessages: Job = {
  name: 'send-messages',
  when: '* * * * *',
  run: async (doorway, tenant, outside) => {
    if (!outside) return 0
    await doorway.system({ tenant, via: 'job', purpose: 'warn and tidy the outbox' }, async (store) => {
      await store.sending.lost()
      await store.sending.forgetEnvelopes()
      if (outside.can.mail) await store.sending.warnAtHalfTime(serviceLines, outside.site, outside.vault.seal)
    })
    return sendWaiting(doorway, tenant, outside)
  },
}

/** Sends until nothing waits, the time is over or nobody answers. @returns how many left the house */
export async function sendWaiting(doorway: Doorway, tenant: string, outside: Outside): Promise<number> {
  const as = { tenant, via: 'job' as const, purpose: 'send messages' }
  const until = performance.now() + roundLasts
  const ways = new Set((['mail', 'sms'] as const).filter((way) => outside.can[way]))
  let sent = 0
  while (ways.size > 0) {
    const keys = await doorway.system(as, (store) => store.sending.due([...ways], atOnce))
    if (keys.length === 0) return sent
    for (const key of keys) {
      if (performance.now() > until) return sent
      const { claimed, house } = await doorway.system(as, async (store, asker) => ({
        claimed: await store.sending.claim(key),
        house: asker.tenantName,
      }))
      if (!claimed) continue
      const way = claimed.message.way as 'mail' | 'sms'
      const envelope = openEnvelope(claimed, outside.vault.open)
      const template = claimed.message.template as TemplateKey
      const handed: Delivered = !envelope
        ? { is: 'refused', why: 'envelope' }
        : await outside.hand({
            ...{ way, to: envelope.to, fromName: house, key },
            ...write(template, way, { house, link: envelope.link }),
          })
      await doorway.system(as, (store) => store.sending.settle(key, handed))
      if (handed.is === 'accepted') sent++
      // A server that is away is not tried ten thousand times: what goes that way waits where it is.
      if (handed.is === 'later' && handed.away) {
        ways.delete(way)
        break
      }
    }
  }
  return sent
}
