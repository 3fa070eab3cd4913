-- Two records of one person become one. Who was merged into whom is asked from both sides.
create index persons_same_as on persons (tenant, same_as) where same_as is not null;
create index persons_merged on persons (tenant, id) include (same_as) where same_as is not null;
create index next_steps_person on next_steps (tenant, person) where person is not null;

-- A colleague may be writing something down about somebody while another merges her: the foreign key makes the one wait for the
-- other, and what then comes in under the old record goes to the one that it became. Nothing is left hanging where nobody looks.
create function follow_merged() returns trigger language plpgsql set search_path = naober, pg_temp as $$
begin
  if not exists (select 1 from written w join persons p on p.tenant = w.tenant and p.id = w.person where p.same_as is not null) then
    return null;
  end if;
  execute format('update %I t set person = p.same_as from written w join persons p on p.tenant = w.tenant and p.id = w.person
    where p.same_as is not null and t.tenant = w.tenant and t.id = w.id and t.person = w.person', tg_table_name);
  return null;
end $$;
create trigger follow_added after insert on cases referencing new table as written for each statement execute function follow_merged();
create trigger follow_added after insert on case_sides referencing new table as written for each statement execute function follow_merged();
create trigger follow_changed after update on case_sides referencing new table as written for each statement execute function follow_merged();
create trigger follow_added after insert on notes referencing new table as written for each statement execute function follow_merged();
create trigger follow_added after insert on next_steps referencing new table as written for each statement execute function follow_merged();
create trigger follow_added after insert on consents referencing new table as written for each statement execute function follow_merged();
create trigger follow_added after insert on addresses referencing new table as written for each statement execute function follow_merged();

-- An address that goes over to another person is found under that one, and no longer under the first.
create function remember_moved_places() returns trigger
language plpgsql security definer set search_path = naober, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
  insert into person_places (tenant, person, places)
  select p.tenant, p.person, coalesce((select string_agg(plain(concat_ws(' ', a.street, a.house_number, replace(a.postcode, ' ', ''))), ' ; ')
      from addresses a where a.tenant = p.tenant and a.person = p.person and a.removed_at is null), '')
    from (select tenant, person from written union select tenant, person from previous) p
  on conflict (tenant, person) do update set places = excluded.places where person_places.places <> excluded.places;
  return null;
end $$;
drop trigger remember_changed on addresses;
create trigger remember_changed after update on addresses referencing old table as previous new table as written
  for each statement execute function remember_moved_places();
