-- A case whose term is over is stripped in place: what names somebody goes, for good and from the history too; what the figures count
-- stays. Nobody does that alone at a press: somebody says that it may go, and the night carries it out.
alter table cases add column destroyed_on date;
create index cases_to_end on cases (tenant, line, closed_on, id)
  where closed_on is not null and destroyed_on is null and joined_to is null and removed_at is null;

-- What was said about the end of a case: it may go ('free'), or it stays for a reason until a day ('hold'). Of what was carried out
-- this is the proof: when, by whose word, and how many rows of which table. It names nobody.
create table endings (
  tenant uuid not null,
  id uuid not null,
  case_id uuid not null,
  line text not null,
  kind text not null check (kind in ('free', 'hold')),
  closed_on date not null,
  kept_until date not null,
  said_on date not null,
  reason text,
  hold_until date,
  withdrawn_at timestamptz,
  carried_out_on date,
  gone jsonb,
  primary key (tenant, id),
  foreign key (tenant, case_id) references cases (tenant, id),
  check ((kind = 'hold') = (reason is not null)),
  check ((kind = 'hold') = (hold_until is not null)),
  check (carried_out_on is null or kind = 'free')
);
select keep_records('endings');
create unique index endings_once on endings (tenant, case_id) where withdrawn_at is null and removed_at is null;
create index endings_waiting on endings (tenant, said_on)
  where kind = 'free' and carried_out_on is null and withdrawn_at is null and removed_at is null;

-- The one registry of what becomes of everything that hangs under a case or a person; a test holds it against the catalogue.
-- 'row': the row goes. 'with': it goes with the row it hangs under. 'stripped': of a row that stays, these columns are emptied and
-- all others named here stay. `of_case` and `of_person` are the columns that lead to them; `keeps`: who stands here keeps her file.
create function what_ends()
returns table (table_name text, fate text, of_case text[], of_person text[], keeps boolean, empties text[], stays text[])
language sql immutable as $$
  values
  ('cases', 'stripped', '{}'::text[], '{person}'::text[], true, '{street,referrer,waits_for,shielded,referrer_told_on}'::text[],
    '{tenant,id,number,line,person,village,opened_on,closed_on,phase,phase_since,outcome,main_topic,channel,owner,due_at,warn_at,paused_until,age_at_start,fields,version,added_at,added_by,removed_at,seeks,joined_to,joined_as,joined_at,joined_stood,destroyed_on}'::text[]),
  ('case_sides', 'stripped', '{case_id}', '{person}', true, '{person,called,street,house_number,postcode,words,practical,shielded}',
    '{tenant,id,case_id,side,village,informed_on,version,added_at,added_by,removed_at}'),
  ('notes', 'stripped', '{case_id}', '{person}', true, '{person,words}',
    '{tenant,id,case_id,line,happened_at,kind,side,result,author,contact,version,added_at,added_by,removed_at}'),
  ('referrals', 'stripped', '{case_id}', '{}', false, '{organisation,about}',
    '{tenant,id,case_id,line,direction,destination,kind,on_day,arrived,version,added_at,added_by,removed_at}'),
  ('surveys', 'stripped', '{case_id}', '{}', false, '{quote,quote_by,quote_consent_on,quote_consent_until,quote_withdrawn_on}',
    '{tenant,id,case_id,line,village,side,on_day,answered,mark,way,answered_on,version,added_at,added_by,removed_at}'),
  ('case_pauses', 'stripped', '{case_id}', '{}', false, '{reason}', '{tenant,id,case_id,started_at,ends_at,version,added_at,added_by,removed_at}'),
  ('openings', 'stripped', '{case_id}', '{}', false, '{reason,verdict_words}',
    '{tenant,id,account,case_id,line,until_at,told_at,told_to,verdict,verdict_by,verdict_at,version,added_at,added_by,removed_at}'),
  ('case_topics', 'stripped', '{case_id}', '{}', false, '{}', '{tenant,id,case_id,topic,version,added_at,added_by,removed_at}'),
  ('case_phases', 'stripped', '{case_id}', '{}', false, '{}', '{tenant,id,case_id,phase,reached_at,version,added_at,added_by,removed_at}'),
  ('case_clocks', 'stripped', '{case_id}', '{}', false, '{}',
    '{tenant,id,case_id,clock,started_at,amount,unit,due_at,warn_at,stopped_at,version,added_at,added_by,removed_at}'),
  ('case_aftercare', 'stripped', '{case_id}', '{}', false, '{}', '{tenant,id,case_id,side,on_day,answer,reached,version,added_at,added_by,removed_at}'),
  ('matches', 'stripped', '{case_id}', '{}', false, '{}',
    '{tenant,id,case_id,line,volunteer,state,asked_at,answer_by,shown_at,answered_at,ended_at,reason,version,added_at,added_by,removed_at}'),
  ('endings', 'stripped', '{case_id}', '{}', false, '{}',
    '{tenant,id,case_id,line,kind,closed_on,kept_until,said_on,reason,hold_until,withdrawn_at,carried_out_on,gone,version,added_at,added_by,removed_at}'),
  ('next_steps', 'row', '{case_id}', '{person}', true, null, null),
  ('consents', 'row', '{case_id}', '{person}', true, null, null),
  ('documents', 'row', '{case_id}', '{person}', true, null, null),
  ('document_contents', 'with', '{}', '{}', false, null, null),
  ('document_texts', 'with', '{}', '{}', false, null, null),
  ('call_backs', 'row', '{case_id}', '{person}', true, null, null),
  ('messages', 'row', '{case_id}', '{}', false, null, null),
  ('message_envelopes', 'with', '{}', '{}', false, null, null),
  ('survey_links', 'row', '{case_id}', '{}', false, null, null),
  ('distinct_cases', 'row', '{case_id,other}', '{}', false, null, null),
  ('case_words', 'row', '{case_id}', '{}', false, null, null),
  ('shielded_places', 'row', '{case_id}', '{person}', false, null, null),
  ('rights_requests', 'row', '{}', '{person}', true, null, null),
  ('file_copies', 'with', '{}', '{}', false, null, null),
  ('file_copy_contents', 'with', '{}', '{}', false, null, null),
  ('addresses', 'row', '{}', '{person}', false, null, null),
  ('distinct_persons', 'row', '{}', '{one,other}', false, null, null),
  ('person_words', 'row', '{}', '{person}', false, null, null),
  ('person_places', 'row', '{}', '{person}', false, null, null),
  ('person_relations', 'row', '{}', '{person,other}', false, null, null),
  ('household_members', 'row', '{}', '{person}', false, null, null),
  ('person_representatives', 'row', '{}', '{person}', false, null, null),
  ('person_wishes', 'row', '{}', '{person}', false, null, null),
  ('person_departures', 'row', '{}', '{person}', false, null, null),
  ('shields', 'row', '{}', '{person}', false, null, null),
  ('shield_readers', 'with', '{}', '{}', false, null, null),
  ('safety_notes', 'row', '{}', '{person}', false, null, null),
  ('file_links', 'row', '{}', '{person}', false, null, null),
  ('persons', 'row', '{}', '{id}', false, null, null)
$$;

-- Which other cases on the same line are about the same person, under whatever key; a report counts as the case that it joined.
create function of_same_person(p_case uuid) returns uuid[] language sql stable as $$
  select coalesce(array_agg(distinct coalesce(o.joined_to, o.id)), '{}') from cases mine
    join cases o on o.tenant = mine.tenant and o.line = mine.line and o.removed_at is null and o.destroyed_on is null
      and o.person = any(under_every_key(array[mine.person]))
  where mine.tenant = current_tenant() and (mine.id = p_case or mine.joined_to = p_case) and mine.removed_at is null and mine.person is not null
    and coalesce(o.joined_to, o.id) <> p_case
$$;

-- Somebody of this case asked something by right about this line that was not decided yet: that is answered first.
create function asked_by_right(p_case uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select 1 from cases c join case_sides s on s.tenant = c.tenant and s.case_id = c.id and s.person is not null
    join rights_requests q on q.tenant = c.tenant and q.line = c.line and q.decided_on is null and q.removed_at is null
      and q.person = any(under_every_key(array[s.person]))
    where c.tenant = current_tenant() and (c.id = p_case or c.joined_to = p_case));
end $$;

-- Runs a delete or an update, and adds the keys that it touched and how many there were of that table.
create function ended(p_table text, p_statement text, p_keys uuid[], p_touched uuid[], p_gone jsonb, out touched uuid[], out gone jsonb)
language plpgsql volatile as $$
declare ids uuid[];
begin
  execute format('with d as (%s returning %s as id) select coalesce(array_agg(id), ''{}'') from d', p_statement,
    case when exists (select 1 from pg_attribute where attrelid = p_table::regclass and attname = 'id') then 'id' else 'tenant' end)
    into ids using p_keys;
  touched := p_touched || ids;
  gone := case when cardinality(ids) = 0 then p_gone
    else jsonb_set(p_gone, array[p_table], to_jsonb(coalesce((p_gone ->> p_table)::int, 0) + cardinality(ids))) end;
end $$;

-- Strips these cases, which are of one line and go together, with the reports that joined them. @returns how many rows of which table
create function strip_cases(p_cases uuid[], p_today date, p_fields jsonb) returns jsonb
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

  -- What was given to somebody of a file on this line holds the words of these cases.
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
  update cases c set destroyed_on = p_today, version = c.version + 1, fields = (select coalesce(jsonb_object_agg(f.key, f.value), '{}') from jsonb_each(c.fields) f
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

-- Carries out what was said before today, and says which cases it ended. A case that runs again, that closed on another day than it
-- had when somebody said so, or that must stay, is left as it is. Cases of one person on one line go together, so that they stay
-- one person in every figure: as long as one of them has to stay, they all do. `p_fields` names the fields of each line that stay.
create function carry_out_endings(p_today date, p_fields jsonb) returns table (ended_case uuid)
language plpgsql volatile security definer set search_path = naober, pg_temp as $$
declare
  t uuid := current_tenant();
  going uuid[]; staying uuid[]; together uuid[]; more uuid[]; numbers jsonb;
begin
  if t is null then return; end if;
  going := array(select c.id from endings e join cases c on c.tenant = e.tenant and c.id = e.case_id
    where e.tenant = t and e.kind = 'free' and e.carried_out_on is null and e.withdrawn_at is null and e.removed_at is null
      and e.said_on < p_today and e.kept_until <= p_today
      and c.removed_at is null and c.joined_to is null and c.destroyed_on is null and c.closed_on = e.closed_on and c.line = e.line
    order by c.id for update);
  loop
    staying := array(select g.id from unnest(going) g (id)
      where exists (select 1 from unnest(of_same_person(g.id)) o (id) where not o.id = any(going)) or asked_by_right(g.id));
    exit when cardinality(staying) = 0;
    going := array(select unnest(going) except select unnest(staying));
  end loop;
  while cardinality(going) > 0 loop
    together := going[1:1];
    loop
      more := array(select distinct o.id from unnest(together) g (id) cross join lateral unnest(of_same_person(g.id)) o (id) where not o.id = any(together));
      exit when cardinality(more) = 0;
      together := together || more;
    end loop;
    numbers := strip_cases(together, p_today, p_fields);
    with done as (
      update endings e set carried_out_on = p_today, gone = numbers, version = e.version + 1
        where e.tenant = t and e.case_id = any(together) and e.kind = 'free' and e.carried_out_on is null and e.withdrawn_at is null and e.removed_at is null
        returning e.id
    ) insert into changes (tenant, id, at, via, deed, record_table, record, fields, digest)
      select t, gen_random_uuid(), now(), 'job', 'change', 'endings', done.id, '{carried_out_on,gone}', sha256(convert_to(gen_random_uuid()::text, 'UTF8')) from done;
    return query select unnest(together);
    going := array(select unnest(going) except select unnest(together));
  end loop;
end $$;
