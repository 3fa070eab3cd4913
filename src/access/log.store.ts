import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { NotFound } from '#platform/errors'
import { accessLine } from './asker.ts'
import { inPlaceOf } from './stood-in.ts'

export interface Deed {
  at: Date
  accountName: string | null
  via: string
  deed: string
  table: string
  record: string
  fields: string[]
}

export interface SecurityDeed {
  id: number
  at: Date
  accountName: string | null
  aboutName: string | null
  event: string
  outcome: string
  origin: string
  request: string
}

/** Who changed and who looked. The history of a record is for who may read it; the whole log for who has that sentence. */
export function logStore(asker: Asker) {
  /** What was done to these records, newest first. The caller has shown that the asker may read them. */
  async function historyOf(keys: readonly string[], limit = 200): Promise<Deed[]> {
    const { rows } = await sql<Deed>`
      select c.at, a.name as "accountName", c.via, c.deed, c.record_table as "table", c.record, c.fields from changes c
      left join accounts a on a.tenant = c.tenant and a.id = c.account
      where c.tenant = ${asker.tenant} and c.record = any(${keys}::uuid[]) order by c.at desc, c.id desc limit ${limit}`.execute(
      asker.tx,
    )
    return rows
  }

  /** Who looked at a file: name, role, when and on which page. */
  async function looksAt(
    key: string,
    limit = 200,
  ): Promise<
    { at: Date; accountName: string | null; inPlaceOf: string | null; role: string; purpose: string; outcome: string }[]
  > {
    const { rows } = await sql<{
      at: Date
      accountName: string | null
      inPlaceOf: string | null
      role: string
      purpose: string
      outcome: string
    }>`
      select l.at, a.name as "accountName", s.name as "inPlaceOf", l.role, split_part(l.purpose, ${inPlaceOf}, 1) as purpose, l.outcome
      from access_lines l
      left join accounts a on a.tenant = l.tenant and a.id = l.account
      left join accounts s on s.tenant = l.tenant and s.id = nullif(split_part(l.purpose, ${inPlaceOf}, 2), '')::uuid
      where l.tenant = ${asker.tenant} and l.keys @> array[${key}]::uuid[] order by l.at desc limit ${limit}`.execute(
      asker.tx,
    )
    return rows
  }

  /**
   * These records left the house in a file of ours: a line for the access log of its own, beside that of the page. A report is
   * told by name ('factsheet buurtbemiddeling 2025'), as it has no key.
   */
  const exported = async (keys: readonly string[], what = 'case'): Promise<void> => {
    await accessLine(asker, 'export', what, keys, 'given').execute()
  }

  /** What somebody was shown that is no file, by name: 'small numbers buurtbemiddeling 2024'. A line of its own, as above. */
  const looked = async (what: string): Promise<void> => {
    await accessLine(asker, 'read', what, [], 'shown').execute()
  }

  /** Every seal against the lines as they are now. @throws NotFound without the right to read the log */
  async function verify(): Promise<{ stream: string; number: number; lines: number; hash: string; sound: boolean }[]> {
    if (!asker.may('read', 'log')) throw new NotFound()
    const { rows } = await sql<{ stream: string; number: number; lines: number; hash: string; sound: boolean }>`
      select stream, number, lines, hash, sound from verify_seals()`.execute(asker.tx)
    return rows
  }

  /** Changes whose kept content no longer agrees with the digest that was sealed. */
  async function altered(): Promise<string[]> {
    if (!asker.may('read', 'log')) throw new NotFound()
    const { rows } = await sql<{ change: string }>`select change from altered_content()`.execute(asker.tx)
    return rows.map((row) => row.change)
  }

  /** What happened around signing in, the newest first. @throws NotFound without the right to read the log */
  async function security(limit = 200): Promise<SecurityDeed[]> {
    if (!asker.may('read', 'log')) throw new NotFound()
    const { rows } = await sql<SecurityDeed>`
      select id, at, account_name as "accountName", about_name as "aboutName", event, outcome, origin, request from recent_security_events(${limit})`.execute(
      asker.tx,
    )
    return rows
  }

  const seal = async (): Promise<number> =>
    (await sql<{ n: number }>`select seal_logs() as n`.execute(asker.tx)).rows[0]?.n ?? 0

  /** Wipes what was removed before a moment, with what the log kept of it. @returns how many rows */
  const wipeRemovedBefore = async (moment: Date): Promise<number> =>
    (await sql<{ n: number }>`select wipe_removed(${moment}) as n`.execute(asker.tx)).rows[0]?.n ?? 0

  return { historyOf, looksAt, exported, looked, verify, altered, security, seal, wipeRemovedBefore }
}
