import { type Kysely, sql } from 'kysely'
import { fact, RUNNING } from '#counting'
import type { DB } from '#platform/database'
import { noun } from '#platform/words'

/**
 * One row for each case, from the day it opened until the day it closed. No names: `person` is a key. Reads only what
 * survives the end of its term. A second report of the same quarrel is no case: it counts with the one that it joined.
 */
export const caseFact = fact<DB>({
  key: 'case',
  called: noun('zaak', 'zaken', 'de'),
  opens: 'case',
  dimensions: {
    mainTopic: { column: 'main_topic', label: 'hoofdonderwerp' },
    detailedOutcome: { column: 'outcome', label: 'afloop', asOf: RUNNING },
    topics: {
      column: 'topics',
      label: 'onderwerpen',
      values: { one: 'één onderwerp', several: 'een combinatie van onderwerpen' },
    },
    channel: { column: 'channel', label: 'hoe het binnenkwam' },
    suitable: { json: ['fields', 'suitable'], label: 'past hier', values: { yes: 'ja', no: 'nee' } },
  },
  groupings: {
    outcome: { of: 'detailedOutcome', label: 'uitkomst' },
    villageSize: { of: 'village', label: 'grootte van het dorp' },
    villageColumn: { of: 'village', label: 'dorp' },
  },
  rows: (_db: Kysely<DB>) => sql`
    select tenant, id as record, person, line, village, opened_on as starts, closed_on as ends, outcome, main_topic, channel, fields,
      case when exists (select 1 from case_topics t where t.tenant = cases.tenant and t.case_id = cases.id and t.removed_at is null)
        then 'several' else 'one' end as topics
    from cases where removed_at is null and joined_to is null`,
})

/** One row for each topic of a case, the main one among them: a case with three topics stands here three times. */
export const caseTopicFact = fact<DB>({
  key: 'case-topic',
  called: noun('zaak', 'zaken', 'de'),
  opens: 'case',
  dimensions: { topic: { column: 'topic', label: 'onderwerp' } },
  overlapping: ['topic'],
  rows: (_db: Kysely<DB>) => sql`
    select c.tenant, c.id as record, c.person, c.line, c.village, c.opened_on as starts, c.closed_on as ends, t.topic
    from cases c, lateral (select c.main_topic as topic union all
      select o.topic from case_topics o where o.tenant = c.tenant and o.case_id = c.id and o.removed_at is null) t
    where c.removed_at is null and c.joined_to is null and t.topic is not null`,
})

/** One row for each clock of a case, from the day it started until the day it stopped, with the whole hours it ran: a pause does not count. */
export const clockFact = fact<DB>({
  key: 'clock',
  called: noun('termijn', 'termijnen', 'de'),
  opens: 'case',
  dimensions: { clock: { column: 'clock', label: 'termijn' } },
  measures: { hours: { column: 'hours', label: 'uren' } },
  rows: (_db: Kysely<DB>) => sql`
    select k.tenant, c.id as record, c.person, c.line, c.village, k.clock,
      (k.started_at at time zone 'Europe/Amsterdam')::date as starts, (k.stopped_at at time zone 'Europe/Amsterdam')::date as ends,
      ceil((extract(epoch from k.stopped_at - k.started_at) - coalesce((
        select sum(extract(epoch from least(p.ends_at, k.stopped_at) - greatest(p.started_at, k.started_at))) from case_pauses p
        where p.tenant = k.tenant and p.case_id = k.case_id and p.removed_at is null and p.started_at < k.stopped_at and p.ends_at > k.started_at
      ), 0)) / 3600)::int as hours
    from case_clocks k join cases c on c.tenant = k.tenant and c.id = k.case_id
    where k.removed_at is null and c.removed_at is null and c.joined_to is null`,
})

/** One row for each side that was asked whether it still holds, on the day it was asked; who was not reached was asked too. */
export const aftercareFact = fact<DB>({
  key: 'aftercare',
  called: noun('navraag', 'navragen', 'de'),
  opens: 'case',
  point: true,
  dimensions: {
    answer: { column: 'answer', label: 'antwoord' },
    reached: { column: 'reached', label: 'bereikt', values: { yes: 'ja', no: 'nee' } },
  },
  rows: (_db: Kysely<DB>) => sql`
    select a.tenant, a.case_id as record, c.person, c.line, c.village, a.on_day as starts, a.on_day as ends, a.answer,
      case when a.reached then 'yes' else 'no' end as reached
    from case_aftercare a join cases c on c.tenant = a.tenant and c.id = a.case_id
    where a.removed_at is null and c.removed_at is null`,
})
