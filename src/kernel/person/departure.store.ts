import type { Asker } from '#platform/asker'
import type { Day } from '#platform/days'
import { isKey } from '#platform/ids'
import { records } from '#platform/records'
import { type DepartureKind, leave } from './departure.ts'
import { lockPeople } from './opposed.store.ts'
import type { Departure } from './reach.ts'
import { departures, persons } from './tables.ts'

/** The rows that say who is no longer here. What stops with them is done by #kernel/departure: nobody else writes these. */
export function departureRows(asker: Asker) {
  const own = records(asker, departures)

  const ofPerson = async (person: string): Promise<Departure[]> =>
    isKey(person)
      ? own.all().where('personDepartures.person', '=', person).orderBy('personDepartures.onDay', 'desc').execute()
      : []

  /** @returns the row, also when it stood there already @throws Invalid as `leave`, NotFound */
  async function add(person: string, news: { kind: DepartureKind; onDay: Day }): Promise<Departure> {
    const { birthDate } = await records(asker, persons).get(person)
    await lockPeople(asker, [person])
    const standing = await ofPerson(person)
    const row = leave(standing, news, { birthDate, today: asker.today })
    if (row) return own.add({ ...row, person })
    return standing.find((one) => one.kind === news.kind) as Departure
  }

  /** Takes one back. Twice is once. @returns whose it was @throws NotFound */
  async function takeBack(id: string): Promise<string> {
    const { person } = await own.get(id)
    await own.remove(id)
    return person
  }

  return { ofPerson, add, takeBack }
}
