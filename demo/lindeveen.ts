import type { Doorway } from '#access'
import { day } from '#platform/days'
import { type Colleague, colleagues } from './accounts.ts'
import { askWhetherItHolds } from './aftercare.ts'
import { finished } from './finished.ts'
import { type Founded, found } from './founding.ts'
import { moved, people } from './people.ts'
import { large, partners, villages } from './places.ts'
import { begunThisYear } from './running-new.ts'
import { carriedOver } from './running-old.ts'
import { tellQuestions } from './support.ts'
import { tell } from './telling.ts'
import { tellVolunteers } from './volunteers.ts'

/** The invented town, with the keys of what stands in it. */
export interface Town extends Founded<Colleague> {
  /** The running cases by what stands above them: 'Huisdieren, Oosterstraat' is `pets Oosterstraat`. */
  running: ReadonlyMap<string, string>
  /** Keys of the people that are known by name. */
  people: Record<keyof typeof people, string>
}

/**
 * Builds Lindeveen in an empty organisation: two years of neighbour mediation and fourteen running cases on Wednesday
 * 12 March 2025, one of which should have been called the day before. The same cases, numbers and people every time;
 * only keys differ. The doorway's clock must stand on that day.
 */
export async function buildLindeveen(doorway: Doorway): Promise<Town> {
  const founded = await found(doorway, {
    name: 'Welzijn Lindeveen',
    municipality: 'Lindeveen',
    villages,
    large,
    since: '2015-01-01',
    accounts: colleagues,
    partners,
  })
  const { tenant, workers } = founded
  const runningStories = [...carriedOver, ...begunThisYear]
  return doorway.system({ tenant, via: 'demo', purpose: 'demo' }, async (store) => {
    const stage = { ...founded, workers: { noor: workers.noor.id, bas: workers.bas.id } }
    const over = finished()
    const told = await tell(store, [...over, ...runningStories], stage, 4180)
    await askWhetherItHolds(store, over, told.cases)
    await tellQuestions(store, stage, workers.daan.id)
    const named: Record<string, string> = {}
    for (const [key, one] of Object.entries(people)) {
      const known = told.people.get(one)
      const { street, houseNumber, postcode, village, ...person } = one
      const home = { street, houseNumber, postcode, village: founded.villages.get(village) ?? null }
      named[key] = known ?? (await store.people.add(person, home, day('2020-01-01'))).id
    }
    for (const { who, on, to } of moved) {
      await store.people.move(
        named[who] as string,
        { ...to, village: founded.villages.get(to.village) ?? null },
        day(on),
      )
    }
    const running = told.cases
      .slice(-runningStories.length)
      .map((id, at) => [`${runningStories[at]?.topic} ${runningStories[at]?.sides[0]?.street}`, id] as const)
    await tellVolunteers(store, runningStories, told.cases.slice(-runningStories.length), {
      villages: founded.villages,
      gerda: workers.gerda.id,
    })
    return { ...founded, running: new Map(running), people: named }
  })
}
