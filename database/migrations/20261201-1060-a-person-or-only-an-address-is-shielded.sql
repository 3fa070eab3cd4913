-- A person or only an address is shielded, for a reason, until it is lifted; named colleagues still see it. What hangs under these
-- tables goes with its person: the foreign keys say so.
create table shields (
  tenant uuid not null references tenants,
  id uuid not null,
  person uuid not null,
  what text not null check (what in ('person', 'address')),
  reason text not null,
  valid_until date,
  lifted_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, person) references persons (tenant, id) on delete cascade
);
select keep_records('shields');
create unique index shields_once on shields (tenant, person, what) where lifted_at is null and removed_at is null;

create table shield_readers (
  tenant uuid not null references tenants,
  id uuid not null,
  shield uuid not null,
  account uuid not null,
  primary key (tenant, id),
  foreign key (tenant, shield) references shields (tenant, id) on delete cascade,
  foreign key (tenant, account) references accounts (tenant, id)
);
select keep_records('shield_readers');
create unique index shield_readers_once on shield_readers (tenant, shield, account) where removed_at is null;

-- Facts that who goes there must know first. At most a year, and never for ever.
create table safety_notes (
  tenant uuid not null references tenants,
  id uuid not null,
  person uuid not null,
  facts text not null,
  valid_until date not null,
  ended_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, person) references persons (tenant, id) on delete cascade
);
select keep_records('safety_notes');
create index safety_notes_person on safety_notes (tenant, person) where ended_at is null and removed_at is null;

-- Whose file an account never opens: her own, and of whom she is family or a friend.
create table file_links (
  tenant uuid not null references tenants,
  id uuid not null,
  account uuid not null,
  person uuid not null,
  kind text not null check (kind in ('self', 'near')),
  primary key (tenant, id),
  foreign key (tenant, account) references accounts (tenant, id),
  foreign key (tenant, person) references persons (tenant, id) on delete cascade
);
select keep_records('file_links');
create unique index file_links_once on file_links (tenant, account, person) where removed_at is null;

-- A closed file that was opened in need: by whom, why, until when; and what was thought of it afterwards.
create table openings (
  tenant uuid not null references tenants,
  id uuid not null,
  account uuid not null,
  case_id uuid not null,
  line text not null,
  reason text not null,
  until_at timestamptz not null,
  told_at timestamptz,
  told_to uuid,
  verdict text check (verdict in ('right', 'wrong')),
  verdict_words text,
  verdict_by uuid,
  verdict_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, account) references accounts (tenant, id),
  foreign key (tenant, case_id) references cases (tenant, id)
);
select keep_records('openings');
create index openings_account on openings (tenant, account, until_at) where removed_at is null;
create index openings_untold on openings (tenant, line) where told_at is null and removed_at is null;
create index openings_added on openings (tenant, added_at);

-- Street, number, postcode and village of a shielded address stand here and nowhere else: what is not in a row cannot be shown by
-- anybody who reads it. `words` is what a household was called, or the place of a step, when that told the address.
create table shielded_places (
  tenant uuid not null references tenants,
  record_table text not null check (record_table in ('addresses', 'case_sides', 'cases', 'next_steps')),
  record uuid not null,
  person uuid,
  case_id uuid,
  street text,
  house_number text,
  postcode text,
  village uuid,
  words text,
  primary key (tenant, record_table, record),
  foreign key (tenant, person) references persons (tenant, id) on delete cascade,
  foreign key (tenant, case_id) references cases (tenant, id) on delete cascade,
  foreign key (tenant, village) references areas (tenant, id)
);
select isolate('shielded_places');
grant select, insert, update, delete on shielded_places to naober_web;
create index shielded_places_person on shielded_places (tenant, person);
create index shielded_places_case on shielded_places (tenant, case_id);

alter table addresses add column shielded boolean not null default false;
alter table case_sides add column shielded boolean not null default false;
alter table cases add column shielded boolean not null default false;

-- These people under every key that they have or had: who was merged is the same one.
create function under_every_key(p_persons uuid[]) returns uuid[] language sql stable as $$
  with recursive whole (id) as (
    select unnest(p_persons)
    union
    select n.id from whole w cross join lateral (
      select p.same_as as id from persons p where p.tenant = current_tenant() and p.id = w.id and p.same_as is not null
      union all
      select p.id from persons p where p.tenant = current_tenant() and p.same_as = w.id) n
  ) select coalesce(array_agg(id), '{}') from whole
$$;

-- The cases in which these people stand, with the case that one joined and the reports that joined it: they are read as one.
create function cases_with(p_persons uuid[]) returns uuid[] language sql stable as $$
  with own as (
    select s.case_id as id from case_sides s where s.tenant = current_tenant() and s.person = any(p_persons) and s.removed_at is null
    union
    select c.id from cases c where c.tenant = current_tenant() and c.person = any(p_persons)
  ), whole as (
    select id from own
    union
    select c.joined_to from own o join cases c on c.tenant = current_tenant() and c.id = o.id where c.joined_to is not null
  ), every as (
    select id from whole
    union
    select c.id from whole w join cases c on c.tenant = current_tenant() and c.joined_to = w.id
  ) select coalesce(array_agg(id), '{}') from every
$$;

-- What an account does not see and what it has opened for a while, as keys: there are never many. Asked once for a page; where
-- nothing is shielded it looks at three empty indexes.
create function out_of_sight(p_account uuid, p_now timestamptz)
returns table (closed_persons uuid[], closed_cases uuid[], own_persons uuid[], own_cases uuid[], opened_persons uuid[], opened_cases uuid[], hides_places boolean)
language plpgsql stable as $$
begin
  select coalesce(array_agg(s.person) filter (where s.what = 'person' and not exists (select 1 from shield_readers r
      where r.tenant = s.tenant and r.shield = s.id and r.account = p_account and r.removed_at is null)), '{}'),
    coalesce(bool_or(s.what = 'address'), false)
    into closed_persons, hides_places from shields s
    where s.tenant = current_tenant() and s.lifted_at is null and s.removed_at is null;
  select coalesce(array_agg(l.person), '{}') into own_persons from file_links l
    where l.tenant = current_tenant() and l.account = p_account and l.removed_at is null;
  own_cases := '{}'; closed_cases := '{}'; opened_persons := '{}';
  if own_persons <> '{}' then
    own_persons := under_every_key(own_persons);
    own_cases := cases_with(own_persons);
  end if;
  if closed_persons <> '{}' then
    closed_persons := under_every_key(closed_persons);
    closed_cases := cases_with(closed_persons);
  end if;
  closed_persons := closed_persons || own_persons;
  closed_cases := closed_cases || own_cases;
  select coalesce(array_agg(distinct o.case_id), '{}') into opened_cases from openings o
    where o.tenant = current_tenant() and o.account = p_account and o.until_at > p_now and o.removed_at is null
      and not o.case_id = any(own_cases);
  if opened_cases <> '{}' then
    select coalesce(array_agg(distinct c.id), '{}') into opened_cases from cases c
      where c.tenant = current_tenant() and (c.id = any(opened_cases) or c.joined_to = any(opened_cases)) and not c.id = any(own_cases);
    select coalesce(array_agg(distinct s.person), '{}') into opened_persons from case_sides s
      where s.tenant = current_tenant() and s.case_id = any(opened_cases) and s.person is not null and s.removed_at is null
        and not s.person = any(own_persons);
  end if;
  return next;
end $$;

-- Takes away what tells a shielded address, and puts back what is shielded no longer. Of a case all sides go: neighbours live in one
-- street. Doing it twice is doing it once.
create function keep_places_shielded() returns void language plpgsql volatile as $$
declare
  t uuid := current_tenant(); people uuid[]; held uuid[];
begin
  select coalesce(array_agg(s.person), '{}') into people from shields s
    where s.tenant = t and s.what = 'address' and s.lifted_at is null and s.removed_at is null;
  -- Whoever lives there too: an address that stands in the file of somebody of the same house is told all the same.
  if people <> '{}' then
    people := under_every_key(people);
    with homes as (
      select coalesce(a.postcode, p.postcode) as postcode, coalesce(a.house_number, p.house_number) as house_number
      from addresses a left join shielded_places p on p.tenant = a.tenant and p.record_table = 'addresses' and p.record = a.id
      where a.tenant = t and a.person = any(people) and a.valid_until is null and a.removed_at is null
    ), there as (
      select unnest(people) as id
      union select h.person from household_members m join household_members h on h.tenant = m.tenant and h.household = m.household
        where m.tenant = t and m.person = any(people) and m.valid_until is null and m.removed_at is null and h.valid_until is null and h.removed_at is null
      union select b.person from homes h join addresses b on b.tenant = t and b.postcode = h.postcode and b.house_number = h.house_number
        where b.valid_until is null and b.removed_at is null
      union select b.person from homes h join shielded_places p on p.tenant = t and p.record_table = 'addresses' and p.postcode = h.postcode and p.house_number = h.house_number
        join addresses b on b.tenant = t and b.id = p.record and b.valid_until is null and b.removed_at is null
    ) select under_every_key(array_agg(id)) into people from there;
  end if;
  held := case when people <> '{}' then cases_with(people) else '{}' end;

  insert into shielded_places (tenant, record_table, record, person, street, house_number, postcode, village)
    select t, 'addresses', a.id, a.person, a.street, a.house_number, a.postcode, a.village from addresses a
    where a.tenant = t and a.person = any(people) and not (a.shielded and a.street is null and a.house_number is null and a.postcode is null and a.village is null)
  on conflict (tenant, record_table, record) do update set person = excluded.person, village = coalesce(excluded.village, shielded_places.village),
    street = coalesce(excluded.street, shielded_places.street), postcode = coalesce(excluded.postcode, shielded_places.postcode),
    house_number = case when excluded.street is null then coalesce(excluded.house_number, shielded_places.house_number) else excluded.house_number end;
  update addresses a set street = null, house_number = null, postcode = null, village = null, shielded = true
    where a.tenant = t and a.person = any(people) and not (a.shielded and a.street is null and a.house_number is null and a.postcode is null and a.village is null);

  insert into shielded_places (tenant, record_table, record, case_id, street, house_number, postcode, village, words)
    select t, 'case_sides', s.id, s.case_id, s.street, s.house_number, s.postcode, s.village, case when s.called ~ '[0-9]' then s.called end from case_sides s
    where s.tenant = t and s.case_id = any(held)
      and not (s.shielded and s.street is null and s.house_number is null and s.postcode is null and s.village is null and (s.called is null or s.called !~ '[0-9]'))
  on conflict (tenant, record_table, record) do update set village = coalesce(excluded.village, shielded_places.village),
    street = coalesce(excluded.street, shielded_places.street), postcode = coalesce(excluded.postcode, shielded_places.postcode),
    house_number = case when excluded.street is null then coalesce(excluded.house_number, shielded_places.house_number) else excluded.house_number end,
    words = coalesce(excluded.words, shielded_places.words);
  update case_sides s set street = null, house_number = null, postcode = null, village = null, shielded = true,
      called = case when s.called ~ '[0-9]' then null else s.called end
    where s.tenant = t and s.case_id = any(held)
      and not (s.shielded and s.street is null and s.house_number is null and s.postcode is null and s.village is null and (s.called is null or s.called !~ '[0-9]'));

  insert into shielded_places (tenant, record_table, record, case_id, street)
    select t, 'cases', c.id, c.id, c.street from cases c where c.tenant = t and c.id = any(held) and not (c.shielded and c.street is null)
  on conflict (tenant, record_table, record) do update set street = coalesce(excluded.street, shielded_places.street);
  update cases c set street = null, shielded = true where c.tenant = t and c.id = any(held) and not (c.shielded and c.street is null);

  -- Where a step is, when that tells the street: 'bij haar thuis, Veldweg 14'. A village hall may stand.
  with telling as (
    select n.id, n.case_id, n.place from next_steps n where n.tenant = t and n.case_id = any(held) and n.place is not null
      and exists (select 1 from shielded_places p where p.tenant = t and p.street is not null
        and (p.case_id = n.case_id or p.person = any(people)) and strpos(lower(n.place), lower(p.street)) > 0)
  ), kept as (
    insert into shielded_places (tenant, record_table, record, case_id, words) select t, 'next_steps', id, case_id, place from telling
    on conflict (tenant, record_table, record) do update set words = excluded.words returning record
  ) update next_steps n set place = null from kept k where n.tenant = t and n.id = k.record;

  -- What is shielded no longer.
  update addresses a set street = coalesce(a.street, p.street), house_number = coalesce(a.house_number, p.house_number),
      postcode = coalesce(a.postcode, p.postcode), village = coalesce(a.village, p.village), shielded = false
    from shielded_places p where p.tenant = t and p.record_table = 'addresses' and not a.person = any(people) and a.tenant = t and a.id = p.record;
  update case_sides s set street = coalesce(s.street, p.street), house_number = coalesce(s.house_number, p.house_number),
      postcode = coalesce(s.postcode, p.postcode), village = coalesce(s.village, p.village), called = coalesce(s.called, p.words), shielded = false
    from shielded_places p where p.tenant = t and p.record_table = 'case_sides' and not p.case_id = any(held) and s.tenant = t and s.id = p.record;
  update cases c set street = coalesce(c.street, p.street), shielded = false
    from shielded_places p where p.tenant = t and p.record_table = 'cases' and not p.case_id = any(held) and c.tenant = t and c.id = p.record;
  update next_steps n set place = coalesce(n.place, p.words)
    from shielded_places p where p.tenant = t and p.record_table = 'next_steps' and not p.case_id = any(held) and n.tenant = t and n.id = p.record;
  delete from shielded_places p where p.tenant = t and case when p.record_table = 'addresses'
    then not exists (select 1 from addresses a where a.tenant = t and a.id = p.record and a.person = any(people)) else not p.case_id = any(held) end;
end $$;

-- Whatever is written of somebody whose address is shielded is taken away in the same statement, whoever wrote it.
create function shield_what_was_written() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 and exists (select 1 from shields s
    where s.tenant = current_tenant() and s.what = 'address' and s.lifted_at is null and s.removed_at is null)
  then perform keep_places_shielded(); end if;
  return null;
end $$;
create trigger shield_written after insert or update on addresses for each statement execute function shield_what_was_written();
create trigger shield_written after insert or update on case_sides for each statement execute function shield_what_was_written();
create trigger shield_written after insert or update on cases for each statement execute function shield_what_was_written();
create trigger shield_written after insert or update on next_steps for each statement execute function shield_what_was_written();
create trigger shield_written after insert or update on household_members for each statement execute function shield_what_was_written();
