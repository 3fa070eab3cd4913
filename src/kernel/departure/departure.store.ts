import { sql } from 'kysely'
import { caseStore } from '#kernel/case'
import { type Departure, type DepartureKind, departureRows, personStore } from '#kernel/person'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import type { Day } from '#platform/days'
import { goneOn, standsStill } from './departure.ts'

/**
 * Who moved away or died, and what stands still because of it. Whoever may change the person may say so; then all their cases stand
 * still, also those that the asker may not see: a letter of another team would come all the same.
 */
export function departureStore(asker: Asker) {
  const whole: Asker = { ...asker, may: () => sql<boolean>`true`, saw: () => undefined }
  const rows = departureRows(asker)

  /** Somebody moved away or died on a day. Sent twice it stands there once. @throws Invalid as `leave` does, NotFound */
  async function leave(person: string, news: { kind: DepartureKind; onDay: Day }): Promise<Departure> {
    const row = await rows.add(person, news)
    await settle(person)
    return row
  }

  /** Takes it back: what stood still goes on. @throws NotFound */
  async function back(id: string): Promise<void> {
    await settle(await rows.takeBack(id))
  }

  /**
   * Lets the running cases of somebody stand still, or go on, by who is there now. For after a departure, and after two records became
   * one or two again.
   */
  async function settle(person: string): Promise<void> {
    const { rows: running } = await sql<{ id: string }>`${plannedOnce} select distinct w.id from case_sides s
      join cases c on c.tenant = s.tenant and c.id = s.case_id and c.removed_at is null
      join cases w on w.tenant = c.tenant and w.id = coalesce(c.joined_to, c.id) and w.removed_at is null and w.closed_on is null
      where s.tenant = ${asker.tenant} and s.person = ${person}::uuid and s.removed_at is null order by w.id`.execute(
      asker.tx,
    )
    for (const { id } of running) await settleCase(id)
  }

  /** The same for one case, after somebody came into it or its closing was withdrawn. Nothing happens to a case that is closed. */
  async function settleCase(id: string): Promise<void> {
    const { sides } = await caseStore(whole).file(id)
    const people = await personStore(whole).wishes(sides.flatMap((one) => one.person ?? []))
    const left = new Map([...people].map(([key, wishes]) => [key, wishes.left]))
    if (standsStill(sides, goneOn(left, asker.today))) await caseStore(whole).standStill(id)
    else await caseStore(whole).goOn(id)
  }

  return { ofPerson: rows.ofPerson, leave, back, settle, settleCase }
}
