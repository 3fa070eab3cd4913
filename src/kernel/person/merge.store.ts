import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import { Conflict, Invalid, NotFound } from '#platform/errors'
import { isKey } from '#platform/ids'
import { records, versionOf } from '#platform/records'
import { together } from '#platform/together'
import {
  type Apart,
  type Chosen,
  differences,
  homesToChoose,
  mergedApart,
  mergedHomes,
  mergedLinks,
  mergedPerson,
  opposed,
} from './merge.ts'
import { logOf, type MergeLine } from './merge-log.store.ts'
import { mergedTies, wishesToChoose } from './merge-ties.ts'
import { partsOf, pointing, ties } from './parts.store.ts'
import { type Address, type Person, soundOf } from './person.ts'
import { persons } from './tables.ts'
import { pairs, twoPersons } from './two-persons.store.ts'

/** Somebody who is the same as another: who, since when, and by whom it was said. */
export interface MergedIn extends MergeLine {
  person: Person
}

/**
 * Two records of one person become one. Whoever may change both persons may say that they are one;
 * then all that hangs under them goes along, also what the asker may not see: half a merge would leave cases at somebody whom
 * nobody finds.
 */
export function mergeStore(asker: Asker) {
  const mine = records(asker, persons)
  const { whole, everyone, mustBeMine, lockBoth } = twoPersons(asker)
  const log = logOf(whole)

  /** Under whom somebody stands now: the same key, unless they were merged. Whether the asker may see them is not asked here. */
  async function nowUnder(id: string): Promise<string> {
    if (!isKey(id)) return id
    const { rows } = await sql<{ id: string }>`
      with recursive step as (
        select id, same_as from persons where tenant = ${asker.tenant} and id = ${id}
        union select p.id, p.same_as from step join persons p on p.tenant = ${asker.tenant} and p.id = step.same_as
      ) select id from step where same_as is null`.execute(asker.tx)
    return rows[0]?.id ?? id
  }

  /** Who are the same as this one, the last merged first. @throws NotFound */
  async function mergedInto(id: string): Promise<MergedIn[]> {
    if (!isKey(id)) throw new NotFound()
    const { same } = await together({
      mine: mine.get(id),
      same: everyone.all().modifyFront(plannedOnce).where('persons.sameAs', '=', id).execute(),
    })
    const lines = await log.mergesOf(same.map((person) => person.id))
    return same
      .flatMap((person) => {
        const line = lines.get(person.id)
        return line ? [{ ...line, person }] : []
      })
      .sort((one, other) => other.at.getTime() - one.at.getTime())
  }

  /**
   * Whether the asker may make one record of these two.
   * @throws NotFound when one is not the asker's to change; Invalid with the reason why they cannot be one
   */
  async function mayMerge(kept: string, other: string): Promise<void> {
    if (!isKey(kept) || !isKey(other) || kept === other) throw new NotFound()
    const { now, found } = await together({
      now: nowUnder(other),
      found: sql<{ removed: boolean; merged: boolean }>`
        select removed_at is not null as removed, same_as is not null as merged from persons
        where tenant = ${asker.tenant} and id in (${kept}, ${other}) and ${changeable()}`.execute(asker.tx),
    })
    const nowKept = await nowUnder(kept)
    if (now !== other || nowKept !== kept) {
      // Who was merged stands in no case any more: whether the asker may know of it hangs on whom they became.
      for (const key of [now, nowKept]) await mustBeMine([key])
      throw new Invalid({ '': 'Eén van de twee is al met iemand samengevoegd. Zoek opnieuw en kijk wie er nu staat.' })
    }
    if (found.rows.length < 2) throw new NotFound()
    if (found.rows.some((row) => row.removed))
      throw new Invalid({ '': 'Eén van de twee is verwijderd. Zet die persoon eerst terug.' })
    const { ofKept, ofOther } = await together({
      ofKept: partsOf(whole).rows('caseSides', [kept]),
      ofOther: partsOf(whole).rows('caseSides', [other]),
    })
    const standing = (rows: typeof ofKept) => rows.filter((row) => row.removedAt === null)
    if (opposed(standing(ofKept), standing(ofOther)).length > 0)
      throw new Invalid({
        '': 'Deze twee staan tegenover elkaar in één zaak. Dan kunnen ze niet dezelfde zijn. Klopt dat niet? Verbeter dan eerst wie er in die zaak staat.',
      })
  }

  const changeable = () => asker.may('change', 'person') ?? sql<boolean>`false`

  /**
   * Makes one record of two. What is said of the person is chosen where they differ; everything that hung under the other hangs
   * under the kept one; the other is found no more. Nothing happens when they are one already.
   * @param seen the version of both that was on the screen: `versionOfBoth`
   * @throws NotFound and Invalid as `mayMerge`, Invalid when something was not chosen, Conflict when one of them was changed since
   */
  async function merge(keptKey: string, otherKey: string, { seen }: { seen: number }, chosen: Chosen): Promise<void> {
    if (!isKey(keptKey) || !isKey(otherKey)) throw new NotFound()
    const { kept, other } = await lockBoth(keptKey, otherKey)
    if (other.sameAs === keptKey) return mustBeMine([keptKey])
    await mayMerge(keptKey, otherKey)
    const parts = partsOf(whole, 'locked')
    const homes = { kept: await parts.rows('addresses', [keptKey]), other: await parts.rows('addresses', [otherKey]) }
    if (versionOfBoth({ person: kept, addresses: homes.kept }, { person: other, addresses: homes.other }) !== seen)
      throw new Conflict(chosen, { kept, other })
    const becomes = mergedPerson(kept, other, chosen)
    const homesBecome = mergedHomes(keptKey, homes.kept, homes.other, chosen.home, asker.now)
    const hasChosen =
      differences(kept, other).length > 0 || homesToChoose(inForce(homes.kept), inForce(homes.other)) !== undefined

    const saved = await everyone.apply(keptKey, () => ({ ...becomes, sounds: soundOf(becomes) }))
    await everyone.apply(otherKey, (was) => ({ ...was, sameAs: keptKey }))
    for (const name of pointing) await parts.point(name, await parts.rows(name, [otherKey]), keptKey)
    for (const name of ties) {
      const was = await parts.tied(name, [keptKey, otherKey])
      const which = name === 'personWishes' ? chosen.wishes : name === 'householdMembers' ? chosen.home : undefined
      await parts.saveTied(
        name,
        pairs(was, mergedTies(name, { kept: keptKey, other: otherKey }, was, which, asker.now)),
      )
    }
    await parts.saveAddresses(pairs([...homes.kept, ...homes.other], homesBecome))
    const apart = await parts.apart([keptKey, otherKey])
    const ofKept = apart.filter((row) => isAbout(row, keptKey) && !isAbout(row, otherKey))
    const ofOther = apart.filter((row) => isAbout(row, otherKey))
    await parts.saveApart(pairs(ofOther, mergedApart(keptKey, otherKey, ofKept, ofOther, asker.now)))
    const links = await parts.links([keptKey, otherKey])
    await parts.saveLinks(pairs(links, mergedLinks(kept, other, links, saved.version, hasChosen)))
  }

  /** Whether both said how they want to be reached, and differently: then it is chosen. For who may merge them. */
  async function wishesDiffer(keptKey: string, otherKey: string): Promise<boolean> {
    await mayMerge(keptKey, otherKey)
    return wishesToChoose(await partsOf(whole).tied('personWishes', [keptKey, otherKey]), keptKey, otherKey)
  }

  return { nowUnder, mergedInto, mayMerge, merge, wishesDiffer }
}

/** One number for both records with where they live, as they are on the screen: it differs as soon as one of them changed. */
export function versionOfBoth(
  kept: { person: Person; addresses: readonly Address[] },
  other: { person: Person; addresses: readonly Address[] },
): number {
  return versionOf([kept, other].flatMap(({ person, addresses }) => [person, ...inForce(addresses)]))
}

const inForce = (addresses: readonly Address[]) => addresses.filter((one) => one.removedAt === null)
const isAbout = (row: Apart, person: string) => row.one === person || row.other === person
