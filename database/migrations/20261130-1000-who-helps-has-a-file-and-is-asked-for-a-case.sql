-- Who helps has a file of their own, apart from the people who are helped. Per service line a role from … until, and what that role
-- demands with the day on which it was met. Of a certificate of conduct only that it was seen, when and by whom: there is no
-- place for the document, nor for a refusal.
create table volunteers (
  tenant uuid not null references tenants,
  id uuid not null,
  name text not null,
  phone text,
  email text,
  street text,
  house_number text,
  village uuid,
  days text[] not null default '{}',
  parts text[] not null default '{}',
  practical text,
  talked_on date,
  account uuid,
  primary key (tenant, id),
  foreign key (tenant, village) references areas (tenant, id),
  foreign key (tenant, account) references accounts (tenant, id)
);
select keep_records('volunteers');
create unique index volunteers_account on volunteers (tenant, account) where account is not null and removed_at is null;

create table volunteer_roles (
  tenant uuid not null,
  id uuid not null,
  volunteer uuid not null,
  line text not null,
  valid_from date not null,
  valid_until date,
  cases_before int not null default 0 check (cases_before >= 0),
  thanks text,
  primary key (tenant, id),
  foreign key (tenant, volunteer) references volunteers (tenant, id),
  check (valid_until is null or valid_until >= valid_from)
);
select keep_records('volunteer_roles');
create index volunteer_roles_volunteer on volunteer_roles (tenant, volunteer, line);
create index volunteer_roles_line on volunteer_roles (tenant, line, volunteer) where removed_at is null;
create unique index volunteer_roles_once on volunteer_roles (tenant, volunteer, line) where valid_until is null and removed_at is null;

create table volunteer_demands (
  tenant uuid not null,
  id uuid not null,
  volunteer uuid not null,
  line text not null,
  demand text not null,
  met_on date not null,
  seen_by uuid,
  primary key (tenant, id),
  foreign key (tenant, volunteer) references volunteers (tenant, id),
  foreign key (tenant, seen_by) references accounts (tenant, id)
);
select keep_records('volunteer_demands');
create unique index volunteer_demands_once on volunteer_demands (tenant, volunteer, line, demand) where removed_at is null;

-- A pause has no reason: why somebody does not help for a while is nobody's business. Without an end: until they say so.
create table volunteer_pauses (
  tenant uuid not null,
  id uuid not null,
  volunteer uuid not null,
  starts_on date not null,
  ends_on date,
  primary key (tenant, id),
  foreign key (tenant, volunteer) references volunteers (tenant, id),
  check (ends_on is null or ends_on >= starts_on)
);
select keep_records('volunteer_pauses');
create index volunteer_pauses_volunteer on volunteer_pauses (tenant, volunteer);

-- A helper asked for a case. Why somebody passes it on is not written down; why somebody falls out is one of a few kinds.
create table matches (
  tenant uuid not null,
  id uuid not null,
  case_id uuid not null,
  line text not null,
  volunteer uuid not null,
  state text not null check (state in ('asked', 'shown', 'accepted', 'passed', 'withdrawn', 'expired', 'fellOut')),
  asked_at timestamptz not null,
  answer_by timestamptz not null,
  shown_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  reason text,
  primary key (tenant, id),
  foreign key (tenant, case_id) references cases (tenant, id),
  foreign key (tenant, volunteer) references volunteers (tenant, id)
);
select keep_records('matches');
create index matches_case on matches (tenant, case_id);
create index matches_volunteer on matches (tenant, volunteer, asked_at);
create unique index matches_once on matches (tenant, case_id, volunteer) where state in ('asked', 'shown', 'accepted') and removed_at is null;

-- How many helpers a case seeks since one fell out; nothing while it needs nobody.
alter table cases add column seeks int check (seeks > 0);

-- Whatever hangs under a case goes with it: the tables are looked up, so that a new one is not forgotten.
create or replace function wipe_removed(p_before timestamptz) returns int
language plpgsql volatile security definer set search_path = naober, pg_temp as $$
declare
  gone_cases uuid[]; wiped uuid[] := '{}'; ids uuid[]; t text;
begin
  select coalesce(array_agg(id), '{}') into gone_cases from cases where tenant = current_tenant() and removed_at < p_before;
  for t in select c.table_name from information_schema.columns c
    join information_schema.columns r on r.table_schema = c.table_schema and r.table_name = c.table_name and r.column_name = 'removed_at'
    join information_schema.tables b on b.table_schema = c.table_schema and b.table_name = c.table_name and b.table_type = 'BASE TABLE'
    where c.table_schema = 'naober' and c.column_name = 'case_id' order by c.table_name
  loop
    execute format('with d as (delete from %I where tenant = current_tenant() and (removed_at < $1 or case_id = any($2)) returning id) select coalesce(array_agg(id), ''{}'') from d', t)
      into ids using p_before, gone_cases;
    wiped := wiped || ids;
  end loop;
  delete from case_words where tenant = current_tenant() and case_id = any(gone_cases);
  delete from import_rows where tenant = current_tenant() and record = any(gone_cases);
  delete from cases where tenant = current_tenant() and id = any(gone_cases);
  -- Someone who still stands in a case or under a merge is kept: only who stands nowhere goes.
  with loose as (
    select p.id from persons p where p.tenant = current_tenant() and p.removed_at < p_before
      and not exists (select 1 from case_sides s where s.tenant = p.tenant and s.person = p.id)
      and not exists (select 1 from cases c where c.tenant = p.tenant and c.person = p.id)
      and not exists (select 1 from notes n where n.tenant = p.tenant and n.person = p.id)
      and not exists (select 1 from next_steps n where n.tenant = p.tenant and n.person = p.id)
      and not exists (select 1 from consents n where n.tenant = p.tenant and n.person = p.id)
      and not exists (select 1 from persons o where o.tenant = p.tenant and o.same_as = p.id)
  ) select coalesce(array_agg(id), '{}') into ids from loose;
  delete from addresses where tenant = current_tenant() and (person = any(ids) or removed_at < p_before);
  delete from distinct_persons where tenant = current_tenant() and (one = any(ids) or other = any(ids) or removed_at < p_before);
  delete from person_words where tenant = current_tenant() and person = any(ids);
  delete from person_places where tenant = current_tenant() and person = any(ids);
  delete from import_rows where tenant = current_tenant() and record = any(ids);
  delete from persons where tenant = current_tenant() and id = any(ids);
  wiped := wiped || gone_cases || ids;
  -- What was taken out of a volunteer's file; and who was removed and was never asked for a case that stands.
  select coalesce(array_agg(v.id), '{}') into ids from volunteers v where v.tenant = current_tenant() and v.removed_at < p_before
    and not exists (select 1 from matches m where m.tenant = v.tenant and m.volunteer = v.id);
  foreach t in array array['volunteer_roles', 'volunteer_demands', 'volunteer_pauses'] loop
    execute format('with d as (delete from %I where tenant = current_tenant() and (removed_at < $1 or volunteer = any($2)) returning id) select $3 || coalesce(array_agg(id), ''{}'') from d', t)
      into wiped using p_before, ids, wiped;
  end loop;
  delete from volunteers where tenant = current_tenant() and id = any(ids);
  wiped := wiped || ids;
  delete from change_content k using changes c
    where c.tenant = current_tenant() and c.record = any(wiped) and k.tenant = c.tenant and k.change = c.id;
  return cardinality(wiped);
end $$;
