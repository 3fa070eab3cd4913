import { sql } from 'kysely'
import { caseStore } from '#kernel/case'
import { personStore, somebodyIsThere } from '#kernel/person'
import type { Asker } from '#platform/asker'
import type { Day } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { isKey } from '#platform/ids'
import { records } from '#platform/records'
import { type Shield, shieldFor, type What } from './shielding.ts'
import * as tables from './tables.ts'

/** A shield with who still see what is behind it. */
export interface Standing extends Shield {
  byName: string | null
  readers: { account: string; name: string }[]
}

/** Where somebody lives whose address is shielded, for who is named. */
export interface HiddenPlace {
  record: string
  place: string
  /** Where they live now, and not where they lived or what a case says. */
  current: boolean
}

/** What is shielded: by whom, until when, and who still sees it. */
export function shieldStore(asker: Asker) {
  const own = records(asker, tables.shields)
  // Who may shield names the readers: they are part of what she says, not rows of somebody's.
  const beyond: Asker = { ...asker, may: () => sql<boolean>`true` }
  const named = records(beyond, tables.readers)

  /** What stands around somebody, as far as the asker is named. @throws NotFound when she may not see the person */
  async function of(person: string): Promise<Standing[]> {
    await personStore(asker).get(person)
    const standing = await own
      .all()
      .leftJoin('accounts', (join) =>
        join.onRef('accounts.tenant', '=', 'shields.tenant').onRef('accounts.id', '=', 'shields.addedBy'),
      )
      .select('accounts.name as byName')
      .where('shields.person', '=', sql<string>`any(under_every_key(array[${person}]::uuid[]))`)
      .where('shields.liftedAt', 'is', null)
      .orderBy('shields.what')
      .execute()
    const readers = await named
      .all()
      .innerJoin('accounts', (join) =>
        join.onRef('accounts.tenant', '=', 'shieldReaders.tenant').onRef('accounts.id', '=', 'shieldReaders.account'),
      )
      .select('accounts.name as name')
      .where('shieldReaders.shield', '=', sql<string>`any(${standing.map(({ id }) => id)}::uuid[])`)
      .orderBy('accounts.name')
      .execute()
    return standing.map((one) => ({ ...one, readers: readers.filter(({ shield }) => shield === one.id) }))
  }

  /**
   * Shields somebody, or says again how: the reason, until when and who still sees it. It holds at once, for everybody and everywhere.
   * @throws Invalid as `shieldFor` does, or when somebody else shielded this and did not name the asker; NotFound
   */
  async function shield(
    person: string,
    said: { what: What; reason: string; until: Day | null; readers: readonly { id: string; role: string }[] },
  ): Promise<Shield> {
    const mine = isKey(person)
      ? await records(asker, tables.persons).all('change').where('persons.id', '=', person).executeTakeFirst()
      : undefined
    if (!mine || !asker.may('add', 'shield')) throw new NotFound()
    const accounts = shieldFor(said, asker)
    const { reason, until: validUntil } = said
    const before = await own
      .all('change')
      .where('shields.person', '=', person)
      .where('shields.what', '=', said.what)
      .where('shields.liftedAt', 'is', null)
      .executeTakeFirst()
    const standing = before
      ? await own.apply(before.id, (was) => ({ ...was, reason, validUntil }))
      : await addOnce({ person, what: said.what, reason, validUntil })
    await name(standing.id, accounts)
    await keepPlaces()
    return standing
  }

  async function addOnce(one: { person: string; what: What; reason: string; validUntil: Day | null }): Promise<Shield> {
    const taken = await records(beyond, tables.shields)
      .all()
      .where('shields.person', '=', one.person)
      .where('shields.what', '=', one.what)
      .where('shields.liftedAt', 'is', null)
      .executeTakeFirst()
    if (taken) throw new Invalid({ what: somebodyIsThere })
    return own.add({ ...one, liftedAt: null })
  }

  /** Exactly these see it. */
  async function name(shield: string, accounts: readonly string[]): Promise<void> {
    const before = await named.all().where('shieldReaders.shield', '=', shield).execute()
    for (const one of before) if (!accounts.includes(one.account)) await named.remove(one.id)
    const kept = before.map(({ account }) => account)
    await named.addMany(accounts.filter((account) => !kept.includes(account)).map((account) => ({ shield, account })))
  }

  /** Lifts a shield: everything stands again where it stood. @throws NotFound for who is not named */
  async function lift(id: string): Promise<Shield> {
    const lifted = await own.apply(id, (was, { now }) => ({ ...was, liftedAt: was.liftedAt ?? now }))
    await keepPlaces()
    return lifted
  }

  /** Lifts what was shielded until a day that came, for a job. @returns how many */
  async function endOver(): Promise<number> {
    const over = await records(beyond, tables.shields)
      .all()
      .where('shields.liftedAt', 'is', null)
      .where('shields.validUntil', '<=', asker.today)
      .execute()
    if (over.length === 0) return 0
    await records(beyond, tables.shields).changeMany(
      over.map(({ id }) => id),
      (was, { now }) => ({ ...was, liftedAt: now }),
    )
    await keepPlaces()
    return over.length
  }

  /** Takes away what tells a shielded address, and puts back what does so no more. */
  const keepPlaces = () => sql`select keep_places_shielded()`.execute(asker.tx)

  /** Where somebody lives and lived whose address is shielded. Nothing for who is not named. It stands in the log as a read. */
  async function placesOf(person: string): Promise<HiddenPlace[]> {
    if (!asker.sight.hidesPlaces || !isKey(person)) return []
    await personStore(asker).get(person)
    const places = await hidden(
      sql`p.record_table = 'addresses' and p.person = any(under_every_key(array[${person}]::uuid[]))`,
      sql`(s.person = any(under_every_key(array[${person}]::uuid[])) or exists (select 1 from shielded_places q
        where q.tenant = s.tenant and q.record_table = 'addresses' and q.person = s.person
          and lower(q.street) = lower(p.street) and q.house_number is not distinct from p.house_number))`,
    )
    if (places.length > 0) asker.saw('person', [person])
    return places
  }

  /** The addresses of the sides of a case that are shielded, by side; of the case and the reports that joined it. */
  async function placesIn(caseId: string): Promise<HiddenPlace[]> {
    if (!asker.sight.hidesPlaces) return []
    const one = await caseStore(asker).get(caseId)
    const cases = sql`(select c.id from cases c where c.tenant = ${asker.tenant} and (c.id = ${one.id}::uuid or c.joined_to = ${one.id}::uuid))`
    return hidden(
      sql`p.record_table = 'case_sides' and p.case_id in ${cases}`,
      sql`(exists (select 1 from case_sides d where d.tenant = s.tenant and d.case_id in ${cases}
          and d.person = any(under_every_key(array[s.person])) and d.removed_at is null)
        or exists (select 1 from shielded_places q join shielded_places z on z.tenant = q.tenant and lower(z.street) = lower(q.street)
            and z.house_number is not distinct from q.house_number
          where q.tenant = s.tenant and q.record_table = 'addresses' and q.person = s.person
            and z.record_table = 'case_sides' and z.case_id in ${cases}))`,
    )
  }

  async function hidden(which: ReturnType<typeof sql>, behind: ReturnType<typeof sql>): Promise<HiddenPlace[]> {
    const { rows } = await sql<HiddenPlace>`
      select p.record, concat_ws(', ', nullif(concat_ws(' ', p.street, p.house_number), ''), nullif(concat_ws(' ', p.postcode, v.name), ''),
          case when p.street is null then p.words end) as place,
        not exists (select 1 from addresses a where a.tenant = p.tenant and a.id = p.record and (a.valid_until is not null or a.removed_at is not null)) as current
      from shielded_places p left join areas v on v.tenant = p.tenant and v.id = p.village
      where p.tenant = ${asker.tenant} and ${which}
        and exists (select 1 from shields s join shield_readers r on r.tenant = s.tenant and r.shield = s.id and r.removed_at is null
          where s.tenant = p.tenant and s.what = 'address' and s.lifted_at is null and s.removed_at is null
            and r.account = ${asker.account}::uuid and ${behind})
      order by p.record`.execute(asker.tx)
    return rows.filter(({ place }) => place !== '')
  }

  /**
   * In which cases a shielded address may still be read: in what was said, written or planned in words, or in a document. Words are nobody's
   * to rewrite by a program; who shields looks at them. Only of who is named.
   */
  async function toldIn(person: string): Promise<{ caseId: string; line: string; number: string }[]> {
    if ((await placesOf(person)).length === 0) return []
    const { rows } = await sql<{ caseId: string; line: string; number: string }>`
      select distinct c.id as "caseId", c.line, c.number from shielded_places p
      join cases c on c.tenant = p.tenant and c.id = any(cases_with(under_every_key(array[${person}]::uuid[])))
      where p.tenant = ${asker.tenant} and p.street is not null and c.removed_at is null
        and p.person = any(under_every_key(array[${person}]::uuid[])) and (
          exists (select 1 from notes n where n.tenant = c.tenant and n.case_id = c.id and n.removed_at is null and strpos(lower(n.words), lower(p.street)) > 0)
          or exists (select 1 from case_sides d where d.tenant = c.tenant and d.case_id = c.id and d.removed_at is null
            and strpos(lower(concat_ws(' ', d.words, d.practical, d.called)), lower(p.street)) > 0)
          or exists (select 1 from next_steps n where n.tenant = c.tenant and n.case_id = c.id and n.removed_at is null and strpos(lower(coalesce(n.about, '')), lower(p.street)) > 0)
          or exists (select 1 from documents k where k.tenant = c.tenant and k.case_id = c.id and k.removed_at is null)
          or exists (select 1 from referrals f where f.tenant = c.tenant and f.case_id = c.id and f.removed_at is null and strpos(lower(coalesce(f.about, '')), lower(p.street)) > 0))
      order by c.number limit 20`.execute(asker.tx)
    return rows
  }

  return { of, shield, lift, endOver, placesOf, placesIn, toldIn }
}
