import { type RawBuilder, sql } from 'kysely'
import type { Asker, Condition } from '#platform/asker'

// Every condition stands on indexed columns or is an EXISTS on them: under row security nothing else uses an index.

/** Anything of one's own organisation. Row security has already kept the others out. */
export const anyone: Condition = () => sql<boolean>`true`

const lines = (asker: Asker) => sql`${asker.lines}::text[]`

/** The case belongs to a service line of the asker's teams. */
export const ofMyLines: Condition = (asker) => sql<boolean>`cases.line = any(${lines(asker)})`

/** The case is of the asker's lines, and the asker is the one who does it. */
export const ownedByMe: Condition = (asker) =>
  sql<boolean>`(cases.owner = ${asker.account}::uuid and cases.line = any(${lines(asker)}))`

/** The person stands in a case of the asker's lines, or was written down by the asker. What was removed tells nothing. */
export const knownToMyLines: Condition = (asker) => sql<boolean>`(
  exists (select 1 from case_sides s join cases c on c.tenant = s.tenant and c.id = s.case_id
    where s.tenant = persons.tenant and s.person = persons.id and s.removed_at is null
      and c.removed_at is null and c.line = any(${lines(asker)}))
  or persons.added_by = ${asker.account}::uuid)`

/** A row that carries its line itself: a note, a step, a referral, an answer. */
export const lineIsMine =
  (table: string): Condition =>
  (asker) =>
    sql<boolean>`${sql.ref(`${table}.line`)} = any(${lines(asker)})`

/** What hangs under a case may be seen or done by whom the case itself may be; with a removed case it is out of sight. */
export const sameAsCase =
  (table: string, of: Condition): Condition =>
  (asker): RawBuilder<boolean> =>
    sql<boolean>`exists (select 1 from cases where cases.tenant = ${sql.ref(`${table}.tenant`)}
      and cases.id = ${sql.ref(`${table}.caseId`)} and cases.removed_at is null and ${of(asker)})`

/** Somebody who helps or helped on one of the asker's lines, or was written down by the asker. */
export const helpsMyLines: Condition = (asker) => sql<boolean>`(
  exists (select 1 from volunteer_roles r where r.tenant = volunteers.tenant and r.volunteer = volunteers.id
    and r.removed_at is null and r.line = any(${lines(asker)}))
  or volunteers.added_by = ${asker.account}::uuid)`

/** The file of the volunteer who asks. */
export const myOwnFile: Condition = (asker) => sql<boolean>`volunteers.account = ${asker.account}::uuid`

const isMe = (asker: Asker) => sql`exists (select 1 from volunteers where volunteers.tenant = matches.tenant
  and volunteers.id = matches.volunteer and volunteers.removed_at is null and ${myOwnFile(asker)})
  and exists (select 1 from cases where cases.tenant = matches.tenant and cases.id = matches.case_id and cases.removed_at is null)`

/** The asker is the volunteer who was asked; of a removed case nothing is left. */
export const askedOfMe: Condition = (asker) => sql<boolean>`(${isMe(asker)})`

/** The same, while the question is open or the helper said yes, and as long as the case runs: then it leaves the phone. */
export const waitsForMe: Condition = (asker) => sql<boolean>`(${isMe(asker)}
  and (matches.state = 'accepted' or matches.state in ('asked', 'shown') and matches.answer_by > ${asker.now})
  and exists (select 1 from cases where cases.tenant = matches.tenant and cases.id = matches.case_id
    and cases.closed_on is null and cases.joined_to is null))`

/** The match of a helper who said yes, herself, as long as her case runs: then there is something to log. */
export const helpsNow: Condition = (asker) => sql<boolean>`(matches.state = 'accepted' and ${waitsForMe(asker)})`

/** The asker's own account. */
export const myself: Condition = (asker) => sql<boolean>`accounts.id = ${asker.account}::uuid`
