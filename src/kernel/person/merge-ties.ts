import type { Day } from '#platform/days'
import { Invalid } from '#platform/errors'
import type { Which } from './merge.ts'
import type { TieName } from './parts.store.ts'

/** A row that says something of a person alone, as far as a merge looks at it. */
export interface TieRow {
  id: string
  person: string
  removedAt: Date | null
  /** Of a relation: the other, when that one stands here. */
  other?: string | null
  kind?: string
  name?: string
  validFrom?: Day | null
  validUntil?: Day | null
}

const stands = (row: TieRow) => row.removedAt === null

/** What a person has one of: how they live now, what they wish, how they left. Rows with the same key cannot both stand. */
const onlyOne: Partial<Record<TieName, (row: TieRow) => string | undefined>> = {
  householdMembers: (row) => (row.validUntil === null ? row.person : undefined),
  personWishes: (row) => row.person,
  personDepartures: (row) => `${row.person} ${row.kind}`,
}

/** What says the same of the same people, and so needs to stand there once. */
const saysTheSame: Partial<Record<TieName, (row: TieRow) => string | undefined>> = {
  personRelations: ({ person, other, kind, validUntil }) =>
    other ? [person, other, kind, validUntil].join(' ') : undefined,
  personRepresentatives: ({ person, kind, name, validFrom, validUntil }) =>
    [person, kind, name, validFrom, validUntil].join(' '),
}

const wishesOf = ({ id: _i, person: _p, ...row }: TieRow) => {
  const { tenant: _t, version: _v, addedAt: _a, addedBy: _b, removedAt: _r, ...said } = row as Record<string, unknown>
  return JSON.stringify(said)
}

/** Whether both said how they want to be reached, and said different things: somebody has to choose. */
export function wishesToChoose(rows: readonly TieRow[], kept: string, other: string): boolean {
  const of = (person: string) => rows.find((row) => stands(row) && row.person === person)
  const [one, two] = [of(kept), of(other)]
  return one !== undefined && two !== undefined && wishesOf(one) !== wishesOf(two)
}

/**
 * What is said of both as said of the kept one. Of what a person has one of, that of the kept one holds, or the one that was
 * chosen; the other goes out of sight and stays where it is, so that it can come back. A relation between the two goes as well:
 * they are one.
 * @returns every row as it becomes
 * @throws Invalid when both have wishes that differ and none was chosen
 */
export function mergedTies(
  name: TieName,
  { kept, other }: { kept: string; other: string },
  rows: readonly TieRow[],
  chosen: Which | undefined,
  now: Date,
): TieRow[] {
  if (name === 'personWishes' && !chosen && wishesToChoose(rows, kept, other))
    throw new Invalid({ wishes: 'Kies welke contactwensen gelden.' })
  const over = (key: string | null | undefined) => (key === other ? kept : key)
  const becomes = rows.map((row) => ({
    ...row,
    person: over(row.person) as string,
    ...(name === 'personRelations' ? { other: over(row.other) ?? null } : {}),
  }))
  const first = chosen === 'other' ? other : kept
  const inOrder = [...rows.keys()].sort(
    (one, two) => Number(rows[two]?.person === first) - Number(rows[one]?.person === first),
  )
  const held = new Set<string>()
  const gone = new Set<number>()
  for (const at of inOrder) {
    const row = becomes[at] as TieRow
    const key = (onlyOne[name] ?? saysTheSame[name])?.(row)
    if (!stands(row) || key === undefined) continue
    if (held.has(key)) gone.add(at)
    held.add(key)
  }
  return rows.map((row, at) => {
    const both = name === 'personRelations' && becomes[at]?.other === becomes[at]?.person
    if (both) return { ...row, removedAt: row.removedAt ?? now }
    if (gone.has(at)) return { ...row, removedAt: now }
    // What is out of sight and one of a kind stays with whose it was: it would come back there.
    return becomes[at] as TieRow
  })
}

/**
 * The same after taking apart: as it was before, with what came since where it was told to be. What was told now holds over what
 * comes back.
 */
export function separatedTies(
  name: TieName,
  { kept, other }: { kept: string; other: string },
  rows: readonly TieRow[],
  givenBack: (row: TieRow) => TieRow,
  told: ReadonlySet<string>,
): TieRow[] {
  const becomes = rows.map((row) =>
    told.has(row.id)
      ? {
          ...row,
          person: row.person === kept ? other : row.person,
          ...(name === 'personRelations' && row.other === kept ? { other } : {}),
        }
      : givenBack(row),
  )
  const key = onlyOne[name]
  if (!key) return becomes
  const since = new Set(becomes.filter((row, at) => stands(row) && stands(rows[at] as TieRow)).map(key))
  return becomes.map((row, at) => {
    const comesBack = stands(row) && !stands(rows[at] as TieRow)
    return comesBack && since.has(key(row)) ? { ...row, removedAt: (rows[at] as TieRow).removedAt } : row
  })
}
