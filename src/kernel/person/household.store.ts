import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import type { Day } from '#platform/days'
import { NotFound } from '#platform/errors'
import { isKey, newKey } from '#platform/ids'
import { records } from '#platform/records'
import { together } from '#platform/together'
import { leaveHousehold, livesThere, liveTogether, type Member } from './household.ts'
import { lockPeople, opposedTo } from './opposed.store.ts'
import { nameOf } from './person.ts'
import { members, persons } from './tables.ts'

/** Somebody with whom a person lives. */
export interface Housemate {
  id: string
  name: string
  since: Day
}

/** Where somebody lives with others. */
export interface Home {
  /** How they live together now; undefined for who is in no household. */
  member: Member | undefined
  /** With whom, as far as the asker may see them. */
  with: Housemate[]
  /** Households they left. */
  earlier: Member[]
}

/** Who live together. */
export function householdStore(asker: Asker) {
  const own = records(asker, members)
  const people = records(asker, persons)

  const membershipsOf = (person: string): Promise<Member[]> =>
    own
      .all()
      .modifyFront(plannedOnce)
      .where('householdMembers.person', '=', person)
      .orderBy('householdMembers.validFrom', 'desc')
      .execute()

  /** The household of somebody. Who stand opposite each other in a case do not see one another in it. */
  async function of(person: string): Promise<Home> {
    if (!isKey(person)) return { member: undefined, with: [], earlier: [] }
    const all = await membershipsOf(person)
    const member = all.find(livesThere)
    const earlier = all.filter((one) => !livesThere(one))
    if (!member) return { member, with: [], earlier }
    const { mates, opposed } = await together({
      mates: own
        .all()
        .modifyFront(plannedOnce)
        .where('householdMembers.household', '=', member.household)
        .where('householdMembers.validUntil', 'is', null)
        .where('householdMembers.person', '<>', person)
        .orderBy('householdMembers.validFrom')
        .orderBy('householdMembers.id')
        .execute(),
      opposed: opposedTo(asker, person),
    })
    const shown = mates.filter((one) => !opposed.has(one.person))
    const seen = await namesOf(shown.map((one) => one.person))
    return {
      ...{ member, earlier },
      with: shown.flatMap(({ person: id, validFrom }) => {
        const name = seen.get(id)
        return name ? [{ id, name, since: validFrom }] : []
      }),
    }
  }

  async function namesOf(keys: readonly string[]): Promise<Map<string, string>> {
    if (keys.length === 0) return new Map()
    const rows = await people
      .all()
      .modifyFront(plannedOnce)
      .where('persons.id', '=', sql<string>`any(${keys as string[]}::uuid[])`)
      .execute()
    return new Map(rows.map((row) => [row.id, nameOf(row)]))
  }

  /**
   * Two live together from a day on. Said twice it stands there once.
   * @throws Invalid as `liveTogether` does, or when they stand opposite each other in a case; NotFound
   */
  async function join(person: string, who: string, from: Day): Promise<void> {
    if (!isKey(who)) throw new NotFound()
    await lockPeople(asker, [person, who])
    const [one, other] = [await people.get(person), await people.get(who)]
    if ((await opposedTo(asker, person)).has(who)) throw new NotFound()
    const [here, there] = await Promise.all([person, who].map(async (id) => (await everywhere(id)).find(livesThere)))
    const known = new Map([
      [person, here?.household],
      [who, there?.household],
    ])
    const becomes = liveTogether(
      [person, who],
      known,
      {
        ...{ from, today: asker.today, born: [one.birthDate, other.birthDate] },
        exPartners: await exPartnersAmong([person, who], [here?.household, there?.household]),
      },
      newKey(),
    )
    if (!becomes) return
    await own.addMany(
      becomes.joining.map((id) => ({ person: id, household: becomes.household, validFrom: from, validUntil: null })),
    )
  }

  /** Of one person, whoever may see it: nobody lives in two households, also not in one that the asker cannot see. */
  const everywhere = (person: string): Promise<Member[]> =>
    asker.tx
      .selectFrom('householdMembers')
      .selectAll()
      .where('tenant', '=', asker.tenant)
      .where('person', '=', person)
      .where('removedAt', 'is', null)
      .execute()

  async function exPartnersAmong(
    people: readonly string[],
    households: readonly (string | undefined)[],
  ): Promise<boolean> {
    const keys = households.filter((one) => one !== undefined)
    const { rows } = await sql<{ found: boolean }>`with them as (
        select unnest(${people as string[]}::uuid[]) as id union
        select m.person from household_members m where m.tenant = ${asker.tenant} and m.household = any(${keys}::uuid[])
          and m.valid_until is null and m.removed_at is null
      ) select exists (select 1 from person_relations r where r.tenant = ${asker.tenant} and r.kind = 'ex-partner'
        and r.removed_at is null and r.valid_until is null
        and r.person in (select id from them) and r.other in (select id from them)) as found`.execute(asker.tx)
    return rows[0]?.found === true
  }

  /** Somebody no longer lives with the others. @throws Invalid as `leaveHousehold`, NotFound */
  const leave = (member: string, on: Day): Promise<Member> =>
    own.apply(member, (was, { today }) => leaveHousehold(was, on, today))

  /** Takes back that somebody left, while they live nowhere else. @throws NotFound */
  async function back(member: string): Promise<Member> {
    const was = await own.get(member)
    await lockPeople(asker, [was.person])
    if ((await everywhere(was.person)).some(livesThere)) throw new NotFound()
    return own.apply(member, (left) => ({ ...left, validUntil: null }))
  }

  return { of, join, leave, back }
}
