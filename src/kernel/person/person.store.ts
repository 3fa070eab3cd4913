import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import type { Day } from '#platform/days'
import { newKey } from '#platform/ids'
import { type New, records, table } from '#platform/records'
import { type Address, type Likeness, mayBeSame, type Person, soundOf } from './person.ts'

const persons = table(
  'persons',
  'person',
  ['givenName', 'infix', 'familyName', 'sounds', 'birthDate', 'sex', 'phone', 'email', 'practical', 'sameAs'],
  { isFile: true, defaults: { sex: 'unknown' } },
)
const addresses = table(
  'addresses',
  'person',
  ['person', 'street', 'houseNumber', 'postcode', 'village', 'validFrom', 'validUntil'],
  { partOf: { resource: 'person', table: 'persons', by: 'person' } },
)
const differents = table('distinctPersons', 'person', ['one', 'other'], {
  partOf: { resource: 'person', table: 'persons', by: 'one' },
})

export type NewPerson = Omit<New<'persons'>, 'sounds' | 'sameAs'>
export type NewAddress = Omit<New<'addresses'>, 'person' | 'validFrom' | 'validUntil'>

/** Someone as found: enough to tell namesakes apart, and no more. */
export interface FoundPerson extends Person {
  street: string | null
  houseNumber: string | null
  postcode: string | null
  villageName: string | null
}

/** What was typed in the search box, taken apart. */
export interface Asked {
  words: string
  phone: string | null
  birthDate: Day | null
  place: string | null
}

/** People: searched first, added after. The asker sees those of the lines she works for. */
export function personStore(asker: Asker) {
  const people = records(asker, persons)
  const known = () =>
    people
      .all()
      .where('persons.sameAs', 'is', null)
      .leftJoinLateral(
        (eb) =>
          eb
            .selectFrom('addresses')
            .leftJoin('areas', (join) =>
              join.onRef('areas.tenant', '=', 'addresses.tenant').onRef('areas.id', '=', 'addresses.village'),
            )
            .select(['addresses.street', 'addresses.houseNumber', 'addresses.postcode', 'areas.name as villageName'])
            .whereRef('addresses.tenant', '=', 'persons.tenant')
            .whereRef('addresses.person', '=', 'persons.id')
            .where('addresses.validUntil', 'is', null)
            .where('addresses.removedAt', 'is', null)
            .orderBy('addresses.validFrom', 'desc')
            .limit(1)
            .as('home'),
        (join) => join.onTrue(),
      )
      .select(['home.street', 'home.houseNumber', 'home.postcode', 'home.villageName'])

  /** People by name, phone, birth date or address; best first, at most fifty. What the asker may not see is not found. */
  async function search(asked: Asked, limit = 50): Promise<FoundPerson[]> {
    const { rows: keys } = await sql<{ person: string; score: number }>`
      select person, score from search_persons(${asked.words}, ${asked.phone}, ${asked.birthDate}::date, ${asked.place}, ${limit * 4})`.execute(
      asker.tx,
    )
    if (keys.length === 0) return []
    const rank = new Map(keys.map((row) => [row.person, row.score]))
    const found = (await known()
      .where('persons.id', '=', sql<string>`any(${keys.map((row) => row.person)}::uuid[])`)
      .execute()) as FoundPerson[]
    const best = found
      .sort(
        (a, b) =>
          (rank.get(b.id) ?? 0) - (rank.get(a.id) ?? 0) ||
          a.familyName.localeCompare(b.familyName, 'nl') ||
          (a.givenName ?? '').localeCompare(b.givenName ?? '', 'nl') ||
          a.id.localeCompare(b.id),
      )
      .slice(0, limit)
    return people.seen(best) as unknown as FoundPerson[]
  }

  /** People by key, with their present address. */
  async function byKeys(keys: readonly string[]): Promise<FoundPerson[]> {
    if (keys.length === 0) return []
    return await known()
      .where('persons.id', '=', sql<string>`any(${keys as string[]}::uuid[])`)
      .execute()
  }

  /** One person with where they live and lived. @throws NotFound */
  async function file(
    id: string,
  ): Promise<{ person: Person; addresses: (Address & { villageName: string | null })[] }> {
    const person = await people.get(id)
    const rows = await asker.tx
      .selectFrom('addresses')
      .leftJoin('areas', (join) =>
        join.onRef('areas.tenant', '=', 'addresses.tenant').onRef('areas.id', '=', 'addresses.village'),
      )
      .selectAll('addresses')
      .select('areas.name as villageName')
      .where('addresses.tenant', '=', asker.tenant)
      .where('addresses.person', '=', id)
      .where('addresses.removedAt', 'is', null)
      .orderBy('addresses.validFrom', 'desc')
      .execute()
    return { person, addresses: rows }
  }

  /** Adds someone with an address from a day on. */
  async function add(news: NewPerson, home?: NewAddress, from: Day = asker.today): Promise<Person> {
    const [added] = await addMany([{ person: news, home, from }])
    return added as Person
  }

  /** Adds many people by the rules for one. Same order as given. */
  async function addMany(
    news: readonly { person: NewPerson; home?: NewAddress | undefined; from?: Day }[],
  ): Promise<Person[]> {
    const withKeys = news.map((one) => ({ ...one, id: one.person.id ?? newKey() }))
    const added = await people.addMany(
      withKeys.map(({ id, person }) => ({
        ...person,
        id,
        sounds: soundOf({ givenName: person.givenName ?? null, familyName: person.familyName }),
        sameAs: null,
      })),
    )
    await homes(asker).addMany(
      withKeys.flatMap(({ id, home, from }) =>
        home ? [{ ...home, person: id, validFrom: from ?? asker.today, validUntil: null }] : [],
      ),
    )
    const order = new Map(withKeys.map(({ id }, at) => [id, at]))
    return added.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
  }

  const change = (id: string, seen: { seen: number }, rule: (was: Person) => Person): Promise<Person> =>
    people.change(id, seen, (was) => {
      const becomes = rule(was)
      return { ...becomes, sounds: soundOf(becomes) }
    })

  /** Moves someone on a day: the old address ends, the new one begins. Cases keep the village of their own start. */
  async function move(id: string, to: NewAddress, from: Day): Promise<void> {
    await people.get(id)
    const own = homes(asker)
    const current = await asker.tx
      .selectFrom('addresses')
      .select(['id', 'validFrom'])
      .where('tenant', '=', asker.tenant)
      .where('person', '=', id)
      .where('validUntil', 'is', null)
      .where('removedAt', 'is', null)
      .execute()
    for (const { id: old, validFrom } of current)
      await own.apply(old, (was) => ({ ...was, validUntil: from < validFrom ? validFrom : from }))
    await own.add({ ...to, person: id, validFrom: from, validUntil: null })
  }

  /** Who may be the same as this one, but for those of whom somebody said they are not. */
  async function duplicates(likeness: Likeness, of?: string): Promise<FoundPerson[]> {
    const near = (await known()
      .where('persons.sounds', '=', likeness.sounds)
      .$if(of !== undefined, (q) => q.where('persons.id', '!=', of as string))
      .limit(100)
      .execute()) as FoundPerson[]
    const alike = near.filter((other) => mayBeSame(likeness, other))
    if (!of || alike.length === 0) return alike
    const apart = await records(asker, differents)
      .all()
      .where((eb) => eb.or([eb('distinctPersons.one', '=', of), eb('distinctPersons.other', '=', of)]))
      .execute()
    const told = new Set(apart.flatMap((row) => [row.one, row.other]))
    return alike.filter((other) => !told.has(other.id))
  }

  /** Who may be the same as one of these, for many at a time; which of them is which is for the caller to see. */
  async function alike(likenesses: readonly Likeness[]): Promise<FoundPerson[]> {
    const each = <T>(of: (one: Likeness) => T | null) => [...new Set(likenesses.map(of).filter((one) => one !== null))]
    const among = (column: string, keys: readonly string[], type: string) =>
      sql<boolean>`${sql.ref(column)} = any(${keys}::${sql.raw(type)}[])`
    if (likenesses.length === 0) return []
    const near = (await known()
      .where(
        among(
          'persons.sounds',
          each((one) => one.sounds),
          'text',
        ),
      )
      .where((eb) =>
        eb.or([
          among(
            'persons.birthDate',
            each((one) => one.birthDate),
            'date',
          ),
          among(
            'persons.phone',
            each((one) => one.phone),
            'text',
          ),
          among(
            'home.postcode',
            each((one) => one.postcode),
            'text',
          ),
        ]),
      )
      .execute()) as FoundPerson[]
    const bySound = Map.groupBy(likenesses, (one) => one.sounds)
    return near.filter((other) => bySound.get(other.sounds)?.some((one) => mayBeSame(one, other)))
  }

  /** Remembers that two people who look alike are two people. */
  async function notTheSame(one: string, other: string): Promise<void> {
    await people.get(one)
    await people.get(other)
    const [first, second] = [one, other].sort() as [string, string]
    const standing = await records(asker, differents)
      .all()
      .where('distinctPersons.one', '=', first)
      .where('distinctPersons.other', '=', second)
      .executeTakeFirst()
    if (!standing) await records(asker, differents).add({ one: first, other: second })
  }

  return {
    get: people.get,
    find: people.find,
    search,
    byKeys,
    file,
    add,
    addMany,
    change,
    move,
    duplicates,
    alike,
    notTheSame,
    remove: people.remove,
    restore: people.restore,
  }
}

/** Addresses belong to their person: whoever may change the person may write where they live. */
function homes(asker: Asker) {
  return records(asker, addresses)
}
