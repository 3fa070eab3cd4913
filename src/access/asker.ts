import { type CompiledQuery, type RawBuilder, sql } from 'kysely'
import type { Asker, Resource, Verb } from '#platform/asker'
import { plannedOnce, type Tx } from '#platform/database'
import { newKey } from '#platform/ids'
import { sentencesFor } from './sentences.ts'
import { inSight } from './sight.ts'
import { accessLinesInPlace } from './stood-in.ts'

/** What is known of an asker before its transaction's sentences and log are added. */
export type Known = Omit<Asker, 'may' | 'saw' | 'missed' | 'tx'>

export interface Watched {
  asker: Asker
  /** The access line of this page, when a file was read: it is written with the commit. */
  accessLine(): CompiledQuery | undefined
  /** The closed files that were asked for and not shown. */
  refused(): string[]
}

/** An asker in a transaction: its sentences become conditions, and what it reads is remembered for the access log. */
export function askerIn(tx: Tx, known: Known): Watched {
  const seen = new Map<Resource, Set<string>>()
  const refused = new Set<string>()
  const asker: Asker = {
    ...known,
    tx,
    may(verb: Verb, resource: Resource): RawBuilder<boolean> | undefined {
      const conditions = sentencesFor(known.role, verb, resource)
      if (conditions.length === 0) return undefined
      const said = sql<boolean>`(${sql.join(
        conditions.map((condition) => condition(asker)),
        sql` or `,
      )})`
      return inSight(asker, verb, resource, said)
    },
    missed(_resource, key) {
      const { closedCases, closedPersons } = known.sight
      if (closedCases.includes(key) || closedPersons.includes(key)) refused.add(key)
    },
    saw(resource, keys) {
      const before = seen.get(resource) ?? new Set()
      for (const key of keys) before.add(key)
      seen.set(resource, before)
    },
  }
  return {
    asker,
    accessLine() {
      const keys = [...seen.values()].flatMap((set) => [...set])
      const { openedCases, openedPersons } = known.sight
      const inNeed = keys.filter((key) => openedCases.includes(key) || openedPersons.includes(key))
      // What was opened in need is read under its own purpose, every time.
      const outcome = inNeed.length > 0 ? 'shown in need' : 'shown'
      const object = [...seen.keys()].join(' ')
      if (known.standsInFor.length > 0) return accessLinesInPlace(asker, object, keys, outcome)
      return keys.length > 0 ? accessLine(asker, 'read', object, keys, outcome).compile() : undefined
    },
    refused: () => [...refused],
  }
}

/** One line of the access log (columns of NEN 7513): who, in which role, did what with which files, why and from where. */
export function accessLine(asker: Asker, action: string, object: string, keys: readonly string[], outcome: string) {
  return asker.tx
    .insertInto('accessLines')
    .modifyEnd(plannedOnce)
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
}
