-- A case runs from the day it was opened until the day it was closed, through phases, with sides that stay apart.
-- `outcome` is the detailed one; which published outcome it belongs to is a dated setting.

create table cases (
  tenant uuid not null references tenants,
  id uuid not null,
  number text not null,
  line text not null,
  person uuid,
  village uuid,
  street text,
  opened_on date not null,
  closed_on date,
  phase text not null,
  phase_since timestamptz not null,
  outcome text,
  main_topic text,
  channel text,
  referrer uuid,
  owner uuid,
  waits_for text,
  due_at timestamptz,
  warn_at timestamptz,
  paused_until timestamptz,
  age_at_start int,
  fields jsonb not null default '{}',
  primary key (tenant, id),
  foreign key (tenant, person) references persons (tenant, id),
  foreign key (tenant, village) references areas (tenant, id),
  foreign key (tenant, referrer) references organisations (tenant, id),
  foreign key (tenant, owner) references accounts (tenant, id),
  check (closed_on is null or closed_on >= opened_on),
  check ((closed_on is null) = (outcome is null))
);
select keep_records('cases');
create unique index cases_number on cases (tenant, number);
-- Each order of a list has its index, over the standing cases alone: a list and its total read that and not the cases.
create index cases_opened on cases (tenant, line, opened_on, id) include (closed_on) where removed_at is null;
create index cases_closed on cases (tenant, line, (coalesce(closed_on, 'infinity'::date)), id) include (closed_on) where removed_at is null;
create index cases_waiting on cases (tenant, line, phase_since, id) include (closed_on) where removed_at is null;
create index cases_topic on cases (tenant, line, (coalesce(main_topic, '')), id) include (closed_on) where removed_at is null;
create index cases_village on cases (tenant, line, village, id) include (closed_on) where removed_at is null;
create index cases_running on cases (tenant, line, phase_since, id) where closed_on is null and removed_at is null;
-- What ended in a period is counted by this one.
create index cases_ended on cases (tenant, line, closed_on) where removed_at is null;
create index cases_person on cases (tenant, person);
create index cases_owner on cases (tenant, owner) where closed_on is null;

-- A part of a case has the tenant of its case: its foreign key says so.
create table case_topics (
  tenant uuid not null,
  id uuid not null,
  case_id uuid not null,
  topic text not null,
  primary key (tenant, id),
  foreign key (tenant, case_id) references cases (tenant, id)
);
select keep_records('case_topics');
create unique index case_topics_once on case_topics (tenant, case_id, topic) where removed_at is null;

-- A side is one household in the quarrel: with a person, or without a name ("bewoner Veldweg 14"). Several may stand on one side.
create table case_sides (
  tenant uuid not null,
  id uuid not null,
  case_id uuid not null,
  side text not null,
  person uuid,
  called text,
  street text,
  house_number text,
  postcode text,
  village uuid,
  words text,
  practical text,
  informed_on date,
  primary key (tenant, id),
  foreign key (tenant, case_id) references cases (tenant, id),
  foreign key (tenant, person) references persons (tenant, id),
  foreign key (tenant, village) references areas (tenant, id)
);
select keep_records('case_sides');
create index case_sides_case on case_sides (tenant, case_id);
create index case_sides_person on case_sides (tenant, person);

create table case_phases (
  tenant uuid not null,
  id uuid not null,
  case_id uuid not null,
  phase text not null,
  reached_at timestamptz not null,
  primary key (tenant, id),
  foreign key (tenant, case_id) references cases (tenant, id)
);
select keep_records('case_phases');
create index case_phases_case on case_phases (tenant, case_id, reached_at);

-- How long a clock runs is what was set when it started: a later setting does not move it, only a pause does.
create table case_clocks (
  tenant uuid not null,
  id uuid not null,
  case_id uuid not null,
  clock text not null,
  started_at timestamptz not null,
  amount int not null,
  unit text not null check (unit in ('hours', 'days', 'workdays')),
  due_at timestamptz not null,
  warn_at timestamptz not null,
  stopped_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, case_id) references cases (tenant, id)
);
select keep_records('case_clocks');
create index case_clocks_case on case_clocks (tenant, case_id);
create index case_clocks_due on case_clocks (tenant, due_at) where stopped_at is null;

-- While a case stands still (somebody is away, or wants time to think) its clocks do too. A pause has an end from the start.
create table case_pauses (
  tenant uuid not null,
  id uuid not null,
  case_id uuid not null,
  started_at timestamptz not null,
  ends_at timestamptz not null,
  reason text not null,
  primary key (tenant, id),
  foreign key (tenant, case_id) references cases (tenant, id),
  check (ends_at >= started_at)
);
select keep_records('case_pauses');
create index case_pauses_case on case_pauses (tenant, case_id);

create table notes (
  tenant uuid not null references tenants,
  id uuid not null,
  case_id uuid,
  person uuid,
  line text not null,
  happened_at timestamptz not null,
  kind text not null,
  side text,
  result text,
  words text not null default '',
  author uuid,
  primary key (tenant, id),
  foreign key (tenant, case_id) references cases (tenant, id),
  foreign key (tenant, person) references persons (tenant, id),
  foreign key (tenant, author) references accounts (tenant, id),
  check (case_id is not null or person is not null)
);
select keep_records('notes');
create index notes_case on notes (tenant, case_id, happened_at);
create index notes_person on notes (tenant, person, happened_at);
create index notes_line on notes (tenant, line, happened_at);

create table next_steps (
  tenant uuid not null references tenants,
  id uuid not null,
  case_id uuid,
  person uuid,
  line text not null,
  kind text not null check (kind in ('call', 'visit', 'talk')),
  on_day date not null,
  at_time time,
  place text,
  side text,
  about text,
  owner uuid,
  waits_for text not null default 'us',
  done_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, case_id) references cases (tenant, id),
  foreign key (tenant, person) references persons (tenant, id),
  foreign key (tenant, owner) references accounts (tenant, id)
);
select keep_records('next_steps');
create index next_steps_case on next_steps (tenant, case_id, on_day);
create index next_steps_owner on next_steps (tenant, owner, on_day) where done_at is null and removed_at is null;

create table referrals (
  tenant uuid not null,
  id uuid not null,
  case_id uuid not null,
  line text not null,
  direction text not null check (direction in ('in', 'out')),
  organisation uuid,
  destination text not null,
  kind text not null,
  on_day date not null,
  arrived text not null default 'unknown' check (arrived in ('unknown', 'yes', 'no')),
  about text,
  primary key (tenant, id),
  foreign key (tenant, case_id) references cases (tenant, id),
  foreign key (tenant, organisation) references organisations (tenant, id)
);
select keep_records('referrals');
create index referrals_case on referrals (tenant, case_id);
create index referrals_line on referrals (tenant, line, on_day);

-- What someone thought of it: a mark from 1 to 10, and words that may be quoted only with consent, until a day.
create table surveys (
  tenant uuid not null references tenants,
  id uuid not null,
  case_id uuid,
  line text not null,
  village uuid,
  side text,
  on_day date not null,
  answered boolean not null default true,
  mark int check (mark between 1 and 10),
  quote text,
  quote_by text,
  quote_consent_on date,
  quote_consent_until date,
  quote_withdrawn_on date,
  primary key (tenant, id),
  foreign key (tenant, case_id) references cases (tenant, id),
  foreign key (tenant, village) references areas (tenant, id)
);
select keep_records('surveys');
create index surveys_line on surveys (tenant, line, on_day);
create index surveys_case on surveys (tenant, case_id);

alter table consents add foreign key (tenant, case_id) references cases (tenant, id);

-- The streets of a case, to find it by: the same arrangement as person_words.
create table case_words (
  tenant uuid not null,
  case_id uuid not null,
  words text not null,
  primary key (tenant, case_id)
);
create index case_words_words on case_words using gin (tenant, words gin_trgm_ops);

create function remember_case_words() returns trigger
language plpgsql security definer set search_path = naober, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
  insert into case_words (tenant, case_id, words)
  select c.tenant, c.case_id, coalesce((select string_agg(plain(concat_ws(' ', s.street, s.house_number, replace(s.postcode, ' ', ''), s.called)), ' ; ')
      from case_sides s where s.tenant = c.tenant and s.case_id = c.case_id and s.removed_at is null), '')
    from (select distinct tenant, case_id from written) c
  on conflict (tenant, case_id) do update set words = excluded.words where case_words.words <> excluded.words;
  return null;
end $$;
create trigger remember_added after insert on case_sides referencing new table as written for each statement execute function remember_case_words();
create trigger remember_changed after update on case_sides referencing new table as written for each statement execute function remember_case_words();

-- Finding a case by its short number, or by a street with number. Keys only.
create function search_cases(p_number text, p_place text, p_limit int)
returns table (case_id uuid) language sql stable security definer set search_path = naober, pg_temp as $$
  select c.id from cases c where c.tenant = current_tenant() and c.removed_at is null and p_number is not null and c.number = p_number
  union all
  (select w.case_id from case_words w where w.tenant = current_tenant() and p_place is not null
    and w.words ilike '%' || plain(p_place) || '%' limit p_limit)
$$;
