import type { Store } from '#access'
import { type Likeness, mayBeSame, soundOf } from '#kernel/person'
import type { Asker } from '#platform/asker'
import { type Day, dayOf } from '#platform/days'
import { newKey } from '#platform/ids'
import { plain } from '#platform/words'
import type { ImportRow, ImportStore, NewImportRow } from '../import.store.ts'
import type { Draft, DraftSide } from './draft.ts'

type DraftPerson = NonNullable<DraftSide['person']>
type Known = Likeness & { id: string; name: string; hasGivenName: boolean }

export interface Recognised {
  /** The key of each person in the file to the person here. */
  ids: Map<string, string>
  added: number
  changed: number
  /** A person of the file that looks like another, but not enough to be taken for the same. */
  doubtful: Set<string>
  /** A person of the file whose row changed, but whom somebody changed here as well. */
  kept: Set<string>
  /** Those who are not here yet, under the keys in `ids`: for the caller to add. */
  news: NewPeople
  rows: NewImportRow[]
}

type NewPeople = Parameters<Store['people']['addMany']>[0][number][]

/**
 * Who the people of some rows are: the one that the same person in the source became before, else the one with exactly
 * the same name and birth date, phone or address, else somebody new. Who only looks alike is not merged but told.
 */
export async function recognise(
  store: Store,
  imports: ImportStore,
  asker: Asker,
  source: string,
  drafts: readonly Draft[],
): Promise<Recognised> {
  const asked = new Map<string, { person: DraftPerson; from: Day }>()
  for (const draft of drafts) {
    for (const { person } of draft.sides)
      if (person && !asked.has(person.key)) asked.set(person.key, { person, from: dayOf(draft.case.reportedAt) })
  }
  const found: Recognised = {
    ids: new Map(),
    added: 0,
    changed: 0,
    doubtful: new Set(),
    kept: new Set(),
    news: [],
    rows: [],
  }
  const before = await imports.rows(source, 'persons', [...asked.keys()])
  const fresh = [...asked.values()].filter(({ person }) => !before.has(person.key))
  const known: Known[] = (await store.people.alike(fresh.map(({ person }) => likenessOf(person)))).map((person) => ({
    id: person.id,
    name: written(person),
    hasGivenName: person.givenName !== null,
    sounds: person.sounds,
    birthDate: person.birthDate,
    phone: person.phone,
    postcode: person.postcode,
    houseNumber: person.houseNumber,
  }))
  const bySound = new Map(Map.groupBy(known, (one) => one.sounds))

  for (const { person, from } of fresh) {
    const likeness = likenessOf(person)
    const near = (bySound.get(likeness.sounds) ?? []).filter((one) => mayBeSame(likeness, one))
    const same = near.find((one) => isSame(person, one))
    if (!same && near.length > 0) found.doubtful.add(person.key)
    const id = same?.id ?? newKey()
    found.ids.set(person.key, id)
    if (same) continue
    found.added += 1
    found.news.push({ person: { ...person.person, id }, ...(hasHome(person) ? { home: person.home } : {}), from })
    found.rows.push({ rowKey: person.key, recordTable: 'persons', record: id, recordVersion: 1, rowHash: person.hash })
    const one = { ...likeness, id, name: written(person.person), hasGivenName: person.person.givenName !== null }
    bySound.set(likeness.sounds, [...(bySound.get(likeness.sounds) ?? []), one])
  }
  for (const [key, row] of before) {
    found.ids.set(key, row.record)
    const now = asked.get(key)
    if (now && !row.rowHash.equals(now.person.hash)) await bringUpToDate(store, asker, now.person, row, found)
  }
  return found
}

/** A person whose row changed is changed as well, unless somebody changed her here since. */
async function bringUpToDate(
  store: Store,
  asker: Asker,
  { key, hash, person, home }: DraftPerson,
  row: ImportRow,
  found: Recognised,
): Promise<void> {
  const standing = await store.people.find(row.record)
  if (!standing || standing.version !== row.recordVersion) {
    found.kept.add(key)
    return
  }
  const told = Object.fromEntries(Object.entries(person).filter(([, value]) => value !== null))
  const changed = await store.people.change(row.record, { seen: standing.version }, (was) => ({ ...was, ...told }))
  const [now] = await store.people.byKeys([row.record])
  const moved =
    hasHome({ home }) &&
    now &&
    (now.street !== home.street || now.houseNumber !== home.houseNumber || now.postcode !== home.postcode)
  if (moved) await store.people.move(row.record, home, asker.today)
  if (moved || changed.version !== standing.version) found.changed += 1
  found.rows.push({
    rowKey: key,
    recordTable: 'persons',
    record: row.record,
    recordVersion: changed.version,
    rowHash: hash,
  })
}

/** The very same name, and one thing more that agrees. Without a given name an address is not enough: families share both. */
function isSame(person: DraftPerson, other: Known): boolean {
  if (written(person.person) !== other.name) return false
  const { birthDate, phone } = person.person
  return (
    other.hasGivenName ||
    (birthDate !== null && birthDate === other.birthDate) ||
    (phone !== null && phone === other.phone)
  )
}

const written = (name: { givenName?: string | null; infix?: string | null; familyName: string }) =>
  plain([name.givenName, name.infix, name.familyName].filter(Boolean).join(' '))

export function likenessOf({ person, home }: Pick<DraftPerson, 'person' | 'home'>): Likeness {
  return {
    sounds: soundOf({ givenName: person.givenName ?? null, familyName: person.familyName }),
    birthDate: person.birthDate ?? null,
    phone: person.phone ?? null,
    postcode: home.postcode ?? null,
    houseNumber: home.houseNumber ?? null,
  }
}

const hasHome = ({ home }: Pick<DraftPerson, 'home'>) => Object.values(home).some((part) => part !== null)
