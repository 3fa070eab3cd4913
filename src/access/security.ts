import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import type { Tx } from '#platform/database'

/** What can happen around signing in. Keys are for ever: they stand in a sealed log. */
export const securityEvents = {
  'sign-in': 'Inloggen',
  'second-step': 'Tweede stap',
  'sign-out': 'Uitloggen',
  lock: 'Vergrendelen',
  unlock: 'Ontgrendelen',
  password: 'Wachtwoord veranderen',
  'second-step-set': 'Tweede stap instellen',
  'recovery-codes': 'Nieuwe herstelcodes',
  'phone-added': 'Telefoon toevoegen',
  'phone-ended': 'Telefoon afmelden',
  email: 'E-mailadres veranderen',
  'session-ended': 'Sessie beëindigen',
  'invitation-made': 'Link maken',
  'invitation-used': 'Link gebruiken',
  evaluation: 'Evaluatie met een link',
  calendar: 'Agenda op een telefoon',
  'calendar-made': 'Agenda-adres maken',
  'calendar-ended': 'Agenda-adres intrekken',
  'account-added': 'Account maken',
  'account-changed': 'Account veranderen',
} as const
export type SecurityEvent = keyof typeof securityEvents

/** `refused`: the password, code or link was wrong. `slowed`: not even looked at, for it went wrong too often. */
export const securityOutcomes = { done: 'gelukt', refused: 'geweigerd', slowed: 'moest wachten' } as const
export type SecurityOutcome = keyof typeof securityOutcomes

export interface SecurityLine {
  tenant: string | null
  account: string | null
  at: Date
  event: SecurityEvent
  outcome: SecurityOutcome
  /** The address on the network. */
  origin: string
  request: string
  /** Whom it is about, when that is somebody else. */
  about?: string | null
}

/** Adds a line to the security log (BIO2 8.15.01: who, what, about whom, from where, when, and how it ended). */
export async function noteSecurity(tx: Tx, line: SecurityLine): Promise<void> {
  await sql`select note_security_event(${line.tenant}::uuid, ${line.account}::uuid, ${line.at}, ${line.event}, ${line.outcome}, ${line.origin}, ${line.request}, ${line.about ?? null}::uuid)`.execute(
    tx,
  )
}

/** The same for who is signed in. */
export function noteOf(
  asker: Asker,
  origin: string,
  event: SecurityEvent,
  outcome: SecurityOutcome,
  about: string | null = null,
): Promise<void> {
  return noteSecurity(asker.tx, {
    tenant: asker.tenant,
    account: asker.account,
    at: asker.now,
    event,
    outcome,
    origin,
    request: asker.request,
    about,
  })
}
