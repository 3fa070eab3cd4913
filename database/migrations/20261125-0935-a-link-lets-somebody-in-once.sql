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

-- Whether this database has the steps of the version that runs: the web process asks before it says that it is ready.
create function taken_steps() returns table (name text, hash text)
language sql stable security definer set search_path = naober, pg_temp as 'select m.name, m.hash from migrations m';
