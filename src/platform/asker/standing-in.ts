import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../days/index.ts'
import type { Asker } from './index.ts'

/** Somebody who is away today, on one of her lines: the asker does her work there until she is back. */
export interface StandingIn {
  account: string
  line: string
  name: string
  /** Her last day away. */
  until: Day
}

/**
 * Rows of a table with an owner and a line that are the asker's to do today: her own, and on its line those of whom she stands in for.
 * Both go by the index on the owner.
 */
export function isMineIn(
  asker: Pick<Asker, 'account' | 'standsInFor'>,
  table: string,
  column = 'owner',
): RawBuilder<boolean> {
  const [owner, line] = [sql.ref(`${table}.${column}`), sql.ref(`${table}.line`)]
  const { account, standsInFor } = asker
  if (standsInFor.length === 0) return sql<boolean>`${owner} = ${account}::uuid`
  const owners = [account, ...new Set(standsInFor.map((one) => one.account))].filter((one) => one !== null)
  const others = standsInFor.map((one) => sql`(${owner} = ${one.account}::uuid and ${line} = ${one.line})`)
  return sql<boolean>`(${owner} = any(${owners}::uuid[]) and (${owner} = ${account}::uuid or ${sql.join(others, sql` or `)}))`
}

/** The same of a row that was read. */
export function isMine(
  asker: Pick<Asker, 'account'> & Partial<Pick<Asker, 'standsInFor'>>,
  one: { owner: string | null; line?: string },
): boolean {
  if (one.owner === null) return false
  return one.owner === asker.account || forWhom(asker, one) !== undefined
}

/** In whose place the asker does this; undefined when it is her own, or not hers at all. */
export function forWhom(
  asker: Partial<Pick<Asker, 'standsInFor'>>,
  one: { owner: string | null; line?: string },
): StandingIn | undefined {
  return asker.standsInFor?.find(({ account, line }) => account === one.owner && line === one.line)
}
