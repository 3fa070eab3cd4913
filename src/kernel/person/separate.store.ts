import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import type { Day } from '#platform/days'
import { Conflict, Invalid, NotFound } from '#platform/errors'
import { isKey } from '#platform/ids'
import { records, versionOf } from '#platform/records'
import type { Said, Which } from './merge.ts'
import { type Line, logOf, type MergeLine } from './merge-log.store.ts'
import { separatedTies } from './merge-ties.ts'
import { partsOf, pointing, type TieName, ties } from './parts.store.ts'
import { type Address, type Person, soundOf } from './person.ts'
import { givenBack, linkGivenBack, reopened, saidSince, separatedPersons, type Then, whoseIsIt } from './separate.ts'
import * as tables from './tables.ts'
import { pairs, twoPersons } from './two-persons.store.ts'

/** What came after a merge, of which somebody has to tell whose it is before the two are taken apart. */
export interface Since {
  then: Then
  kept: Person
  other: Person
  said: Said[]
  /** Cases, by key, as far as the asker may read them. */
  cases: string[]
  addresses: Address[]
  /** What was said of this person alone: relations, who they live with, who acts for them, wishes, that they left. */
  ties: { name: TieName; id: string }[]
  /** Goes into the form: differs as soon as something was added or changed. */
  version: number
}

/** Whose it is, by what it is: a thing that was said, the key of a case, the key of an address. */
export interface Whose {
  said: Partial<Record<Said, Which>>
  cases: Readonly<Record<string, Which>>
  addresses: Readonly<Record<string, Which>>
  ties?: Readonly<Record<string, Which>>
}

const tieTables = {
  personRelations: tables.relations,
  householdMembers: tables.members,
  personRepresentatives: tables.representatives,
  personWishes: tables.wishes,
  personDepartures: tables.departures,
} as const satisfies Record<TieName, unknown>

/** Two who were merged become two again, out of what the log knows: there is no second administration of what a merge did. */
export function separationStore(asker: Asker) {
  const { whole, everyone, mustBeMine, lockBoth } = twoPersons(asker)
  const parts = partsOf(whole, 'locked')
  const log = logOf(whole)

  /**
   * What came since two were merged, to ask whose it is.
   * @throws NotFound when they are not merged or not the asker's to change; Invalid when the log no longer knows how they were
   */
  async function sinceMerge(keptKey: string, otherKey: string): Promise<Since> {
    if (!isKey(keptKey) || !isKey(otherKey)) throw new NotFound()
    await mustBeMine([keptKey])
    const kept = await everyone.get(keptKey)
    const other = await everyone.get(otherKey)
    if (other.sameAs !== keptKey) throw new NotFound()
    asker.saw('person', [otherKey])
    const { since } = await sinceOf(kept, other)
    return since
  }

  async function sinceOf(kept: Person, other: Person) {
    if (kept.sameAs !== null)
      throw new Invalid({ '': 'Deze persoon is zelf ook met iemand samengevoegd. Haal die twee eerst uit elkaar.' })
    const merge = (await log.mergesOf([other.id])).get(other.id)
    const lines = merge ? await log.linesOf(merge) : undefined
    const after = merge ? await log.rightAfter(merge, kept) : undefined
    if (!merge || !lines || !after)
      throw new Invalid({
        '': 'Hoe deze twee waren, is niet meer bewaard. Ze kunnen niet meer uit elkaar. Leg de tweede persoon opnieuw vast.',
      })
    const own = lines.find((line) => line.table === 'persons' && line.record === kept.id)
    const then: Then = { after, before: { ...after, ...own?.before } as Person }
    const parts = partsOf(whole)
    const added = await parts.addedSince(merge, kept.id)
    const readable = await parts.readableCases(asker, [...new Set(added.flatMap((row) => row.caseId ?? []))])
    const addresses = (await parts.rows('addresses', [kept.id])).filter(
      (row) => row.removedAt === null && added.some((one) => one.id === row.id),
    )
    const tied = await readableTies(await parts.tiedSince(merge, kept.id))
    const since: Since = {
      ...{ then, kept, other, addresses, ties: tied },
      said: saidSince(then, kept),
      cases: readable,
      version: versionOf([
        kept,
        ...addresses,
        ...[...readable, ...tied.map(({ id }) => id)].map((id) => ({ id, version: 1 })),
      ]),
    }
    return { since, merge, lines, added }
  }

  /**
   * Takes two apart that were merged: everything that came with the other goes back as it was, and what came since goes to whom it
   * is told to be. What a team added of which the asker may not read the case stays at the kept one. Nothing happens when they
   * are two already.
   * @throws NotFound and Invalid as `sinceMerge`, Invalid when of something it was not told, Conflict when more came since
   */
  async function separate(keptKey: string, otherKey: string, { seen }: { seen: number }, whose: Whose): Promise<void> {
    if (!isKey(keptKey) || !isKey(otherKey)) throw new NotFound()
    const { kept, other } = await lockBoth(keptKey, otherKey)
    await mustBeMine([keptKey])
    if (other.sameAs === null) return
    if (other.sameAs !== keptKey) throw new NotFound()
    const { since, merge, lines, added } = await sinceOf(kept, other)
    if (since.version !== seen) throw new Conflict(whose, since)
    mustBeTold(since, whose)

    const becomes = separatedPersons(since.then, kept, other, whose.said)
    const saved = {
      kept: await everyone.apply(keptKey, () => ({ ...becomes.kept, sounds: soundOf(becomes.kept) })),
      other: await everyone.apply(otherKey, () => ({ ...becomes.other, sounds: soundOf(becomes.other) })),
    }
    const back = new Map<string, Line>(lines.map((line) => [line.record, line]))
    const casesBack = new Set<string>(since.cases.filter((id) => whose.cases[id] === 'other'))
    for (const name of pointing) {
      const rows = (await parts.rows(name, [keptKey])).filter((row) => back.has(row.id))
      for (const row of rows) if (row.caseId) casesBack.add(row.caseId)
      await parts.point(name, rows, otherKey)
    }
    const theirs = (row: (typeof added)[number]) => row.caseId !== null && casesBack.has(row.caseId)
    for (const name of pointing) {
      const keys = new Set(added.filter((row) => row.name === name && theirs(row)).map((row) => row.id))
      const rows = (await parts.rows(name, [keptKey])).filter((row) => keys.has(row.id))
      await parts.point(name, rows, otherKey)
    }
    await homesApart(since, back, whose)
    await tiesApart(since, back, whose)
    await parts.saveApart(withBack(await parts.apart([keptKey, otherKey], true), back))
    await linksApart(since, merge, back, saved, whose)
  }

  /** Of what was said since only what the asker can see can be asked about; the rest stays at the kept one. */
  async function readableTies(since: readonly { name: TieName; id: string }[]) {
    const found: { name: TieName; id: string }[] = []
    for (const [name, some] of Map.groupBy(since, (one) => one.name)) {
      const rows = await records(asker, tieTables[name] as typeof tables.relations)
        .all()
        .where(sql.ref<string>(`${name}.id`), '=', sql<string>`any(${some.map(({ id }) => id)}::uuid[])`)
        .execute()
      found.push(...rows.map(({ id }) => ({ name, id })))
    }
    return found
  }

  async function tiesApart(since: Since, back: ReadonlyMap<string, Line>, whose: Whose): Promise<void> {
    const two = { kept: since.kept.id, other: since.other.id }
    const told = new Set(since.ties.flatMap(({ id }) => (whose.ties?.[id] === 'other' ? [id] : [])))
    for (const name of ties) {
      const was = await parts.tied(name, [two.kept, two.other])
      const asItWas = (row: (typeof was)[number]) => {
        const line = back.get(row.id)
        return line ? givenBack(row as typeof row & Record<string, unknown>, line) : row
      }
      await parts.saveTied(name, pairs(was, separatedTies(name, two, was, asItWas, told)))
    }
  }

  async function homesApart(since: Since, back: ReadonlyMap<string, Line>, whose: Whose): Promise<void> {
    const { kept, other } = since
    const was = await parts.rows('addresses', [kept.id, other.id])
    const apart = was.map((row) => {
      const line = back.get(row.id)
      if (line) return givenBack(row, line)
      return whose.addresses[row.id] === 'other' ? { ...row, person: other.id } : row
    })
    const begun = (of: string): Day[] =>
      apart.filter((row) => row.person !== of && whose.addresses[row.id]).map((row) => row.validFrom)
    const reopen = [kept.id, other.id].flatMap(
      (of) =>
        reopened(
          apart.filter((row) => row.person === of),
          begun(of),
        ) ?? [],
    )
    await parts.saveAddresses(
      pairs(
        was,
        apart.map((row) => reopen.find((one) => one.id === row.id) ?? row),
      ),
    )
  }

  async function linksApart(
    { kept, other, said }: Since,
    merge: MergeLine,
    back: ReadonlyMap<string, Line>,
    saved: { kept: Person; other: Person },
    whose: Whose,
  ): Promise<void> {
    const then = {
      [kept.id]: await log.versionBefore(merge, kept),
      [other.id]: await log.versionBefore(merge, other),
    }
    const unlessTold = (which: Which) =>
      said.some((one) => whose.said[one] === which) ? undefined : saved[which].version
    const now = { [kept.id]: unlessTold('kept'), [other.id]: unlessTold('other') }
    const links = (await parts.links([kept.id])).filter((link) => back.has(link.id))
    const given = links.map((link) => ({ ...link, ...linkGivenBack(link, back.get(link.id) as Line, then, now) }))
    await parts.saveLinks(pairs(links, given))
  }

  return { sinceMerge, separate }
}

function mustBeTold(since: Since, whose: Whose): void {
  const open = [
    ...since.cases.filter((id) => !whose.cases[id]),
    ...since.addresses.map((one) => one.id).filter((id) => !whose.addresses[id]),
    ...since.ties.map((one) => one.id).filter((id) => !whose.ties?.[id]),
  ]
  if (open.length > 0) throw new Invalid(Object.fromEntries(open.map((key) => [key, whoseIsIt])))
}

function withBack<R extends { id: string }>(rows: readonly R[], back: ReadonlyMap<string, Line>) {
  return rows.flatMap((was) => {
    const line = back.get(was.id)
    return line ? [{ was, becomes: givenBack(was as R & Record<string, unknown>, line) }] : []
  })
}
