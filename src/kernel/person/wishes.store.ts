import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import { Conflict } from '#platform/errors'
import { records } from '#platform/records'
import { together } from '#platform/together'
import { leftBy, noWishes, type PersonWishes, type Wishes } from './reach.ts'
import { departures, persons, wishes } from './tables.ts'

export type SaidWishes = Omit<Wishes, 'left'>

/** How people want to be reached, and who is no longer here: as far as the asker may see them. */
export function wishesStore(asker: Asker) {
  const own = records(asker, wishes)
  const keysOf = (ids: readonly string[]) => sql<string>`any(${ids as string[]}::uuid[])`

  /**
   * What these people said about being reached, by key; who said nothing has no wishes. Who is not in it is not the asker's to see:
   * `mayReach` then says no.
   */
  async function wishesOf(ids: readonly string[]): Promise<Map<string, Wishes>> {
    if (ids.length === 0) return new Map()
    const found = await together({
      people: records(asker, persons).all().modifyFront(plannedOnce).where('persons.id', '=', keysOf(ids)).execute(),
      said: own.all().modifyFront(plannedOnce).where('personWishes.person', '=', keysOf(ids)).execute(),
      left: records(asker, departures)
        .all()
        .modifyFront(plannedOnce)
        .where('personDepartures.person', '=', keysOf(ids))
        .execute(),
    })
    return new Map(
      found.people.map(({ id }) => {
        const said = found.said.find((one) => one.person === id)
        const left = leftBy(found.left.filter((one) => one.person === id))
        return [id, { ...noWishes, ...(said && saidIn(said)), left }]
      }),
    )
  }

  /** The row of one person, to be changed; undefined while nothing was said. */
  const rowOf = (person: string): Promise<PersonWishes | undefined> =>
    own.all().modifyFront(plannedOnce).where('personWishes.person', '=', person).executeTakeFirst()

  /**
   * Keeps what somebody says now.
   * @param seen the version that was on the screen; 1 while there was nothing
   * @throws Conflict when a colleague wrote it down in between; NotFound
   */
  async function sayWishes(person: string, { seen }: { seen: number }, said: SaidWishes): Promise<void> {
    // Two who write down the first wishes wait for the person.
    await records(asker, persons).apply(person, (was) => was)
    const was = await rowOf(person)
    const { never, ...rest } = said
    const row = { ...rest, never: [...never] }
    if (was) await own.change(was.id, { seen }, (standing) => ({ ...standing, ...row }))
    else if (seen !== 1) throw new Conflict(said, was)
    else await own.add({ person, ...row })
  }

  return { wishes: wishesOf, wishesRow: rowOf, sayWishes }
}

function saidIn(row: PersonWishes): SaidWishes {
  const { language, interpreter, readsHard, hearsHard, safePhone, safeEmail, practical, notBefore, notAfter } = row
  return {
    ...{ language, interpreter, readsHard, hearsHard, safePhone, safeEmail, practical, notBefore, notAfter },
    never: row.never,
  }
}
