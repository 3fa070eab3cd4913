import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import { addDays, type Day, startOf } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { isKey } from '#platform/ids'
import { type New, type Rule, records } from '#platform/records'
import { together } from '#platform/together'
import * as tables from './tables.ts'
import {
  endRole,
  metOn,
  pauseFrom,
  type Volunteer,
  type VolunteerDemand,
  type VolunteerPause,
  type VolunteerRole,
} from './volunteer.ts'

export type NewVolunteer = Omit<New<'volunteers'>, 'account' | 'talkedOn'>

/** What was asked of somebody, over all lines: pressure falls on a person. */
export interface Load {
  /** Cases that run. */
  running: number
  /** Cases that ended, also those before there was this system. */
  ended: number
  lastAskedAt: Date | null
  /** How often they were asked in the last ninety days. */
  askedLately: number
}

/** A volunteer with all that a line looks at. */
export interface VolunteerLine extends Volunteer, Load {
  villageName: string | null
  role: VolunteerRole
  demands: VolunteerDemand[]
  pauses: VolunteerPause[]
}

/** Everything that stands in one file. */
export interface VolunteerFile extends Load {
  volunteer: Volunteer
  villageName: string | null
  roles: VolunteerRole[]
  demands: (VolunteerDemand & { seenByName: string | null })[]
  pauses: VolunteerPause[]
}

const lately = 90
const nobody: Load = { running: 0, ended: 0, lastAskedAt: null, askedLately: 0 }

/** The volunteers of the lines that the asker works for, and what is needed to ask them. */
export function volunteerStore(asker: Asker) {
  const own = records(asker, tables.volunteers)
  const roles = records(asker, tables.roles)
  const demands = records(asker, tables.demands)
  const pauses = records(asker, tables.pauses)

  /** Who helps on a line, or with `stopped` who did, by name. Each that is shown is a file that was read. */
  async function ofLine(line: string, { stopped = false }: { stopped?: boolean } = {}): Promise<VolunteerLine[]> {
    const standing = (await roles
      .all()
      .modifyFront(plannedOnce)
      .where('volunteerRoles.line', '=', line)
      .orderBy('volunteerRoles.validFrom')
      .execute()) as VolunteerRole[]
    // Of who came back the last role counts.
    const last = new Map(standing.map((role) => [role.volunteer, role]))
    const wanted = [...last.values()].filter(
      ({ validUntil }) => (validUntil !== null && validUntil < asker.today) === stopped,
    )
    const found = await known(wanted.map((role) => role.volunteer))
    return found.map((one) => ({
      ...one,
      role: last.get(one.id) as VolunteerRole,
      demands: one.demands.filter((demand) => demand.line === line),
    }))
  }

  async function known(keys: readonly string[]): Promise<Omit<VolunteerLine, 'role'>[]> {
    if (keys.length === 0) return []
    const among = sql<string>`any(${keys as string[]}::uuid[])`
    const { people, met, still, loads } = await together({
      people: own
        .all()
        .modifyFront(plannedOnce)
        .leftJoin('areas', (join) =>
          join.onRef('areas.tenant', '=', 'volunteers.tenant').onRef('areas.id', '=', 'volunteers.village'),
        )
        .select('areas.name as villageName')
        .where('volunteers.id', '=', among)
        .orderBy('volunteers.name')
        .orderBy('volunteers.id')
        .execute(),
      met: demands.all().modifyFront(plannedOnce).where('volunteerDemands.volunteer', '=', among).execute(),
      still: pausesOf(keys),
      loads: loadOf(keys),
    })
    own.seen(people)
    return people.map((one) => ({
      ...one,
      demands: met.filter((demand) => demand.volunteer === one.id),
      pauses: still.filter((pause) => pause.volunteer === one.id),
      ...(loads.get(one.id) ?? nobody),
    }))
  }

  const pausesOf = (keys: readonly string[]): Promise<VolunteerPause[]> =>
    pauses
      .all()
      .modifyFront(plannedOnce)
      .where('volunteerPauses.volunteer', '=', sql<string>`any(${keys as string[]}::uuid[])`)
      .orderBy('volunteerPauses.startsOn')
      .execute()

  /** How much is asked of these volunteers. How much, not for whom: that stands in the cases. */
  async function loadOf(keys: readonly string[]): Promise<Map<string, Load>> {
    const { rows } = await sql<Load & { volunteer: string }>`${plannedOnce}
      select k.volunteer, m.running, m.ended + coalesce(r.before, 0) as ended, m."lastAskedAt", m."askedLately"
      from unnest(${keys as string[]}::uuid[]) as k (volunteer)
      left join lateral (select
          (count(*) filter (where m.state = 'accepted' and c.closed_on is null))::int as running,
          (count(*) filter (where m.state = 'accepted' and c.closed_on is not null))::int as ended,
          max(m.asked_at) as "lastAskedAt",
          (count(*) filter (where m.asked_at >= ${startOf(addDays(asker.today, -lately))}))::int as "askedLately"
        from matches m join cases c on c.tenant = m.tenant and c.id = m.case_id and c.removed_at is null and c.joined_to is null
        where m.tenant = ${asker.tenant} and m.volunteer = k.volunteer and m.removed_at is null) m on true
      left join lateral (select sum(r.cases_before)::int as before from volunteer_roles r
        where r.tenant = ${asker.tenant} and r.volunteer = k.volunteer and r.removed_at is null) r on true`.execute(
      asker.tx,
    )
    return new Map(rows.map(({ volunteer, ...load }) => [volunteer, load]))
  }

  /** Everything in one file. @throws NotFound */
  async function file(id: string): Promise<VolunteerFile> {
    if (!isKey(id)) throw new NotFound()
    const volunteer = await own.get(id)
    const { village, held, met, still, loads } = await together({
      village: asker.tx
        .selectFrom('areas')
        .select('name')
        .where('tenant', '=', asker.tenant)
        .where('id', '=', volunteer.village)
        .executeTakeFirst(),
      held: roles
        .all()
        .modifyFront(plannedOnce)
        .where('volunteerRoles.volunteer', '=', id)
        .orderBy('volunteerRoles.validFrom', 'desc')
        .execute(),
      met: demands
        .all()
        .modifyFront(plannedOnce)
        .leftJoin('accounts', (join) =>
          join
            .onRef('accounts.tenant', '=', 'volunteerDemands.tenant')
            .onRef('accounts.id', '=', 'volunteerDemands.seenBy'),
        )
        .select('accounts.name as seenByName')
        .where('volunteerDemands.volunteer', '=', id)
        .execute(),
      still: pausesOf([id]),
      loads: loadOf([id]),
    })
    return {
      volunteer,
      villageName: village?.name ?? null,
      roles: held,
      demands: met,
      pauses: still,
      ...(loads.get(id) ?? nobody),
    }
  }

  /** The file of the volunteer who asks, or undefined when this account is nobody's. */
  async function mine(): Promise<VolunteerFile | undefined> {
    if (!asker.account) return undefined
    const [me] = await own.all().modifyFront(plannedOnce).where('volunteers.account', '=', asker.account).execute()
    return me && file(me.id)
  }

  /** Adds somebody with a first role. */
  async function add(
    news: NewVolunteer,
    role: { line: string; validFrom: Day; casesBefore?: number },
  ): Promise<Volunteer> {
    const added = await own.add(news)
    await roles.add({ volunteer: added.id, ...role })
    return added
  }

  /** Gives somebody a role on a line. @throws Invalid when they have it already */
  async function giveRole(
    volunteer: string,
    role: { line: string; validFrom: Day; casesBefore?: number },
  ): Promise<VolunteerRole> {
    const held = await roles
      .all()
      .where('volunteerRoles.volunteer', '=', volunteer)
      .where('volunteerRoles.line', '=', role.line)
      .where('volunteerRoles.validUntil', 'is', null)
      .execute()
    if (held.length > 0) throw new Invalid({ line: 'Dit doet deze vrijwilliger al. Kies iets anders.' })
    return roles.add({ volunteer, ...role })
  }

  /** Writes down on which day a demand was met, and who saw it. Met once is met: another day takes the place of the first. */
  async function meet(volunteer: string, line: string, demand: string, on: Day): Promise<void> {
    const met = { metOn: metOn(on, asker.today), seenBy: asker.account }
    const [was] = await demands
      .all()
      .where('volunteerDemands.volunteer', '=', volunteer)
      .where('volunteerDemands.line', '=', line)
      .where('volunteerDemands.demand', '=', demand)
      .execute()
    if (was) await demands.apply(was.id, (one) => ({ ...one, ...met }))
    else await demands.add({ volunteer, line, demand, ...met })
  }

  return {
    ofLine,
    file,
    mine,
    get: own.get,
    add,
    change: (id: string, seen: { seen: number }, rule: Rule<Volunteer>): Promise<Volunteer> =>
      own.change(id, seen, rule),
    giveRole,
    changeRole: roles.change,
    endRole: (
      role: string,
      seen: { seen: number },
      { on, thanks }: { on: Day; thanks: string | null },
    ): Promise<VolunteerRole> => roles.change(role, seen, (was) => endRole(was, on, thanks)),
    meet,
    unmeet: demands.remove,
    pause: (volunteer: string, from: Day, until: Day | null): Promise<VolunteerPause> =>
      pauses.add({ volunteer, ...pauseFrom(from, until, asker.today) }),
    /** Ends a pause: they can be asked again from today on. One that is still to come does not come. */
    async endPause(id: string): Promise<void> {
      const pause = await pauses.get(id)
      if (pause.startsOn >= asker.today) await pauses.remove(id)
      else await pauses.apply(id, (was) => ({ ...was, endsOn: addDays(asker.today, -1) }))
    },
    remove: own.remove,
    restore: own.restore,
  }
}
