import { sql } from 'kysely'
import type { Clock } from '#platform/clock'
import { actFor, type Tx } from '#platform/database'
import { Invalid } from '#platform/errors'
import { isKey } from '#platform/ids'
import { askToMake, askToProve, madeBy, provedBy, type Site, saidBy, sha256 } from '#platform/secrets'
import { linkIsOver, tokenIn } from './invitation.ts'
import { answeredOnce, endPhones, keepPhone, phonesOf, phoneUsed, questionIn, sealQuestion } from './phone.ts'
import { noteSecurity } from './security.ts'
import { hashed } from './session.store.ts'
import type { Invited, Visitor } from './sign-in.ts'
import type { Vault } from './vault.ts'

/** What a script gives to the phone, and what must come back with the answer. */
export interface PhoneAsked {
  options: object
  sealed: string
}

/** What came back: the answer of the phone as text, and the question it belongs to. */
export interface PhoneAnswer {
  answer: string
  sealed: string
  from: Visitor
}

interface Within {
  clock: Clock
  vault: Vault
  site: Site
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  invitedBy(tx: Tx, token: string): Promise<Invited | undefined>
  /** A new session of somebody who needs no second step any more. */
  letIn(tx: Tx, who: { tenant: string; account: string; role: string }, from: Visitor): Promise<string>
}

const unknown =
  'Naober kent deze telefoon niet meer. Vraag je coördinator om een nieuwe uitnodiging, of meld je aan met je wachtwoord.'
const tooLate = 'Dit duurde te lang, of het antwoord van je telefoon klopte niet. Probeer het nog een keer.'

/** Coming in with a phone that proves who its owner is: two steps in one, for it asks for a finger, face or code itself. */
export function openPhoneGate({ clock, vault, site, inTransaction, invitedBy, letIn }: Within) {
  /** The question for whoever holds a phone. */
  async function askPhone(): Promise<PhoneAsked> {
    const { options, challenge } = await askToProve(site)
    return { options, sealed: sealQuestion(vault, challenge, 'sign in', clock.now()) }
  }

  /** @returns the token of the session. @throws Invalid when the phone is not known (any more), or proved nothing */
  async function signInWithPhone({ answer, sealed, from }: PhoneAnswer): Promise<string> {
    const challenge = questionIn(vault, sealed, 'sign in', clock.now())
    if (challenge === undefined) throw new Invalid({ '': tooLate })
    const said = saidBy(answer)
    const token = await inTransaction(async (tx) => {
      if (!said || !isKey(said.tenant) || !isKey(said.account)) return undefined
      await actFor(tx, said.tenant)
      const known = await accountOf(tx, said.tenant, said.account, clock.today())
      const phone = (await phonesOf(tx, said)).find((one) => one.credential === said.credential)
      if (!known || !phone) return undefined
      const counter = await provedBy(site, challenge, phone, answer)
      if (counter === undefined || !(await answeredOnce(tx, said.tenant, challenge, clock.now()))) return undefined
      await phoneUsed(tx, said.tenant, phone.id, counter, clock.now())
      return letIn(tx, { ...said, role: known.role }, from)
    })
    if (token !== undefined) return token
    await refused(from)
    throw new Invalid({ '': unknown })
  }

  /** The question for somebody who holds an invitation: make this phone mine. @throws Invalid when the invitation is over */
  async function askNewPhone(code: string): Promise<PhoneAsked> {
    const who = await inTransaction((tx) => invitedBy(tx, code))
    if (!who) throw new Invalid({ link: linkIsOver })
    const { options, challenge } = await askToMake(site, who, who.name)
    return { options, sealed: sealQuestion(vault, challenge, about(code), clock.now()) }
  }

  /**
   * Uses an invitation with a phone in the place of a password, and in with it.
   * @throws Invalid: the invitation is over, or the phone did not answer this question
   */
  async function acceptWithPhone({ code, answer, sealed, from }: PhoneAnswer & { code: string }): Promise<string> {
    const challenge = questionIn(vault, sealed, about(code), clock.now())
    const made = challenge === undefined ? undefined : await madeBy(site, challenge, answer)
    if (challenge === undefined || !made) throw new Invalid({ '': tooLate })
    return inTransaction(async (tx) => {
      const who = await invitedBy(tx, code)
      if (!who) throw new Invalid({ link: linkIsOver })
      const { rows } = await sql<{
        used: boolean
      }>`select accept_invitation(${hashed(tokenIn(code) ?? '')}, '', ${clock.now()}) as used`.execute(tx)
      if (!rows[0]?.used || !(await answeredOnce(tx, who.tenant, challenge, clock.now()))) {
        throw new Invalid({ link: linkIsOver })
      }
      await endPhones(tx, who, clock.now())
      await keepPhone(tx, who, made, from.device, clock.now())
      const line = { tenant: who.tenant, account: who.account, at: clock.now(), outcome: 'done' as const }
      await noteSecurity(tx, { ...line, event: 'invitation-used', origin: from.origin, request: from.request })
      await noteSecurity(tx, { ...line, event: 'phone-added', origin: from.origin, request: from.request })
      return letIn(tx, who, from)
    })
  }

  async function refused({ origin, request }: Visitor): Promise<void> {
    const line = { tenant: null, account: null, at: clock.now(), event: 'sign-in', outcome: 'refused' } as const
    await inTransaction((tx) => noteSecurity(tx, { ...line, origin, request }))
  }

  /** A question is for one invitation: its answer makes no other somebody's phone. */
  const about = (code: string): string => `invitation ${sha256(tokenIn(code) ?? '')}`

  return { askPhone, signInWithPhone, askNewPhone, acceptWithPhone }
}

async function accountOf(
  tx: Tx,
  tenant: string,
  account: string,
  today: string,
): Promise<{ role: string } | undefined> {
  const { rows } = await sql<{ role: string }>`
    select role from accounts where tenant = ${tenant}::uuid and id = ${account}::uuid and removed_at is null
      and (ended_on is null or ended_on > ${today}::date)`.execute(tx)
  return rows[0]
}
