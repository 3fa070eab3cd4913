import { sql } from 'kysely'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import { Invalid, NotFound } from '#platform/errors'
import { isKey } from '#platform/ids'
import { type Row, records, versionOf } from '#platform/records'
import type { Case } from './case.ts'
import {
  type Household,
  joinCase,
  liesOver,
  type Report,
  sameHousehold,
  sidesIn,
  takeApart,
  whichStays,
} from './joining.ts'
import * as tables from './tables.ts'

/** A running case at an address of another, as far as it may be told: no story, and no word on who came first. */
export interface Alike {
  case: Pick<Case, 'id' | 'number' | 'owner'>
  ownerName: string | null
  /** The household that both have. */
  at: Pick<Household, 'street' | 'houseNumber' | 'postcode' | 'village'>
}

/** All that hangs under a case and would be something new. */
const parts = [
  ...['case_sides', 'case_topics', 'case_phases', 'case_clocks', 'case_pauses', 'case_aftercare'],
  ...['notes', 'next_steps', 'referrals', 'surveys', 'consents', 'matches', 'documents'],
]

/** Two reports of one quarrel: found by their addresses, joined, taken apart, or remembered as two. */
export function joiningStore(
  asker: Asker,
  cases: ReturnType<typeof records<'cases'>>,
  sides: ReturnType<typeof records<'caseSides'>>,
) {
  const distinct = records(asker, tables.distinct)

  const sidesOf = (ids: readonly string[]): Promise<Row<'caseSides'>[]> =>
    sides
      .all()
      .where('caseSides.caseId', 'in', ids as string[])
      .orderBy('caseSides.addedAt')
      .orderBy('caseSides.id')
      .execute()

  /** The cases that became a report of this one. */
  const joined = (id: string): Promise<Case[]> =>
    cases.all().modifyFront(plannedOnce).where('cases.joinedTo', '=', id).orderBy('cases.id').execute()

  /** These reports with their households, on the sides of the case where they belong. They are read as files. */
  async function reportsWith(reports: readonly Case[], running: readonly Row<'caseSides'>[]): Promise<Report[]> {
    if (reports.length === 0) return []
    cases.seen(reports)
    const rows = await sidesOf(reports.map((one) => one.id))
    return reports.map((one) => {
      const own = rows.filter((row) => row.caseId === one.id)
      return { case: one, sides: sidesIn(running, own, one.joinedAs === 'mirrored' ? 'mirrored' : 'same') }
    })
  }

  /** The running cases of the line at an address of this one that nobody called something else; none for one that is closed. */
  async function alike(id: string): Promise<Alike[]> {
    const running = await cases.get(id)
    if (running.closedOn !== null || running.joinedTo !== null) return []
    const own = (await sidesOf([id])).map((row) => ({ ...row, village: row.village ?? running.village }))
    if (own.length === 0) return []
    const rows = await cases
      .all()
      .innerJoin('caseSides', (join) =>
        join.onRef('caseSides.tenant', '=', 'cases.tenant').onRef('caseSides.caseId', '=', 'cases.id'),
      )
      .leftJoin('accounts', (join) =>
        join.onRef('accounts.tenant', '=', 'cases.tenant').onRef('accounts.id', '=', 'cases.owner'),
      )
      .where('cases.line', '=', running.line)
      .where('cases.closedOn', 'is', null)
      .where('cases.joinedTo', 'is', null)
      .where('cases.id', '<>', id)
      .where('caseSides.removedAt', 'is', null)
      .where(
        sql<boolean>`not exists (select 1 from distinct_cases d where d.tenant = cases.tenant and d.removed_at is null
          and d.case_id = least(cases.id, ${id}::uuid) and d.other = greatest(cases.id, ${id}::uuid))`,
      )
      .select([
        'accounts.name as ownerName',
        'caseSides.side',
        'caseSides.person as who',
        'caseSides.street as at',
        'caseSides.houseNumber',
        'caseSides.postcode',
        sql<string | null>`coalesce(case_sides.village, cases.village)`.as('where'),
      ])
      .orderBy('cases.id')
      .execute()
    const found = new Map<string, Alike>()
    for (const { who, at, where, ...row } of rows) {
      const there: Household = { ...row, person: who, street: at, village: where }
      if (found.has(row.id) || !own.some((here) => sameHousehold(here, there))) continue
      found.set(row.id, {
        case: { id: row.id, number: row.number, owner: row.owner },
        ownerName: row.ownerName,
        at: there,
      })
    }
    asker.saw('case', [...found.keys()])
    return [...found.values()]
  }

  /** Both, locked in one order whoever asks: of two who join, the second waits and sees what the first did. @throws NotFound */
  async function lockBoth(one: string, other: string): Promise<[Case, Case]> {
    if (!isKey(one) || !isKey(other)) throw new NotFound()
    await sql`select id from cases where tenant = ${asker.tenant} and id = any(${[one, other]}::uuid[]) order by id for update`.execute(
      asker.tx,
    )
    const rows = await cases.all('change').where('cases.id', 'in', [one, other]).execute()
    const [here, there] = [rows.find((row) => row.id === one), rows.find((row) => row.id === other)]
    if (!here || !there) throw new NotFound()
    asker.saw('case', [one, other])
    return [here, there]
  }

  /** What stands in a case and a report of it, as one number. */
  async function stoodIn(stays: Case, report: string): Promise<number> {
    const keys = [stays.id, report]
    const rows = await sql<{ id: string; version: number }>`${sql.join(
      parts.map(
        (part) =>
          sql`select id, version from ${sql.table(part)} where tenant = ${asker.tenant} and case_id = any(${keys}::uuid[]) and removed_at is null`,
      ),
      sql` union all `,
    )}`.execute(asker.tx)
    return versionOf([...rows.rows, stays])
  }

  /**
   * Makes one case of two. Which stays does not depend on who asks, or from where.
   * @returns the key of the one that stays and of the one that became a report of it
   * @throws Invalid as `joinCase` does, or when they have no address in common; NotFound
   */
  async function join(one: string, other: string, line: ServiceLine): Promise<{ stays: string; report: string }> {
    const [here, there] = await lockBoth(one, other)
    const { stays, goes } = whichStays(line.case, here, there)
    const [ofStays, ofGoes] = [stays, goes].map((each) => ({ each, rows: sidesOf([each.id]) }))
    const placed = async (given: typeof ofStays) =>
      (await given?.rows)?.map((row) => ({ ...row, village: row.village ?? given?.each.village ?? null })) ?? []
    const as = liesOver(await placed(ofStays), await placed(ofGoes))
    if (!as) throw new Invalid({ '': 'Deze twee hebben geen adres gemeen. Kijk de adressen na.' })
    // A case that others joined brings them along: they lie over the one that stays by their own addresses.
    const brought = await cases.all('change').where('cases.joinedTo', '=', goes.id).execute()
    if (brought.length > 0)
      throw new Invalid({ '': 'Bij een van beide is er al een gevoegd. Haal die eerst uit elkaar.' })
    const stood = await stoodIn(stays, goes.id)
    await cases.apply(goes.id, (was, { now }) => joinCase(was, stays, line.case, { as, at: now, stood }))
    return { stays: stays.id, report: goes.id }
  }

  /** Makes a report a case again, while nothing was added to either. @returns it @throws Invalid, NotFound */
  async function apart(report: string): Promise<Case> {
    const was = await cases.get(report)
    if (was.joinedTo === null) return was
    const [one, stays] = await lockBoth(report, was.joinedTo)
    const stands = await stoodIn(stays, one.id)
    return cases.apply(report, (now) => takeApart(now, stands))
  }

  /** Whether a report can still be taken apart from its case. */
  async function mayGoApart({ case: report }: Report, stays: Case): Promise<boolean> {
    return report.joinedStood === (await stoodIn(stays, report.id))
  }

  /** These two are two quarrels: nobody is asked again. Said twice it stands there once. @returns the key to take it back by */
  async function different(one: string, other: string): Promise<string> {
    const [here, there] = await lockBoth(one, other)
    const [caseId, second] = here.id < there.id ? [here.id, there.id] : [there.id, here.id]
    const standing = await distinct
      .all()
      .where('distinctCases.caseId', '=', caseId)
      .where('distinctCases.other', '=', second)
      .executeTakeFirst()
    return standing?.id ?? (await distinct.add({ caseId, other: second })).id
  }

  return { joined, reportsWith, alike, join, apart, mayGoApart, different, notDifferent: distinct.remove }
}
