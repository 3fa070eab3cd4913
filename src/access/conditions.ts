import { type RawBuilder, sql } from 'kysely'
import { type Asker, type Condition, isMineIn } from '#platform/asker'
import { caseInSight, personInSight } from './sight.ts'

// Every condition stands on indexed columns or is an EXISTS on them: under row security nothing else uses an index.

/** Anything of one's own organisation. Row security has already kept the others out. */
export const anyone: Condition = () => sql<boolean>`true`

const lines = (asker: Asker) => sql`${asker.lines}::text[]`

/** All of these that there are: what is shielded from nobody costs nothing. */
const all = (...parts: (RawBuilder<boolean> | undefined)[]): RawBuilder<boolean> => {
  const there = parts.filter((one) => one !== undefined)
  return there.length === 1 ? (there[0] as RawBuilder<boolean>) : sql<boolean>`(${sql.join(there, sql` and `)})`
}

/**
 * Of the asker's lines; of a line whose cases only their owners know (`knownTo: 'named'`) no more than her own. Who coordinates knows
 * them all.
 */
function lineOpenTo(asker: Asker, alias: string): RawBuilder<boolean> {
  const own = sql<boolean>`${sql.ref(`${alias}.line`)} = any(${lines(asker)})`
  const hidden = asker.role === 'coordinator' ? [] : asker.sight.namedLines.filter((key) => asker.lines.includes(key))
  if (hidden.length === 0) return own
  return sql<boolean>`(${own} and (${sql.ref(`${alias}.line`)} <> all(${hidden}::text[]) or ${isMineIn(asker, alias)}))`
}

/** The case belongs to a service line of the asker's teams. */
export const ofMyLines: Condition = (asker) => all(lineOpenTo(asker, 'cases'), caseInSight(asker))

/** The case is of the asker's lines, and the asker is the one who does it; or stands in today for who does. */
export const ownedByMe: Condition = (asker) =>
  all(sql<boolean>`(${isMineIn(asker, 'cases')} and cases.line = any(${lines(asker)}))`, caseInSight(asker))

/**
 * The person stands in a case of the asker's lines, or of a line of which every colleague may know who is known; or was written down by
 * the asker. What was removed tells nothing.
 */
export const knownToMyLines: Condition = (asker) => {
  const { everyoneLines } = asker.sight
  const open =
    everyoneLines.length === 0
      ? lineOpenTo(asker, 'c')
      : sql<boolean>`(${lineOpenTo(asker, 'c')} or c.line = any(${everyoneLines as string[]}::text[]))`
  return all(
    sql<boolean>`(
  exists (select 1 from case_sides s join cases c on c.tenant = s.tenant and c.id = s.case_id
    where s.tenant = persons.tenant and s.person = persons.id and s.removed_at is null
      and c.removed_at is null and ${open})
  or persons.added_by = ${asker.account}::uuid)`,
    personInSight(asker),
  )
}

/** A row that carries its line itself: a note, a step, a referral, an answer. */
export const lineIsMine =
  (table: string): Condition =>
  (asker): RawBuilder<boolean> => {
    const own = sql<boolean>`${sql.ref(`${table}.line`)} = any(${lines(asker)})`
    // An answer of a line whose cases only their owners know is as hidden as its case.
    const hidden = table === 'surveys' && asker.role !== 'coordinator' && asker.sight.namedLines.length > 0
    return hidden ? all(own, sameAsCase(table, ofMyLines)(asker)) : own
  }

/** What hangs under a case may be seen or done by whom the case itself may be; with a removed case it is out of sight. */
export const sameAsCase = (table: string, of: Condition): Condition & { of: Condition } =>
  Object.assign(
    (asker: Asker): RawBuilder<boolean> =>
      sql<boolean>`exists (select 1 from cases where cases.tenant = ${sql.ref(`${table}.tenant`)}
      and cases.id = ${sql.ref(`${table}.caseId`)} and cases.removed_at is null and ${of(asker)})`,
    { of },
  )

/**
 * What hangs under a person and no case: of one of the asker's lines, and of somebody who may be known there. Two lines that know the
 * same person do not read each other's.
 */
export const ofSomebodyKnown = (table: string, known: Condition): Condition & { of: Condition } =>
  Object.assign(
    (asker: Asker): RawBuilder<boolean> =>
      sql<boolean>`(${sql.ref(`${table}.caseId`)} is null and ${lineIsMine(table)(asker)}
      and exists (select 1 from persons where persons.tenant = ${sql.ref(`${table}.tenant`)}
        and persons.id = ${sql.ref(`${table}.person`)} and persons.removed_at is null and ${known(asker)}))`,
    { of: known },
  )

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

/** The asker put it in the outbox. */
export const sentByMe: Condition = (asker) => sql<boolean>`messages.added_by = ${asker.account}::uuid`

/**
 * It was left for the asker to call back, or for somebody for whom she stands in today on its line. Of no line is a note about somebody
 * whom nobody knows here: whoever stands in calls them as well.
 */
export const leftForMe: Condition = (asker) => {
  const mine = isMineIn(asker, 'callBacks', 'receiver')
  const away = [...new Set(asker.standsInFor.map(({ account }) => account))]
  if (away.length === 0) return mine
  return sql<boolean>`(${mine} or (call_backs.receiver = any(${away}::uuid[]) and call_backs.line is null))`
}

/** The asker took the call and wrote it down. */
export const leftByMe: Condition = (asker) => sql<boolean>`call_backs.added_by = ${asker.account}::uuid`

/** The asker is named as one who still sees what is shielded. */
export const namesMe: Condition = (asker) =>
  sql<boolean>`exists (select 1 from shield_readers r where r.tenant = shields.tenant and r.shield = shields.id
    and r.account = ${asker.account}::uuid and r.removed_at is null)`

/** It closes a file to the asker herself. */
export const closedToMe: Condition = (asker) => sql<boolean>`file_links.account = ${asker.account}::uuid`

/** The asker's own days away, and her own calendar. */
export const myOwnDays: Condition = (asker) => sql<boolean>`absences.account = ${asker.account}::uuid`
export const myOwnCalendar: Condition = (asker) => sql<boolean>`calendar_feeds.account = ${asker.account}::uuid`

/** The days away of somebody with whom the asker shares a line. */
export const daysOfMyLines: Condition = (asker) =>
  sql<boolean>`exists (select 1 from team_members m join teams t on t.tenant = m.tenant and t.id = m.team and t.removed_at is null
    where m.tenant = absences.tenant and m.account = absences.account and m.removed_at is null and t.lines && ${lines(asker)})`

/** The asker handed it over. */
export const handedOverByMe: Condition = (asker) => sql<boolean>`handovers.added_by = ${asker.account}::uuid`

/** The asker's own account. */
export const myself: Condition = (asker) => sql<boolean>`accounts.id = ${asker.account}::uuid`
