import type { RawBuilder } from 'kysely'
import type { Tx } from '../database/index.ts'
import type { Day } from '../days/index.ts'
import type { Settings } from '../settings/index.ts'
import type { StandingIn } from './standing-in.ts'

export { forWhom, isMine, isMineIn, type StandingIn } from './standing-in.ts'

export const roles = {
  administrator: 'beheerder',
  director: 'directeur',
  teamLeader: 'teamleider',
  coordinator: 'coördinator',
  worker: 'medewerker',
  volunteer: 'vrijwilliger',
  insideReader: 'lezer (binnen)',
  outsideReader: 'lezer (buiten)',
} as const

/** `system` is an import, a job or a command on the server: it acts within one tenant and has no person behind a screen. */
export type Role = keyof typeof roles | 'system'

export type Verb = 'read' | 'add' | 'change' | 'remove'

/** What a sentence can be about: a concept's table, or a thing without one, such as live figures. */
export type Resource =
  | 'account'
  | 'team'
  | 'setting'
  | 'log'
  | 'area'
  | 'organisation'
  | 'person'
  | 'case'
  | 'note'
  | 'document'
  | 'next-step'
  | 'referral'
  | 'survey'
  | 'consent'
  | 'volunteer'
  | 'invitation'
  | 'talk'
  | 'call-back'
  | 'match'
  | 'message'
  | 'figures'
  | 'factsheet'
  | 'publication'
  | 'figure-choice'
  | 'import'
  | 'shield'
  | 'file-link'
  | 'opening'
  | 'absence'
  | 'handover'
  | 'calendar'
  | 'ending'
  | 'rights-request'
  | 'second-look'

/**
 * What is out of an asker's sight, as keys: shielded from her, or her own file and that of whom she is near; and what she opened in need for
 * a while. Few or none. A page gets it with its session.
 */
export interface Sight {
  closedPersons: readonly string[]
  closedCases: readonly string[]
  /** Of the closed ones those of herself and of whom she is near: these never open. */
  ownPersons: readonly string[]
  ownCases: readonly string[]
  openedPersons: readonly string[]
  openedCases: readonly string[]
  /** Some address in the organisation is shielded. */
  hidesPlaces: boolean
  /** The lines of which only the owner of a case knows that somebody is known, and those of which every colleague does. */
  namedLines: readonly string[]
  everyoneLines: readonly string[]
}

/** An SQL condition on the rows of a resource's table, which stands in the query under its own name. */
export type Condition = (asker: Asker) => RawBuilder<boolean>

/** Someone (or something) that asks, within one transaction: what a store needs to know to answer. */
export interface Asker {
  readonly tenant: string
  readonly tenantName: string
  readonly account: string | null
  readonly name: string
  readonly role: Role
  readonly session: string | null
  /** The service lines of the asker's teams. */
  readonly lines: readonly string[]
  readonly now: Date
  readonly today: Day
  readonly settings: Settings
  readonly tx: Tx
  /** Through which door: it stands with every change. */
  readonly via: 'web' | 'import' | 'command' | 'job' | 'demo'
  readonly purpose: string
  readonly request: string
  readonly sight: Sight
  /** For whom she stands in today, by line: their work is hers until they are back. The system stands in for nobody. */
  readonly standsInFor: readonly StandingIn[]
  /** The sentences of the asker's role for this verb and resource, OR-ed; undefined when there is none, which means no. */
  may(verb: Verb, resource: Resource): RawBuilder<boolean> | undefined
  /** Remembers that these files were read; the access line is written once, at the end of the page. */
  saw(resource: Resource, keys: readonly string[]): void
  /** Remembers that this was asked for by its key and not shown: a closed file leaves its key in the log. */
  missed(resource: Resource, key: string): void
}
