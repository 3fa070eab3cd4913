import { type RawBuilder, sql } from 'kysely'
import type { Asker, Resource, Sight, Verb } from '#platform/asker'
import type { Tx } from '#platform/database'
import type { Day } from '#platform/days'
import type { Settings } from '#platform/settings'
import { serviceLines } from '#service-lines'

/** Sees everything: the system itself, and an organisation in which nothing is shielded. */
export const wholeSight: Sight = {
  ...{ closedPersons: [], closedCases: [], ownPersons: [], ownCases: [], openedPersons: [], openedCases: [] },
  ...{ hidesPlaces: false, namedLines: [], everyoneLines: [] },
}

/** What comes with the session, in the same statement, under the names of `Sight`. */
export const sightColumns = sql`closed_persons as "closedPersons", closed_cases as "closedCases", own_persons as "ownPersons",
  own_cases as "ownCases", opened_persons as "openedPersons", opened_cases as "openedCases", hides_places as "hidesPlaces"`

/** The sight of an account for whom the system works, such as who gave a list to be read in. The tenant is set. */
export async function sightOf(tx: Tx, account: string, now: Date): Promise<Partial<Sight>> {
  const { rows } = await sql<
    Partial<Sight>
  >`select ${sightColumns} from out_of_sight(${account}::uuid, ${now})`.execute(tx)
  return rows[0] ?? {}
}

/** Of which lines only the owner of a case may know that somebody is known, and of which every colleague may. */
export function linesKnownTo(settings: Settings, today: Day): Pick<Sight, 'namedLines' | 'everyoneLines'> {
  const knownTo = (key: string, declared: string) => settings.value(`${key}.known-to`, today, declared)
  const lines = (to: string) => serviceLines.filter((one) => knownTo(one.key, one.knownTo) === to).map(({ key }) => key)
  return { namedLines: lines('named'), everyoneLines: lines('everyone') }
}

/** Columns by which a row hangs under a case or a person. What stands under sentences of its own line does not say so itself. */
const hangs: Partial<Record<Resource, { case?: string; person?: string }>> = {
  case: { case: 'cases.id' },
  person: { person: 'persons.id' },
  note: { case: 'notes.caseId', person: 'notes.person' },
  'next-step': { case: 'nextSteps.caseId', person: 'nextSteps.person' },
  referral: { case: 'referrals.caseId' },
  survey: { case: 'surveys.caseId' },
  consent: { case: 'consents.caseId', person: 'consents.person' },
  document: { case: 'documents.caseId' },
  'rights-request': { person: 'rightsRequests.person' },
  match: { case: 'matches.caseId' },
  talk: { case: 'matches.caseId' },
  message: { case: 'messages.caseId' },
  'call-back': { case: 'callBacks.caseId', person: 'callBacks.person' },
}

/**
 * What the sentences say, less what is shielded from this asker, with what it opened in need for a while. Where nothing is closed and
 * nothing opened the condition stays as it was.
 */
export function inSight(asker: Asker, verb: Verb, resource: Resource, said: RawBuilder<boolean>): RawBuilder<boolean> {
  const by = hangs[resource]
  const { closedCases, closedPersons, openedCases, openedPersons } = asker.sight
  if (!by) return said
  const kept = [
    ...(by.case && closedCases.length > 0 ? [notAmong(by.case, closedCases)] : []),
    ...(by.person && closedPersons.length > 0 ? [notAmong(by.person, closedPersons)] : []),
  ]
  const seen = kept.length === 0 ? said : sql<boolean>`(${sql.join([said, ...kept], sql` and `)})`
  if (verb !== 'read' || openedCases.length === 0) return seen
  if (by.case) return sql<boolean>`(${seen} or ${sql.ref(by.case)} = any(${openedCases as string[]}::uuid[]))`
  return sql<boolean>`(${seen} or ${sql.ref(by.person as string)} = any(${openedPersons as string[]}::uuid[]))`
}

function notAmong(column: string, keys: readonly string[]): RawBuilder<boolean> {
  const ref = sql.ref(column)
  const differs = sql<boolean>`${ref} <> all(${keys as string[]}::uuid[])`
  return column.endsWith('.id') ? differs : sql<boolean>`(${ref} is null or ${differs})`
}

/** The same for a condition that others are made of: a case or a person that is not shielded from the asker. */
export const caseInSight = (asker: Asker, alias = 'cases'): RawBuilder<boolean> | undefined =>
  asker.sight.closedCases.length > 0 ? notAmong(`${alias}.id`, asker.sight.closedCases) : undefined
export const personInSight = (asker: Asker): RawBuilder<boolean> | undefined =>
  asker.sight.closedPersons.length > 0 ? notAmong('persons.id', asker.sight.closedPersons) : undefined
