import type pg from 'pg'

/** The tables that grow with the years; a page that reads one of them whole is slow in a large organisation. */
export const largeTables = [
  'persons',
  'addresses',
  'cases',
  'case_sides',
  'case_topics',
  'case_phases',
  'case_clocks',
  'case_pauses',
  'notes',
  'documents',
  'next_steps',
  'referrals',
  'surveys',
  'survey_links',
  'case_aftercare',
  'matches',
  'messages',
  'consents',
  'changes',
  'change_content',
  'access_lines',
  'person_relations',
  'household_members',
  'person_representatives',
  'person_wishes',
  'person_departures',
  'person_words',
  'person_places',
  'case_words',
]

const persons = 12_000
const cases = 12_000

/**
 * Fills an organisation by SQL, past the store: only what the planner looks at must be like the real thing, and that is how
 * many rows there are and how different.
 */
export async function fillOrganisation(client: pg.Client, tenant: string, owner: string, line: string): Promise<void> {
  const key = (kind: string, nr: string) => `md5($1::text || '${kind}' || ${nr})::uuid`
  const person = key('person', 'n')
  const ofCase = key('case', 'n')
  const village = `md5($1::text || 'village' || n % 20)::uuid`
  const steps: [text: string, rows: number][] = [
    [
      `insert into areas (tenant, id, kind, name) select $1, ${village}, 'village', 'Dorp ' || n from generate_series(1, @rows) n`,
      20,
    ],
    [
      `insert into persons (tenant, id, given_name, family_name, sounds, birth_date, phone) select $1, ${person}, 'Voornaam' || n % 50, 'Familienaam' || n, 'klank' || n % 500, date '1940-01-01' + n % 20000, '+3161234' || lpad((n % 10000)::text, 4, '0') from generate_series(1, @rows) n`,
      persons,
    ],
    [
      `insert into person_words (tenant, person, words, phone, birth_date) select $1, ${person}, 'voornaam' || n % 50 || ' familienaam' || n, '3161234' || lpad((n % 10000)::text, 4, '0'), date '1940-01-01' + n % 20000 from generate_series(1, @rows) n`,
      persons,
    ],
    [
      `insert into person_places (tenant, person, places) select $1, ${person}, 'laan ' || n from generate_series(1, @rows) n`,
      persons,
    ],
    [
      `insert into addresses (tenant, id, person, street, house_number, village, valid_from) select $1, ${key('address', 'n')}, ${person}, 'Laan', n, ${village}, '2020-01-01' from generate_series(1, @rows) n`,
      persons,
    ],
    [
      `insert into person_relations (tenant, id, person, kind, other, called) select $1, ${key('relation', 'n')}, ${person}, 'sibling', ${key('person', '(n % 12000 + 1)')}, 'Naam' from generate_series(1, @rows) n`,
      persons,
    ],
    [
      `insert into household_members (tenant, id, person, household, valid_from) select $1, ${key('member', 'n')}, ${person}, ${key('household', '(n / 3)')}, '2020-01-01' from generate_series(1, @rows) n`,
      persons,
    ],
    [
      `insert into person_representatives (tenant, id, person, kind, name, valid_from) select $1, ${key('representative', 'n')}, ${person}, 'mentor', 'Naam', '2020-01-01' from generate_series(1, @rows) n`,
      persons,
    ],
    [
      `insert into person_wishes (tenant, id, person, language) select $1, ${key('wishes', 'n')}, ${person}, 'Pools' from generate_series(1, @rows) n`,
      persons,
    ],
    [
      `insert into person_departures (tenant, id, person, kind, on_day) select $1, ${key('departure', 'n')}, ${person}, 'moved', '2020-01-01' from generate_series(1, @rows) n`,
      persons,
    ],
    [
      `insert into cases (tenant, id, number, line, person, village, opened_on, closed_on, outcome, phase, phase_since, main_topic, owner, waits_for, due_at)
        select $1, ${ofCase}, 'N' || lpad((n / 1000)::text, 2, '0') || '-' || lpad((n % 1000)::text, 3, '0'), $3, ${person}, ${village}, date '2016-01-01' + n % 3300,
          case when n % 20 > 0 then date '2016-01-01' + n % 3300 + 60 end, case when n % 20 > 0 then 'advice' end, 'reported', timestamptz '2016-01-01' + n % 3300 * interval '1 day',
          (array['noise', 'pets', 'garden', 'other'])[1 + n % 4], $4, 'us', case when n % 20 = 0 then timestamptz '2025-03-01' + n * interval '1 hour' end
        from generate_series(1, @rows) n`,
      cases,
    ],
    [
      `insert into case_words (tenant, case_id, words) select $1, ${ofCase}, 'laan ' || n from generate_series(1, @rows) n`,
      cases,
    ],
    [
      `insert into case_sides (tenant, id, case_id, side, person) select $1, ${key('side', 'n')}, ${ofCase}, 'reporter', ${person} from generate_series(1, @rows) n`,
      cases,
    ],
    [
      `insert into case_topics (tenant, id, case_id, topic) select $1, ${key('topic', 'n')}, ${ofCase}, 'noise' from generate_series(1, @rows) n`,
      cases,
    ],
    [
      `insert into case_phases (tenant, id, case_id, phase, reached_at) select $1, ${key('phase', 'n')}, ${ofCase}, 'reported', now() from generate_series(1, @rows) n`,
      cases,
    ],
    [
      `insert into case_clocks (tenant, id, case_id, clock, started_at, amount, unit, due_at, warn_at) select $1, ${key('clock', 'n')}, ${ofCase}, 'assess', now(), 3, 'days', now(), now() from generate_series(1, @rows) n`,
      cases,
    ],
    [
      `insert into case_pauses (tenant, id, case_id, started_at, ends_at, reason) select $1, ${key('pause', 'n')}, ${ofCase}, now(), now(), 'away' from generate_series(1, @rows) n`,
      cases,
    ],
    [
      `insert into volunteers (tenant, id, name, village) select $1, ${key('volunteer', 'n')}, 'Helper ' || n, ${village} from generate_series(1, @rows) n`,
      200,
    ],
    [
      `insert into volunteer_roles (tenant, id, volunteer, line, valid_from) select $1, ${key('role', 'n')}, ${key('volunteer', 'n')}, $3, '2016-01-01' from generate_series(1, @rows) n`,
      200,
    ],
    [
      `insert into matches (tenant, id, case_id, line, volunteer, state, asked_at, answer_by) select $1, ${key('match', 'n')}, ${ofCase}, $3, ${key('volunteer', '(n % 200 + 1)')}, 'accepted', timestamptz '2016-01-01' + n * interval '1 hour', now() from generate_series(1, @rows) n`,
      cases,
    ],
    [
      `insert into messages (tenant, id, template, way, line, case_id, about, state, try_at, sent_at, added_by)
        select $1, ${key('message', 'n')}, 'evaluation', 'mail', $3, ${ofCase}, ${key('about', 'n')}, case when n % 100 = 0 then 'waiting' when n % 301 = 0 then 'failed' else 'sent' end,
          timestamptz '2016-01-01' + n * interval '1 hour', timestamptz '2016-01-01' + n * interval '1 hour', $4 from generate_series(1, @rows) n`,
      cases,
    ],
    ...['notes', 'documents', 'next_steps', 'referrals', 'surveys', 'survey_links', 'case_aftercare', 'consents'].map(
      (table): [string, number] => under(table, ofCase),
    ),
    [
      `insert into changes (tenant, id, at, via, deed, record_table, record, fields, digest) select $1, ${key('change', 'n')}, now(), 'web', 'add', 'cases', ${ofCase}, '{}', '\\x00' from generate_series(1, @rows) n`,
      cases,
    ],
    [
      `insert into access_lines (tenant, id, at, role, action, object, keys, purpose, outcome, request) select $1, ${key('look', 'n')}, now(), 'worker', 'read', 'case', array[${ofCase}], '/zaken', 'shown', 'X' from generate_series(1, @rows) n`,
      cases,
    ],
  ]
  await client.query(`set session_replication_role = 'replica'; set search_path = naober`)
  const literal: Record<string, string> = { $1: `'${tenant}'::uuid`, $3: `'${line}'`, $4: `'${owner}'::uuid` }
  for (const [text, rows] of steps)
    await client.query(text.replace('@rows', String(rows)).replace(/\$[134]/g, (name) => literal[name] as string))
  await client.query(`set session_replication_role = 'origin'`)

  function under(table: string, caseId: string): [string, number] {
    const id = key(table, 'n')
    const columns: Record<string, string> = {
      notes: `insert into notes (tenant, id, case_id, line, happened_at, kind, author) select $1, ${id}, ${caseId}, $3, timestamptz '2016-01-01' + n * interval '1 hour', 'call', $4`,
      documents: `insert into documents (tenant, id, case_id, line, kind, happened_on, name, type, size, digest, author) select $1, ${id}, ${caseId}, $3, 'photo', date '2016-01-01' + n % 3300, 'Foto', 'image/jpeg', 1000, decode(md5($1::text || n), 'hex'), $4`,
      next_steps: `insert into next_steps (tenant, id, case_id, line, kind, on_day, owner, done_at) select $1, ${id}, ${caseId}, $3, 'call', date '2016-01-01' + n % 3300, $4, case when n % 50 > 0 then now() end`,
      referrals: `insert into referrals (tenant, id, case_id, line, direction, destination, kind, on_day) select $1, ${id}, ${caseId}, $3, 'out', 'huisarts', 'formal', date '2016-01-01' + n % 3300`,
      surveys: `insert into surveys (tenant, id, case_id, line, on_day, mark) select $1, ${id}, ${caseId}, $3, date '2016-01-01' + n % 3300, 8`,
      survey_links: `insert into survey_links (tenant, id, case_id, survey, token_hash, token_sealed, expires_at) select $1, ${id}, ${caseId}, ${key('surveys', 'n')}, decode(md5($1::text || n), 'hex'), '', now()`,
      case_aftercare: `insert into case_aftercare (tenant, id, case_id, side, on_day, answer, reached) select $1, ${id}, ${caseId}, 'reporter', date '2016-01-01' + n % 3300, 'holds', true`,
      consents: `insert into consents (tenant, id, case_id, scope, given_on) select $1, ${id}, ${caseId}, 'keep', '2020-01-01'`,
    }
    return [`${columns[table]} from generate_series(1, @rows) n`, cases]
  }
}
