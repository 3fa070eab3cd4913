import { type Kysely, sql } from 'kysely'
import { fact } from '#counting'
import type { DB } from '#platform/database'
import { noun } from '#platform/words'

/**
 * One row for each contact, on the day it happened; its record is the case that it opens. A talk that stands in several files counts
 * once, with the file in which it was written first.
 */
export const contactFact = fact<DB>({
  key: 'contact',
  called: noun('contact', 'contacten', 'het'),
  opens: 'case',
  point: true,
  dimensions: { kind: { column: 'kind', label: 'soort contact' } },
  rows: (_db: Kysely<DB>) => sql`
    select n.tenant, n.case_id as record, c.person, n.line, c.village, n.kind,
      (n.happened_at at time zone 'Europe/Amsterdam')::date as starts, (n.happened_at at time zone 'Europe/Amsterdam')::date as ends
    from notes n join cases c on c.tenant = n.tenant and c.id = n.case_id
    where n.removed_at is null and c.removed_at is null and (n.contact is null or not exists (
      select 1 from notes o join cases d on d.tenant = o.tenant and d.id = o.case_id and d.removed_at is null
      where o.tenant = n.tenant and o.contact = n.contact and o.removed_at is null and o.id < n.id))`,
})
