import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { type Row, snake, updateLogged } from '#platform/records'
import type { Apart, ImportLink } from './merge.ts'
import type { MergeLine } from './merge-log.store.ts'
import type { TieRow } from './merge-ties.ts'
import type { Address } from './person.ts'
import { differents } from './tables.ts'

/** Every table with rows that name a person as whom they are about; a test compares this with the keys of the database. */
export const pointing = ['cases', 'caseSides', 'notes', 'nextSteps', 'consents', 'callBacks', 'documents'] as const
export type PartName = (typeof pointing)[number]

/** Every table with rows that say something of a person alone, and whether they name a second one. */
export const ties = [
  'personRelations',
  'householdMembers',
  'personRepresentatives',
  'personWishes',
  'personDepartures',
] as const
export type TieName = (typeof ties)[number]

/** A row that is about somebody, as far as a merge looks at it. */
interface Pointing {
  id: string
  person: string | null
  caseId: string | null
  side: string
  removedAt: Date | null
}

interface Pair<R> {
  was: R
  becomes: R
}

/**
 * What hangs under persons, read and saved for a merge: also what was removed, which may be put back, and each change with its
 * line in the log. Asks for no sentences; the merge has done so. `locked` for who is going to change what they read.
 */
export function partsOf(asker: Asker, locked?: 'locked') {
  function rows(name: 'addresses', people: readonly string[]): Promise<Address[]>
  function rows(name: PartName, people: readonly string[]): Promise<Pointing[]>
  async function rows(name: PartName | 'addresses', people: readonly string[]): Promise<unknown[]> {
    const found = await asker.tx
      .selectFrom(name as 'caseSides')
      .selectAll()
      .where('tenant', '=', asker.tenant)
      .where('person', 'in', people as string[])
      .orderBy('id')
      .$if(locked !== undefined, (q) => q.forUpdate())
      .execute()
    return name === 'cases' ? found.map((row) => ({ ...row, caseId: row.id })) : found
  }

  /**
   * These rows are about this person from now on. Their version stays: it tells whether somebody worked on them, and a form that
   * a colleague has open says nothing about whom it is.
   */
  const point = (name: PartName, of: readonly Pointing[], person: string): Promise<void> =>
    save(
      name,
      ['person'],
      of.map((was) => ({ was, becomes: { ...was, person } })),
    )

  const saveAddresses = (changed: readonly Pair<Address>[]): Promise<void> =>
    save('addresses', ['person', 'validFrom', 'validUntil', 'removedAt', 'version'], changed)

  /** What was remembered of these people: that they are not somebody else. With `gone` also what no longer holds. */
  async function apart(people: readonly string[], gone = false): Promise<Row<'distinctPersons'>[]> {
    const query = asker.tx
      .selectFrom('distinctPersons')
      .selectAll()
      .where('tenant', '=', asker.tenant)
      .where((eb) => eb.or([eb('one', 'in', people as string[]), eb('other', 'in', people as string[])]))
      .$if(!gone, (q) => q.where('removedAt', 'is', null))
    return query
      .orderBy('id')
      .$if(locked !== undefined, (q) => q.forUpdate())
      .execute()
  }

  const saveApart = (changed: readonly Pair<Apart>[]): Promise<void> =>
    save(differents.name, ['one', 'other', 'removedAt'], changed)

  /** The lines of imports that became these people. */
  async function links(people: readonly string[]): Promise<(ImportLink & { version: number })[]> {
    return asker.tx
      .selectFrom('importRows')
      .select(['id', 'record', 'recordVersion', 'version'])
      .where('tenant', '=', asker.tenant)
      .where('record', 'in', people as string[])
      .where('recordTable', '=', 'persons')
      .where('removedAt', 'is', null)
      .orderBy('id')
      .$if(locked !== undefined, (q) => q.forUpdate())
      .execute()
  }

  const saveLinks = (changed: readonly Pair<ImportLink & { version?: number }>[]): Promise<void> =>
    save('importRows', ['record', 'recordVersion', 'version'], changed)

  /**
   * What came to be about somebody after a merge: added since, or pointed at them since. What was there, went along to a third
   * and came back is not: before its first change it was about them already.
   */
  async function addedSince(merge: MergeLine, person: string) {
    const found: { name: PartName | 'addresses'; id: string; caseId: string | null }[] = []
    for (const name of [...pointing, 'addresses'] as const) {
      const caseId = name === 'cases' ? 't.id' : name === 'addresses' ? 'null::uuid' : 't.case_id'
      const { rows: some } = await sql<{ id: string; caseId: string | null }>`
        select t.id, ${sql.raw(caseId)} as case_id from ${sql.table(snake(name))} t
        cross join lateral (select c.id from changes c where c.tenant = t.tenant and c.record = t.id
          and (c.at, c.xact) > (${merge.at}, ${merge.xact}::xid8) and 'person' = any(c.fields) order by c.at, c.xact, c.id limit 1) first
        left join change_content k on k.tenant = t.tenant and k.change = first.id
        where t.tenant = ${asker.tenant} and t.person = ${person} and k.before ->> 'person' is distinct from ${person}`.execute(
        asker.tx,
      )
      found.push(...some.map((row) => ({ name, ...row })))
    }
    return found
  }

  /** Of these cases the ones that the reader may read. */
  async function readableCases(reader: Asker, cases: readonly string[]): Promise<string[]> {
    const sentence = reader.may('read', 'case')
    if (!sentence || cases.length === 0) return []
    const found = await asker.tx
      .selectFrom('cases')
      .select('id')
      .where('cases.tenant', '=', asker.tenant)
      .where('cases.id', 'in', cases as string[])
      .where('cases.removedAt', 'is', null)
      .where(sentence)
      .orderBy('cases.id')
      .execute()
    return found.map((row) => row.id)
  }

  /** The rows of one of these tables that name these people, also those that were removed. */
  async function tied(name: TieName, people: readonly string[]): Promise<TieRow[]> {
    const found = await asker.tx
      .selectFrom(name as 'personRelations')
      .selectAll()
      .where('tenant', '=', asker.tenant)
      .where((eb) =>
        name === 'personRelations'
          ? eb.or([eb('person', 'in', people as string[]), eb('other', 'in', people as string[])])
          : eb('person', 'in', people as string[]),
      )
      .orderBy('addedAt')
      .orderBy('id')
      .$if(locked !== undefined, (q) => q.forUpdate())
      .execute()
    return found as unknown as TieRow[]
  }

  /** Saves them: what goes out of sight first, for of some things a person has one. */
  async function saveTied(name: TieName, changed: readonly Pair<TieRow>[]): Promise<void> {
    const columns = ['person', ...(name === 'personRelations' ? ['other'] : []), 'removedAt', 'version']
    const back = ({ was, becomes }: Pair<TieRow>) => was.removedAt !== null && becomes.removedAt === null
    const gone = ({ was, becomes }: Pair<TieRow>) => was.removedAt === null && becomes.removedAt !== null
    await save(name, columns, changed.filter(gone))
    await save(
      name,
      columns,
      changed.filter((pair) => !gone(pair) && !back(pair)),
    )
    await save(name, columns, changed.filter(back))
  }

  /** What came to be said about somebody alone since a merge, in their own file or in that of another. */
  async function tiedSince(merge: MergeLine, person: string): Promise<{ name: TieName; id: string }[]> {
    const found: { name: TieName; id: string }[] = []
    for (const name of ties)
      for (const column of name === 'personRelations' ? ['person', 'other'] : ['person']) {
        const { rows: some } = await sql<{ id: string }>`
          select t.id from ${sql.table(snake(name))} t
          cross join lateral (select c.id from changes c where c.tenant = t.tenant and c.record = t.id
            and (c.at, c.xact) > (${merge.at}, ${merge.xact}::xid8) and ${column} = any(c.fields) order by c.at, c.xact, c.id limit 1) first
          left join change_content k on k.tenant = t.tenant and k.change = first.id
          where t.tenant = ${asker.tenant} and t.removed_at is null and ${sql.ref(`t.${column}`)} = ${person}::uuid
            and k.before ->> ${column} is distinct from ${person}`.execute(asker.tx)
        found.push(...some.map(({ id }) => ({ name, id })))
      }
    return found
  }

  async function save<R extends { id: string }>(
    name: string,
    columns: readonly string[],
    changed: readonly Pair<R>[],
  ): Promise<void> {
    const own = columns.filter((column) => column !== 'version')
    const differing = changed
      .map(({ was, becomes }) => ({ was: was as Held, becomes: becomes as Held }))
      .map((pair) => ({ ...pair, fields: own.filter((column) => !same(pair.was[column], pair.becomes[column])) }))
      .filter(({ fields }) => fields.length > 0)
    if (differing.length === 0) return
    await updateLogged(
      asker,
      { table: snake(name), columns: columns.map(snake), allowed: sql<boolean>`true` },
      differing.map(({ was, becomes }) => ({
        ...inSql(becomes, own),
        id: was.id,
        version: Number(was.version) + 1,
      })),
      differing.map(({ was, becomes, fields }) => ({
        deed: 'change',
        table: snake(name),
        record: was.id as string,
        fields: fields.map(snake),
        before: inSql(was, fields),
        after: inSql(becomes, fields),
      })),
    )
  }

  return {
    ...{ rows, point, saveAddresses, apart, saveApart, links, saveLinks, addedSince, readableCases },
    ...{ tied, saveTied, tiedSince },
  }
}

type Held = Record<string, unknown>
const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
const inSql = (row: Held, columns: readonly string[]) =>
  Object.fromEntries(columns.map((column) => [snake(column), row[column] ?? null]))
