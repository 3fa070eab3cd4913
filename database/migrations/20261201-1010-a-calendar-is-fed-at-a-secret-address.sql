-- A worker's own steps in the calendar of her telephone, at an address that nobody can guess. Only its digest is kept. It gives kind and
-- time and nothing of anybody.
create table calendar_feeds (
  tenant uuid not null,
  id uuid not null,
  account uuid not null,
  token_hash bytea not null,
  ended_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, account) references accounts (tenant, id)
);
select keep_records('calendar_feeds');
create unique index calendar_feeds_token on calendar_feeds (tenant, token_hash);
create unique index calendar_feeds_once on calendar_feeds (tenant, account) where ended_at is null and removed_at is null;

-- Wrong keys from one place of late, as for links.
create function calendar_refusals(p_origin text, p_since timestamptz) returns int
language sql stable security definer set search_path = naober, pg_temp as $$
  select count(*)::int from security_events where outcome = 'refused' and origin = p_origin and at >= p_since and event = 'calendar'
$$;
