import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Role } from '#platform/asker'
import { type Tx, inTransaction as transactionOf } from '#platform/database'
import { Invalid, NotFound } from '#platform/errors'
import { isKey, newKey } from '#platform/ids'
import {
  hashPassword,
  keyFor,
  mustBeHashedAnew,
  newToken,
  passwordProblem,
  type SecretKey,
  type Site,
  verifyNobody,
  verifyPassword,
} from '#platform/secrets'
import type { Resets } from './credential.store.ts'
import type { Doorway } from './doorway.ts'
import { isDemo } from './installation.ts'
import { linkIsOver, tokenIn } from './invitation.ts'
import { endPhones } from './phone.ts'
import { openPhoneGate } from './phone-gate.ts'
import { noteSecurity, type SecurityEvent, type SecurityOutcome } from './security.ts'
import { hashed } from './session.store.ts'
import { halfwayIn, limitsOf } from './session-limits.ts'
import { secondsToWait, waitInWords } from './throttle.ts'
import { makeVault } from './vault.ts'

/** Where an attempt comes from: an address on the network, a device in words, and the number of the request. */
export interface Visitor {
  origin: string
  device: string
  request: string
}

export interface DemoAccount {
  account: string
  name: string
  role: Role
}

/** Whom a link is for. */
export interface Invited {
  tenant: string
  tenantName: string
  account: string
  name: string
  email: string
  role: Role
  resets: Resets
}

interface Known {
  tenant: string
  account: string
  passwordHash: string
  role: string
}

const wrong = 'Dit e-mailadres en wachtwoord horen niet bij elkaar. Kijk ze allebei na en probeer het opnieuw.'

/**
 * The way in for who is not signed in. Signing in has two steps: the password gives a session that can do nothing but the
 * second step, and that gives the session to work with. Only the demo has no second step, and only the demo lets somebody
 * in as an invented person.
 */
export function openGate(doorway: Doorway, secretKey: SecretKey, { demo, site }: { demo: boolean; site: Site }) {
  const { database, clock } = doorway
  const strangers = keyFor('strangers', secretKey)

  const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transactionOf(database, 'read committed', work)

  const phones = openPhoneGate({
    ...{ clock, site, inTransaction, vault: makeVault(secretKey) },
    invitedBy: async (tx, token) => (await invitedBy(tx, token))[0],
    letIn: (tx, who, from) => start(tx, who, from, true),
  })

  /**
   * First step. Whether the address exists cannot be told from the answer, nor from the time it takes.
   * @returns the token of the session
   * @throws Invalid: wrong, or too often wrong
   */
  async function signIn({
    email,
    password,
    from,
  }: {
    email: string
    password: string
    from: Visitor
  }): Promise<string> {
    const known = await inTransaction((tx) => accountOf(tx, email))
    const who = known?.account ?? strangerOf(email)
    const now = clock.now()
    const seconds = await inTransaction((tx) => secondsToWait(tx, { origin: from.origin, account: who, now }))
    if (seconds > 0) {
      await note(known, who, 'sign-in', 'slowed', from)
      throw new Invalid({ '': waitInWords(seconds) })
    }
    // An account whose link was not used yet has no password: nothing belongs to it, and that takes as long.
    const right =
      known && known.passwordHash !== ''
        ? await verifyPassword(known.passwordHash, password)
        : await verifyNobody(password)
    if (!known || !right) {
      await note(known, who, 'sign-in', 'refused', from)
      throw new Invalid({ '': wrong })
    }
    const anew = mustBeHashedAnew(known.passwordHash) ? await hashPassword(password) : undefined
    return inTransaction(async (tx) => {
      const still = await accountOf(tx, email)
      if (!still || still.passwordHash !== known.passwordHash) throw new Invalid({ '': wrong })
      if (anew !== undefined) await sql`select set_password(${known.account}::uuid, ${email}, ${anew})`.execute(tx)
      return start(tx, known, from)
    })
  }

  /** The invented people of a demo; in a real installation there are none to choose. */
  async function demoAccounts(): Promise<DemoAccount[]> {
    // Twice told: by how this process was started, and by the database itself.
    if (!demo || !(await isDemo(doorway))) return []
    const [tenant] = await doorway.tenants()
    if (tenant === undefined) return []
    return doorway.system({ tenant, via: 'demo', purpose: 'demo accounts' }, async (store) =>
      (await store.accounts.all())
        .filter((one) => one.endedOn === null)
        .map((one) => ({ account: one.id, name: one.name, role: one.role as Role })),
    )
  }

  /** Signs in as an invented person, without a password. @throws NotFound in a real installation */
  async function enterDemo({ account, from }: { account: string; from: Visitor }): Promise<string> {
    const chosen = isKey(account) ? (await demoAccounts()).find((one) => one.account === account) : undefined
    const [tenant] = await doorway.tenants()
    if (!chosen || tenant === undefined) throw new NotFound()
    return inTransaction(async (tx) => start(tx, { tenant, account, role: chosen.role }, from))
  }

  /** Whom a link is for; undefined when it was used, is too old, or is none. */
  async function invited(token: string): Promise<Invited | undefined> {
    return inTransaction(async (tx) => (await invitedBy(tx, token))[0])
  }

  /**
   * Uses a link: the new password, and in with it as far as the second step.
   * @throws Invalid: a weak password, or a link that is over
   */
  async function accept({
    token,
    password,
    from,
  }: {
    token: string
    password: string
    from: Visitor
  }): Promise<string> {
    const who = await invited(token)
    if (!who) throw new Invalid({ '': linkIsOver })
    const problem = passwordProblem(password, [who.email, who.name, who.tenantName])
    if (problem !== undefined) throw new Invalid({ password: problem })
    const hash = await hashPassword(password)
    return inTransaction(async (tx) => {
      const [still] = await invitedBy(tx, token)
      const { rows } = await sql<{
        used: boolean
      }>`select accept_invitation(${hashed(tokenIn(token) ?? '')}, ${hash}, ${clock.now()}) as used`.execute(tx)
      if (!still || !rows[0]?.used) throw new Invalid({ '': linkIsOver })
      if (still.resets === 'password and second step') await endPhones(tx, still, clock.now())
      await noteSecurity(tx, { ...still, at: clock.now(), event: 'invitation-used', outcome: 'done', ...from })
      return start(tx, still, from)
    })
  }

  /** A new session, with a new token. Until the second step it lasts ten minutes and opens nothing else; a phone is both steps. */
  async function start(
    tx: Tx,
    who: { tenant: string; account: string; role: string },
    from: Visitor,
    bothSteps = false,
  ): Promise<string> {
    const token = newToken()
    const { idle, absolute } = demo || bothSteps ? limitsOf(who.role) : halfwayIn
    await sql`select start_session(${who.tenant}::uuid, ${newKey()}::uuid, ${who.account}::uuid, ${hashed(token)}, ${clock.now()}, ${idle}, ${absolute}, ${bothSteps}, ${from.device})`.execute(
      tx,
    )
    await noteSecurity(tx, {
      tenant: who.tenant,
      account: who.account,
      at: clock.now(),
      event: 'sign-in',
      outcome: 'done',
      origin: from.origin,
      request: from.request,
    })
    return token
  }

  async function note(
    known: Known | undefined,
    who: string,
    event: SecurityEvent,
    outcome: SecurityOutcome,
    from: Visitor,
  ): Promise<void> {
    await inTransaction((tx) =>
      noteSecurity(tx, {
        tenant: known?.tenant ?? null,
        account: who,
        at: clock.now(),
        event,
        outcome,
        origin: from.origin,
        request: from.request,
      }),
    )
  }

  /** An address that we do not know has a key too, always the same, so that guessing at it is slowed down just as much. */
  function strangerOf(email: string): string {
    const hex = createHmac('sha256', strangers).update(email.toLowerCase()).digest('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }

  async function invitedBy(tx: Tx, token: string): Promise<Invited[]> {
    const secret = tokenIn(token)
    if (secret === undefined) return []
    const { rows } = await sql<Invited>`
      select tenant, tenant_name as "tenantName", account, name, email, role, resets from invited(${hashed(secret)}, ${clock.now()})`.execute(
      tx,
    )
    return rows
  }

  return { signIn, demoAccounts, enterDemo, invited, accept, ...phones }
}

export type Gate = ReturnType<typeof openGate>

async function accountOf(tx: Tx, email: string): Promise<Known | undefined> {
  const { rows } = await sql<Known>`
    select tenant, account, password_hash as "passwordHash", role from sign_in_account(${email})`.execute(tx)
  return rows[0]
}
