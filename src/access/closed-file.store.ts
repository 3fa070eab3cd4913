import { sql } from 'kysely'
import { type FoundPerson, personStore, soundOf } from '#kernel/person'
import type { Asker } from '#platform/asker'
import type { Day } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { isKey } from '#platform/ids'
import { type Row, records, table } from '#platform/records'
import { plain } from '#platform/words'

const links = table('fileLinks', 'file-link', ['account', 'person', 'kind'])

/** What a colleague is to somebody: that one herself, or family, a friend or a neighbour. */
export const nearness = { self: 'is het zelf', near: 'is familie of een bekende' } as const
export type Nearness = keyof typeof nearness

export interface FileLink extends Row<'fileLinks'> {
  accountName: string
  byName: string | null
}

/** Whose files a colleague never opens: her own, and of whom she is near. Nobody opens these for herself. */
export function closedFileStore(asker: Asker) {
  const own = records(asker, links)

  const named = () =>
    own
      .all()
      .innerJoin('accounts', (join) =>
        join.onRef('accounts.tenant', '=', 'fileLinks.tenant').onRef('accounts.id', '=', 'fileLinks.account'),
      )
      .leftJoin('accounts as by', (join) =>
        join.onRef('by.tenant', '=', 'fileLinks.tenant').onRef('by.id', '=', 'fileLinks.addedBy'),
      )
      .select(['accounts.name as accountName', 'by.name as byName'])
      .orderBy('fileLinks.addedAt')
      .orderBy('fileLinks.id')

  /** For whom the file of somebody is closed. @throws NotFound when the asker may not see them */
  async function ofPerson(person: string): Promise<FileLink[]> {
    await personStore(asker).get(person)
    return named().where('fileLinks.person', '=', sql<string>`any(under_every_key(array[${person}]::uuid[]))`).execute()
  }

  /** How many files are closed to a colleague, and since when; never whose. */
  const ofAccount = (account: string): Promise<FileLink[]> => named().where('fileLinks.account', '=', account).execute()

  /**
   * The asker says that she knows somebody whom she met here. From then on she sees nothing of them.
   * @throws Invalid while she herself does a case of theirs: somebody else must take that over first; NotFound
   */
  async function declare(person: string): Promise<FoundPerson> {
    const [one] = await personStore(asker).byKeys([person])
    if (!one || !asker.account) throw new NotFound()
    await mustNotWorkFor(asker.account, person, 'Jij')
    await close(asker.account, person, 'near')
    return one
  }

  /** Closes the file of somebody to a colleague, by who may see that somebody. @throws Invalid, NotFound */
  async function closeTo(account: string, person: string, kind: Nearness): Promise<void> {
    await personStore(asker).get(person)
    await mustNotWorkFor(account, person, 'Deze collega')
    await close(account, person, kind)
  }

  /**
   * The same by who may see no file at all: whoever is called so and was born on that day. It tells nobody whether there is such a
   * one. @throws NotFound without the right
   */
  async function closeAsTold(
    account: string,
    told: { familyName: string; birthDate: Day },
    kind: Nearness,
  ): Promise<void> {
    if (!asker.may('add', 'file-link')) throw new NotFound()
    const rows = await asker.tx
      .selectFrom('persons')
      .select(['id', 'infix', 'familyName'])
      .where('tenant', '=', asker.tenant)
      .where('birthDate', '=', told.birthDate)
      .where('sounds', '=', soundOf({ givenName: null, familyName: told.familyName }))
      .where('removedAt', 'is', null)
      .execute()
    for (const one of rows) if (plain(one.familyName) === plain(told.familyName)) await close(account, one.id, kind)
  }

  async function close(account: string, person: string, kind: Nearness): Promise<void> {
    const { rows } = await sql<{
      id: string
    }>`select id from file_links where tenant = ${asker.tenant} and removed_at is null
      and account = ${account}::uuid and person = ${person}::uuid`.execute(asker.tx)
    if (rows.length === 0) await own.add({ account, person, kind })
  }

  async function mustNotWorkFor(account: string, person: string, who: string): Promise<void> {
    const { rows } = await sql<{ number: string }>`select number from cases where tenant = ${asker.tenant}
      and id = any(cases_with(under_every_key(array[${person}]::uuid[]))) and owner = ${account}::uuid and closed_on is null and removed_at is null`.execute(
      asker.tx,
    )
    const [busy] = rows
    if (busy)
      throw new Invalid({
        '': `${who} doet nummer ${busy.number} nog, en daar staat deze mens in. Draag dat eerst over aan een collega.`,
      })
  }

  /** Opens a file to a colleague again; nobody does so for herself. @throws NotFound */
  async function open(id: string): Promise<FileLink> {
    const [one] = isKey(id) ? await named().where('fileLinks.id', '=', id).execute() : []
    if (!one || one.account === asker.account) throw new NotFound()
    await own.remove(id)
    return one
  }

  return { ofPerson, ofAccount, declare, closeTo, closeAsTold, open }
}
