-- A copy of a file that was handed over stands as a document with the person: it goes with the cases that it tells of. And whoever had a
-- page open, or waits while the night carries it out, writes nothing more under a case that was destroyed: its figures stay as they are.
-- Strips these cases, which are of one line and go together, with the reports that joined them. @returns how many rows of which table
create or replace function strip_cases(p_cases uuid[], p_today date, p_fields jsonb) returns jsonb
language plpgsql volatile as $$
declare
  t uuid := current_tenant();
  parts uuid[]; people uuid[]; staying uuid[] := '{}'; touched uuid[]; keys uuid[]; gone jsonb := '{}'; r record; statement text; fresh uuid;
begin
  parts := array(select c.id from cases c where c.tenant = t and (c.id = any(p_cases) or c.joined_to = any(p_cases)) order by c.id for update);
  select under_every_key(coalesce(array_agg(distinct p.person), '{}')) into people from (
    select c.person from cases c where c.tenant = t and c.id = any(parts)
    union select s.person from case_sides s where s.tenant = t and s.case_id = any(parts)
    union select n.person from notes n where n.tenant = t and n.case_id = any(parts)) p where p.person is not null;
  touched := parts || people;

  -- What was given to somebody of a file on this line holds the words of these cases; the paper that was handed over too.
  select e.touched, e.gone into touched, gone from ended('documents', format(
    'delete from documents where tenant = %1$L and id in (select f.document from file_copies f join rights_requests q on q.tenant = f.tenant and q.id = f.request
      where f.tenant = %1$L and q.person = any($1) and q.line in (select c.line from cases c where c.tenant = q.tenant and c.id = any(%2$L::uuid[])))',
    t, parts), people, touched, gone) e;
  select e.touched, e.gone into touched, gone from ended('rights_requests', format(
    'delete from rights_requests q where tenant = %L and q.person = any($1) and q.line in (select c.line from cases c where c.tenant = q.tenant and c.id = any(%L::uuid[]))',
    t, parts), people, touched, gone) e;

  -- One nameless person for each that these cases were about. Of a birth date the age at the start stays.
  update cases c set age_at_start = coalesce(c.age_at_start, extract(year from age(c.opened_on, p.birth_date))::int)
    from persons p where c.tenant = t and c.id = any(parts) and p.tenant = t and p.id = c.person and p.birth_date <= c.opened_on;
  for r in select array_agg(c.id) as ids from cases c cross join lateral (select min(key::text) as key from unnest(under_every_key(array[c.person])) key) k
    where c.tenant = t and c.id = any(parts) and c.person is not null group by k.key
  loop
    fresh := gen_random_uuid();
    insert into persons (tenant, id, family_name, removed_at) values (t, fresh, '', now());
    update cases c set person = fresh where c.tenant = t and c.id = any(r.ids);
  end loop;
  update cases c set version = c.version + 1, fields = (select coalesce(jsonb_object_agg(f.key, f.value), '{}') from jsonb_each(c.fields) f
      where f.key in (select jsonb_array_elements_text(coalesce(p_fields -> c.line, '[]'))))
    where c.tenant = t and c.id = any(parts);

  for r in select w.* from what_ends() w where w.fate in ('row', 'stripped') and (cardinality(w.of_case) > 0 or w.table_name = 'cases')
    order by w.table_name in ('case_sides', 'cases'), w.table_name desc
  loop
    if r.fate = 'row' then
      statement := format('delete from %I where tenant = %L and (%s)', r.table_name, t,
        (select string_agg(format('%I = any($1)', name), ' or ') from unnest(r.of_case) name));
    else
      statement := format('update %I set %s where tenant = %L and %I = any($1)', r.table_name,
        (select coalesce(string_agg(format('%I = %s', a.attname,
            case when not a.attnotnull then 'null' when a.atttypid = 'boolean'::regtype then 'false' else '''''' end), ', '), 'version = version')
          from pg_attribute a where a.attrelid = r.table_name::regclass and a.attname = any(r.empties)),
        t, case when r.table_name = 'cases' then 'id' else 'case_id' end);
    end if;
    select e.touched, e.gone into touched, gone from ended(r.table_name, statement, parts, touched, gone) e;
  end loop;
  -- Writing a side writes its search words anew, and what shields an address looks again at every side.
  delete from case_words w where w.tenant = t and w.case_id = any(parts);
  delete from shielded_places p where p.tenant = t and p.case_id = any(parts);
  update case_sides s set shielded = false where s.tenant = t and s.case_id = any(parts) and s.shielded;
  update cases c set shielded = false where c.tenant = t and c.id = any(parts) and c.shielded;
  delete from shielded_places p where p.tenant = t and p.case_id = any(parts);

  -- From here on nothing under them changes any more.
  update cases c set destroyed_on = p_today where c.tenant = t and c.id = any(parts);

  -- Who stands nowhere any more goes too, under every key that she had.
  for r in select w.table_name from what_ends() w where w.keeps loop
    execute format('select array_agg(distinct person) from %I where tenant = %L and person = any($1)', r.table_name, t) into keys using people;
    staying := staying || coalesce(keys, '{}');
  end loop;
  staying := under_every_key(staying);
  keys := array(select unnest(people) except select unnest(staying));
  for r in select w.* from what_ends() w where w.fate = 'row' and cardinality(w.of_person) > 0 order by w.table_name = 'persons', w.table_name loop
    select e.touched, e.gone into touched, gone from ended(r.table_name, format('delete from %I where tenant = %L and (%s)', r.table_name, t,
      (select string_agg(format('%I = any($1)', name), ' or ') from unnest(r.of_person) name)), keys, touched, gone) e;
  end loop;
  touched := array(select unnest(touched) except select unnest(staying) except select t);

  -- What is kept of it elsewhere: the file that it came in with, what was typed and not saved, what was searched, what the log held.
  delete from import_files f using import_rows i where i.tenant = t and i.record = any(touched) and f.tenant = t and f.import in (i.import, i.made_by);
  delete from import_findings f using import_rows i where i.tenant = t and i.record = any(touched) and f.tenant = t and f.import in (i.import, i.made_by);
  -- That a row became a case is remembered by its key: told again, the file would bring everything back. With another version, an
  -- import leaves the case alone.
  delete from import_rows i where i.tenant = t and i.record = any(touched) and not i.record = any(parts);
  delete from drafts d where d.tenant = t and d.keys && touched;
  delete from searches s where s.tenant = t;
  delete from change_content k using changes c where c.tenant = t and c.record = any(touched) and k.tenant = c.tenant and k.change = c.id;
  return gone;
end $$;


create function stays_destroyed() returns trigger language plpgsql set search_path = naober, pg_temp as $$
begin
  if exists (select 1 from written w join cases c on c.tenant = w.tenant and c.id = w.case_id where c.destroyed_on is not null) then
    raise exception 'this case was destroyed' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create function case_stays_destroyed() returns trigger language plpgsql set search_path = naober, pg_temp as $$
begin
  if exists (select 1 from previous p where p.destroyed_on is not null) then
    raise exception 'this case was destroyed' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger stays_destroyed after update on cases referencing old table as previous for each statement execute function case_stays_destroyed();
do $$
declare t text;
begin
  foreach t in array array['case_sides', 'case_topics', 'case_phases', 'case_clocks', 'case_pauses', 'case_aftercare', 'notes', 'next_steps',
    'referrals', 'surveys', 'consents', 'documents', 'call_backs', 'matches'] loop
    execute format('create trigger stays_destroyed_added after insert on %I referencing new table as written for each statement execute function stays_destroyed()', t);
    execute format('create trigger stays_destroyed_changed after update on %I referencing new table as written for each statement execute function stays_destroyed()', t);
  end loop;
end $$;
