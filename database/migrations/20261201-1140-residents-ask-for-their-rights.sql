-- A resident asks to see, correct, take along or have destroyed what we keep. Asked about one line; the clock is of the law (AVG 12(3)).
-- It holds for who was merged under whatever key: `under_every_key` finds it. How identity was established is a word out of a list: no copy of a document is kept.
create table rights_requests (
  tenant uuid not null,
  id uuid not null,
  person uuid not null,
  line text not null,
  kind text not null check (kind in ('access', 'copy', 'correction', 'destruction', 'restriction', 'objection', 'portability')),
  received_on date not null,
  asked_by text not null check (asked_by in ('self', 'representative', 'parent')),
  asker_name text,
  seen_on date,
  unable boolean not null default false,
  identified_by text not null,
  about text,
  owner uuid,
  extended_on date,
  extended_because text,
  decision text check (decision in ('granted', 'partly', 'refused')),
  decided_on date,
  decision_reason text,
  delivered_on date,
  delivered_how text,
  primary key (tenant, id),
  foreign key (tenant, person) references persons (tenant, id) on delete cascade,
  foreign key (tenant, owner) references accounts (tenant, id),
  check ((decision is null) = (decided_on is null)),
  check ((delivered_on is null) = (delivered_how is null))
);
select keep_records('rights_requests');
create index rights_requests_person on rights_requests (tenant, person);
create index rights_requests_open on rights_requests (tenant, line, received_on) where decided_on is null and removed_at is null;
create index rights_requests_received on rights_requests (tenant, line, received_on, id);
create trigger forget_document after delete on rights_requests for each row execute function forget_document();

-- What was made for such a request: what was chosen (keys and grounds, and no words), and until a second pair of eyes agreed it does not
-- leave the house. Once handed over the paper is a document of the person.
create table file_copies (
  tenant uuid not null,
  id uuid not null,
  request uuid not null,
  line text not null,
  choices jsonb not null default '[]',
  explanation text,
  needs_second boolean not null default false,
  seconded_by uuid,
  seconded_at timestamptz,
  pdf_digest bytea not null,
  json_digest bytea not null,
  document uuid,
  primary key (tenant, id),
  foreign key (tenant, request) references rights_requests (tenant, id) on delete cascade,
  foreign key (tenant, seconded_by) references accounts (tenant, id),
  foreign key (tenant, document) references documents (tenant, id) on delete set null (document)
);
select keep_records('file_copies');
create index file_copies_request on file_copies (tenant, request);
create trigger forget_document after delete on file_copies for each row execute function forget_document();

-- The files themselves, beside the log: a change of a row keeps no second copy of them.
create table file_copy_contents (
  tenant uuid not null,
  file_copy uuid not null,
  pdf bytea,
  json text not null,
  primary key (tenant, file_copy),
  foreign key (tenant, file_copy) references file_copies (tenant, id) on delete cascade
);
select isolate('file_copy_contents');
grant select, insert, update on file_copy_contents to naober_web;
