import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import type { Person } from './person.ts'
import type { Made } from './separate.ts'

/** When somebody was merged, by whom, and the transaction in which everything else went along. */
export interface MergeLine {
  at: Date
  byName: string | null
  xact: string
}

/** What a merge made of one record, in code's spelling. */
export interface Line extends Made {
  table: string
  record: string
}

type Content = Record<string, unknown> | null

/** What the change log still knows of merges. Its content can be destroyed, and then a merge cannot be taken back. */
export function logOf(asker: Asker) {
  /** The last merge of each of these people into somebody else. */
  async function mergesOf(people: readonly string[]): Promise<Map<string, MergeLine>> {
    if (people.length === 0) return new Map()
    const { rows } = await sql<MergeLine & { record: string }>`
      select distinct on (c.record) c.record, c.at, c.xact::text as xact, a.name as "byName" from changes c
      left join accounts a on a.tenant = c.tenant and a.id = c.account
      where c.tenant = ${asker.tenant} and c.record = any(${people as string[]}::uuid[]) and c.record_table = 'persons'
        and c.deed = 'change' and 'same_as' = any(c.fields)
      order by c.record, c.at desc, c.id desc`.execute(asker.tx)
    return new Map(rows.map(({ record, ...line }) => [record, line]))
  }

  /** All that a merge changed and is still there; undefined when of something of it the log no longer knows what it was. */
  async function linesOf({ xact }: MergeLine): Promise<Line[] | undefined> {
    const { rows } = await sql<{ table: string; record: string; before: Content; after: Content }>`
      select c.record_table as "table", c.record, k.before, k.after from changes c
      left join change_content k on k.tenant = c.tenant and k.change = c.id
      where c.tenant = ${asker.tenant} and c.xact = ${xact}::xid8 and c.deed = 'change'`.execute(asker.tx)
    const [known, unknown] = [rows.filter((row) => row.before && row.after), rows.filter((row) => !row.before)]
    for (const [table, lost] of Map.groupBy(unknown, (row) => row.table))
      if (await isThere(table, lost)) return undefined
    return known.map((row) => ({ ...row, before: inCode(row.before), after: inCode(row.after) }))
  }

  /** What was removed and then wiped needs nothing given back. */
  async function isThere(table: string, lost: readonly { record: string }[]): Promise<boolean> {
    const { rows } = await sql<{ id: string }>`
      select id from ${sql.table(table)} where tenant = ${asker.tenant} and id = any(${lost.map((row) => row.record)}::uuid[])`.execute(
      asker.tx,
    )
    return rows.length > 0
  }

  /** A person as they were right after a merge; undefined when what changed since is no longer kept. */
  async function rightAfter({ at, xact }: MergeLine, now: Person): Promise<Person | undefined> {
    const { rows } = await sql<{ before: Content }>`
      select k.before from changes c left join change_content k on k.tenant = c.tenant and k.change = c.id
      where c.tenant = ${asker.tenant} and c.record = ${now.id} and c.record_table = 'persons' and c.deed = 'change'
        and (c.at, c.xact) > (${at}, ${xact}::xid8) order by c.at, c.xact, c.id`.execute(asker.tx)
    if (rows.some((row) => !row.before)) return undefined
    // What was there before the first change of each field is what the merge left.
    return Object.assign({ ...now }, ...rows.map((row) => inCode(row.before)).reverse())
  }

  /** The version that a person had before a merge: each change since, the merge among them, made it one more. */
  async function versionBefore({ at, xact }: MergeLine, now: Person): Promise<number> {
    const { rows } = await sql<{ id: string }>`
      select c.id from changes c where c.tenant = ${asker.tenant} and c.record = ${now.id} and c.record_table = 'persons'
        and c.deed <> 'add' and (c.at, c.xact) >= (${at}, ${xact}::xid8)`.execute(asker.tx)
    return now.version - rows.length
  }

  return { mergesOf, linesOf, rightAfter, versionBefore }
}

function inCode(content: Content): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(content ?? {}).map(([column, value]) => [
      column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  )
}
