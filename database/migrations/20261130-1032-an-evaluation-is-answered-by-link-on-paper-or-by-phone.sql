-- An evaluation is asked on one day and answered on another, and somebody says how: by a link, on paper or on the phone. What was
-- asked before this knows no way: we make none up.
alter table surveys add column way text check (way in ('link', 'paper', 'phone')), add column answered_on date;

-- A link by which somebody who lives here answers without signing in: once, until a day. It is looked up by the digest of its
-- token; the sealed token lets a colleague copy or print the link again and opens nothing without the installation's own secret.
create table survey_links (
  tenant uuid not null,
  id uuid not null,
  case_id uuid not null,
  survey uuid not null,
  token_hash bytea not null,
  token_sealed text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, case_id) references cases (tenant, id) on delete cascade,
  foreign key (tenant, survey) references surveys (tenant, id) on delete cascade
);
select keep_records('survey_links');
create unique index survey_links_token on survey_links (tenant, token_hash);
create index survey_links_survey on survey_links (tenant, survey);

-- How often a link was refused from one place, so that guessing gets slower.
create function link_refusals(p_origin text, p_since timestamptz) returns int
language sql stable security definer set search_path = naober, pg_temp as $$
  select count(*)::int from security_events where outcome = 'refused' and origin = p_origin and at >= p_since and event = 'evaluation'
$$;
