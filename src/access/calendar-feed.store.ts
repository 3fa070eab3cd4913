import type { Asker } from '#platform/asker'
import { type Row, records, table } from '#platform/records'
import { newToken, sha256 } from '#platform/secrets'

export type CalendarFeed = Row<'calendarFeeds'>

const feeds = table('calendarFeeds', 'calendar', ['account', 'tokenHash', 'endedAt'])

const markLength = 8
const written = /^[\w-]{51}$/

/** What a key begins with, so that it is known of which organisation it is before anything was looked up. It names nobody. */
const markOf = (tenant: string): string =>
  Buffer.from(sha256(`calendar ${tenant}`), 'hex')
    .toString('base64url')
    .slice(0, markLength)

/** Whose key this is; undefined for what is none of ours. */
export const tenantOfKey = (key: string, tenants: readonly string[]): string | undefined =>
  written.test(key) ? tenants.find((tenant) => key.startsWith(markOf(tenant))) : undefined

const digestOf = (key: string): Buffer => Buffer.from(sha256(key), 'hex')

/** The asker's own calendar for her telephone: an address that nobody can guess, of which the digest is kept and nothing else. */
export function calendarFeedStore(asker: Asker) {
  const own = records(asker, feeds)

  /** The address that works now, if there is one. It cannot be shown again. */
  const mine = (): Promise<CalendarFeed | undefined> =>
    own
      .all()
      .where('calendarFeeds.account', '=', asker.account)
      .where('calendarFeeds.endedAt', 'is', null)
      .executeTakeFirst()

  /** A new address; the one before works no more. @returns its key, that is shown once */
  async function renew(): Promise<string> {
    await end()
    const key = `${markOf(asker.tenant)}${newToken()}`
    await own.add({ account: asker.account as string, tokenHash: digestOf(key), endedAt: null })
    return key
  }

  /** Ends the address. @returns whether there was one */
  async function end(): Promise<boolean> {
    const was = await mine()
    if (was) await own.apply(was.id, (standing, { now }) => ({ ...standing, endedAt: now }))
    return was !== undefined
  }

  /** Whose calendar a key opens; nobody's when it was ended or never was. For the door that reads it. */
  async function byKey(key: string): Promise<string | undefined> {
    const row = await own
      .all()
      .where('calendarFeeds.tokenHash', '=', digestOf(key))
      .where('calendarFeeds.endedAt', 'is', null)
      .executeTakeFirst()
    return row?.account
  }

  return { mine, renew, end, byKey }
}
