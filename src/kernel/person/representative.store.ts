import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import { isKey } from '#platform/ids'
import { records } from '#platform/records'
import { lockPeople } from './opposed.store.ts'
import { type NewRepresentative, type Representative, represent } from './representative.ts'
import { persons, representatives } from './tables.ts'

/** Who act for people: those who do now and those who did. */
export function representativeStore(asker: Asker) {
  const own = records(asker, representatives)
  const people = records(asker, persons)

  const ofPerson = async (person: string): Promise<Representative[]> =>
    isKey(person)
      ? own
          .all()
          .modifyFront(plannedOnce)
          .where('personRepresentatives.person', '=', person)
          .orderBy('personRepresentatives.validFrom', 'desc')
          .orderBy('personRepresentatives.id')
          .execute()
      : []

  /** Writes down who acts for somebody. Sent twice it stands there once. @throws Invalid as `represent`, NotFound */
  async function add(person: string, news: NewRepresentative): Promise<Representative> {
    const { birthDate } = await people.get(person)
    const row = represent(news, birthDate, asker.today)
    await lockPeople(asker, [person])
    const twice = (await ofPerson(person)).find(
      (one) =>
        one.kind === row.kind &&
        one.name === row.name &&
        one.validFrom === row.validFrom &&
        one.validUntil === row.validUntil,
    )
    return twice ?? own.add({ ...row, person })
  }

  /** @throws Invalid as `represent`, Conflict, NotFound */
  async function change(id: string, seen: { seen: number }, news: NewRepresentative): Promise<Representative> {
    const { person } = await own.get(id)
    const { birthDate } = await people.get(person)
    return own.change(id, seen, (was) => ({ ...was, ...represent(news, birthDate, asker.today) }))
  }

  return { get: own.get, ofPerson, add, change, remove: own.remove, restore: own.restore }
}
