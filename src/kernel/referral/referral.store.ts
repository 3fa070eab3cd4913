import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import { type New, type Row, records, table } from '#platform/records'

export type Referral = Row<'referrals'>

/** The kinds of destination (catalogue A12); a partner from the list fills it in by itself. */
export const referralKinds = {
  informal: 'Voorliggend informeel',
  formal: 'Voorliggend formeel',
  tailored: 'Maatwerkvoorziening',
  internal: 'Binnen onze organisatie',
} as const

const referrals = table(
  'referrals',
  'referral',
  ['caseId', 'line', 'direction', 'organisation', 'destination', 'kind', 'onDay', 'arrived', 'about'],
  { defaults: { arrived: 'unknown' } },
)

/** Who was sent on, to whom, and whether it landed. A referral stands beside the outcome of its case. */
export function referralStore(asker: Asker) {
  const own = records(asker, referrals)
  return {
    get: own.get,
    ofCase: (caseId: string): Promise<Referral[]> =>
      own.all().modifyFront(plannedOnce).where('referrals.caseId', '=', caseId).orderBy('referrals.onDay').execute(),
    add: own.add,
    addMany: (rows: readonly New<'referrals'>[]) => own.addMany(rows),
    change: own.change,
    remove: own.remove,
    restore: own.restore,
  }
}
