import { type Kysely, sql } from 'kysely'
import { fact } from '#counting'
import type { DB } from '#platform/database'
import { noun } from '#platform/words'

/** One row for each answer or asked-but-unanswered evaluation, on its day; its record is the case that it is about. */
export const surveyFact = fact<DB>({
  key: 'survey',
  called: noun('evaluatie', 'evaluaties', 'de'),
  opens: 'case',
  point: true,
  dimensions: { answered: { column: 'answered', label: 'ingevuld', values: { yes: 'ja', no: 'nee' } } },
  measures: { mark: { column: 'mark', label: 'rapportcijfer' } },
  rows: (_db: Kysely<DB>) => sql`
    select tenant, coalesce(case_id, id) as record, null::uuid as person, line, village, on_day as starts, on_day as ends,
      case when answered then 'yes' else 'no' end as answered, mark
    from surveys where removed_at is null`,
})
