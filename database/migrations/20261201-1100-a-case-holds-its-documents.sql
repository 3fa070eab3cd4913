-- A case holds documents: a photo, a pdf, a mail, a letter that was sent. Who has no case with a line yet may have one too: then it is
-- of the line that took it in. A document is of one side, or of the case as a whole. `digest` is of the file as it was given, before a
-- photo was turned and made smaller: by it the same file is recognised.
create table documents (
  tenant uuid not null,
  id uuid not null,
  case_id uuid,
  person uuid,
  line text not null,
  kind text not null,
  side text,
  happened_on date not null,
  source text,
  name text not null,
  type text not null,
  size int not null,
  pages int,
  attachments jsonb not null default '[]',
  digest bytea not null,
  author uuid,
  primary key (tenant, id),
  foreign key (tenant, case_id) references cases (tenant, id),
  -- Wiping waits for nobody's documents: whoever goes takes along what hung under them alone.
  foreign key (tenant, person) references persons (tenant, id) on delete cascade,
  check (case_id is not null or person is not null)
);
select keep_records('documents');
create index documents_case on documents (tenant, case_id, happened_on, id);
create index documents_person on documents (tenant, person) where person is not null;
create trigger follow_added after insert on documents referencing new table as written for each statement execute function follow_merged();

-- The bytes, in pieces: a list reads none of them, and nobody holds a whole file in memory as text. They are written once.
create table document_contents (
  tenant uuid not null,
  document uuid not null,
  nr int not null,
  content bytea not null,
  primary key (tenant, document, nr),
  foreign key (tenant, document) references documents (tenant, id) on delete cascade
);
alter table document_contents alter column content set storage external; -- photos and pdfs are packed already
select isolate('document_contents');
grant select, insert on document_contents to naober_web;

-- What can be read in it, page by page: taken out once, when the file came in.
create table document_texts (
  tenant uuid not null,
  document uuid not null,
  nr int not null,
  words text not null,
  primary key (tenant, document, nr),
  foreign key (tenant, document) references documents (tenant, id) on delete cascade
);
select isolate('document_texts');
grant select, insert on document_texts to naober_web;

-- A document that is wiped leaves nothing behind in the log but that it was there, whichever way it goes.
create function forget_document() returns trigger language plpgsql set search_path = naober, pg_temp as $$
begin
  delete from change_content k using changes c
    where c.tenant = old.tenant and c.record = old.id and k.tenant = c.tenant and k.change = c.id;
  return null;
end $$;
create trigger forget_document after delete on documents for each row execute function forget_document();
