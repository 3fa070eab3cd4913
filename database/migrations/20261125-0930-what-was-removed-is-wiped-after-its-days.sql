-- Removing takes out of sight; after its days a job wipes: rows and what the change log kept of them. The log lines
-- themselves stay (who, when, which fields), so the seals stay sound.
create function wipe_removed(p_before timestamptz) returns int
language plpgsql volatile security definer set search_path = naober, pg_temp as $$
declare
  gone_cases uuid[]; wiped uuid[] := '{}'; ids uuid[]; t text;
begin
  select coalesce(array_agg(id), '{}') into gone_cases from cases where tenant = current_tenant() and removed_at < p_before;
  foreach t in array array['notes', 'next_steps', 'referrals', 'surveys', 'consents', 'case_topics', 'case_sides', 'case_phases', 'case_clocks', 'case_pauses'] loop
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
  delete from change_content k using changes c
    where c.tenant = current_tenant() and c.record = any(wiped) and k.tenant = c.tenant and k.change = c.id;
  return cardinality(wiped);
end $$;

create function forget_searches(p_now timestamptz) returns int
language sql volatile security definer set search_path = naober, pg_temp as $$
  with d as (delete from searches where tenant = current_tenant() and expires_at < p_now returning 1) select count(*)::int from d
$$;
