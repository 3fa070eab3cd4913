import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'

/**
 * Who stand opposite somebody in a case, whatever line it is of and whoever asks: they never see one another through a relation or a
 * household. A report that came from the other side has its sides the other way round.
 */
export async function opposedTo(asker: Asker, person: string): Promise<Set<string>> {
  const { rows } = await sql<{ person: string }>`${plannedOnce} with mine as (
      select s.side, coalesce(c.joined_to, c.id) as whole, c.joined_as is not distinct from 'mirrored' as turned
      from case_sides s join cases c on c.tenant = s.tenant and c.id = s.case_id
      where s.tenant = ${asker.tenant} and s.person = ${person}::uuid and s.removed_at is null and c.removed_at is null
    ), there as (
      select m.side, m.turned, c.id, false as other_turned from mine m join cases c on c.tenant = ${asker.tenant} and c.id = m.whole
      union all
      select m.side, m.turned, c.id, c.joined_as = 'mirrored' from mine m
        join cases c on c.tenant = ${asker.tenant} and c.joined_to = m.whole and c.removed_at is null
    )
    select distinct s.person from there t join case_sides s on s.tenant = ${asker.tenant} and s.case_id = t.id
    where s.person is not null and s.person <> ${person}::uuid and s.removed_at is null
      and (s.side <> t.side) <> (t.turned <> t.other_turned)`.execute(asker.tx)
  return new Set(rows.map((row) => row.person))
}

/** Locks people in one order, so that of two who bring them together the second waits and sees what the first did. */
export async function lockPeople(asker: Asker, keys: readonly string[]): Promise<void> {
  await sql`select 1 from persons where tenant = ${asker.tenant} and id = any(${keys as string[]}::uuid[]) order by id for update`.execute(
    asker.tx,
  )
}
