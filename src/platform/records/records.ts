import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { Asker, Verb } from '../asker/index.ts'
import { type DB, plannedOnce } from '../database/index.ts'
import type { Day } from '../days/index.ts'
import { Conflict, NotFound } from '../errors/index.ts'
import { isKey, newKey } from '../ids/index.ts'
import type { Settings } from '../settings/index.ts'
import { type Deed, insertLogged, updateLogged } from './change-log.ts'
import { type New, type RecordTable, type Row, snake, type Table, type Whole } from './table.ts'

/** What a rule may know besides what it changes. */
export interface At {
  today: Day
  now: Date
  settings: Settings
}

export type Rule<R> = (was: R, at: At) => R

/** The most rows that are added or changed in one statement. */
export const rowsAtOnce = 2000

/**
 * The asker's own records of one table: every query carries the tenant and the asker's sentences, every change its line
 * in the log, in the same transaction. What the asker may not see is not there.
 */
export function records<Name extends RecordTable>(asker: Asker, table: Table<Name>) {
  type R = Row<Name>
  const tx = asker.tx
  const columns = table.columns.map(snake)
  const saved = [...columns, 'removed_at']

  /** The sentences for a verb as a condition; false when there is none. */
  function allowed(verb: Verb) {
    const whole = table.partOf
    if (!whole) return asker.may(verb, table.resource) ?? sql<boolean>`false`
    const ofTheWhole = asker.may(verb === 'read' ? 'read' : 'change', whole.resource) ?? sql<boolean>`false`
    return sql<boolean>`exists (select 1 from ${sql.table(whole.table)} where ${sql.ref(`${whole.table}.tenant`)} = ${sql.ref(`${table.name}.tenant`)}
      and ${sql.ref(`${whole.table}.id`)} = ${sql.ref(`${table.name}.${whole.by}`)}
      and ${sql.ref(`${whole.table}.removedAt`)} is null and ${ofTheWhole})`
  }

  /** The start of every query on this table: the asker's rows that were not removed, with all their columns. */
  function all(verb: Verb = 'read'): SelectQueryBuilder<DB, Name, R> {
    return tx
      .selectFrom(table.name as 'cases')
      .selectAll(table.name as 'cases')
      .where(sql.ref(`${table.name}.tenant`), '=', asker.tenant)
      .where(sql.ref(`${table.name}.removedAt`), 'is', null)
      .where(allowed(verb)) as unknown as SelectQueryBuilder<DB, Name, R>
  }

  const byId = (id: string, verb: Verb) =>
    (all(verb) as unknown as SelectQueryBuilder<DB, 'cases', R>)
      .modifyFront(plannedOnce)
      .where(sql.ref(`${table.name}.id`), '=', id)

  /** Keeps in mind that these rows were read, where reading one is reading a file. */
  function seen(rows: readonly R[]): R[] {
    if (table.isFile)
      asker.saw(
        table.resource,
        rows.map((row) => (row as { id: string }).id),
      )
    return rows as R[]
  }

  /** One record, or undefined when it is not there or not the asker's to see. */
  async function find(id: string): Promise<R | undefined> {
    if (!isKey(id)) return undefined
    const row = await byId(id, 'read').executeTakeFirst()
    if (!row) asker.missed(table.resource, id)
    return row && seen([row])[0]
  }

  /** One record. @throws NotFound when it is not there, or not the asker's to see. */
  async function get(id: string): Promise<R> {
    const row = await find(id)
    if (!row) throw new NotFound()
    return row
  }

  /** Adds many records by the same path as one: in blocks, each with its log lines. Same order. @throws NotFound when the asker may not. */
  async function addMany(news: readonly New<Name>[]): Promise<R[]> {
    const rows: R[] = []
    for (let at = 0; at < news.length; at += rowsAtOnce) {
      const block = blockOf(news, at)
      const added = await insertLogged<R>(asker, insertion(block, sql`*`), block)
      mustBeAll(added.length, block)
      const byKey = new Map(added.map((row) => [(row as { id: string }).id, row]))
      rows.push(...block.map(({ id }) => byKey.get(id) as R))
    }
    return rows
  }

  /** Adds many records of which nobody needs to see again what was added. @throws NotFound as `addMany` */
  async function addUnseen(news: readonly New<Name>[]): Promise<void> {
    for (let at = 0; at < news.length; at += rowsAtOnce) {
      const block = blockOf(news, at)
      const [added] = await insertLogged<{ n: number }>(asker, insertion(block, sql`count(*)::int as n`), block)
      mustBeAll(added?.n, block)
    }
  }

  const insertion = (block: ReturnType<typeof blockOf>, back: RawBuilder<unknown>) => ({
    ...{ table: table.sql, columns, back },
    allowed: table.partOf ? mayAddTo(table.partOf, block) : allowed('add'),
  })

  /** Whether the asker may change the whole of each of these new parts. Asked of all wholes at once: most have several parts. */
  function mayAddTo(whole: Whole, block: ReturnType<typeof blockOf>) {
    const keys = new Set(block.map(({ row }) => row[snake(whole.by)]))
    const sentence = asker.may('change', whole.resource)
    if (!sentence || keys.has(undefined)) return sql<boolean>`false`
    return sql<boolean>`(select count(*) from ${sql.table(whole.table)} where ${sql.ref(`${whole.table}.tenant`)} = ${asker.tenant}
      and ${sql.ref(`${whole.table}.id`)} = any(string_to_array(${[...keys].join(' ')}, ' ')::uuid[])
      and ${sql.ref(`${whole.table}.removedAt`)} is null and ${sentence}) = ${keys.size}`
  }

  const blockOf = (news: readonly New<Name>[], at: number) =>
    news.slice(at, at + rowsAtOnce).map((row) => ({ id: row.id ?? newKey(), row: filled(row) }))

  /** Nobody can write a row out of reach: with one that the asker may not add or change, none of them is. */
  function mustBeAll(reached: number | undefined, block: readonly unknown[]): void {
    if (reached !== block.length) throw new NotFound()
  }

  /** What a new row holds, under its column names: what it says, or else the default. What is empty is left out. */
  function filled(row: object): Record<string, unknown> {
    const held: Record<string, unknown> = {}
    for (const [at, name] of table.columns.entries()) {
      const said = (row as Record<string, unknown>)[name]
      const value = said === undefined ? table.defaults[name] : said
      if (value !== null && value !== undefined) held[columns[at] as string] = plainly(value)
    }
    return held
  }

  /** Adds one record and returns it. @throws NotFound when the asker has no sentence that allows it. */
  async function add(row: New<Name>): Promise<R> {
    const [added] = await addMany([row])
    return added as R
  }

  /**
   * Changes one record by a pure rule: locks, applies, saves, logs. Nothing happens when the rule changes nothing.
   * @param seen the version that the asker had on the screen
   * @throws NotFound when it is not there or not the asker's to change; Conflict when somebody saved before
   */
  async function change(id: string, { seen: version }: { seen: number }, rule: Rule<R>): Promise<R> {
    const was = await lock(id, 'change')
    const becomes = rule(was, at())
    if ((was as { version: number }).version !== version) throw new Conflict(becomes, was)
    return save(was, becomes, 'change')
  }

  /** Changes one record whatever its version: for rules that add to what stands there and never overwrite somebody's words. */
  async function apply(id: string, rule: Rule<R>): Promise<R> {
    const was = await lock(id, 'change')
    return save(was, rule(was, at()), 'change')
  }

  async function lock(id: string, verb: Verb): Promise<R> {
    if (!isKey(id)) throw new NotFound()
    const was = await byId(id, verb)
      .forUpdate(table.name as 'cases')
      .executeTakeFirst()
    if (!was) throw new NotFound()
    return was
  }

  async function save(was: R, becomes: R, deed: Deed): Promise<R> {
    const [saved] = await saveMany([{ was, becomes }], deed)
    return saved ?? was
  }

  /** Saves what differs in one statement, with its log lines. Rows that stay the same are left alone. */
  async function saveMany(pairs: readonly { was: R; becomes: R }[], deed: Deed): Promise<R[]> {
    const differing = pairs
      .map(({ was, becomes }) => ({ was: toColumns(was as object), becomes: toColumns(becomes as object) }))
      .map((pair) => ({ ...pair, changed: saved.filter((column) => !same(pair.was[column], pair.becomes[column])) }))
      .filter(({ changed }) => changed.length > 0)
    if (differing.length === 0) return []
    const next = differing.map(({ was, becomes }) => ({
      ...pick(becomes, saved),
      id: was.id,
      version: Number(was.version) + 1,
    }))
    const rows = await updateLogged<R>(
      asker,
      // What was removed is out of reach; what was changed must still be the asker's: nobody can move a row out of reach.
      {
        table: table.sql,
        columns: [...saved, 'version'],
        allowed: deed === 'change' ? allowed('change') : sql<boolean>`true`,
      },
      next,
      differing.map(({ was, becomes, changed }) => ({
        deed,
        table: table.sql,
        record: was.id as string,
        fields: changed,
        before: pick(was, changed),
        after: pick(becomes, changed),
      })),
    )
    mustBeAll(rows.length, differing)
    return rows
  }

  /** Takes a record out of sight. It can be put back for thirty days; then a job wipes it. */
  async function remove(id: string): Promise<void> {
    const was = await lock(id, 'remove')
    await save(was, { ...was, removedAt: asker.now }, 'remove')
  }

  /** Puts back what the asker removed. @throws NotFound when it was wiped, or the asker may not. */
  async function restore(id: string): Promise<R> {
    if (!isKey(id)) throw new NotFound()
    const { rows } = await sql<R>`
      select * from ${sql.table(table.sql)} where tenant = ${asker.tenant} and id = ${id} and removed_at is not null
        and ${allowed('remove')} for update`.execute(tx)
    const was = rows[0]
    if (!was) throw new NotFound()
    return save(was, { ...was, removedAt: null }, 'restore')
  }

  /** Applies one rule to many records in blocks, each with its log line. @returns how many it changed */
  async function changeMany(ids: readonly string[], rule: Rule<R>): Promise<number> {
    let changed = 0
    const inOrder = [...ids].sort() // two who lock the same records take them in the same order
    for (let start = 0; start < inOrder.length; start += rowsAtOnce) {
      const rows = (await (all('change') as unknown as SelectQueryBuilder<DB, 'cases', R>)
        .where(sql.ref(`${table.name}.id`), 'in', inOrder.slice(start, start + rowsAtOnce))
        .orderBy(sql.ref(`${table.name}.id`))
        .forUpdate(table.name as 'cases')
        .execute()) as R[]
      const done = await saveMany(
        rows.map((was) => ({ was, becomes: rule(was, at()) })),
        'change',
      )
      changed += done.length
    }
    return changed
  }

  const at = (): At => ({ today: asker.today, now: asker.now, settings: asker.settings })

  return { all, find, get, seen, add, addMany, addUnseen, change, apply, changeMany, remove, restore }
}

/** A row under its column names, as JSON that PostgreSQL reads back without loss. */
function toColumns(row: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [snake(key), plainly(value)]))
}

function plainly(value: unknown): unknown {
  if (value === undefined) return null
  return Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value
}

function pick(row: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, row[key] ?? null]))
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}
