-- Who reads a list in sees each step before it is taken: what stands in the file, what its columns mean, how it would turn out. An
-- import that came in before, or by the command, is done.
alter table imports add column stage text not null default 'done', add column mapping jsonb, add column choices jsonb not null default '{}';

-- Which import made a record: taking an import back removes what it made, and nothing that was there before. What was told again by
-- a later import does not say who made it first, so it counts as there before.
alter table import_rows add column made_by uuid;
update import_rows set made_by = import where version = 1;
create index import_rows_made on import_rows (tenant, made_by);

-- The file that was given, and the workbook with its wrong rows. Both are full of people, so they have an end from the start.
create table import_files (
  tenant uuid not null,
  import uuid not null,
  kind text not null,
  content bytea not null,
  kept_until timestamptz not null,
  primary key (tenant, import, kind),
  foreign key (tenant, import) references imports (tenant, id)
);
alter table import_files alter column content set storage external; -- a workbook is packed already
select isolate('import_files');
grant select, insert, update, delete on import_files to naober_web;

-- What was found: in the file, in a rehearsal, at the end, and before taking it back. Kept as long as the file where it names people.
create table import_findings (
  tenant uuid not null,
  import uuid not null,
  kind text not null,
  content jsonb not null,
  found_at timestamptz not null,
  kept_until timestamptz,
  primary key (tenant, import, kind),
  foreign key (tenant, import) references imports (tenant, id)
);
select isolate('import_findings');
grant select, insert, update, delete on import_findings to naober_web;

-- What the worker does for an import, or did last. One row for each: so nobody starts a second time what is going on. It tells every
-- second how far it is, which is nothing for the log of changes.
create table import_work (
  tenant uuid not null,
  import uuid not null,
  task text not null,
  run uuid not null,
  asked_by uuid,
  asked_at timestamptz not null,
  begun_at timestamptz,
  beat_at timestamptz not null,
  ended_at timestamptz,
  rows_done int not null default 0,
  rows_of int not null default 0,
  trouble text,
  primary key (tenant, import),
  foreign key (tenant, import) references imports (tenant, id)
);
select isolate('import_work');
grant select, insert, update on import_work to naober_web;
