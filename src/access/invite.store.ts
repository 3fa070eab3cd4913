import { sql } from 'kysely'
import type { Asker, Verb } from '#platform/asker'
import { Invalid } from '#platform/errors'
import { newKey } from '#platform/ids'
import { records, table } from '#platform/records'
import { newShortCode } from '#platform/secrets'
import type { Resets } from './credential.store.ts'
import { invitationLasts } from './invitation.ts'
import { endPhones, type KeptPhone, phonesOf } from './phone.ts'
import { noteOf } from './security.ts'
import { hashed } from './session.store.ts'
import { unlessTaken } from './taken.ts'

const volunteers = table('volunteers', 'invitation', ['account'])
const accounts = table('accounts', 'account', ['email', 'name', 'role', 'endedOn'])

/** How somebody who helps comes in, as their coordinator may know it. */
export interface WayIn {
  email: string | null
  phones: Pick<KeptPhone, 'device' | 'madeAt' | 'usedAt'>[]
  hasPassword: boolean
  /** How many screens are open now. */
  sessions: number
}

/**
 * Letting in who helps on one's own lines: an account for a volunteer and never for a colleague, a code that works once, and another one
 * when the phone is lost.
 */
export function invitationStore(asker: Asker) {
  const invited = records(asker, volunteers)
  // What an invitation may do to accounts: there is no way from here to that of somebody who works here.
  const theirs = records({ ...asker, may: (_verb: Verb) => sql<boolean>`accounts.role = 'volunteer'` }, accounts)

  /** How a volunteer comes in; undefined while nobody was invited. @throws NotFound */
  async function wayIn(volunteer: string): Promise<WayIn | undefined> {
    const { account } = await invited.get(volunteer)
    const found = account === null ? undefined : await theirs.find(account)
    if (!found) return undefined
    const phones = await phonesOf(asker.tx, { tenant: asker.tenant, account: found.id })
    const { rows } = await sql<{ hasPassword: boolean; sessions: number }>`
      select (select password_hash <> '' from account_secret(${found.id}::uuid)) as "hasPassword",
        (select count(*)::int from sessions_of(${found.id}::uuid, ${asker.now})) as sessions`.execute(asker.tx)
    return {
      email: found.email,
      phones: phones.map(({ device, madeAt, usedAt }) => ({ device, madeAt, usedAt })),
      hasPassword: rows[0]?.hasPassword === true,
      sessions: rows[0]?.sessions ?? 0,
    }
  }

  /**
   * Invites a volunteer. Somebody who comes in already stays in until the invitation is used.
   * @returns the code, to be shown once. @throws NotFound, Invalid when the address is somebody else's
   */
  async function invite(volunteer: string, email: string, origin: string): Promise<string> {
    return makeCode(await accountFor(volunteer, email, origin), 'password and second step', origin)
  }

  /**
   * The phone is lost: from now on nothing opens the account but a new invitation, and every open screen closes.
   * @returns its code, to be shown once. @throws NotFound, also for who was never invited
   */
  async function renew(volunteer: string, origin: string): Promise<string> {
    const { account } = await invited.get(volunteer)
    const { id, email } = await theirs.get(account ?? '')
    await endPhones(asker.tx, { tenant: asker.tenant, account: id }, asker.now)
    await sql`select set_password(${id}::uuid, ${email}, '')`.execute(asker.tx)
    await sql`select set_totp(${id}::uuid, null, null, '{}')`.execute(asker.tx)
    await sql`select end_sessions_of(${id}::uuid, null, ${asker.now})`.execute(asker.tx)
    await noteOf(asker, origin, 'phone-ended', 'done', id)
    return makeCode(id, 'password and second step', origin)
  }

  async function accountFor(volunteer: string, email: string, origin: string): Promise<string> {
    const who = await lockedName(volunteer)
    const there = who.account === null ? undefined : await theirs.find(who.account)
    if (who.account !== null && !there)
      throw new Invalid({ '': `${who.name} meldt zich aan als collega. Vraag de beheerder om een nieuwe link.` })
    if (there) {
      if (there.endedOn !== null && there.endedOn <= asker.today)
        throw new Invalid({ email: 'Dit account is gestopt. Vraag de beheerder om het weer te openen.' })
      return there.id
    }
    const news = { email, name: who.name, role: 'volunteer', endedOn: null }
    const { id } = await unlessTaken(() => theirs.add(news))
    await unlessTaken(() => sql`select set_password(${id}::uuid, ${email}, '')`.execute(asker.tx))
    await invited.apply(volunteer, (was) => ({ ...was, account: id }))
    await noteOf(asker, origin, 'account-added', 'done', id)
    return id
  }

  /** Two who invite at once make one account: the second waits here. */
  async function lockedName(volunteer: string): Promise<{ name: string; account: string | null }> {
    const { name } = await invited.get(volunteer)
    const { rows } = await sql<{ account: string | null }>`
      select account from volunteers where tenant = ${asker.tenant} and id = ${volunteer}::uuid for update`.execute(
      asker.tx,
    )
    return { name, account: rows[0]?.account ?? null }
  }

  async function makeCode(account: string, resets: Resets, origin: string): Promise<string> {
    const code = newShortCode()
    const expires = new Date(asker.now.getTime() + invitationLasts.paper)
    await sql`select make_invitation(${newKey()}::uuid, ${account}::uuid, ${hashed(code)}, ${resets}, ${asker.account}::uuid, ${asker.now}, ${expires})`.execute(
      asker.tx,
    )
    await noteOf(asker, origin, 'invitation-made', 'done', account)
    return code
  }

  return { wayIn, invite, renew }
}
