import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import { Invalid, NotFound } from '#platform/errors'
import { type New, type Row, type Rule, records, table } from '#platform/records'
import { counted, list, noun } from '#platform/words'
import { unlessTaken } from './taken.ts'

export type Account = Row<'accounts'>
export type Team = Row<'teams'>

const accounts = table('accounts', 'account', ['email', 'name', 'role', 'endedOn', 'phone'])
const teams = table('teams', 'team', ['name', 'lines'])
const members = table('teamMembers', 'team', ['team', 'account'], {
  partOf: { resource: 'team', table: 'teams', by: 'team' },
})
const settings = table('settings', 'setting', ['key', 'validFrom', 'validUntil', 'value', 'source'])

/** Open cases and steps of one account on one line, and the names of who can hand them over. */
export interface OpenWork {
  line: string
  cases: number
  steps: number
  handedOverBy: string[]
}

/** No account closes while work stands on it: nobody would see it any more. @throws Invalid */
function mustBeHandedOver(name: string, work: readonly OpenWork[]): void {
  const sum = (of: 'cases' | 'steps') => work.reduce((all, one) => all + one[of], 0)
  const parts = [
    ...(sum('cases') > 0 ? [counted(sum('cases'), noun('dossier', 'dossiers', 'het'))] : []),
    ...(sum('steps') > 0 ? [counted(sum('steps'), noun('geplande stap', 'geplande stappen', 'de'))] : []),
  ]
  if (parts.length > 0)
    throw new Invalid({
      on: `Op naam van ${name} staat nog werk: ${list(parts)}. Laat dat eerst overdragen; hieronder staat door wie.`,
    })
}

/** Who works here, in which teams, and the organisation's own values. */
export function accountStore(asker: Asker) {
  const own = records(asker, accounts)
  const groups = records(asker, teams)
  const joined = records(asker, members)
  const values = records(asker, settings)

  /** Everybody who works on a line: the people a case can be given to. */
  async function workingOn(line: string): Promise<Account[]> {
    const rows = await own
      .all()
      .modifyFront(plannedOnce)
      .where('accounts.endedOn', 'is', null)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('teamMembers')
            .innerJoin('teams', (join) =>
              join.onRef('teams.tenant', '=', 'teamMembers.tenant').onRef('teams.id', '=', 'teamMembers.team'),
            )
            .select('teamMembers.id')
            .whereRef('teamMembers.tenant', '=', 'accounts.tenant')
            .whereRef('teamMembers.account', '=', 'accounts.id')
            .where('teamMembers.removedAt', 'is', null)
            .where('teams.removedAt', 'is', null)
            .where(sql<boolean>`teams.lines @> array[${line}]::text[]`),
        ),
      )
      .orderBy('accounts.name')
      .execute()
    return rows
  }

  /** A team with who is in it, by name. @throws NotFound */
  async function team(id: string): Promise<{ team: Team; members: { id: string; account: string; name: string }[] }> {
    const found = await groups.get(id)
    const members = await joined.all().where('teamMembers.team', '=', id).execute()
    const names = new Map((await own.all().execute()).map((one) => [one.id, one.name]))
    const named = members.map((one) => ({ id: one.id, account: one.account, name: names.get(one.account) ?? '' }))
    return { team: found, members: named.sort((one, other) => one.name.localeCompare(other.name, 'nl')) }
  }

  /** The names of who keeps the accounts, for the page that says whom to ask. Everybody may know these. */
  async function keepers(): Promise<string[]> {
    const rows = await asker.tx
      .selectFrom('accounts')
      .select('name')
      .where('tenant', '=', asker.tenant)
      .where('role', '=', 'administrator')
      .where('removedAt', 'is', null)
      .where('endedOn', 'is', null)
      .orderBy('name')
      .execute()
    return rows.map((row) => row.name)
  }

  /** Which of these lines the organisation has switched on: a team does it, or a case of it is there. Everybody may know these. */
  async function linesInUse(keys: readonly string[]): Promise<string[]> {
    const { rows } = await sql<{ key: string }>`
      select key from unnest(${keys as string[]}::text[]) key where
        exists (select 1 from teams t where t.tenant = ${asker.tenant} and t.removed_at is null and t.lines @> array[key])
        or exists (select 1 from cases c where c.tenant = ${asker.tenant} and c.line = key and c.removed_at is null)`.execute(
      asker.tx,
    )
    return rows.map((row) => row.key)
  }

  /**
   * What still stands on somebody's name, by line, and who can hand it over there. Numbers and names of colleagues alone, for who keeps
   * the accounts and may open no file. @throws NotFound without that right
   */
  async function openWork(account: string): Promise<OpenWork[]> {
    if (!asker.may('change', 'account')) throw new NotFound()
    const { rows } = await sql<OpenWork>`
      with work as (
        select line, 1 as cases, 0 as steps from cases where tenant = ${asker.tenant} and owner = ${account}::uuid
          and closed_on is null and joined_to is null and removed_at is null
        union all
        select n.line, 0, 1 from next_steps n left join cases c on c.tenant = n.tenant and c.id = n.case_id
          where n.tenant = ${asker.tenant} and n.owner = ${account}::uuid and n.done_at is null and n.removed_at is null
            and c.closed_on is null and c.removed_at is null
      )
      select w.line, sum(w.cases)::int as cases, sum(w.steps)::int as steps,
        (select coalesce(array_agg(distinct a.name order by a.name), '{}') from accounts a
          join team_members m on m.tenant = a.tenant and m.account = a.id and m.removed_at is null
          join teams t on t.tenant = m.tenant and t.id = m.team and t.removed_at is null and t.lines @> array[w.line]
          where a.tenant = ${asker.tenant} and a.role in ('coordinator', 'teamLeader') and a.ended_on is null and a.removed_at is null
            and a.id <> ${account}::uuid) as "handedOverBy"
      from work w group by w.line order by w.line`.execute(asker.tx)
    return rows
  }

  /**
   * Changes an account. Another role, or an end, ends every session: nobody works on with rights of before.
   * @throws Invalid for an end while work stands on it; Conflict, NotFound
   */
  async function change(id: string, seen: { seen: number }, rule: Rule<Account>): Promise<Account> {
    let was: Account | undefined
    const becomes = await unlessTaken(() =>
      own.change(id, seen, (before, at) => {
        was = before
        return rule(before, at)
      }),
    )
    if (was && was.endedOn === null && becomes.endedOn !== null) mustBeHandedOver(was.name, await openWork(id))
    if (was?.role !== becomes.role || was?.endedOn !== becomes.endedOn) {
      await sql`select end_sessions_of(${id}::uuid, null, ${asker.now})`.execute(asker.tx)
    }
    return becomes
  }

  return {
    get: own.get,
    all: (): Promise<Account[]> => own.all().orderBy('accounts.name').execute(),
    workingOn,
    keepers,
    openWork,
    linesInUse,
    /** @throws Invalid when the address is somebody else's */
    add: (account: New<'accounts'>): Promise<Account> => unlessTaken(() => own.add(account)),
    change,
    teams: (): Promise<Team[]> => groups.all().orderBy('teams.name').execute(),
    addTeam: (team: New<'teams'>): Promise<Team> => groups.add(team),
    team,
    changeTeam: groups.change,
    membersOf: (team: string) => joined.all().where('teamMembers.team', '=', team).execute(),
    join: (team: string, account: string) => joined.add({ team, account }),
    leave: joined.remove,
    rejoin: joined.restore,
    settings: () => values.all().orderBy('settings.key').orderBy('settings.validFrom').execute(),
    set: (value: New<'settings'>) => values.add(value),
  }
}
