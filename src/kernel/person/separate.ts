import type { Day } from '#platform/days'
import { Invalid } from '#platform/errors'
import { allSaid, type ImportLink, isOpen, neverAgain, type Said, saidBy, saidOfPerson, type Which } from './merge.ts'
import type { Address, Person } from './person.ts'

type Columns = Readonly<Record<string, unknown>>
const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** What a merge made of one row: what it held before and after, by column, as the log has it. */
export interface Made {
  before: Columns
  after: Columns
}

/** A row as it was before the merge, but for what somebody changed in it since: that stays as it is. */
export function givenBack<R extends Columns>(row: R, { before, after }: Made): R {
  const back = Object.keys(after).filter((column) => same(row[column], after[column]))
  return { ...row, ...Object.fromEntries(back.map((column) => [column, before[column]])) }
}

/**
 * A line of an import as it was before the merge. It may bring its person up to date again when it might before, nothing that was
 * said since went to that person, and no import came in between.
 * @param then the version of each person before the merge; `now` their versions after taking apart, undefined for who was changed since
 */
export function linkGivenBack(
  link: ImportLink,
  { before, after }: Made,
  then: Readonly<Record<string, number>>,
  now: Readonly<Record<string, number | undefined>>,
): ImportLink {
  const record = same(link.record, after.record ?? link.record)
    ? ((before.record as string) ?? link.record)
    : link.record
  const asLeft = same(link.recordVersion, after.recordVersion ?? link.recordVersion)
  if (!asLeft) return { ...link, record, recordVersion: neverAgain }
  const was = (before.recordVersion as number | undefined) ?? link.recordVersion
  return { ...link, record, recordVersion: was === then[record] ? (now[record] ?? neverAgain) : was }
}

/** The kept record before the merge and right after it. */
export interface Then {
  before: Person
  after: Person
}

/** What the kept record says now and did not say right after the merge: of which of the two that is, somebody has to tell. */
export function saidSince({ after }: Pick<Then, 'after'>, now: Person): Said[] {
  return allSaid.filter((said) => saidOfPerson[said].some((field) => !same(after[field], now[field])))
}

/**
 * The two records after taking them apart: as they were, with what was said since at the one it is of.
 * @throws Invalid when of something said since it was not told whose it is
 */
export function separatedPersons(
  then: Then,
  now: Person,
  other: Person,
  whose: Partial<Record<Said, Which>>,
): { kept: Person; other: Person } {
  const since = saidSince(then, now)
  const open = since.filter((said) => whose[said] === undefined)
  if (open.length > 0) throw new Invalid(Object.fromEntries(open.map((said) => [said, whoseIsIt])))
  const stays = since.filter((said) => whose[said] === 'kept')
  const goes = since.filter((said) => whose[said] === 'other')
  return {
    kept: { ...now, ...saidBy(then.before, allSaid), ...saidBy(now, stays) },
    other: { ...other, ...saidBy(now, goes), sameAs: null },
  }
}

export const whoseIsIt = 'Kies bij wie dit hoort.'

/**
 * Somebody moved after the merge, and that turns out to be the one of the two. The other did not move: the home that ended on
 * that day is hers again.
 * @param homes the addresses of one of the two after taking apart
 * @param movedOn the days on which addresses of the other begin that were added since
 */
export function reopened(homes: readonly Address[], movedOn: readonly Day[]): Address | undefined {
  if (homes.some(isOpen)) return undefined
  const last = homes
    .filter((one) => one.removedAt === null)
    .sort((one, other) => (one.validFrom < other.validFrom ? 1 : -1))[0]
  return last && last.validUntil !== null && movedOn.includes(last.validUntil)
    ? { ...last, validUntil: null }
    : undefined
}
