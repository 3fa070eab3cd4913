import type { Asker } from '#platform/asker'
import type { Day } from '#platform/days'
import { type Row, records, table } from '#platform/records'

export type Consent = Row<'consents'>

/** What someone may agree to. */
export const consentScopes = {
  keep: 'Gegevens bewaren',
  share: 'Delen met een andere organisatie',
  outcome: 'De verwijzer de afloop vertellen',
} as const

const consents = table('consents', 'consent', ['person', 'caseId', 'scope', 'givenOn', 'validUntil', 'withdrawnOn'])

/** Whether a consent holds on a day. */
export function holds(consent: Consent, on: Day): boolean {
  return (
    consent.givenOn <= on &&
    (consent.validUntil === null || on < consent.validUntil) &&
    (consent.withdrawnOn === null || on < consent.withdrawnOn)
  )
}

/** What was agreed, until when, and what was taken back. */
export function consentStore(asker: Asker) {
  const own = records(asker, consents)
  return {
    ofCase: (caseId: string): Promise<Consent[]> =>
      own.all().where('consents.caseId', '=', caseId).orderBy('consents.givenOn').execute(),
    add: own.add,
    addMany: own.addMany,
    withdraw: (id: string): Promise<Consent> =>
      own.apply(id, (was, { today }) => ({ ...was, withdrawnOn: was.withdrawnOn ?? today })),
  }
}
