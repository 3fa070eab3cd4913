-- Whatever hangs under a person and goes with them (its foreign key says so) leaves nothing of itself in the log either. The tables are
-- looked up, so that a new one is not forgotten; those that hang under a case were so already.
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
  for t in select k.conrelid::regclass::text from pg_constraint k
    join pg_attribute a on a.attrelid = k.conrelid and a.attname = 'removed_at'
    join pg_attribute p on p.attrelid = k.conrelid and p.attname = 'person' and p.attnum = any(k.conkey)
    where k.contype = 'f' and k.confrelid = 'naober.persons'::regclass and (k.confdeltype = 'c' or k.conrelid = 'naober.addresses'::regclass)
      and not exists (select 1 from pg_attribute c where c.attrelid = k.conrelid and c.attname = 'case_id') order by 1
  loop
    execute format('with d as (delete from %s where tenant = current_tenant() and (person = any($1) or removed_at < $2) returning id) select $3 || coalesce(array_agg(id), ''{}'') from d', t)
      into wiped using ids, p_before, wiped;
  end loop;
  delete from distinct_persons where tenant = current_tenant() and (one = any(ids) or other = any(ids) or removed_at < p_before);
  delete from person_words where tenant = current_tenant() and person = any(ids);
  delete from person_places where tenant = current_tenant() and person = any(ids);
  delete from import_rows where tenant = current_tenant() and record = any(ids);
  delete from persons where tenant = current_tenant() and id = any(ids);
  -- What somebody was typing about them.
  delete from drafts where tenant = current_tenant() and keys && (gone_cases || ids);
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
