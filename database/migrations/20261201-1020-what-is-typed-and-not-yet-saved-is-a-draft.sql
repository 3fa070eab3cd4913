-- What somebody typed in a form and did not save yet: for its author alone. The words are sealed with the secret of the
-- installation, so that a copy of the database, an export or a colleague with SQL reads nothing of them. One draft for each page
-- (its address with the keys in it) of each author.
create table drafts (
  tenant uuid not null,
  id uuid not null,
  account uuid not null,
  address text not null,
  keys uuid[] not null default '{}',
  page text not null,
  form uuid not null, -- the form on the screen that wrote it last
  stamp uuid not null, -- other at every writing: who did not see these words does not write over them
  sealed text not null,
  kept_at timestamptz not null,
  thrown_at timestamptz, -- thrown away: can be taken back for a day
  primary key (tenant, id),
  foreign key (tenant, account) references accounts (tenant, id)
);
select isolate('drafts');
grant select, insert, update, delete on drafts to naober_web;
create unique index drafts_address on drafts (tenant, account, address);

-- Each form on a screen has a key of its own. One that was saved is not saved again, however often it arrives: a press too many, or
-- a connection that was lost before the answer came. The digest tells the same words from others.
create table sent_forms (
  tenant uuid not null,
  id uuid not null,
  account uuid not null,
  digest bytea not null,
  went_to text,
  sent_at timestamptz not null,
  primary key (tenant, id),
  foreign key (tenant, account) references accounts (tenant, id)
);
select isolate('sent_forms');
grant select, insert, update, delete on sent_forms to naober_web;
create index sent_forms_sent_at on sent_forms (tenant, sent_at);

-- Whose session this was that ran out within the last day, while a form was being filled in: what was sent then is kept as a draft of
-- that author and nothing else. A session that somebody ended is over at once: it gives no row here. Sets the tenant.
create function author_of(p_token bytea, p_now timestamptz)
returns table (tenant uuid, tenant_name text, session uuid, account uuid, name text, role text)
language plpgsql volatile security definer set search_path = naober, pg_temp as $$
declare s sessions;
begin
  select * into s from sessions x where x.token_hash = p_token and x.ended_at is null and x.seen_at > p_now - interval '1 day';
  if not found then return; end if;
  perform set_config('naober.tenant', s.tenant::text, true);
  return query select s.tenant, t.name, s.id, a.id, a.name, a.role
    from accounts a join tenants t on t.tenant = a.tenant
    where a.tenant = s.tenant and a.id = s.account and a.removed_at is null
      and (a.ended_on is null or a.ended_on > (p_now at time zone 'Europe/Amsterdam')::date);
end $$;
