import { sql } from 'kysely'
import type { Grouping } from '#counting'
import { grouping } from '#counting'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import type { Day } from '#platform/days'
import { Conflict, Invalid, NotFound } from '#platform/errors'
import { isKey } from '#platform/ids'
import { type New, records, table, versionOf } from '#platform/records'
import {
  type Group,
  isAsMade,
  type Placing,
  placedFrom,
  placingsOf,
  placingTakenBack,
  type Replacing,
} from './placing.ts'
import { type Area, checkName, ended, nameTakenBack, renamed } from './village.ts'

const areas = table('areas', 'area', ['kind', 'name', 'within', 'formerNames', 'validUntil'], {
  defaults: { formerNames: [] },
})
const groupings = table('areaGroupings', 'area', [
  'groupingKey',
  'area',
  'groupKey',
  'groupName',
  'validFrom',
  'validUntil',
])

type Seen = { seen: number }

/** The villages of the municipality and how they are grouped. A grouping is dated: a report names its set and its day. */
export function areaStore(asker: Asker) {
  const places = records(asker, areas)
  const sets = records(asker, groupings)

  /** Every village that is or was there. Which of them take something new: `villagesToChoose`. */
  const villages = (): Promise<Area[]> =>
    places.all().modifyFront(plannedOnce).where('areas.kind', '=', 'village').orderBy('areas.name').execute()

  /** Who stands in which group from when until when, in every set. */
  const placings = (): Promise<Placing[]> =>
    sets.all().orderBy('areaGroupings.groupingKey').orderBy('areaGroupings.validFrom').execute()

  const setOn = (key: string, on: Day) =>
    sets
      .all()
      .where('areaGroupings.groupingKey', '=', key)
      .where('areaGroupings.validFrom', '<=', on)
      .where((eb) => eb.or([eb('areaGroupings.validUntil', 'is', null), eb('areaGroupings.validUntil', '>', on)]))
      .execute()

  /**
   * Large and small villages as the set held on a day, in two ways: by size, and as the columns of a report, in which each
   * large village stands by itself and the small ones together. A village in no group is small.
   */
  async function bySize(set: string, on: Day): Promise<Grouping[]> {
    const large = (await setOn(set, on)).filter((row) => row.groupKey === 'large')
    const names = new Map((await villages()).map((village) => [village.id, village.name]))
    return [
      grouping({
        key: 'villageSize',
        of: 'village',
        groups: new Map(large.map((row) => [row.area, 'large'])),
        rest: 'small',
        labels: { large: 'grote dorpen', small: 'kleine dorpen' },
      }),
      grouping({
        key: 'villageColumn',
        of: 'village',
        groups: new Map(large.map((row) => [row.area, row.area])),
        rest: 'small',
        labels: Object.fromEntries([
          ...large.map((row) => [row.area, names.get(row.area) ?? '']),
          ['small', 'Kleine dorpen'],
        ]),
      }),
    ]
  }

  /** Adds villages. @throws Invalid when one of these names is there already, also when a colleague added it just now */
  const addVillages = (names: readonly string[]): Promise<Area[]> =>
    unlessThere(() => places.addMany(names.map((name) => ({ kind: 'village', name, within: null }))))

  /** Gives a village another name. @throws Invalid for a name that another has; Conflict, NotFound */
  async function rename(id: string, seen: Seen, name: string): Promise<Area> {
    checkName(
      name,
      (await villages()).filter((other) => other.id !== id),
    )
    return unlessThere(() => places.change(id, seen, (was) => renamed(was, name)))
  }

  const takeNameBack = (id: string, seen: Seen): Promise<Area> =>
    unlessThere(() => places.change(id, seen, nameTakenBack))

  const end = (id: string, seen: Seen, lastDay: Day): Promise<Area> =>
    places.change(id, seen, (was) => ended(was, lastDay))

  const takeEndBack = (id: string): Promise<Area> => places.apply(id, (was) => ({ ...was, validUntil: null }))

  /** Whether anything is registered in a village. Yes or no: how much, and whose, is not for who keeps the villages. @throws NotFound */
  async function isUsed(id: string): Promise<boolean> {
    await places.get(id)
    const { rows } = await sql<{ used: boolean }>`select
      exists (select 1 from cases where tenant = ${asker.tenant} and village = ${id})
      or exists (select 1 from case_sides where tenant = ${asker.tenant} and village = ${id})
      or exists (select 1 from addresses where tenant = ${asker.tenant} and village = ${id})
      or exists (select 1 from shielded_places where tenant = ${asker.tenant} and village = ${id})
      or exists (select 1 from volunteers where tenant = ${asker.tenant} and village = ${id})
      or exists (select 1 from surveys where tenant = ${asker.tenant} and village = ${id}) as used`.execute(asker.tx)
    return rows[0]?.used === true
  }

  /** Removes a village that was added by mistake, with its groups. @throws Invalid when something is registered in it; NotFound */
  async function remove(id: string): Promise<void> {
    await locked([id])
    if (await isUsed(id)) throw new Invalid({ '': 'In dit dorp is al iets vastgelegd. Laat het eindigen op een dag.' })
    for (const row of await sets.all().where('areaGroupings.area', '=', id).execute()) await sets.remove(row.id)
    await places.remove(id)
  }

  /** Puts back a village that was removed, with the groups that went with it. @throws Invalid when its name was given again; NotFound */
  async function restore(id: string): Promise<Area> {
    const gone = await sql<{ id: string }>`
      select g.id from area_groupings g join areas a on a.tenant = g.tenant and a.id = g.area
      where a.tenant = ${asker.tenant} and a.id::text = ${id} and g.removed_at = a.removed_at`.execute(asker.tx)
    const back = await unlessThere(() => places.restore(id))
    for (const row of gone.rows) await sets.restore(row.id)
    return back
  }

  /**
   * Puts a village in a group of a set from a day on; what held before keeps holding until then.
   * @param seen the version of its placings in this set that was on the screen: `versionOf`
   * @returns the placing that begins on the day
   * @throws Invalid when it is in that group already; Conflict when somebody placed it in between; NotFound
   */
  async function place(id: string, { seen }: Seen, set: string, group: Group, from: Day): Promise<Placing> {
    await locked([id])
    const own = await placingsIn(set, id)
    if (versionOf(own) !== seen) throw new Conflict(group, own)
    await replace(set, id, placedFrom(own, group, from))
    const placed = (await placingsIn(set, id)).find((one) => one.validFrom === from)
    return placed as Placing
  }

  /** Takes a placing back: the group before it goes on as if nothing had changed. @throws NotFound */
  async function takePlacingBack(id: string): Promise<void> {
    const taken = await sets.get(id)
    await locked([taken.area])
    await replace(taken.groupingKey, taken.area, placingTakenBack(await placingsIn(taken.groupingKey, taken.area), id))
  }

  async function replace(set: string, area: string, { change, remove: gone, add }: Replacing): Promise<void> {
    for (const placing of gone) await sets.remove(placing)
    for (const { id, becomes } of change) await sets.apply(id, (was) => ({ ...was, ...becomes }))
    await sets.addMany(add.map((placing) => ({ ...placing, groupingKey: set, area })))
  }

  /** Makes a set, with who stands in which group from a day on. @throws Invalid when a set has this key already */
  async function addSet(set: string, from: Day, groups: readonly (Group & { areas: readonly string[] })[]) {
    await locked(groups.flatMap((group) => group.areas))
    if (await sets.all().where('areaGroupings.groupingKey', '=', set).executeTakeFirst())
      throw new Invalid({ set: `De indeling ${set} is er al. Kies een andere naam.` })
    return sets.addMany(
      groups.flatMap(({ key, name, areas: own }) =>
        own.map((area) => ({
          groupingKey: set,
          area,
          groupKey: key,
          groupName: name,
          validFrom: from,
          validUntil: null,
        })),
      ),
    )
  }

  /** Takes a set back that was made by mistake. @throws Invalid once a village was placed in it since; NotFound */
  async function takeSetBack(set: string): Promise<void> {
    const own = await sets.all('remove').where('areaGroupings.groupingKey', '=', set).forUpdate().execute()
    if (own.length === 0) throw new NotFound()
    if (!isAsMade(own)) throw new Invalid({ '': 'In deze indeling is al een dorp verplaatst. Ze kan niet meer weg.' })
    for (const { id } of own) await sets.remove(id)
  }

  const placingsIn = async (set: string, area: string): Promise<Placing[]> =>
    placingsOf({ placings: await sets.all().where('areaGroupings.groupingKey', '=', set).execute() }, area)

  /** Who changes the placings of a village waits for who is doing so, and reads what they left. @throws NotFound */
  async function locked(ids: readonly string[]): Promise<void> {
    const wanted = [...new Set(ids)]
    if (!wanted.every(isKey)) throw new NotFound()
    const rows = await places.all('change').where('areas.id', 'in', wanted).orderBy('areas.id').forUpdate().execute()
    if (rows.length !== wanted.length) throw new NotFound()
  }

  return {
    villages,
    village: places.get,
    placings,
    bySize,
    addVillages,
    rename,
    takeNameBack,
    end,
    takeEndBack,
    isUsed,
    remove,
    restore,
    place,
    takePlacingBack,
    addSet,
    takeSetBack,
    addGrouping: (rows: readonly New<'areaGroupings'>[]) => sets.addMany(rows),
  }
}

/** Runs what gives a village its name. @throws Invalid when another has it, also when a colleague gave it just now */
async function unlessThere<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (problem) {
    const { code, constraint } = problem as { code?: string; constraint?: string }
    if (code !== '23505' || constraint !== 'areas_once') throw problem
    throw new Invalid({ name: 'Een dorp met deze naam staat er al. Kies een andere naam.' })
  }
}
