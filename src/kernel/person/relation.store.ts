import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import type { Day } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { isKey } from '#platform/ids'
import { records } from '#platform/records'
import { together } from '#platform/together'
import { lockPeople, opposedTo } from './opposed.store.ts'
import { nameOf } from './person.ts'
import {
  familyOf,
  holdsOn,
  mayRelate,
  mustEndLater,
  type NewRelation,
  type Relation,
  type RelationKind,
  reverseOf,
  type Tie,
} from './relation.ts'
import { persons, relations } from './tables.ts'

/** A relation as it stands in the file of one person. */
export interface ShownRelation {
  id: string
  /** What the other is to this person. */
  kind: RelationKind
  /** Their name as it is now, or as it was typed for who may not see their file. */
  called: string
  described: string | null
  phone: string | null
  validFrom: Day | null
  validUntil: Day | null
  /** The other's key, when the asker may see them. */
  other: string | null
  /** It was written down in this file, so it is changed here. */
  own: boolean
  version: number
}

/** Who people are to one another: of the other side only what the asker may see. */
export function relationStore(asker: Asker) {
  const own = records(asker, relations)
  const people = records(asker, persons)

  const about = (id: string) =>
    own
      .all()
      .modifyFront(plannedOnce)
      .where((eb) => eb.or([eb('personRelations.person', '=', id), eb('personRelations.other', '=', id)]))
      .orderBy('personRelations.addedAt')
      .orderBy('personRelations.id')
      .execute()

  const readable = async (keys: readonly string[]) =>
    keys.length === 0
      ? []
      : people
          .all()
          .modifyFront(plannedOnce)
          .where('persons.id', '=', sql<string>`any(${keys as string[]}::uuid[])`)
          .execute()

  /**
   * Everybody somebody has a relation with, those that ended among them. What was written in the file of another stands here under its
   * reverse name, when the asker may see that file. Who stand opposite each other in a case do not see one another here.
   */
  async function ofPerson(id: string): Promise<ShownRelation[]> {
    if (!isKey(id)) return []
    const { rows, opposed } = await together({ rows: about(id), opposed: opposedTo(asker, id) })
    const seen = await readable(rows.flatMap((row) => (row.person === id ? (row.other ?? []) : row.person)))
    return rows.flatMap((row): ShownRelation[] => {
      const own = row.person === id
      const key = own ? row.other : row.person
      const other = seen.find((one) => one.id === key)
      // Who is shielded from the asker stands in nobody's file, also not by name.
      const closed = key !== null && asker.sight.closedPersons.includes(key)
      if ((key && opposed.has(key)) || closed || (!own && !other)) return []
      const { kind, called, described, phone, validFrom, validUntil, version } = row
      return [
        {
          ...{ id: row.id, described, validFrom, validUntil, own, version },
          kind: own ? (kind as RelationKind) : reverseOf(kind as RelationKind),
          called: other ? nameOf(other) : called,
          phone: own ? phone : null,
          other: other?.id ?? null,
        },
      ]
    })
  }

  /** The relations of two of a family further, as far as the asker may see them: of whom somebody is the family. */
  async function family(id: string, shown: readonly ShownRelation[]): Promise<string[]> {
    const near = shown.flatMap((one) => (one.other && holdsOn(one, asker.today) ? [one.other] : []))
    if (near.length === 0) return []
    const rows = await own
      .all()
      .modifyFront(plannedOnce)
      .where((eb) => eb.or([eb('personRelations.person', 'in', near), eb('personRelations.other', 'in', near)]))
      .execute()
    const known = await readable([
      ...new Set([id, ...near, ...rows.flatMap((row) => [row.person, row.other ?? []].flat())]),
    ])
    const opposed = await opposedTo(asker, id)
    const ties = [...(await about(id)), ...rows].flatMap((row): Tie[] =>
      row.other && holdsOn(row, asker.today) && known.some((one) => one.id === row.other)
        ? [{ of: row.person, kind: row.kind as RelationKind, is: row.other }]
        : [],
    )
    const person = known.find((one) => one.id === id)
    return person ? familyOf(person, ties, known, asker.today).filter((one) => !opposed.has(one)) : []
  }

  const get = own.get

  /**
   * Writes down a relation in the file of somebody. Sent twice it stands there once.
   * @throws Invalid as `mayRelate` does, or when the two stand opposite each other in a case; NotFound
   */
  async function add(person: string, news: NewRelation): Promise<Relation> {
    const twice = await check(person, news)
    return twice ?? own.add({ ...news, person })
  }

  /** @throws Invalid as `add`, Conflict, NotFound */
  async function change(id: string, seen: { seen: number }, news: NewRelation): Promise<Relation> {
    const was = await own.get(id)
    await check(was.person, news, id)
    return own.change(id, seen, (standing) => ({ ...standing, ...news }))
  }

  /** The other turns out to stand here. @throws Invalid as `add`, NotFound */
  async function link(id: string, other: string): Promise<Relation> {
    const was = await own.get(id)
    await people.get(other)
    await check(was.person, { ...was, other }, id)
    return own.apply(id, (standing) => ({ ...standing, other }))
  }

  /** @returns the same relation when it stands there already @throws Invalid, NotFound */
  async function check(person: string, news: NewRelation, itself?: string): Promise<Relation | undefined> {
    mustEndLater(news)
    await lockPeople(asker, [person, ...(news.other ? [news.other] : [])])
    const mine = await people.get(person)
    const other = news.other ? await people.find(news.other) : undefined
    if (news.other && !other) throw new NotFound()
    if (other && (await opposedTo(asker, person)).has(other.id))
      throw new Invalid({
        called: 'Deze twee staan tegenover elkaar in één zaak. Dan leg je hier geen relatie tussen hen vast.',
      })
    const standing = (await about(person)).filter((row) => row.id !== itself)
    const between = other ? standing.filter((row) => row.person === other.id || row.other === other.id) : []
    const seen = (row: Relation): RelationKind =>
      row.person === person ? (row.kind as RelationKind) : reverseOf(row.kind as RelationKind)
    mayRelate(news, {
      person: mine,
      other,
      between: between.map((row) => ({ kind: seen(row), validUntil: row.validUntil })),
      ancestors: other ? await ancestorsOf(news.kind === 'child' ? person : other.id) : [],
    })
    return standing.find(
      (row) =>
        seen(row) === news.kind &&
        row.validUntil === news.validUntil &&
        (other
          ? between.includes(row)
          : row.person === person && row.called === news.called && row.phone === news.phone),
    )
  }

  /** Parents, their parents and so on, whoever may see them: a circle is a circle. */
  async function ancestorsOf(id: string): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`with recursive up as (
        select ${id}::uuid as id union
        select case when r.kind = 'parent' then r.other else r.person end from up
          join person_relations r on r.tenant = ${asker.tenant} and r.removed_at is null and r.valid_until is null
            and (r.person = up.id and r.kind = 'parent' or r.other = up.id and r.kind = 'child') and r.other is not null
      ) select id from up`.execute(asker.tx)
    return rows.map((row) => row.id).filter((key) => key !== id)
  }

  return { get, ofPerson, family, add, change, link, remove: own.remove, restore: own.restore }
}
