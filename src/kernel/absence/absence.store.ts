import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import type { Day } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { isKey } from '#platform/ids'
import { type Row, records, table } from '#platform/records'
import { type Around, type DaysAway, mustBeDays, mustStandIn, type StandIns } from './absence.ts'

export type Absence = Row<'absences'>

/** Somebody's days away with her name, and who stands in on each line. */
export type KnownAbsence = Absence & { name: string; standIns: { line: string; account: string; name: string }[] }

const absences = table('absences', 'absence', ['account', 'startsOn', 'endsOn'])
const standInTable = table('standIns', 'absence', ['absence', 'line', 'account'], {
  partOf: { resource: 'absence', table: 'absences', by: 'absence' },
})
const mostShown = 100

/** When colleagues are away, and who does their work meanwhile. */
export function absenceStore(asker: Asker) {
  const own = records(asker, absences)
  const parts = records(asker, standInTable)

  /** Who is away or will be, as far as the asker may know, the first on top: for a worker that is herself. */
  async function coming(): Promise<KnownAbsence[]> {
    const rows = await own
      .all()
      .innerJoin('accounts', (join) =>
        join.onRef('accounts.tenant', '=', 'absences.tenant').onRef('accounts.id', '=', 'absences.account'),
      )
      .select('accounts.name as name')
      .where('absences.endsOn', '>=', asker.today)
      .orderBy('absences.startsOn')
      .orderBy('absences.id')
      .limit(mostShown)
      .execute()
    const standIns = await standInsOf(rows.map(({ id }) => id))
    return rows.map((row) => ({ ...row, standIns: standIns.filter(({ absence }) => absence === row.id) }))
  }

  const standInsOf = (ids: readonly string[]) =>
    parts
      .all()
      .innerJoin('accounts', (join) =>
        join.onRef('accounts.tenant', '=', 'standIns.tenant').onRef('accounts.id', '=', 'standIns.account'),
      )
      .select('accounts.name as name')
      .where('standIns.absence', '=', sql<string>`any(${ids as string[]}::uuid[])`)
      .orderBy('standIns.line')
      .execute()

  /** One absence with who stands in. @throws NotFound */
  async function get(id: string): Promise<KnownAbsence> {
    const found = await own.get(id)
    const name = (await nameOf(found.account)) ?? ''
    return { ...found, name, standIns: await standInsOf([id]) }
  }

  /** @returns undefined for whom nobody here is */
  async function nameOf(account: string): Promise<string | undefined> {
    if (!isKey(account)) return undefined
    const row = await asker.tx
      .selectFrom('accounts')
      .select('name')
      .where('tenant', '=', asker.tenant)
      .where('id', '=', account)
      .where('removedAt', 'is', null)
      .executeTakeFirst()
    return row?.name
  }

  /**
   * What must be known to say that somebody is away: her lines, who works on each, and when they are away.
   * @param except an absence that is being changed
   */
  async function around(account: string, except?: string): Promise<Around> {
    const { rows } = await sql<{ line: string; id: string; name: string }>`
      select distinct l.line, a.id, a.name from team_members mine
        join teams t on t.tenant = mine.tenant and t.id = mine.team and t.removed_at is null, unnest(t.lines) l (line),
        team_members m join teams o on o.tenant = m.tenant and o.id = m.team and o.removed_at is null
        join accounts a on a.tenant = m.tenant and a.id = m.account and a.removed_at is null and a.ended_on is null
          and a.role in ('worker', 'coordinator')
      where mine.tenant = ${asker.tenant} and mine.account = ${account} and mine.removed_at is null
        and m.tenant = mine.tenant and m.removed_at is null and o.lines @> array[l.line]
      order by a.name`.execute(asker.tx)
    const days = await sql<{ account: string; id: string; from: Day; until: Day }>`
      select account, id, starts_on as "from", ends_on as "until" from absences
      where tenant = ${asker.tenant} and removed_at is null and ends_on >= ${asker.today}
        and account = any(${[account, ...rows.map((row) => row.id)]}::uuid[]) order by starts_on`.execute(asker.tx)
    const standing = days.rows.filter(({ id }) => id !== except)
    return {
      ...{ account, today: asker.today },
      others: standing.filter((one) => one.account === account),
      workingOn: Object.fromEntries(
        [...Map.groupBy(rows, ({ line }) => line)].map(([line, all]) => [
          line,
          all.map(({ id, name }) => ({ id, name })),
        ]),
      ),
      awayAlready: Object.fromEntries([...Map.groupBy(standing, (one) => one.account)]),
    }
  }

  /** Says that somebody is away. @throws Invalid as the rules do; NotFound when the asker may not say it of her */
  async function add(account: string, days: DaysAway, standIns: StandIns): Promise<Absence> {
    const known = await lockedAround(account, standIns)
    mustBeDays(days, known)
    mustStandIn(days, standIns, known)
    const made = await own.add({ account, startsOn: days.from, endsOn: days.until })
    await parts.addMany(chosen(standIns).map((one) => ({ ...one, absence: made.id })))
    return made
  }

  /** Other days, or somebody else to stand in; back earlier is another last day. @throws Invalid, Conflict, NotFound */
  async function change(id: string, seen: { seen: number }, days: DaysAway, standIns: StandIns): Promise<Absence> {
    const was = await own.get(id)
    const known = await lockedAround(was.account, standIns, id)
    mustBeDays(days, known, { from: was.startsOn, until: was.endsOn })
    const standing = await parts.all().where('standIns.absence', '=', id).execute()
    const same = (line: string) => standing.some((one) => one.line === line && one.account === standIns[line])
    const others = Object.fromEntries(
      Object.entries(standIns).filter(([line]) => days.until >= asker.today || !same(line)),
    )
    mustStandIn(days, others, known)
    const becomes = await own.change(id, seen, (before) => ({ ...before, startsOn: days.from, endsOn: days.until }))
    for (const one of standing) if (!same(one.line)) await parts.remove(one.id)
    await parts.addMany(
      chosen(standIns)
        .filter(({ line }) => !same(line))
        .map((one) => ({ ...one, absence: id })),
    )
    return becomes
  }

  const chosen = (standIns: StandIns) =>
    Object.entries(standIns).flatMap(([line, account]) => (account === null ? [] : [{ line, account }]))

  /** The same as `around`, with who is named locked: of two that say it at once the second sees the first. */
  async function lockedAround(account: string, standIns: StandIns, except?: string): Promise<Around> {
    const named = [account, ...Object.values(standIns)].filter((one) => one !== null)
    const { rows } = await sql<{
      id: string
    }>`select id from accounts where tenant = ${asker.tenant} and id = any(${named}::uuid[])
      and removed_at is null order by id for update`.execute(asker.tx)
    if (!rows.some(({ id }) => id === account)) throw new NotFound()
    return around(account, except)
  }

  /** Puts back what was taken away. @throws Invalid when other days were given meanwhile; NotFound */
  async function restore(id: string): Promise<Absence> {
    const back = await own.restore(id)
    const known = await lockedAround(back.account, {}, id)
    if (known.others.some((one) => one.from <= back.endsOn && back.startsOn <= one.until))
      throw new Invalid({ '': 'Er staan nu andere dagen. Verander die, of laat het zo.' })
    return back
  }

  /** Who does the work of somebody on a line today; undefined when she is there, or when nobody does. Everybody may know whom to ask. */
  async function standInOf(
    account: string,
    line: string,
  ): Promise<{ id: string; name: string; until: Day } | undefined> {
    const { rows } = await sql<{ id: string; name: string; until: Day }>`${plannedOnce}
      select n.id, n.name, a.ends_on as "until" from absences a
        join stand_ins s on s.tenant = a.tenant and s.absence = a.id and s.removed_at is null and s.line = ${line}
        join accounts n on n.tenant = s.tenant and n.id = s.account and n.ended_on is null
      where a.tenant = ${asker.tenant} and a.account = ${account}::uuid and a.removed_at is null
        and ${asker.today} between a.starts_on and a.ends_on
        and not exists (select 1 from absences b where b.tenant = n.tenant and b.account = n.id and b.removed_at is null
          and ${asker.today} between b.starts_on and b.ends_on)`.execute(asker.tx)
    return rows[0]
  }

  /** For whom somebody stands in on days that she is now away herself: they need another. */
  async function leftAlone(account: string, days: DaysAway): Promise<{ name: string; from: Day; until: Day }[]> {
    const { rows } = await sql<{ name: string; from: Day; until: Day }>`
      select distinct n.name, a.starts_on as "from", a.ends_on as "until" from stand_ins s
        join absences a on a.tenant = s.tenant and a.id = s.absence and a.removed_at is null
          and a.starts_on <= ${days.until} and a.ends_on >= ${days.from} and a.ends_on >= ${asker.today}
        join accounts n on n.tenant = a.tenant and n.id = a.account
      where s.tenant = ${asker.tenant} and s.account = ${account}::uuid and s.removed_at is null order by n.name`.execute(
      asker.tx,
    )
    return rows
  }

  return { get, coming, around, nameOf, add, change, remove: own.remove, restore, standInOf, leftAlone }
}
