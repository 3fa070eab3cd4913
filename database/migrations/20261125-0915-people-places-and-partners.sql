-- People, where they live (dated), the villages and how they are grouped (dated), and the organisations we work with.

create table areas (
  tenant uuid not null references tenants,
  id uuid not null,
  kind text not null check (kind in ('village', 'neighbourhood', 'municipality')),
  name text not null,
  within uuid,
  primary key (tenant, id),
  foreign key (tenant, within) references areas (tenant, id)
);
select keep_records('areas');
create unique index areas_once on areas (tenant, kind, lower(name)) where removed_at is null;

-- A grouping is a named set ("groot-klein-2025") in which every member belongs to one group from a day until a day.
create table area_groupings (
  tenant uuid not null references tenants,
  id uuid not null,
  grouping_key text not null,
  area uuid not null,
  group_key text not null,
  group_name text not null,
  valid_from date not null,
  valid_until date,
  primary key (tenant, id),
  foreign key (tenant, area) references areas (tenant, id)
);
select keep_records('area_groupings');
create unique index area_groupings_once on area_groupings (tenant, grouping_key, area, valid_from) where removed_at is null;

create table organisations (
  tenant uuid not null references tenants,
  id uuid not null,
  name text not null,
  kind text not null,
  phone text,
  email text,
  primary key (tenant, id)
);
select keep_records('organisations');
create unique index organisations_once on organisations (tenant, lower(name)) where removed_at is null;

create table persons (
  tenant uuid not null references tenants,
  id uuid not null,
  given_name text,
  infix text,
  family_name text not null,
  sounds text not null default '',
  birth_date date,
  sex text not null default 'unknown' check (sex in ('woman', 'man', 'other', 'unknown')),
  phone text,
  email text,
  practical text,
  same_as uuid,
  primary key (tenant, id),
  foreign key (tenant, same_as) references persons (tenant, id)
);
select keep_records('persons');
create index persons_birth on persons (tenant, birth_date);
create index persons_phone on persons (tenant, phone);
create index persons_sounds on persons (tenant, sounds);
create index persons_added_by on persons (tenant, added_by);

create table addresses (
  tenant uuid not null, -- that of the person: the keys of a part say so, and a second check of it would bring nothing
  id uuid not null,
  person uuid not null,
  street text,
  house_number text,
  postcode text,
  village uuid,
  valid_from date not null,
  valid_until date,
  primary key (tenant, id),
  foreign key (tenant, person) references persons (tenant, id),
  foreign key (tenant, village) references areas (tenant, id),
  check (valid_until is null or valid_until >= valid_from)
);
select keep_records('addresses');
create index addresses_person on addresses (tenant, person, valid_from);
create index addresses_postcode on addresses (tenant, postcode, house_number);

-- "Niet dezelfde": two people who look alike were compared and are two people. Smaller key first.
create table distinct_persons (
  tenant uuid not null references tenants,
  id uuid not null,
  one uuid not null,
  other uuid not null check (one < other),
  primary key (tenant, id),
  foreign key (tenant, one) references persons (tenant, id),
  foreign key (tenant, other) references persons (tenant, id)
);
select keep_records('distinct_persons');
create unique index distinct_persons_once on distinct_persons (tenant, one, other) where removed_at is null;

create table consents (
  tenant uuid not null references tenants,
  id uuid not null,
  person uuid,
  case_id uuid,
  scope text not null,
  given_on date not null,
  valid_until date,
  withdrawn_on date,
  primary key (tenant, id),
  foreign key (tenant, person) references persons (tenant, id)
);
select keep_records('consents');
create index consents_person on consents (tenant, person);
create index consents_case on consents (tenant, case_id);

-- Names are searched in a table of their own: under row security `ilike` and `%` cannot use an index (measured, see
-- docs/decisions). It has no grants; search_persons tests the tenant itself and gives keys only.
create table person_words (
  tenant uuid not null,
  person uuid not null,
  words text not null,
  phone text,
  birth_date date,
  primary key (tenant, person)
);
create index person_words_words on person_words using gin (tenant, words gin_trgm_ops);
create index person_words_phone on person_words (tenant, phone);
create index person_words_birth on person_words (tenant, birth_date);

-- Where somebody lives and lived stands beside it: in one table, an address would write the words of the name again as well.
create table person_places (
  tenant uuid not null,
  person uuid not null,
  places text not null,
  primary key (tenant, person)
);
create index person_places_places on person_places using gin (tenant, places gin_trgm_ops);

-- Stable, as `unaccent` is: PostgreSQL then writes it out where it is called, which is far quicker than calling it.
create function plain(t text) returns text language sql stable parallel safe
  return lower(naober.unaccent('naober.unaccent'::regdictionary, coalesce(t, '')));

-- The search tables follow theirs once per statement and not once per row: an import writes hundreds of rows at a time. Each
-- statement is planned anew, because a plan from when the table was small would go on reading the whole of it.
-- Who was removed, or turned out to be somebody else, has no words and so is not found.
create function remember_person_words() returns trigger
language plpgsql security definer set search_path = naober, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
  delete from person_words w using written p
    where (p.removed_at is not null or p.same_as is not null) and w.tenant = p.tenant and w.person = p.id;
  insert into person_words (tenant, person, words, phone, birth_date)
  select p.tenant, p.id, plain(concat_ws(' ', p.given_name, p.infix, p.family_name)), regexp_replace(p.phone, '\D', '', 'g'), p.birth_date
    from written p where p.removed_at is null and p.same_as is null
  on conflict (tenant, person) do update set words = excluded.words, phone = excluded.phone, birth_date = excluded.birth_date
    where (person_words.words, person_words.phone, person_words.birth_date) is distinct from (excluded.words, excluded.phone, excluded.birth_date);
  return null;
end $$;
create trigger remember_added after insert on persons referencing new table as written for each statement execute function remember_person_words();
create trigger remember_changed after update on persons referencing new table as written for each statement execute function remember_person_words();

create function remember_person_places() returns trigger
language plpgsql security definer set search_path = naober, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
  insert into person_places (tenant, person, places)
  select p.tenant, p.person, coalesce((select string_agg(plain(concat_ws(' ', a.street, a.house_number, replace(a.postcode, ' ', ''))), ' ; ')
      from addresses a where a.tenant = p.tenant and a.person = p.person and a.removed_at is null), '')
    from (select distinct tenant, person from written) p
  on conflict (tenant, person) do update set places = excluded.places where person_places.places <> excluded.places;
  return null;
end $$;
create trigger remember_added after insert on addresses referencing new table as written for each statement execute function remember_person_places();
create trigger remember_changed after update on addresses referencing new table as written for each statement execute function remember_person_places();

-- Finds people by what is typed: each word of the name somewhere in it, or a phone, a birth date, a street with number.
-- Only when nothing matches to the letter it looks for names that resemble (typing errors). Keys only, best first.
-- The longest part of a name goes by the index and the others sift what it brings: `ilike all (…)` over the parts cannot use
-- it and read everybody. Words are kept in lower case, so `like` will do. Of at most five hundred that match, those whose
-- name begins with what was typed come first.
create function search_persons(p_words text, p_phone text, p_birth date, p_place text, p_limit int)
returns table (person uuid, score real)
language plpgsql stable security definer set search_path = naober, pg_temp as $$
declare
  w text := plain(p_words); found_any boolean := false;
  patterns text[] := array(select '%' || replace(replace(replace(part, '\', '\\'), '%', '\%'), '_', '\_') || '%'
    from regexp_split_to_table(btrim(plain(p_words)), '\s+') part order by length(part) desc);
begin
  if p_birth is not null then
    return query select x.person, 1::real from person_words x where x.tenant = current_tenant() and x.birth_date = p_birth
      and x.words like all (patterns) limit p_limit;
    return;
  end if;
  if p_phone is not null then
    return query select x.person, 1::real from person_words x where x.tenant = current_tenant() and x.phone = p_phone limit p_limit;
    return;
  end if;
  if p_place is not null then
    return query select x.person, 1::real from person_places x join person_words w on w.tenant = x.tenant and w.person = x.person
      where x.tenant = current_tenant() and x.places like '%' || plain(p_place) || '%' limit p_limit;
    found_any := found;
  end if;
  if w <> '' then
    for person, score in
      select m.person, case when starts_with(m.words, w) or strpos(m.words, ' ' || w) > 0 then 1 else 0.8 end::real
      from (select x.person, x.words from person_words x where x.tenant = current_tenant()
        and x.words like patterns[1] and x.words like all (patterns[2:]) limit 500) m
      order by 2 desc, m.words limit p_limit
    loop found_any := true; return next; end loop;
    if not found_any and length(w) >= 4 then
      return query select x.person, word_similarity(w, x.words) from person_words x
        where x.tenant = current_tenant() and w <% x.words order by 2 desc limit p_limit;
    end if;
  end if;
end $$;
