import type { Role } from '#platform/asker'

/** Somebody who works at an invented organisation. */
export interface DemoAccount {
  name: string
  email: string
  role: Exclude<Role, 'system'>
  /** What this account is there to show, in Dutch: it stands beside the address when the demo starts. */
  about: string
  /** The name of the team; without one, no cases of anybody. */
  team: string | null
  /** The number at work, where volunteers call it. */
  phone?: string
}

/** Everybody in the demo has this password. It opens invented data only. */
export const demoPassword = 'de oude molen op de es'

export const mediationTeam = 'Team buurtbemiddeling'
export const seniorsTeam = 'Team ouderenwerk'

/** Who works at Welzijn Lindeveen, by the name that tests use. */
export const colleagues = {
  noor: {
    name: 'Noor Haan',
    email: 'noor.haan@lindeveen.example',
    role: 'coordinator',
    team: mediationTeam,
    phone: '+31612000121',
    about: 'coördinator buurtbemiddeling: doet alles met de zaken van haar team',
  },
  bas: {
    name: 'Bas Wolters',
    email: 'bas.wolters@lindeveen.example',
    role: 'worker',
    team: mediationTeam,
    phone: '+31612000122',
    about: 'collega: leest mee en werkt in zijn eigen zaken',
  },
  marga: {
    name: 'Marga Sikkens',
    email: 'marga.sikkens@lindeveen.example',
    role: 'teamLeader',
    team: mediationTeam,
    about: 'teamleider: leest mee en draagt zaken over',
  },
  peter: {
    name: 'Peter Oving',
    email: 'peter.oving@lindeveen.example',
    role: 'director',
    team: null,
    about: 'directeur: ziet cijfers en geen zaken',
  },
  ilse: {
    name: 'Ilse Beuker',
    email: 'ilse.beuker@lindeveen.example',
    role: 'administrator',
    team: null,
    about: 'beheerder: accounts, teams en logboek, geen zaken',
  },
  gerda: {
    name: 'Gerda Nijboer',
    email: 'gerda.nijboer@lindeveen.example',
    role: 'volunteer',
    team: mediationTeam,
    about: 'vrijwillige bemiddelaar: ziet alleen wat haar gevraagd wordt',
  },
  tom: {
    name: 'Tom Rademaker',
    email: 'tom.rademaker@lindeveen.example',
    role: 'insideReader',
    team: null,
    about: 'communicatie: leest cijfers en publicaties',
  },
  anke: {
    name: 'Anke Vos',
    email: 'anke.vos@lindeveen.example',
    role: 'outsideReader',
    team: null,
    about: 'gemeente: leest alleen wat gepubliceerd is',
  },
  daan: {
    name: 'Daan Reinders',
    email: 'daan.reinders@lindeveen.example',
    role: 'worker',
    team: seniorsTeam,
    about: 'ouderenwerker: zoekt vrijwilligers voor wie hulp vraagt, en ziet niets van buurtbemiddeling',
  },
} as const satisfies Record<string, DemoAccount>

/** Who works at the second organisation, which shares nothing with the first. */
export const otherColleagues = {
  lena: {
    name: 'Lena Prins',
    email: 'lena.prins@zuidwolde-zand.example',
    role: 'coordinator',
    team: mediationTeam,
    about: 'coördinator van een andere organisatie',
  },
  hans: {
    name: 'Hans Meppelink',
    email: 'hans.meppelink@zuidwolde-zand.example',
    role: 'administrator',
    team: null,
    about: 'beheerder van een andere organisatie',
  },
} as const satisfies Record<string, DemoAccount>

export type Colleague = keyof typeof colleagues

/** Who can sign in to the demo, with what: the list that is shown when it starts. */
export const demoAccounts: readonly (DemoAccount & { password: string })[] = Object.values(colleagues).map((one) => ({
  ...one,
  password: demoPassword,
}))
