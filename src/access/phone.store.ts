import type { Asker } from '#platform/asker'
import { NotFound } from '#platform/errors'
import { askToMake, madeBy, type Owner, type Site } from '#platform/secrets'
import { answeredOnce, endPhones, type KeptPhone, keepPhone, phonesOf, questionIn, sealQuestion } from './phone.ts'
import type { PhoneAsked } from './phone-gate.ts'
import { noteOf } from './security.ts'
import type { Vault } from './vault.ts'

/** A phone that opens an account, as people know it. */
export type Phone = Pick<KeptPhone, 'id' | 'device' | 'madeAt' | 'usedAt'>

/** The phones that open one's own account. Those of others end with a new invitation. */
export function phoneStore(asker: Asker) {
  const me: Owner = { tenant: asker.tenant, account: asker.account as string }
  const about = `account ${asker.tenant} ${asker.account} ${asker.session}`

  /** One's own phones, the newest first. */
  async function own(): Promise<Phone[]> {
    const all = await phonesOf(asker.tx, me)
    return all.map(({ id, device, madeAt, usedAt }) => ({ id, device, madeAt, usedAt }))
  }

  /** The question for one more phone of one's own. */
  async function ask(vault: Vault, site: Site): Promise<PhoneAsked> {
    const { options, challenge } = await askToMake(site, me, asker.name, await phonesOf(asker.tx, me))
    return { options, sealed: sealQuestion(vault, challenge, about, asker.now) }
  }

  /** Keeps one more phone. @returns false when it did not answer the question of this session, or answered it before */
  async function add(
    given: { answer: string; sealed: string; device: string; origin: string },
    vault: Vault,
    site: Site,
  ): Promise<boolean> {
    const challenge = questionIn(vault, given.sealed, about, asker.now)
    const made = challenge === undefined ? undefined : await madeBy(site, challenge, given.answer)
    if (challenge === undefined || !made) return false
    if (!(await answeredOnce(asker.tx, asker.tenant, challenge, asker.now))) return false
    await keepPhone(asker.tx, me, made, given.device, asker.now)
    await noteOf(asker, given.origin, 'phone-added', 'done')
    return true
  }

  /** A phone of one's own opens nothing any more. @throws NotFound */
  async function end(id: string, origin: string): Promise<void> {
    if ((await own()).every((one) => one.id !== id)) throw new NotFound()
    await endPhones(asker.tx, me, asker.now, id)
    await noteOf(asker, origin, 'phone-ended', 'done')
  }

  return { own, ask, add, end }
}
