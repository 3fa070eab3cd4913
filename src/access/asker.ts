import { type RawBuilder, sql } from 'kysely'
import type { Asker, Resource, Verb } from '#platform/asker'
import type { Tx } from '#platform/database'
import { newKey } from '#platform/ids'
import { sentencesFor } from './sentences.ts'

/** What is known of an asker before its transaction's sentences and log are added. */
export type Known = Omit<Asker, 'may' | 'saw' | 'tx'>

export interface Watched {
  asker: Asker
  /** Writes the access line of this page, when a file was read. Called once, at the end of the transaction. */
  writeAccessLine(): Promise<void>
}

/** An asker in a transaction: its sentences become conditions, and what it reads is remembered for the access log. */
export function askerIn(tx: Tx, known: Known): Watched {
  const seen = new Map<Resource, Set<string>>()
  const asker: Asker = {
    ...known,
    tx,
    may(verb: Verb, resource: Resource): RawBuilder<boolean> | undefined {
      const conditions = sentencesFor(known.role, verb, resource)
      if (conditions.length === 0) return undefined
      return sql<boolean>`(${sql.join(
        conditions.map((condition) => condition(asker)),
        sql` or `,
      )})`
    },
    saw(resource, keys) {
      const before = seen.get(resource) ?? new Set()
      for (const key of keys) before.add(key)
      seen.set(resource, before)
    },
  }
  return {
    asker,
    async writeAccessLine() {
      const keys = [...seen.values()].flatMap((set) => [...set])
      if (keys.length > 0) await accessLine(asker, 'read', [...seen.keys()].join(' '), keys, 'shown')
    },
  }
}

/** One line of the access log (columns of NEN 7513): who, in which role, did what with which files, why and from where. */
export async function accessLine(
  asker: Asker,
  action: string,
  object: string,
  keys: readonly string[],
  outcome: string,
): Promise<void> {
  await asker.tx
    .insertInto('accessLines')
    .values({
      tenant: asker.tenant,
      id: newKey(),
      at: asker.now,
      account: asker.account,
      role: asker.role,
      session: asker.session,
      action,
      object,
      keys: keys as string[],
      purpose: asker.purpose,
      outcome,
      request: asker.request,
    })
    .execute()
}
