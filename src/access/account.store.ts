import type { Asker } from '#platform/asker'
import { type New, type Row, records, table } from '#platform/records'

export type Account = Row<'accounts'>
export type Team = Row<'teams'>

const accounts = table('accounts', 'account', ['email', 'name', 'role', 'endedOn'])
const teams = table('teams', 'team', ['name', 'lines'])
const members = table('teamMembers', 'team', ['team', 'account'], {
  partOf: { resource: 'team', table: 'teams', by: 'team' },
})
const settings = table('settings', 'setting', ['key', 'validFrom', 'validUntil', 'value', 'source'])

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
            .where('teams.lines', '@>', [line] as never),
        ),
      )
      .orderBy('accounts.name')
      .execute()
    return rows
  }

  return {
    get: own.get,
    all: (): Promise<Account[]> => own.all().orderBy('accounts.name').execute(),
    workingOn,
    add: (account: New<'accounts'>): Promise<Account> => own.add(account),
    change: own.change,
    teams: (): Promise<Team[]> => groups.all().orderBy('teams.name').execute(),
    addTeam: (team: New<'teams'>): Promise<Team> => groups.add(team),
    changeTeam: groups.change,
    membersOf: (team: string) => joined.all().where('teamMembers.team', '=', team).execute(),
    join: (team: string, account: string) => joined.add({ team, account }),
    leave: joined.remove,
    settings: () => values.all().orderBy('settings.key').orderBy('settings.validFrom').execute(),
    set: (value: New<'settings'>) => values.add(value),
  }
}
