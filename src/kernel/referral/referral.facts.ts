import { type Kysely, sql } from 'kysely'
import { fact } from '#counting'
import type { DB } from '#platform/database'
import { noun } from '#platform/words'

/** One row for each referral, on its day; its record is the case that it belongs to. */
export const referralFact = fact<DB>({
  key: 'referral',
  called: noun('verwijzing', 'verwijzingen', 'de'),
  opens: 'case',
  point: true,
  dimensions: {
    destination: { column: 'destination', label: 'bestemming' },
    kind: { column: 'kind', label: 'soort verwijzing' },
    direction: {
      column: 'direction',
      label: 'richting',
      values: { in: 'naar ons toe', out: 'van ons naar een ander' },
    },
  },
  // The case is only joined when its person or village is asked for: a left join of which nothing is asked falls away.
  rows: (_db: Kysely<DB>) => sql`
    select r.tenant, r.case_id as record, c.person, r.line, c.village, r.on_day as starts, r.on_day as ends, r.destination, r.kind, r.direction
    from referrals r left join cases c on c.tenant = r.tenant and c.id = r.case_id
    where r.removed_at is null and not exists (
      select 1 from cases gone where gone.tenant = r.tenant and gone.id = r.case_id and gone.removed_at is not null)`,
})
