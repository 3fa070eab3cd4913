import type { Definition } from '#web/app'
import { changeAccount, changeEmail, endAccount, endSessionsOf } from './account.tsx'
import { addAccount } from './account-toevoegen.tsx'
import { accountFiles, accounts } from './accounts.tsx'
import { letterheadPages } from './briefpapier.tsx'
import * as villages from './dorpen/index.ts'
import { setting, settings } from './instellingen.tsx'
import { makeLink, sendLink } from './link.tsx'
import { logFiles, securityLog } from './logboek.tsx'
import { addTeam, backInTeam, changeTeam, joinTeam, leaveTeam, teamFiles, teams } from './teams.tsx'

export const pages: readonly Definition[] = [
  ...[...accountFiles, ...teamFiles, ...logFiles],
  ...[accounts, addAccount, changeAccount, endAccount, changeEmail, endSessionsOf, makeLink, sendLink],
  ...[teams, addTeam, changeTeam, joinTeam, leaveTeam, backInTeam],
  ...[settings, setting, securityLog],
  ...letterheadPages,
  ...villages.pages,
]
