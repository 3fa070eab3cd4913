import { sql } from 'kysely'
import { villageShown } from '#kernel/area'
import { type Household, sameHousehold, sidesIn } from '#kernel/case'
import { personStore, reachedAt, type Wishes, wishesInWords } from '#kernel/person'
import { safetyStore } from '#kernel/shielding'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import { together } from '#platform/together'
import type { Place } from './propose.ts'

/** How a side can be reached: who, where, and nothing of what it is about. */
export interface Contact {
  side: string
  name: string | null
  phone: string | null
  street: string | null
  houseNumber: string | null
  postcode: string | null
  villageName: string | null
  /** Where this is, is told by who coordinates. */
  shielded: boolean
  /** What helps to reach them: 'belt liever ’s avonds'. */
  practical: string | null
}

/** Everybody whom a helper of a case meets. */
export interface Contacts {
  /** Each side told of the other: then neither is the one who reported, and both go by their address. */
  bothReported: boolean
  contacts: Contact[]
  /** Something is known that who goes there must hear first; what it is stays with who coordinates. */
  callFirst: boolean
}

/** One household told in two reports is one, with the person and the words of whichever has them. */
function onceEach<H extends Household & { practical: string | null }>(households: readonly H[]): H[] {
  const found: H[] = []
  for (const one of households) {
    const at = found.findIndex(
      (other) =>
        sameHousehold(one, other) && (one.person === null || other.person === null || one.person === other.person),
    )
    const other = found[at]
    if (!other) found.push(one)
    else {
      const [known, less] = other.person === null && one.person !== null ? [one, other] : [other, one]
      found[at] = { ...known, practical: known.practical ?? less.practical }
    }
  }
  return found
}

/**
 * Where the sides of cases live and how to reach them, with the households that came with a report. It asks no leave: whoever calls
 * has read the match by which a helper may know.
 */
export function whereStore(asker: Asker) {
  /** The households of cases and of the reports that joined them, each with the case that it belongs to now. */
  const householdsOf = (caseIds: readonly string[]) =>
    asker.tx
      .selectFrom('caseSides')
      .modifyFront(plannedOnce)
      .innerJoin('cases', (join) =>
        join.onRef('cases.tenant', '=', 'caseSides.tenant').onRef('cases.id', '=', 'caseSides.caseId'),
      )
      .leftJoin('areas', (join) =>
        join.onRef('areas.tenant', '=', 'caseSides.tenant').onRef('areas.id', '=', 'caseSides.village'),
      )
      .leftJoin('persons', (join) =>
        join.onRef('persons.tenant', '=', 'caseSides.tenant').onRef('persons.id', '=', 'caseSides.person'),
      )
      .where('caseSides.tenant', '=', asker.tenant)
      .where(
        sql<boolean>`(cases.id = any(${caseIds as string[]}::uuid[]) or cases.joined_to = any(${caseIds as string[]}::uuid[]))`,
      )
      .where('cases.removedAt', 'is', null)
      .where('caseSides.removedAt', 'is', null)
      .select([
        ...(['caseSides.side', 'caseSides.person', 'caseSides.called', 'caseSides.street'] as const),
        ...(['caseSides.houseNumber', 'caseSides.postcode', 'caseSides.village', 'caseSides.shielded'] as const),
        villageShown('caseSides'),
        ...(['caseSides.practical as practical', 'persons.practical as usually', 'persons.phone'] as const),
        ...(['persons.givenName', 'persons.infix', 'persons.familyName', 'cases.joinedAs'] as const),
        sql<string>`coalesce(cases.joined_to, cases.id)`.as('caseId'),
      ])
      .orderBy('caseSides.addedAt')
      .orderBy('caseSides.id')
      .execute()

  /** Where the sides of cases live, each street once: without a house number nobody is known by it. */
  async function placesOf(
    caseIds: readonly string[],
  ): Promise<(Place & { caseId: string; villageName: string | null })[]> {
    const rows = await householdsOf(caseIds)
    const places = rows.map(({ caseId, street, village, villageName }) => ({ caseId, street, village, villageName }))
    return [...new Map(places.map((one) => [JSON.stringify(one), one])).values()].sort((one, other) =>
      (one.street ?? '').localeCompare(other.street ?? '', 'nl'),
    )
  }

  /** How they want to be reached. Whoever helps obeys it as well, without seeing anybody's file. */
  const wishesOf = (people: readonly string[]) =>
    personStore({ ...asker, may: () => sql<boolean>`true`, saw: () => undefined }).wishes(people)

  /** Who live at a case, each household once, on the side where it belongs. */
  async function contactsAt(caseId: string): Promise<Contacts> {
    const { rows, careful } = await together({
      rows: householdsOf([caseId]),
      careful: safetyStore(asker).inCases([caseId]),
    })
    const running = rows.filter((row) => row.joinedAs === null)
    const wishes = await wishesOf(rows.flatMap((row) => row.person ?? []))
    const reported = (['same', 'mirrored'] as const).flatMap((as) =>
      sidesIn(
        running,
        rows.filter((row) => row.joinedAs === as),
        as,
      ),
    )
    return {
      bothReported: rows.some((row) => row.joinedAs === 'mirrored'),
      callFirst: careful.length > 0,
      contacts: onceEach([...running, ...reported]).map((row) => ({
        ...{ side: row.side, street: row.street, houseNumber: row.houseNumber },
        phone: phoneOf(row.phone, wishes.get(row.person ?? '')),
        ...{ postcode: row.postcode, villageName: row.villageName, shielded: row.shielded },
        name:
          row.familyName === null ? row.called : [row.givenName, row.infix, row.familyName].filter(Boolean).join(' '),
        practical: practicalOf(row.practical ?? row.usually, wishes.get(row.person ?? '')),
      })),
    }
  }

  return { placesOf, contactsAt }
}

/** The number that a helper may call: the safe one where that was agreed, and none for who must not be called or died. */
function phoneOf(phone: string | null, wishes: Wishes | undefined): string | null {
  if (wishes?.never.includes('phone') || wishes?.left?.kind === 'died') return null
  return reachedAt({ phone, email: null }, wishes).phone
}

function practicalOf(practical: string | null, wishes: Wishes | undefined): string | null {
  const left = wishes?.left && (wishes.left.kind === 'died' ? 'Overleden' : 'Verhuisd')
  return [left, practical, ...(wishes ? wishesInWords(wishes) : [])].filter(Boolean).join('. ') || null
}
