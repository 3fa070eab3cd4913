-- Somebody is away from a day up to and including another, and colleagues do her work on her lines meanwhile. No reason is kept: it
-- would be data about health.
create table absences (
  tenant uuid not null,
  id uuid not null,
  account uuid not null,
  starts_on date not null,
  ends_on date not null, -- the last day away
  primary key (tenant, id),
  foreign key (tenant, account) references accounts (tenant, id),
  check (ends_on >= starts_on)
);
select keep_records('absences');
create index absences_account on absences (tenant, account, ends_on) where removed_at is null;

create table stand_ins (
  tenant uuid not null,
  id uuid not null,
  absence uuid not null,
  line text not null,
  account uuid not null,
  primary key (tenant, id),
  foreign key (tenant, absence) references absences (tenant, id),
  foreign key (tenant, account) references accounts (tenant, id)
);
select keep_records('stand_ins');
create unique index stand_ins_once on stand_ins (tenant, absence, line) where removed_at is null;
create index stand_ins_account on stand_ins (tenant, account) where removed_at is null;

-- For whom an account stands in on a day, by line; who is away herself stands in for nobody. Asked once for a page, so it is one value.
create function stands_in_for(p_account uuid, p_today date) returns jsonb
language plpgsql stable as $$
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('account', a.account, 'line', s.line, 'name', n.name, 'until', a.ends_on)
      order by n.name, a.account, s.line), '[]')
    from stand_ins s
    join absences a on a.tenant = s.tenant and a.id = s.absence and a.removed_at is null and p_today between a.starts_on and a.ends_on
    join accounts n on n.tenant = a.tenant and n.id = a.account and n.removed_at is null
    where s.tenant = current_tenant() and s.account = p_account and s.removed_at is null
      and not exists (select 1 from absences mine where mine.tenant = s.tenant and mine.account = p_account and mine.removed_at is null
        and p_today between mine.starts_on and mine.ends_on));
end $$;

-- In whose place somebody worked, of the keys of cases and people that a page showed or changed: the owner for whom she stands in on
-- that line. Whoever stands in for nobody never asks this.
create function worked_for(p_keys uuid[], p_accounts uuid[], p_lines text[]) returns table (key uuid, account uuid)
language plpgsql stable as $$
begin
  return query
    with stood as (select s.account, s.line from unnest(p_accounts, p_lines) s (account, line)),
    theirs as (
      select k.key, c.owner from unnest(p_keys) k (key)
        join cases c on c.tenant = current_tenant() and c.id = k.key join stood on stood.account = c.owner and stood.line = c.line
      union all
      select k.key, c.owner from unnest(p_keys) k (key)
        join case_sides s on s.tenant = current_tenant() and s.person = k.key and s.removed_at is null
        join cases c on c.tenant = s.tenant and c.id = s.case_id and c.removed_at is null
        join stood on stood.account = c.owner and stood.line = c.line
      union all
      select k.key, n.owner from unnest(p_keys) k (key)
        join next_steps n on n.tenant = current_tenant() and n.person = k.key and n.case_id is null and n.done_at is null and n.removed_at is null
        join stood on stood.account = n.owner and stood.line = n.line
    )
    select t.key, min(t.owner::text)::uuid from theirs t group by t.key;
end $$;

-- The cases and people to which the changes of this very transaction belong: the record itself, or what it hangs under.
create function changed_here() returns table (key uuid, record_table text)
language plpgsql stable as $$
declare r record; found uuid; hangs text;
begin
  for r in select distinct c.record_table as name, c.record from changes c where c.tenant = current_tenant() and c.xact = pg_current_xact_id() loop
    if r.name in ('cases', 'persons') then
      key := r.record; record_table := r.name; return next;
      continue;
    end if;
    select string_agg(format('%I', a.attname), ', ' order by a.attname) into hangs from pg_attribute a
      where a.attrelid = to_regclass(r.name) and a.attname in ('case_id', 'person') and not a.attisdropped;
    if hangs is null then continue; end if;
    execute format('select coalesce(%s, null) from %I where tenant = current_tenant() and id = $1', hangs, r.name) into found using r.record;
    if found is not null then key := found; record_table := r.name; return next; end if;
  end loop;
end $$;
