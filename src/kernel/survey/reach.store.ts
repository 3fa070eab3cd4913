import { sql } from 'kysely'
import { type By, mayReach, personStore, type Wishes } from '#kernel/person'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import { Invalid } from '#platform/errors'

/** Whether a side of a case may be asked what it thought of it: by the wishes of who stand there, whoever may see those. */
export function sideReach(asker: Asker) {
  const whole: Asker = { ...asker, may: () => sql<boolean>`true`, saw: () => undefined }

  /** What those on a side of a case wish, also those who came with a report; of who is not known here, nothing. */
  async function wishesOf(caseId: string, side: string): Promise<Wishes[]> {
    const { rows } = await sql<{ person: string }>`${plannedOnce} select s.person from cases c
      join case_sides s on s.tenant = c.tenant and s.case_id = c.id and s.removed_at is null and s.person is not null
      where c.tenant = ${asker.tenant} and c.id = ${caseId}::uuid and s.side = ${side}
      union select s.person from cases c
      join case_sides s on s.tenant = c.tenant and s.case_id = c.id and s.removed_at is null and s.person is not null
      where c.tenant = ${asker.tenant} and c.joined_to = ${caseId}::uuid and c.removed_at is null
        and (s.side = ${side}) <> (c.joined_as = 'mirrored')`.execute(asker.tx)
    const people = await personStore(whole).wishes(rows.map((row) => row.person))
    return [...people.values()]
  }

  /** @throws Invalid with the reason when nobody on the side may be reached in any of these ways */
  async function mustBeReachable(caseId: string, side: string, ways: readonly By[], field: string): Promise<void> {
    const all = await wishesOf(caseId, side)
    if (all.length === 0) return
    const said = all.map((wishes) => ways.map((by) => mayReach(wishes, by, asker.today)))
    if (said.some((one) => one.some(({ may }) => may))) return
    const [first] = said[0] ?? []
    if (first && !first.may) throw new Invalid({ [field]: first.because })
  }

  /** Whether nobody who was asked on this side is still here: moved away, or died. */
  async function isGone(caseId: string, side: string): Promise<boolean> {
    const all = await wishesOf(caseId, side)
    return all.length > 0 && all.every(({ left }) => left !== null && left.onDay <= asker.today)
  }

  return { mustBeReachable, isGone }
}
