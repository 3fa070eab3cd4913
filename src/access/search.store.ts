import { sql } from 'kysely'
import { type Asked, type FoundPerson, personStore } from '#kernel/person'
import type { Asker } from '#platform/asker'
import { NotFound } from '#platform/errors'
import { isKey, newKey } from '#platform/ids'

const hour = 3_600_000

/** What was searched, under a key that means nothing: the page of results has an address without anybody's name in it. */
export function searchStore(asker: Asker) {
  /** Keeps what was typed for an hour, for this session only. */
  async function keep(asked: string): Promise<string> {
    const id = newKey()
    await asker.tx
      .insertInto('searches')
      .values({
        tenant: asker.tenant,
        id,
        account: asker.account as string,
        session: asker.session as string,
        asked,
        expiresAt: new Date(asker.now.getTime() + hour),
      })
      .execute()
    return id
  }

  /** What was typed. @throws NotFound after an hour, or for somebody else's search */
  async function asked(id: string): Promise<string> {
    const row = isKey(id)
      ? await asker.tx
          .selectFrom('searches')
          .select('asked')
          .where('tenant', '=', asker.tenant)
          .where('id', '=', id)
          .where('session', '=', asker.session)
          .where('expiresAt', '>', asker.now)
          .executeTakeFirst()
      : undefined
    if (!row) throw new NotFound('Deze zoekvraag is verlopen. Zoek opnieuw.')
    return row.asked
  }

  /** Forgets what has expired. @returns how many */
  const forget = async (): Promise<number> =>
    (await sql<{ n: number }>`select forget_searches(${asker.now}) as n`.execute(asker.tx)).rows[0]?.n ?? 0

  return { keep, asked, forget, people: (what: Asked): Promise<FoundPerson[]> => personStore(asker).search(what) }
}
