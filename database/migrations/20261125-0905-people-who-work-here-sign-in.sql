-- An account is someone who works here. What proves who they are stands apart, in tables without grants: the web role
-- reaches them through the functions below only.

create table accounts (
  tenant uuid not null references tenants,
  id uuid not null,
  email text not null,
  name text not null,
  role text not null check (role in
    ('administrator', 'director', 'teamLeader', 'coordinator', 'worker', 'volunteer', 'insideReader', 'outsideReader')),
  ended_on date,
  primary key (tenant, id)
);
select keep_records('accounts');
create unique index accounts_once on accounts (tenant, lower(email)) where removed_at is null;

create table teams (
  tenant uuid not null references tenants,
  id uuid not null,
  name text not null,
  lines text[] not null default '{}',
  primary key (tenant, id)
);
select keep_records('teams');

create table team_members (
  tenant uuid not null references tenants,
  id uuid not null,
  team uuid not null,
  account uuid not null,
  primary key (tenant, id),
  foreign key (tenant, team) references teams (tenant, id),
  foreign key (tenant, account) references accounts (tenant, id)
);
select keep_records('team_members');
create unique index team_members_once on team_members (tenant, team, account) where removed_at is null;
create index team_members_account on team_members (tenant, account);

-- Named exceptions to row security: nobody has a tenant yet when they sign in.
create table account_secrets (
  tenant uuid not null,
  account uuid not null,
  email text not null,
  password_hash text not null,
  totp_sealed text,
  totp_last_step bigint not null default 0,
  totp_since timestamptz,
  recovery_hashes text[] not null default '{}',
  changed_at timestamptz not null default now(),
  primary key (tenant, account),
  foreign key (tenant, account) references accounts (tenant, id)
);
create unique index account_secrets_email on account_secrets (lower(email));

create table sessions (
  tenant uuid not null,
  id uuid not null,
  account uuid not null,
  token_hash bytea not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  idle_seconds int not null,
  ends_at timestamptz not null,
  second_factor boolean not null,
  locked_at timestamptz,
  ended_at timestamptz,
  device text not null default '',
  primary key (tenant, id),
  foreign key (tenant, account) references accounts (tenant, id)
);
create unique index sessions_token on sessions (token_hash);
create index sessions_account on sessions (tenant, account) where ended_at is null;

create table security_events (
  id bigint generated always as identity primary key,
  tenant uuid,
  account uuid,
  at timestamptz not null,
  xact xid8 not null default pg_current_xact_id(),
  event text not null,
  outcome text not null,
  origin text not null default '',
  request text not null default '',
  -- Whom it is about, when that is not who did it: whose session was ended, who got a link.
  about uuid
);
create index security_events_account on security_events (tenant, account, at);
create index security_events_xact on security_events (tenant, xact, id);

create function sign_in_account(p_email text)
returns table (tenant uuid, account uuid, password_hash text, totp_sealed text, totp_last_step bigint, role text, name text)
language plpgsql volatile security definer set search_path = naober, pg_temp as $$
declare s account_secrets;
begin
  select * into s from account_secrets a where lower(a.email) = lower(p_email);
  if not found then return; end if;
  perform set_config('naober.tenant', s.tenant::text, true);
  return query select s.tenant, s.account, s.password_hash, s.totp_sealed, s.totp_last_step, a.role, a.name
    from accounts a where a.tenant = s.tenant and a.id = s.account and a.removed_at is null
      and (a.ended_on is null or a.ended_on > (now() at time zone 'Europe/Amsterdam')::date);
end $$;

-- How often somebody guessed wrong of late, from one address and at one account: what throttling is decided on.
-- Guessing is guessing, whether at the password, the code of the second step or the lock. The index is of these alone.
create index security_events_guesses_origin on security_events (origin, at) where outcome = 'refused';
create index security_events_guesses_account on security_events (account, at) where outcome = 'refused';
create function sign_in_failures(p_origin text, p_account uuid, p_since timestamptz)
returns table (from_origin int, on_account int)
language sql stable security definer set search_path = naober, pg_temp as $$
  select (select count(*)::int from security_events where outcome = 'refused' and origin = p_origin and at >= p_since
            and event in ('sign-in', 'second-step', 'unlock', 'password')),
         (select count(*)::int from security_events where outcome = 'refused' and account = p_account and at >= p_since
            and event in ('sign-in', 'second-step', 'unlock', 'password'))
$$;

-- Whether this account came in from there before: then somebody elsewhere who guesses does not keep its owner out.
create function came_from_here(p_account uuid, p_origin text, p_since timestamptz) returns boolean
language sql stable security definer set search_path = naober, pg_temp as $$
  select p_origin <> '' and exists (select 1 from security_events
    where account = p_account and origin = p_origin and event = 'sign-in' and outcome = 'done' and at >= p_since)
$$;
create index security_events_came on security_events (account, origin, at) where event = 'sign-in' and outcome = 'done';

create function note_security_event(p_tenant uuid, p_account uuid, p_at timestamptz, p_event text, p_outcome text, p_origin text, p_request text, p_about uuid default null)
returns void language sql volatile security definer set search_path = naober, pg_temp as $$
  insert into security_events (tenant, account, at, event, outcome, origin, request, about)
  values (p_tenant, p_account, p_at, p_event, p_outcome, p_origin, p_request, p_about)
$$;

create function start_session(p_tenant uuid, p_id uuid, p_account uuid, p_token bytea, p_now timestamptz, p_idle int, p_absolute int, p_second boolean, p_device text)
returns void language sql volatile security definer set search_path = naober, pg_temp as $$
  insert into sessions (tenant, id, account, token_hash, started_at, seen_at, idle_seconds, ends_at, second_factor, device)
  values (p_tenant, p_id, p_account, p_token, p_now, p_now, p_idle, p_now + make_interval(secs => p_absolute), p_second, p_device)
$$;

-- Everything a page needs to know of who asks, in one call: session, account, lines and the organisation's settings.
-- It also sets the tenant of the transaction. No row: not signed in (any more).
create function begin_page(p_token bytea, p_now timestamptz)
returns table (tenant uuid, tenant_name text, session uuid, account uuid, name text, email text, role text, lines text[],
  second_factor boolean, locked boolean, has_totp boolean, seconds_left int, touch boolean, settings jsonb)
language plpgsql volatile security definer set search_path = naober, pg_temp as $$
declare s sessions;
begin
  select * into s from sessions x where x.token_hash = p_token and x.ended_at is null
    and x.ends_at > p_now and x.seen_at + make_interval(secs => x.idle_seconds) > p_now;
  if not found then return; end if;
  perform set_config('naober.tenant', s.tenant::text, true);
  return query
    select s.tenant, t.name, s.id, a.id, a.name, a.email, a.role,
      coalesce((select array_agg(distinct l) from team_members m
        join teams tm on tm.tenant = m.tenant and tm.id = m.team and tm.removed_at is null, unnest(tm.lines) l
        where m.tenant = s.tenant and m.account = a.id and m.removed_at is null), '{}'),
      s.second_factor, s.locked_at is not null,
      exists (select 1 from account_secrets z where z.tenant = s.tenant and z.account = a.id and z.totp_since is not null),
      extract(epoch from least(s.ends_at, s.seen_at + make_interval(secs => s.idle_seconds)) - p_now)::int,
      s.seen_at < p_now - interval '30 seconds',
      (select coalesce(jsonb_agg(jsonb_build_object('key', v.key, 'from', v.valid_from, 'until', v.valid_until, 'value', v.value)), '[]')
        from settings v where v.tenant = s.tenant and v.removed_at is null)
    from accounts a join tenants t on t.tenant = a.tenant
    where a.tenant = s.tenant and a.id = s.account and a.removed_at is null
      and (a.ended_on is null or a.ended_on > (p_now at time zone 'Europe/Amsterdam')::date);
end $$;

create function touch_session(p_token bytea, p_now timestamptz) returns void
language sql volatile security definer set search_path = naober, pg_temp as $$
  update sessions set seen_at = p_now where token_hash = p_token and ended_at is null and seen_at < p_now
$$;

create function lock_my_session(p_session uuid, p_locked boolean, p_now timestamptz) returns void
language sql volatile security definer set search_path = naober, pg_temp as $$
  update sessions set locked_at = case when p_locked then p_now end, seen_at = p_now
  where tenant = current_tenant() and id = p_session and ended_at is null
$$;

create function end_session(p_tenant uuid, p_session uuid, p_now timestamptz) returns boolean
language sql volatile security definer set search_path = naober, pg_temp as $$
  update sessions set ended_at = p_now where tenant = p_tenant and tenant = current_tenant() and id = p_session and ended_at is null returning true
$$;

create function end_sessions_of(p_account uuid, p_except uuid, p_now timestamptz) returns int
language sql volatile security definer set search_path = naober, pg_temp as $$
  with gone as (update sessions set ended_at = p_now where tenant = current_tenant() and account = p_account
    and ended_at is null and id is distinct from p_except returning 1) select count(*)::int from gone
$$;

create function sessions_of(p_account uuid, p_now timestamptz)
returns table (id uuid, account uuid, started_at timestamptz, seen_at timestamptz, ends_at timestamptz, device text)
language sql stable security definer set search_path = naober, pg_temp as $$
  select id, account, started_at, seen_at, ends_at, device from sessions
  where tenant = current_tenant() and account = p_account and ended_at is null and ends_at > p_now
    and seen_at + make_interval(secs => idle_seconds) > p_now order by started_at desc
$$;

create function account_secret(p_account uuid)
returns table (password_hash text, totp_sealed text, totp_last_step bigint, totp_since timestamptz, recovery_left int)
language sql stable security definer set search_path = naober, pg_temp as $$
  select password_hash, totp_sealed, totp_last_step, totp_since, cardinality(recovery_hashes) from account_secrets
  where tenant = current_tenant() and account = p_account
$$;

create function set_password(p_account uuid, p_email text, p_hash text) returns void
language sql volatile security definer set search_path = naober, pg_temp as $$
  insert into account_secrets (tenant, account, email, password_hash) values (current_tenant(), p_account, p_email, p_hash)
  on conflict (tenant, account) do update set email = excluded.email, password_hash = excluded.password_hash, changed_at = now()
$$;

create function set_totp(p_account uuid, p_sealed text, p_since timestamptz, p_recovery text[]) returns void
language sql volatile security definer set search_path = naober, pg_temp as $$
  update account_secrets set totp_sealed = p_sealed, totp_since = p_since, totp_last_step = 0, recovery_hashes = p_recovery, changed_at = now()
  where tenant = current_tenant() and account = p_account
$$;

-- A code counts once: a step that was used, or an older one, is refused.
create function use_totp_step(p_account uuid, p_step bigint) returns boolean
language sql volatile security definer set search_path = naober, pg_temp as $$
  update account_secrets set totp_last_step = p_step where tenant = current_tenant() and account = p_account and totp_last_step < p_step returning true
$$;

create function use_recovery_code(p_account uuid, p_hash text) returns boolean
language sql volatile security definer set search_path = naober, pg_temp as $$
  update account_secrets set recovery_hashes = array_remove(recovery_hashes, p_hash)
  where tenant = current_tenant() and account = p_account and p_hash = any(recovery_hashes) returning true
$$;

create function recent_security_events(p_limit int)
returns table (id bigint, at timestamptz, account_name text, about_name text, event text, outcome text, origin text, request text)
language sql stable security definer set search_path = naober, pg_temp as $$
  select e.id, e.at, a.name, b.name, e.event, e.outcome, e.origin, e.request from security_events e
  left join accounts a on a.tenant = e.tenant and a.id = e.account
  left join accounts b on b.tenant = e.tenant and b.id = e.about
  where e.tenant = current_tenant() order by e.id desc limit p_limit
$$;
create index security_events_recent on security_events (tenant, id);
