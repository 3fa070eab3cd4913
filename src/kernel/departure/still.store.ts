import { type RawBuilder, sql } from 'kysely'
import { leftReason } from '#kernel/case'

/**
 * Nobody is reminded of what hangs under a case that stands still because somebody left, or under a person who did: a condition for a
 * query on this table, which has a `case_id` and a `person`.
 */
export const isStillAsked = (table: 'next_steps', now: Date): RawBuilder<boolean> => sql<boolean>`(
  not exists (select 1 from case_pauses left_pause where left_pause.tenant = ${sql.ref(`${table}.tenant`)}
    and left_pause.case_id = ${sql.ref(`${table}.case_id`)} and left_pause.reason = ${leftReason}
    and left_pause.ends_at > ${now} and left_pause.removed_at is null)
  and not exists (select 1 from person_departures gone where gone.tenant = ${sql.ref(`${table}.tenant`)}
    and gone.person = ${sql.ref(`${table}.person`)} and gone.removed_at is null))`
