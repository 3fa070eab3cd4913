import { type SelectQueryBuilder, sql } from 'kysely'
import type { Asker, Verb } from '../asker/index.ts'
import type { DB } from '../database/index.ts'
import type { Day } from '../days/index.ts'
import { Conflict, NotFound } from '../errors/index.ts'
import { isKey, newKey } from '../ids/index.ts'
import type { Settings } from '../settings/index.ts'
import { type Change, type Deed, logChanges } from './change-log.ts'
import { type New, type RecordTable, type Row, snake, type Table } from './table.ts'

/** What a rule may know besides what it changes. */
export interface At {
  today: Day
  now: Date
  settings: Settings
}

export type Rule<R> = (was: R, at: At) => R

const blockSize = 2000

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
    (all(verb) as unknown as SelectQueryBuilder<DB, 'cases', R>).where(sql.ref(`${table.name}.id`), '=', id)

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
    return row && seen([row])[0]
  }

  /** One record. @throws NotFound when it is not there, or not the asker's to see. */
  async function get(id: string): Promise<R> {
    const row = await find(id)
    if (!row) throw new NotFound()
    return row
  }

  /** Adds many records by the same path as one: in blocks, each with its log lines. @throws NotFound when the asker may not. */
  async function addMany(news: readonly New<Name>[]): Promise<R[]> {
    const rows: R[] = []
    for (let at = 0; at < news.length; at += blockSize) {
      const block = news.slice(at, at + blockSize).map((row) => ({
        ...toColumns({ ...table.defaults, ...given(row) }),
        tenant: asker.tenant,
        id: row.id ?? newKey(),
        version: 1,
        added_at: asker.now,
        added_by: asker.account,
      }))
      const { rows: added } = await sql<R>`
        insert into ${sql.table(table.sql)} (${sql.raw([...columns, 'tenant', 'id', 'version', 'added_at', 'added_by'].join(', '))})
        select ${sql.raw(columns.map((column) => `n.${column}`).join(', '))}, n.tenant, n.id, n.version, n.added_at, n.added_by
        from jsonb_populate_recordset(null::${sql.table(table.sql)}, ${JSON.stringify(block)}::jsonb) n
        returning *`.execute(tx)
      await mustBeAllowed('add', added)
      await logChanges(
        asker,
        added.map((row) => addition(toColumns(row as object))),
      )
      rows.push(...added)
    }
    return rows
  }

  /** Adds one record and returns it. @throws NotFound when the asker has no sentence that allows it. */
  async function add(row: New<Name>): Promise<R> {
    const [added] = await addMany([row])
    return added as R
  }

  /** After an add or a change the row must (still) be one that the asker may make: nobody can write a row out of reach. */
  async function mustBeAllowed(verb: Verb, rows: readonly R[]): Promise<void> {
    const ids = rows.map((row) => (row as { id: string }).id)
    const { rows: counted } = await sql<{ n: number }>`
      select count(*)::int as n from ${sql.table(table.sql)}
      where tenant = ${asker.tenant} and id = any(${ids}::uuid[]) and ${allowed(verb)}`.execute(tx)
    if (counted[0]?.n !== ids.length) throw new NotFound()
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
    const { rows } = await sql<R>`
      update ${sql.table(table.sql)} t set ${sql.raw([...saved, 'version'].map((column) => `${column} = n.${column}`).join(', '))}
      from jsonb_populate_recordset(null::${sql.table(table.sql)}, ${JSON.stringify(next)}::jsonb) n
      where t.tenant = ${asker.tenant} and t.id = n.id returning t.*`.execute(tx)
    if (deed === 'change') await mustBeAllowed('change', rows)
    await logChanges(
      asker,
      differing.map(({ was, becomes, changed }) => ({
        deed,
        table: table.sql,
        record: was.id as string,
        fields: changed,
        before: pick(was, changed),
        after: pick(becomes, changed),
      })),
    )
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
    for (let start = 0; start < inOrder.length; start += blockSize) {
      const rows = (await (all('change') as unknown as SelectQueryBuilder<DB, 'cases', R>)
        .where(sql.ref(`${table.name}.id`), 'in', inOrder.slice(start, start + blockSize))
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

  function addition(row: Record<string, unknown>): Change {
    const filled = columns.filter((column) => row[column] !== null)
    return {
      deed: 'add',
      table: table.sql,
      record: row.id as string,
      fields: filled,
      before: null,
      after: pick(row, filled),
    }
  }

  const at = (): At => ({ today: asker.today, now: asker.now, settings: asker.settings })

  return { all, find, get, seen, add, addMany, change, apply, changeMany, remove, restore }
}

/** What a new row says; what it leaves undefined is for the defaults. */
function given(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))
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
