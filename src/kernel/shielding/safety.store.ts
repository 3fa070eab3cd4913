import { sql } from 'kysely'
import { personStore } from '#kernel/person'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import type { Day } from '#platform/days'
import { records } from '#platform/records'
import { type SafetyNote, safetyUntil } from './shielding.ts'
import { safetyNotes } from './tables.ts'

/** What who goes there must know first. */
export interface Warning {
  id: string
  /** Of whom it was asked: the same one, or somebody of that household or address. */
  of: string
  /** Under whom it stands. */
  person: string
  facts: string
  authorName: string | null
  addedAt: Date
  validUntil: Day
}

/** Somebody and those who live with them or at the same address: danger does not keep to one name. */
const near = (today: Day) => sql`(
  select k.id as near
  union select unnest(under_every_key(array[k.id]))
  union select h.person from household_members m join household_members h on h.tenant = m.tenant and h.household = m.household
    where m.tenant = current_tenant() and m.person = k.id and m.removed_at is null and h.removed_at is null
      and (m.valid_until is null or m.valid_until > ${today}) and (h.valid_until is null or h.valid_until > ${today})
  union select b.person from addresses a join addresses b on b.tenant = a.tenant and b.postcode = a.postcode and b.house_number = a.house_number
    where a.tenant = current_tenant() and a.person = k.id and a.valid_until is null and b.valid_until is null
      and a.removed_at is null and b.removed_at is null)`

/** Facts that who goes there reads before the address. */
export function safetyStore(asker: Asker) {
  const own = records(asker, safetyNotes)

  /** What holds today for these people, for whoever has read them. Of somebody who is closed to the asker nothing is told. */
  async function of(people: readonly string[]): Promise<Warning[]> {
    if (people.length === 0) return []
    const { rows } = await sql<Warning>`${plannedOnce}
      select distinct n.id, k.id as "of", n.person, n.facts, a.name as "authorName", n.added_at as "addedAt", n.valid_until as "validUntil"
      from unnest(${people as string[]}::uuid[]) k (id) cross join lateral ${near(asker.today)} o
      join safety_notes n on n.tenant = ${asker.tenant} and n.person = o.near and n.ended_at is null and n.removed_at is null
        and n.valid_until > ${asker.today} and n.person <> all(${asker.sight.closedPersons as string[]}::uuid[])
      left join accounts a on a.tenant = n.tenant and a.id = n.added_by
      where exists (select 1 from safety_notes y where y.tenant = ${asker.tenant} and y.ended_at is null and y.removed_at is null)
      order by n.added_at desc, n.id`.execute(asker.tx)
    return rows
  }

  /** Of these cases those where something holds for somebody who stands in them. */
  async function inCases(cases: readonly string[]): Promise<string[]> {
    if (cases.length === 0) return []
    const { rows } = await sql<{ id: string }>`${plannedOnce}
      select distinct coalesce(c.joined_to, c.id) as id from case_sides s
      join cases c on c.tenant = s.tenant and c.id = s.case_id and c.removed_at is null
      cross join lateral (select s.person as id) k cross join lateral ${near(asker.today)} o
      join safety_notes n on n.tenant = s.tenant and n.person = o.near and n.ended_at is null and n.removed_at is null and n.valid_until > ${asker.today}
      where s.tenant = ${asker.tenant} and s.removed_at is null and s.person is not null
        and (c.id = any(${cases as string[]}::uuid[]) or c.joined_to = any(${cases as string[]}::uuid[]))
        and exists (select 1 from safety_notes y where y.tenant = ${asker.tenant} and y.ended_at is null and y.removed_at is null)`.execute(
      asker.tx,
    )
    return rows.map((row) => row.id)
  }

  /** Writes down what who goes there must know. @throws Invalid for more than a year; NotFound */
  async function warn(person: string, said: { facts: string; until: Day }): Promise<SafetyNote> {
    await personStore(asker).get(person)
    const { facts, until } = said
    return own.add({ person, facts, validUntil: safetyUntil(until, asker.today), endedAt: null })
  }

  /** It holds no more. It stays written down that it did. @throws NotFound */
  const end = (id: string): Promise<SafetyNote> =>
    own.apply(id, (was, { now }) => ({ ...was, endedAt: was.endedAt ?? now }))

  return { of, inCases, warn, end }
}
