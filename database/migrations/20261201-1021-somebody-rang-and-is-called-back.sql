-- A client rings for her worker: a colleague writes down who is to be called back, on which number and before when. Who writes it sees
-- nothing of the case. It is no contact moment: no fact reads this table, and once it is done its days are numbered.
create table call_backs (
  tenant uuid not null,
  id uuid not null,
  person uuid,
  called text, -- who it is, when nobody here is known by that name
  case_id uuid, -- the case of the contact person, where there is one: it goes with that case
  line text,
  receiver uuid not null,
  phone text,
  due_at timestamptz not null,
  words text not null default '',
  tries int not null default 0,
  tried_at timestamptz,
  done_at timestamptz,
  done_by uuid,
  primary key (tenant, id),
  foreign key (tenant, person) references persons (tenant, id) on delete cascade,
  foreign key (tenant, case_id) references cases (tenant, id),
  foreign key (tenant, receiver) references accounts (tenant, id),
  check (person is not null or called is not null)
);
select keep_records('call_backs');
create index call_backs_receiver on call_backs (tenant, receiver) where done_at is null;
create index call_backs_person on call_backs (tenant, person) where person is not null;
create index call_backs_case on call_backs (tenant, case_id) where case_id is not null;
create index call_backs_added_by on call_backs (tenant, added_by) where done_at is null;

-- However a row goes, what the change log held of its words goes with it; the lines themselves stay.
create function forget_content_of_call_back() returns trigger
language plpgsql volatile security definer set search_path = naober, pg_temp as $$
begin
  delete from change_content k using changes c
    where c.tenant = old.tenant and c.record = old.id and k.tenant = c.tenant and k.change = c.id;
  return null;
end $$;
create trigger forget_content after delete on call_backs for each row execute function forget_content_of_call_back();

-- What was done, or taken away, some time ago.
create function forget_call_backs(p_before timestamptz) returns int
language sql volatile security definer set search_path = naober, pg_temp as $$
  with d as (delete from call_backs where tenant = current_tenant() and (done_at < p_before or removed_at < p_before) returning 1)
  select count(*)::int from d
$$;
