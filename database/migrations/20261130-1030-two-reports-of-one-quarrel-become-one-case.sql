-- A second report of the same quarrel joins the case that runs. It stays as what it was, a report with its own words, referrer and
-- leave, but it is no case any more: nothing is counted twice. `joined_as` says whether who reported here is the one who reported
-- there ('same') or the other party ('mirrored'); `joined_stood` is what stood in both when they were joined, so that it can be
-- seen whether anything was added since.
alter table cases
  add column joined_to uuid,
  add column joined_as text check (joined_as in ('same', 'mirrored')),
  add column joined_at timestamptz,
  add column joined_stood int,
  add column referrer_told_on date,
  add foreign key (tenant, joined_to) references cases (tenant, id),
  add check (joined_to is not null or (joined_as is null and joined_at is null and joined_stood is null)),
  add check (joined_to <> id);
create index cases_joined on cases (tenant, joined_to) where joined_to is not null;

-- Two cases at one address that are two quarrels: somebody looked, and is not asked again.
create table distinct_cases (
  tenant uuid not null,
  id uuid not null,
  case_id uuid not null,
  other uuid not null,
  primary key (tenant, id),
  foreign key (tenant, case_id) references cases (tenant, id) on delete cascade,
  foreign key (tenant, other) references cases (tenant, id) on delete cascade
);
select keep_records('distinct_cases');
create unique index distinct_cases_once on distinct_cases (tenant, least(case_id, other), greatest(case_id, other)) where removed_at is null;
create index distinct_cases_case on distinct_cases (tenant, case_id);
create index distinct_cases_other on distinct_cases (tenant, other);
