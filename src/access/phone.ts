import { sql } from 'kysely'
import type { Tx } from '#platform/database'
import { newKey } from '#platform/ids'
import { type Owner, type Passkey, sha256 } from '#platform/secrets'
import type { Vault } from './vault.ts'

/** How long a phone has to answer, in milliseconds. */
const answerWithin = 5 * 60_000

/** The question of a moment ago, as the page carries it along: sealed, so that it is ours, is recent, and is for this. */
export function sealQuestion(vault: Vault, challenge: string, about: string, now: Date): string {
  return vault.seal(JSON.stringify({ challenge, until: now.getTime() + answerWithin }), `phone ${about}`)
}

/** The random part of a question that was sealed for this; undefined when it is another's, or too long ago. */
export function questionIn(vault: Vault, sealed: string, about: string, now: Date): string | undefined {
  const text = vault.open(sealed, `phone ${about}`)
  if (text === undefined) return undefined
  const { challenge, until } = JSON.parse(text) as { challenge: string; until: number }
  return now.getTime() < until ? challenge : undefined
}

/** Marks a question as answered. @returns false when it was before: an answer that somebody saw is worth nothing */
export async function answeredOnce(tx: Tx, tenant: string, challenge: string, now: Date): Promise<boolean> {
  const past = new Date(now.getTime() - 2 * answerWithin)
  await sql`delete from passkey_answers where tenant = ${tenant}::uuid and answered_at < ${past}`.execute(tx)
  const { rows } = await sql`
    insert into passkey_answers (tenant, question, answered_at)
    values (${tenant}::uuid, ${Buffer.from(sha256(challenge), 'hex')}, ${now})
    on conflict do nothing returning tenant`.execute(tx)
  return rows.length === 1
}

export interface KeptPhone extends Passkey {
  id: string
  /** 'Chrome op Android' */
  device: string
  madeAt: Date
  usedAt: Date | null
}

/** The phones that open an account, the newest first. */
export async function phonesOf(tx: Tx, { tenant, account }: Owner): Promise<KeptPhone[]> {
  const { rows } = await sql<KeptPhone & { publicKey: Buffer }>`
    select id, credential, public_key as "publicKey", counter, transports, device, made_at as "madeAt", used_at as "usedAt" from passkeys
    where tenant = ${tenant}::uuid and account = ${account}::uuid and ended_at is null order by made_at desc`.execute(
    tx,
  )
  return rows.map((row) => ({ ...row, publicKey: new Uint8Array(row.publicKey), counter: Number(row.counter) }))
}

export async function keepPhone(tx: Tx, { tenant, account }: Owner, made: Passkey, device: string, now: Date) {
  await sql`insert into passkeys (tenant, id, account, credential, public_key, counter, transports, device, made_at)
    values (${tenant}::uuid, ${newKey()}::uuid, ${account}::uuid, ${made.credential}, ${Buffer.from(made.publicKey)}, ${made.counter},
      ${made.transports}::text[], ${device}, ${now})`.execute(tx)
}

/** Writes down that a phone was used, and how often it says it signed. */
export async function phoneUsed(tx: Tx, tenant: string, id: string, counter: number, now: Date): Promise<void> {
  await sql`update passkeys set counter = ${counter}, used_at = ${now} where tenant = ${tenant}::uuid and id = ${id}::uuid`.execute(
    tx,
  )
}

/** From now on no phone opens this account, or not this one of them. */
export async function endPhones(tx: Tx, { tenant, account }: Owner, now: Date, only: string | null = null) {
  const { rows } = await sql`
    update passkeys set ended_at = ${now} where tenant = ${tenant}::uuid and account = ${account}::uuid and ended_at is null
      and (${only}::uuid is null or id = ${only}::uuid) returning id`.execute(tx)
  return rows.length
}
