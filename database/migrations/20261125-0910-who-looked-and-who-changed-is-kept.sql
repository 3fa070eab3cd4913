-- Three logs that nobody can alter: the web role may add to them and read them, never change or delete. What a change
-- held stands apart (change_content), so that destroying it leaves the sealed chain verifiable.

-- One statement writes a record, its line here and the content of that line, and lines are never deleted. So neither log has a
-- foreign key: row security keeps the tenant, and checking one would lock the row of the organisation again for every line.
create table changes (
  tenant uuid not null,
  id uuid not null,
  at timestamptz not null,
  xact xid8 not null default pg_current_xact_id(),
  account uuid,
  via text not null,
  deed text not null check (deed in ('add', 'change', 'remove', 'restore')),
  record_table text not null,
  record uuid not null,
  fields text[] not null,
  digest bytea not null,
  primary key (tenant, xact, id) -- in the order in which they are sealed
);
create index changes_record on changes (tenant, record, at);
select isolate('changes');
grant select, insert on changes to naober_web;

create table change_content (
  tenant uuid not null,
  change uuid not null,
  record uuid not null,
  salt bytea not null,
  before jsonb,
  after jsonb,
  primary key (tenant, change)
);
select isolate('change_content');
grant select, insert on change_content to naober_web;

-- Columns after NEN 7513: who, in which role, what was done, on which objects, for which purpose, from where, and how it ended.
create table access_lines (
  tenant uuid not null references tenants,
  id uuid not null,
  at timestamptz not null,
  xact xid8 not null default pg_current_xact_id(),
  account uuid,
  role text not null,
  session uuid,
  action text not null,
  object text not null,
  keys uuid[] not null,
  purpose text not null,
  outcome text not null,
  request text not null,
  primary key (tenant, id)
);
create index access_lines_at on access_lines (tenant, at);
create index access_lines_keys on access_lines using gin (tenant, keys);
create index access_lines_xact on access_lines (tenant, xact, id);
select isolate('access_lines');
grant select, insert on access_lines to naober_web;

create table seals (
  tenant uuid not null references tenants,
  stream text not null check (stream in ('changes', 'access', 'security')),
  number int not null,
  xact_from xid8 not null,
  xact_until xid8 not null,
  lines int not null,
  hash bytea not null,
  sealed_at timestamptz not null default now(),
  primary key (tenant, stream, number)
);
select isolate('seals');
grant select on seals to naober_web;

-- One line of a stream as a JSON array, so that no two lines can look alike, and all lines between two transactions as one hash.
create function stream_hash(p_stream text, p_from xid8, p_until xid8, p_before bytea)
returns table (lines int, hash bytea)
language plpgsql stable as $$
begin
  return query
  with line as (
    select c.xact, c.id::text as id, jsonb_build_array(c.id, c.at at time zone 'UTC', c.account, c.via, c.deed, c.record_table, c.record, c.fields, encode(c.digest, 'hex'))::text as body
      from changes c where p_stream = 'changes' and c.tenant = current_tenant() and c.xact >= p_from and c.xact < p_until
    union all
    select a.xact, a.id::text, jsonb_build_array(a.id, a.at at time zone 'UTC', a.account, a.role, a.session, a.action, a.object, a.keys, a.purpose, a.outcome, a.request)::text
      from access_lines a where p_stream = 'access' and a.tenant = current_tenant() and a.xact >= p_from and a.xact < p_until
    union all
    select s.xact, lpad(s.id::text, 20, '0'), jsonb_build_array(s.id, s.at at time zone 'UTC', s.account, s.event, s.outcome, s.origin, s.request, s.about)::text
      from security_events s where p_stream = 'security' and s.tenant = current_tenant() and s.xact >= p_from and s.xact < p_until
  )
  select count(*)::int, sha256(p_before || coalesce(string_agg(sha256(convert_to(line.body, 'UTF8')), ''::bytea order by line.xact, line.id), ''::bytea)) from line;
end $$;

-- Seals what is finished and not sealed yet. It only reads transactions that can no longer add lines, so a seal never changes.
create function seal_logs() returns int
language plpgsql volatile security definer set search_path = naober, pg_temp as $$
declare
  s text; last seals; h record; made int := 0;
  edge xid8 := pg_snapshot_xmin(pg_current_snapshot());
begin
  perform pg_advisory_xact_lock(hashtextextended('seal ' || current_tenant()::text, 0));
  foreach s in array array['changes', 'access', 'security'] loop
    last := null;
    select * into last from seals where tenant = current_tenant() and stream = s order by number desc limit 1;
    select * into h from stream_hash(s, coalesce(last.xact_until, '0'::xid8), edge, coalesce(last.hash, ''::bytea));
    if h.lines > 0 then
      insert into seals (tenant, stream, number, xact_from, xact_until, lines, hash)
      values (current_tenant(), s, coalesce(last.number, 0) + 1, coalesce(last.xact_until, '0'::xid8), edge, h.lines, h.hash);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;

-- Every seal again, from the lines as they are now. `sound` is false where a line was altered, added behind a seal or taken out.
create function verify_seals()
returns table (stream text, number int, lines int, sealed_at timestamptz, hash text, sound boolean)
language plpgsql stable security definer set search_path = naober, pg_temp as $$
declare x seals; before bytea; at_stream text := ''; h record; chained boolean;
begin
  for x in select * from seals z where z.tenant = current_tenant() order by z.stream, z.number loop
    if x.stream <> at_stream then before := ''; at_stream := x.stream; chained := x.number = 1; end if;
    select * into h from stream_hash(x.stream, x.xact_from, x.xact_until, before);
    stream := x.stream; number := x.number; lines := x.lines; sealed_at := x.sealed_at;
    hash := encode(x.hash, 'hex'); sound := chained and h.hash = x.hash and h.lines = x.lines;
    before := x.hash; chained := true;
    return next;
  end loop;
end $$;

-- What a line says it held, against the digest that was sealed. Content that was destroyed is not an error.
create function altered_content()
returns table (change uuid) language sql stable security definer set search_path = naober, pg_temp as $$
  select c.id from changes c join change_content k on k.tenant = c.tenant and k.change = c.id
  where c.tenant = current_tenant()
    and c.digest <> sha256(k.salt || convert_to(coalesce(k.before::text, '') || '|' || coalesce(k.after::text, ''), 'UTF8'))
$$;
