-- Every table starts its keys with `tenant`, the organisation whose data it is. Row security isolates tenants and
-- nothing else: what a worker may see is decided by the sentences in src/access. The web role sets the tenant of its
-- transaction; without one it sees no row at all.

create function current_tenant() returns uuid language sql stable parallel safe
  return nullif(current_setting('naober.tenant', true), '')::uuid;

-- What the runner calls after every migration: a new table is closed before anyone can read it.
create function isolate(name text) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy tenant on %I using (tenant = current_tenant()) with check (tenant = current_tenant())', name);
end $$;

-- A table of records: rows that are added, changed and removed by the asker's store. It knows who added a row and when, which
-- version it has (the second of two savers is shown both) and when it was taken out of sight.
create function keep_records(name text) returns void language plpgsql as $$
begin
  execute format('alter table %I add column version int not null default 1, add column added_at timestamptz not null default now(),
    add column added_by uuid, add column removed_at timestamptz', name);
  perform isolate(name);
  execute format('grant select, insert, update on %I to naober_web', name);
end $$;

-- Demo and real never share a database; one row tells which this is.
create table installation (
  only_one boolean primary key default true check (only_one),
  kind text not null check (kind in ('demo', 'real')),
  made_at timestamptz not null default now()
);
grant select on installation to naober_web;

create table tenants (
  tenant uuid primary key,
  name text not null,
  municipality text not null,
  added_at timestamptz not null default now()
);
select isolate('tenants');
grant select, insert, update on tenants to naober_web;
-- Jobs and commands for every organisation must know which there are: keys only, and only through this function.
create policy listed on tenants for select to naober_owner using (true);
create function tenant_keys() returns table (tenant uuid) language sql stable security definer set search_path = naober, pg_temp as
  'select t.tenant from tenants t order by t.added_at, t.tenant';

-- A value that can change has dates and a source (normen, golden rule). The later `from` wins.
create table settings (
  tenant uuid not null references tenants,
  id uuid not null,
  key text not null,
  valid_from date not null,
  valid_until date,
  value jsonb not null,
  source text not null,
  primary key (tenant, id),
  check (valid_until is null or valid_until > valid_from)
);
select keep_records('settings');
create unique index settings_once on settings (tenant, key, valid_from) where removed_at is null;
