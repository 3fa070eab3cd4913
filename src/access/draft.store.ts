import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import { isKey, newKey } from '#platform/ids'

/** How many days a draft is kept when the organisation did not say. */
export const draftDays = 14
/** The most drafts that one author has at a time; more is no half-finished work any more. */
const mostDrafts = 100
/** How long what was thrown away can be taken back, and how long it is known that a form was saved; milliseconds. */
const day = 24 * 3_600_000

/** What somebody typed on a page and did not save yet. The words themselves are sealed. */
export interface Draft {
  address: string
  /** Differs at every writing. */
  stamp: string
  sealed: string
  keptAt: Date
}

export interface NewDraft {
  address: string
  /** The pattern of the address: '/zaken/:caseId/notitie'. */
  page: string
  /** The key of the form on the screen. */
  form: string
  /** The stamp of the draft that this form knows of; '' when it knows of none. */
  seen: string
  sealed: string
}

/** What became of a writing: kept, not written over newer words, too late because the form was saved, or one too many. */
export type Kept = { kept: string } | { newer: Date; stamp: string } | { sent: true } | { full: true }

/** The asker's own drafts and nobody else's: every question asks for the account, whatever the role. */
export function draftStore(asker: Asker) {
  const { tenant, tx } = asker
  const account = asker.account as string

  /** The draft of a page. */
  async function of(address: string): Promise<Draft | undefined> {
    return tx
      .selectFrom('drafts')
      .modifyFront(plannedOnce)
      .select(['address', 'stamp', 'sealed', 'keptAt'])
      .where('tenant', '=', tenant)
      .where('account', '=', account)
      .where('address', '=', address)
      .where('thrownAt', 'is', null)
      .executeTakeFirst()
  }

  /**
   * All of them, the newest first. What is about a case, a person or a volunteer that is gone, or that is not the asker's to see any
   * more, is left out: its words go when their days are over.
   */
  async function mine(): Promise<Draft[]> {
    const within = (table: string, resource: 'case' | 'person' | 'volunteer') => {
      const sentence = asker.may('read', resource) ?? sql<boolean>`false`
      return sql<boolean>`(not exists (select 1 from ${sql.table(table)} where ${sql.ref(`${table}.tenant`)} = ${tenant}
          and ${sql.ref(`${table}.id`)} = any(drafts.keys))
        or exists (select 1 from ${sql.table(table)} where ${sql.ref(`${table}.tenant`)} = ${tenant}
          and ${sql.ref(`${table}.id`)} = any(drafts.keys) and ${sql.ref(`${table}.removed_at`)} is null and ${sentence}))`
    }
    return tx
      .selectFrom('drafts')
      .select(['address', 'stamp', 'sealed', 'keptAt'])
      .where('drafts.tenant', '=', tenant)
      .where('drafts.account', '=', account)
      .where('drafts.thrownAt', 'is', null)
      .where(within('cases', 'case'))
      .where(within('persons', 'person'))
      .where(within('volunteers', 'volunteer'))
      .orderBy('drafts.keptAt', 'desc')
      .limit(mostDrafts)
      .execute()
  }

  /** Writes what was typed. Words that this form did not write and did not see are never written over. */
  async function keep({ address, page, form, seen, sealed }: NewDraft): Promise<Kept> {
    const stamp = newKey()
    await oneAtATime(form)
    const { rows } = await sql<{ stamp: string | null; sent: boolean; many: boolean }>`
      with asked as (
        select exists (select 1 from sent_forms where tenant = ${tenant} and id = ${form}::uuid) as sent,
          (select count(*) from drafts where tenant = ${tenant} and account = ${account} and thrown_at is null
            and address <> ${address}) >= ${mostDrafts} as many
      ), written as (
        insert into drafts (tenant, id, account, address, keys, page, form, stamp, sealed, kept_at)
        select ${tenant}, ${newKey()}::uuid, ${account}::uuid, ${address}, ${keysIn(address)}::uuid[], ${page}, ${form}::uuid,
          ${stamp}::uuid, ${sealed}, ${asker.now} from asked where not sent and not many
        on conflict (tenant, account, address) do update
          set form = excluded.form, stamp = excluded.stamp, sealed = excluded.sealed, kept_at = excluded.kept_at, thrown_at = null
          where drafts.thrown_at is not null or drafts.form = excluded.form or drafts.stamp = ${isKey(seen) ? seen : null}::uuid
        returning stamp
      ) select written.stamp, asked.sent, asked.many from asked left join written on true`.execute(tx)
    const [done] = rows
    if (done?.stamp) return { kept: done.stamp }
    if (done?.sent) return { sent: true }
    if (done?.many) return { full: true }
    const there = await of(address)
    return there ? { newer: there.keptAt, stamp: there.stamp } : { full: true }
  }

  /** A writing that was on its way while its form is saved must not come after it: of one form one thing happens at a time. */
  const oneAtATime = (form: string) => sql`select pg_advisory_xact_lock(hashtextextended(${form}, 0))`.execute(tx)

  /** Takes a draft out of sight; it can be taken back for a day. */
  async function throwAway(address: string): Promise<void> {
    await put(address, asker.now)
  }

  /** The words stand in their form again. */
  async function takeBack(address: string): Promise<void> {
    await put(address, null)
  }

  async function put(address: string, thrownAt: Date | null): Promise<void> {
    await tx
      .updateTable('drafts')
      .set({ thrownAt })
      .where('tenant', '=', tenant)
      .where('account', '=', account)
      .where('address', '=', address)
      .execute()
  }

  /** Wipes the draft of a page that is not there for its author any more. */
  async function wipe(address: string): Promise<void> {
    await tx
      .deleteFrom('drafts')
      .where('tenant', '=', tenant)
      .where('account', '=', account)
      .where('address', '=', address)
      .execute()
  }

  /**
   * Says that this form is being saved; who says it second waits for the first. @returns undefined for who is first, else where the
   * first went
   */
  async function sending(form: string, digest: Buffer): Promise<{ to: string | null } | undefined> {
    await oneAtATime(form)
    const { rows } = await sql<{ first: boolean }>`
      insert into sent_forms (tenant, id, account, digest, sent_at)
      values (${tenant}, ${form}::uuid, ${account}::uuid, ${digest}, ${asker.now})
      on conflict (tenant, id) do nothing returning true as first`.execute(tx)
    if (rows.length > 0) return undefined
    const before = await tx
      .selectFrom('sentForms')
      .select(['digest', 'wentTo'])
      .where('tenant', '=', tenant)
      .where('account', '=', account)
      .where('id', '=', form)
      .executeTakeFirst()
    // The same form with other words (somebody went back and wrote on) is another sending.
    return before?.digest.equals(digest) ? { to: before.wentTo } : undefined
  }

  /**
   * The form was saved: its draft is gone, and a second sending goes where this one went. Words that were typed in another window and that
   * this form never saw are not its draft: those stay.
   */
  async function sent(address: string, form: string | undefined, seen: string, to: string | null): Promise<void> {
    await sql`with gone as (delete from drafts where tenant = ${tenant} and account = ${account} and address = ${address}
        and (${form ?? null}::uuid is null or form = ${form ?? null}::uuid or stamp = ${isKey(seen) ? seen : null}::uuid))
      update sent_forms set went_to = ${to} where tenant = ${tenant} and account = ${account} and id = ${form ?? null}::uuid`.execute(
      tx,
    )
  }

  /** The form came back with what is wrong: it was not sent. */
  async function notSent(form: string): Promise<void> {
    await tx
      .deleteFrom('sentForms')
      .where('tenant', '=', tenant)
      .where('account', '=', account)
      .where('id', '=', form)
      .execute()
  }

  /**
   * Wipes, of everybody, drafts whose days are over, what was thrown away a day ago, what is about a record that was removed, and
   * what belongs to an account that ended. For a job. @returns how many
   */
  async function forget(): Promise<number> {
    const days = asker.settings.value('drafts.days', asker.today, draftDays)
    const before = new Date(asker.now.getTime() - days * day)
    const yesterday = new Date(asker.now.getTime() - day)
    const gone = (table: string) =>
      sql`exists (select 1 from ${sql.table(table)} r where r.tenant = drafts.tenant and r.id = any(drafts.keys) and r.removed_at is not null)`
    const { rows } = await sql<{ n: number }>`
      with d as (delete from drafts where tenant = ${tenant} and (kept_at < ${before} or thrown_at < ${yesterday}
          or ${gone('cases')} or ${gone('persons')} or ${gone('volunteers')} or ${gone('notes')} or ${gone('next_steps')}
          or exists (select 1 from accounts a where a.tenant = drafts.tenant and a.id = drafts.account
            and (a.removed_at is not null or a.ended_on <= ${asker.today}))) returning 1),
        s as (delete from sent_forms where tenant = ${tenant} and sent_at < ${yesterday} returning 1)
      select (select count(*) from d)::int as n, (select count(*) from s) as sent`.execute(tx)
    return rows[0]?.n ?? 0
  }

  return { of, mine, keep, throwAway, takeBack, wipe, sending, sent, notSent, forget }
}

export type DraftStore = ReturnType<typeof draftStore>

/** The keys that stand in an address. */
export function keysIn(address: string): string[] {
  return [...new Set(address.split(/[/?&=]/).filter(isKey))]
}
