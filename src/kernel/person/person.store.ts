import { sql } from 'kysely'
import { villageShown } from '#kernel/area'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import type { Day } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { isKey, newKey } from '#platform/ids'
import { type New, records } from '#platform/records'
import { together } from '#platform/together'
import { mergeStore } from './merge.store.ts'
import { type Address, type Likeness, mayBeSame, type Person, somebodyIsThere, soundOf } from './person.ts'
import { separationStore } from './separate.store.ts'
import { addresses, differents, persons } from './tables.ts'
import { wishesStore } from './wishes.store.ts'

/** The most people that a search shows, and the most of whom it looks whether the asker may see them. */
const mostFound = 50
const lookedAt = 200

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
            .select(['addresses.street', 'addresses.houseNumber', 'addresses.postcode', villageShown('addresses')])
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
  async function search(asked: Asked, limit = mostFound): Promise<FoundPerson[]> {
    const { rows: keys } = await sql<{ person: string; score: number }>`
      ${plannedOnce} select person, score from search_persons(${asked.words}, ${asked.phone}, ${asked.birthDate}::date, ${asked.place}, ${lookedAt})`.execute(
      asker.tx,
    )
    if (keys.length === 0) return []
    const rank = new Map(keys.map((row) => [row.person, row.score]))
    // Whether the asker may see them is looked at in this order, and no further than there are enough.
    const inOrder = sql<{ person: string; place: number }>`(select person, place
      from unnest(${keys.map((row) => row.person)}::uuid[]) with ordinality as k (person, place) order by place)`
    const found = (await known()
      .modifyFront(plannedOnce)
      .innerJoin(inOrder.as('best'), 'best.person', 'persons.id')
      .orderBy('best.place')
      .limit(limit)
      .execute()) as FoundPerson[]
    const best = found.sort(
      (a, b) =>
        (rank.get(b.id) ?? 0) - (rank.get(a.id) ?? 0) ||
        a.familyName.localeCompare(b.familyName, 'nl') ||
        (a.givenName ?? '').localeCompare(b.givenName ?? '', 'nl') ||
        (a.id < b.id ? -1 : 1),
    )
    return people.seen(best) as unknown as FoundPerson[]
  }

  /** People by key, with their present address. */
  async function byKeys(keys: readonly string[]): Promise<FoundPerson[]> {
    if (keys.length === 0) return []
    return await known()
      .modifyFront(plannedOnce)
      .where('persons.id', '=', sql<string>`any(${keys as string[]}::uuid[])`)
      .execute()
  }

  /** One person with where they live and lived. @throws NotFound */
  async function file(
    id: string,
  ): Promise<{ person: Person; addresses: (Address & { villageName: string | null })[] }> {
    if (!isKey(id)) throw new NotFound()
    const lived = asker.tx
      .selectFrom('addresses')
      .leftJoin('areas', (join) =>
        join.onRef('areas.tenant', '=', 'addresses.tenant').onRef('areas.id', '=', 'addresses.village'),
      )
      .selectAll('addresses')
      .select(villageShown('addresses'))
      .where('addresses.tenant', '=', asker.tenant)
      .where('addresses.person', '=', id)
      .where('addresses.removedAt', 'is', null)
      .orderBy('addresses.validFrom', 'desc')
      .execute()
    return together({ person: people.get(id), addresses: lived })
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
    if ((await closedAlike(news.map(likenessOf))).length > 0) throw new Invalid({ familyName: somebodyIsThere })
    const withKeys = news.map((one) => ({ ...one, id: one.person.id ?? newKey() }))
    const { added } = await together({
      added: people.addMany(
        withKeys.map(({ id, person }) => ({
          ...person,
          id,
          sounds: soundOf({ givenName: person.givenName ?? null, familyName: person.familyName }),
          sameAs: null,
        })),
      ),
      homes: homes(asker).addUnseen(
        withKeys.flatMap(({ id, home, from }) =>
          home ? [{ ...home, person: id, validFrom: from ?? asker.today, validUntil: null }] : [],
        ),
      ),
    })
    return added
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

  /**
   * Who may be the same as one of these, for many at a time; which of them is which is for the caller to see. Birth date, phone
   * and address are each looked up by their index, and only then the rest is compared (`offset 0` keeps that order): by name
   * alone half a town would come along.
   */
  async function alike(likenesses: readonly Likeness[]): Promise<FoundPerson[]> {
    const { rows: keys } = await sql<{ id: string }>`
      select distinct near.id from jsonb_to_recordset(${JSON.stringify(likenesses)}::jsonb)
        as asked (sounds text, "birthDate" date, phone text, postcode text, "houseNumber" text)
      cross join lateral (
        select p.id, p.sounds, p.birth_date from persons p where p.tenant = ${asker.tenant} and p.birth_date = asked."birthDate"
        union all
        select p.id, p.sounds, p.birth_date from persons p where p.tenant = ${asker.tenant} and p.phone = asked.phone
        union all
        select p.id, p.sounds, p.birth_date from addresses a join persons p on p.tenant = a.tenant and p.id = a.person
          where a.tenant = ${asker.tenant} and a.postcode = asked.postcode and a.house_number = asked."houseNumber"
        offset 0
      ) near where near.sounds = asked.sounds
        and coalesce(near.birth_date, asked."birthDate") is not distinct from coalesce(asked."birthDate", near.birth_date)`.execute(
      asker.tx,
    )
    const near = await byKeys(keys.map((row) => row.id))
    const bySound = Map.groupBy(likenesses, (one) => one.sounds)
    return near.filter((other) => bySound.get(other.sounds)?.some((one) => mayBeSame(one, other)))
  }

  /**
   * Which of these look like somebody who is closed to the asker: nobody writes such a one down a second time without knowing it, and
   * nobody learns more than that there is somebody. Costs nothing where nobody is closed to her.
   * @returns places in the list
   */
  async function closedAlike(likenesses: readonly Likeness[]): Promise<number[]> {
    const { closedPersons } = asker.sight
    if (closedPersons.length === 0 || likenesses.length === 0) return []
    const { rows } = await sql<Likeness>`
      select p.sounds, p.birth_date as "birthDate", p.phone, coalesce(h.postcode, a.postcode) as postcode, coalesce(h.house_number, a.house_number) as "houseNumber"
      from persons p left join addresses a on a.tenant = p.tenant and a.person = p.id and a.removed_at is null
      left join shielded_places h on h.tenant = p.tenant and h.record_table = 'addresses' and h.record = a.id
      where p.tenant = ${asker.tenant} and p.id = any(${closedPersons as string[]}::uuid[]) and p.removed_at is null`.execute(
      asker.tx,
    )
    const met = likenesses.flatMap((one, at) => (rows.some((other) => mayBeSame(one, other)) ? [at] : []))
    if (met.length > 0) for (const key of closedPersons) asker.missed('person', key)
    return met
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
    closedAlike,
    notTheSame,
    remove: people.remove,
    restore: people.restore,
    ...mergeStore(asker),
    ...separationStore(asker),
    ...wishesStore(asker),
  }
}

function likenessOf({ person, home }: { person: NewPerson; home?: NewAddress | undefined }): Likeness {
  return {
    sounds: soundOf({ givenName: person.givenName ?? null, familyName: person.familyName }),
    birthDate: person.birthDate ?? null,
    phone: person.phone ?? null,
    postcode: home?.postcode ?? null,
    houseNumber: home?.houseNumber ?? null,
  }
}

/** Addresses belong to their person: whoever may change the person may write where they live. */
function homes(asker: Asker) {
  return records(asker, addresses)
}
