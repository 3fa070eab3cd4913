-- Who is new here, forgot the password or lost the phone gets a link from the administrator: it works once, for two days.
-- Like sessions this is a named exception to row security: nobody has a tenant yet who follows one. Only its digest is kept.

create table invitations (
  tenant uuid not null,
  id uuid not null,
  account uuid not null,
  token_hash bytea not null,
  resets text not null check (resets in ('password', 'password and second step')),
  made_at timestamptz not null,
  made_by uuid,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, account) references accounts (tenant, id)
);
create unique index invitations_token on invitations (token_hash);
create index invitations_open on invitations (tenant, account) where used_at is null;

-- A new link makes the ones before it worthless.
create function make_invitation(p_id uuid, p_account uuid, p_token bytea, p_resets text, p_by uuid, p_now timestamptz, p_expires timestamptz)
returns void language sql volatile security definer set search_path = naober, pg_temp as $$
  update invitations set used_at = p_now where tenant = current_tenant() and account = p_account and used_at is null;
  insert into invitations (tenant, id, account, token_hash, resets, made_at, made_by, expires_at)
  values (current_tenant(), p_id, p_account, p_token, p_resets, p_now, p_by, p_expires)
$$;

-- Whom a link is for. It also sets the tenant of the transaction. No row: used, expired, or never made.
create function invited(p_token bytea, p_now timestamptz)
returns table (tenant uuid, tenant_name text, account uuid, name text, email text, role text, resets text)
language plpgsql volatile security definer set search_path = naober, pg_temp as $$
declare i invitations;
begin
  select * into i from invitations x where x.token_hash = p_token and x.used_at is null and x.expires_at > p_now;
  if not found then return; end if;
  perform set_config('naober.tenant', i.tenant::text, true);
  return query select i.tenant, t.name, a.id, a.name, a.email, a.role, i.resets
    from accounts a join tenants t on t.tenant = a.tenant
    where a.tenant = i.tenant and a.id = i.account and a.removed_at is null
      and (a.ended_on is null or a.ended_on > (p_now at time zone 'Europe/Amsterdam')::date);
end $$;

-- Uses a link: the new password, if need be no second step any more, and every session of before is over.
create function accept_invitation(p_token bytea, p_hash text, p_now timestamptz) returns boolean
language plpgsql volatile security definer set search_path = naober, pg_temp as $$
declare i invitations;
begin
  update invitations x set used_at = p_now where x.token_hash = p_token and x.used_at is null and x.expires_at > p_now returning * into i;
  if not found then return false; end if;
  update account_secrets s set password_hash = p_hash, changed_at = p_now,
      totp_sealed = case when i.resets = 'password' then s.totp_sealed end,
      totp_since = case when i.resets = 'password' then s.totp_since end,
      totp_last_step = case when i.resets = 'password' then s.totp_last_step else 0 end,
      recovery_hashes = case when i.resets = 'password' then s.recovery_hashes else '{}' end
    where s.tenant = i.tenant and s.account = i.account;
  update sessions s set ended_at = p_now where s.tenant = i.tenant and s.account = i.account and s.ended_at is null;
  return found or exists (select 1 from account_secrets s where s.tenant = i.tenant and s.account = i.account);
end $$;

-- The address to sign in with follows that of the account.
create function set_sign_in_email(p_account uuid, p_email text) returns void
language sql volatile security definer set search_path = naober, pg_temp as $$
  update account_secrets set email = p_email where tenant = current_tenant() and account = p_account
$$;

create function lock_my_session(p_session uuid, p_locked boolean, p_now timestamptz) returns void
language sql volatile security definer set search_path = naober, pg_temp as $$
  update sessions set locked_at = case when p_locked then p_now end, seen_at = p_now
  where tenant = current_tenant() and id = p_session and ended_at is null
$$;

-- Whom a security event is about, when that is not who did it: whose session was ended, who got a link.
alter table security_events add column about uuid;

drop function note_security_event(uuid, uuid, timestamptz, text, text, text, text);
create function note_security_event(p_tenant uuid, p_account uuid, p_at timestamptz, p_event text, p_outcome text, p_origin text, p_request text, p_about uuid default null)
returns void language sql volatile security definer set search_path = naober, pg_temp as $$
  insert into security_events (tenant, account, at, event, outcome, origin, request, about)
  values (p_tenant, p_account, p_at, p_event, p_outcome, p_origin, p_request, p_about)
$$;

-- Guessing is guessing, whether at the password, the code of the second step or the lock. The index is of these alone.
create index security_events_guesses_origin on security_events (origin, at) where outcome = 'refused';
create index security_events_guesses_account on security_events (account, at) where outcome = 'refused';
create or replace function sign_in_failures(p_origin text, p_account uuid, p_since timestamptz)
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

create function recent_security_events(p_limit int)
returns table (id bigint, at timestamptz, account_name text, about_name text, event text, outcome text, origin text, request text)
language sql stable security definer set search_path = naober, pg_temp as $$
  select e.id, e.at, a.name, b.name, e.event, e.outcome, e.origin, e.request from security_events e
  left join accounts a on a.tenant = e.tenant and a.id = e.account
  left join accounts b on b.tenant = e.tenant and b.id = e.about
  where e.tenant = current_tenant() order by e.id desc limit p_limit
$$;
create index security_events_recent on security_events (tenant, id);

-- The same bytes as before for every line without the new column: concat_ws leaves out what is null.
create or replace function stream_hash(p_stream text, p_from xid8, p_until xid8, p_before bytea)
returns table (lines int, hash bytea)
language plpgsql stable as $$
begin
  return query
  with line as (
    select c.xact, c.id::text as id, concat_ws('|', c.id, c.at at time zone 'UTC', c.account, c.via, c.deed, c.record_table, c.record, c.fields, encode(c.digest, 'hex')) as body
      from changes c where p_stream = 'changes' and c.tenant = current_tenant() and c.xact >= p_from and c.xact < p_until
    union all
    select a.xact, a.id::text, concat_ws('|', a.id, a.at at time zone 'UTC', a.account, a.role, a.session, a.action, a.object, a.keys, a.purpose, a.outcome, a.request)
      from access_lines a where p_stream = 'access' and a.tenant = current_tenant() and a.xact >= p_from and a.xact < p_until
    union all
    select s.xact, lpad(s.id::text, 20, '0'), concat_ws('|', s.id, s.at at time zone 'UTC', s.account, s.event, s.outcome, s.origin, s.request, s.about)
      from security_events s where p_stream = 'security' and s.tenant = current_tenant() and s.xact >= p_from and s.xact < p_until
  )
  select count(*)::int, sha256(p_before || coalesce(string_agg(sha256(convert_to(line.body, 'UTF8')), ''::bytea order by line.xact, line.id), ''::bytea)) from line;
end $$;

-- Whether this database has the steps of the version that runs: the web process asks before it says that it is ready.
create function taken_steps() returns table (name text, hash text)
language sql stable security definer set search_path = naober, pg_temp as 'select m.name, m.hash from migrations m';
