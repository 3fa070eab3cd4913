import type { Insertable, Selectable } from 'kysely'
import type { Resource } from '../asker/index.ts'
import type { DB } from '../database/index.ts'

/** What every record has besides what it is about. `tenant`, `addedAt` and the like are filled in by the store. */
export type Bookkeeping = 'tenant' | 'id' | 'version' | 'addedAt' | 'addedBy' | 'removedAt'

/** A table whose rows are records: added, changed and removed by the asker's store, with a line in the change log. */
export type RecordTable = {
  [Name in keyof DB]: DB[Name] extends {
    tenant: unknown
    id: unknown
    version: unknown
    removedAt: unknown
    addedAt: unknown
  }
    ? Name
    : never
}[keyof DB]

export type Row<Name extends RecordTable> = Selectable<DB[Name]>
export type New<Name extends RecordTable> = Omit<Insertable<DB[Name]>, Bookkeeping> & { id?: string }

/** The record that a part belongs to: its resource, its table, and the column of the part that holds its key. */
export interface Whole {
  resource: Resource
  table: 'cases' | 'persons' | 'teams' | 'volunteers' | 'surveys' | 'absences' | 'rightsRequests'
  by: string
}

/** One descriptor per table: stores and facts make the same condition from it. */
export interface Table<Name extends RecordTable> {
  name: Name
  /** The table's name in SQL. */
  sql: string
  resource: Resource
  /** Reading a row is reading a file: it goes in the access log. */
  isFile: boolean
  /** A part has no sentences of its own: who may read the whole reads it, who may change the whole changes it. */
  partOf: Whole | null
  columns: readonly string[]
  /** What a column holds when a new row does not say. */
  defaults: Readonly<Record<string, unknown>>
}

interface TableOptions<Name extends RecordTable> {
  isFile?: boolean
  partOf?: Whole | null
  defaults?: Partial<Row<Name>>
}

/**
 * Describes a table of records.
 * @param columns what a row is about, in code's spelling, without the bookkeeping
 */
export function table<Name extends RecordTable>(
  name: Name,
  resource: Resource,
  columns: readonly Exclude<keyof Row<Name>, Bookkeeping>[],
  { isFile = false, partOf = null, defaults = {} }: TableOptions<Name> = {},
): Table<Name> {
  return { name, sql: snake(name), resource, columns: columns as readonly string[], isFile, partOf, defaults }
}

export const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
