-- What goes out by mail, as a text message or on paper, in one place. A row holds no words, no name, no address and no link: what it
-- says follows from its template. `about` is the key of what it is about (an evaluation, a question to a helper, an account, a
-- household): of the same it goes out once. Paper is never sent by the program: somebody says that it was posted or handed over.
create table messages (
  tenant uuid not null,
  id uuid not null,
  template text not null,
  way text not null check (way in ('mail', 'sms', 'paper')),
  line text,
  case_id uuid,
  side text,
  about uuid not null,
  account uuid,
  document uuid,
  notice boolean not null default false,
  opens boolean not null default false,
  state text not null default 'waiting'
    check (state in ('waiting', 'sending', 'sent', 'failed', 'unsure', 'bounced', 'withdrawn')),
  tries int not null default 0,
  try_at timestamptz not null,
  claimed_at timestamptz,
  sent_at timestamptz,
  opened_at timestamptz,
  handled_at timestamptz,
  reason text,
  primary key (tenant, id),
  foreign key (tenant, case_id) references cases (tenant, id) on delete cascade,
  foreign key (tenant, account) references accounts (tenant, id)
);
select keep_records('messages');
create index messages_waiting on messages (tenant, try_at) where state = 'waiting' and way <> 'paper' and removed_at is null;
create index messages_sending on messages (tenant, claimed_at) where state = 'sending' and removed_at is null;
create index messages_case on messages (tenant, case_id) where case_id is not null;
create index messages_about on messages (tenant, about);
create index messages_account on messages (tenant, account) where account is not null;
create index messages_added on messages (tenant, added_at);
-- What somebody sent that came back, was not opened or lies ready: few, and asked for on every start page.
create index messages_open on messages (tenant, added_by) where handled_at is null and removed_at is null
  and (state in ('failed', 'unsure', 'bounced') or (state = 'sent' and opens and opened_at is null) or (state = 'waiting' and way = 'paper'));

-- To whom it goes and with which link, sealed with the installation's own secret. It goes as soon as it was sent or taken back.
create table message_envelopes (
  tenant uuid not null,
  message uuid not null,
  sealed text not null,
  primary key (tenant, message),
  foreign key (tenant, message) references messages (tenant, id) on delete cascade
);
select isolate('message_envelopes');
grant select, insert, delete on message_envelopes to naober_web;

-- Who comes in by an invitation has opened what was sent with it. At that moment nobody has a tenant yet: the row says which.
create function invitation_opened() returns trigger
language plpgsql volatile security definer set search_path = naober, pg_temp as $$
declare before text := current_setting('naober.tenant', true);
begin
  perform set_config('naober.tenant', new.tenant::text, true);
  update messages set opened_at = new.used_at
    where tenant = new.tenant and account = new.account and template like 'invitation-%' and opened_at is null;
  perform set_config('naober.tenant', coalesce(before, ''), true);
  return null;
end $$;
revoke all on function invitation_opened() from public;
create trigger invitations_opened after update of used_at on invitations
  for each row when (old.used_at is null and new.used_at is not null) execute function invitation_opened();
