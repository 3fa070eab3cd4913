-- Sessions that are over and links that were used or came too late open nothing any more. What they were good for stands in the
-- security events; the rows themselves would only grow.
create function forget_sessions(p_before timestamptz) returns int
language sql volatile security definer set search_path = naober, pg_temp as $$
  with s as (delete from sessions where tenant = current_tenant() and least(ended_at, ends_at) < p_before returning 1),
       i as (delete from invitations where tenant = current_tenant() and least(used_at, expires_at) < p_before returning 1)
  select (select count(*) from s)::int + (select count(*) from i)::int
$$;
