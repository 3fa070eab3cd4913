-- A phone can prove who its owner is (a passkey): the secret never leaves it, and what is kept here opens nothing by itself.
-- The phone also says of which organisation and account it is, so it is looked up under that tenant, like every other row.
create table passkeys (
  tenant uuid not null,
  id uuid not null,
  account uuid not null,
  credential text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  device text not null default '',
  made_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, account) references accounts (tenant, id)
);
select isolate('passkeys');
grant select, insert, update on passkeys to naober_web;
create unique index passkeys_credential on passkeys (tenant, credential);
create index passkeys_account on passkeys (tenant, account) where ended_at is null;

-- Each question to a phone is answered once. That it was answered is kept until nobody could answer it any more.
create table passkey_answers (
  tenant uuid not null references tenants,
  question bytea not null,
  answered_at timestamptz not null,
  primary key (tenant, question)
);
select isolate('passkey_answers');
grant select, insert, delete on passkey_answers to naober_web;
