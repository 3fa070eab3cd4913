import type { Grouping } from '#counting'
import { grouping } from '#counting'
import type { Asker } from '#platform/asker'
import type { Day } from '#platform/days'
import { type New, type Row, records, table } from '#platform/records'

export type Area = Row<'areas'>

const areas = table('areas', 'area', ['kind', 'name', 'within'])
const groupings = table('areaGroupings', 'area', [
  'groupingKey',
  'area',
  'groupKey',
  'groupName',
  'validFrom',
  'validUntil',
])

/** The villages of the municipality and how they are grouped. A grouping is dated: a report names its set and its day. */
export function areaStore(asker: Asker) {
  const places = records(asker, areas)
  const sets = records(asker, groupings)

  const villages = (): Promise<Area[]> =>
    places.all().where('areas.kind', '=', 'village').orderBy('areas.name').execute()

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

  return {
    villages,
    bySize,
    addVillages: (names: readonly string[]): Promise<Area[]> =>
      places.addMany(names.map((name) => ({ kind: 'village', name, within: null }))),
    addGrouping: (rows: readonly New<'areaGroupings'>[]) => sets.addMany(rows),
  }
}
