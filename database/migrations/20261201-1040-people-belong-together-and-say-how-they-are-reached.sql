-- Who somebody is to somebody else, from a day until a day. `kind` is what the other is to the person in whose file it was written;
-- from the other side it is read under its reverse name. The other may stand here (`other`) or be a name only. The name that was
-- typed stays with it either way: who may not see the other's file reads that name and nothing else.
create table person_relations (
  tenant uuid not null,
  id uuid not null,
  person uuid not null,
  kind text not null check (kind in ('parent', 'child', 'partner', 'ex-partner', 'sibling', 'carer', 'cared-for', 'neighbour', 'other')),
  other uuid,
  called text not null,
  described text,
  phone text,
  valid_from date,
  valid_until date,
  primary key (tenant, id),
  foreign key (tenant, person) references persons (tenant, id) on delete cascade,
  foreign key (tenant, other) references persons (tenant, id) on delete set null (other),
  check (other <> person),
  check (valid_until >= valid_from)
);
select keep_records('person_relations');
create index person_relations_person on person_relations (tenant, person);
create index person_relations_other on person_relations (tenant, other) where other is not null;

-- Who lives together, from a day until a day. A household is nothing but a key: where it lives is where its people live. Nobody
-- lives in two at once.
create table household_members (
  tenant uuid not null,
  id uuid not null,
  person uuid not null,
  household uuid not null,
  valid_from date not null,
  valid_until date,
  primary key (tenant, id),
  foreign key (tenant, person) references persons (tenant, id) on delete cascade,
  check (valid_until >= valid_from)
);
select keep_records('household_members');
create unique index household_members_once on household_members (tenant, person) where valid_until is null and removed_at is null;
create index household_members_person on household_members (tenant, person);
create index household_members_household on household_members (tenant, household);

-- Who acts for somebody, about what, and who may decide it. `seen_on` is the day on which somebody here saw the paper that says so.
create table person_representatives (
  tenant uuid not null,
  id uuid not null,
  person uuid not null,
  kind text not null check (kind in ('mentor', 'curator', 'administrator', 'attorney', 'parent', 'guardian')),
  name text not null,
  phone text,
  email text,
  scope text,
  decides text[] not null default '{}',
  valid_from date not null,
  valid_until date,
  seen_on date,
  primary key (tenant, id),
  foreign key (tenant, person) references persons (tenant, id) on delete cascade,
  check (valid_until >= valid_from)
);
select keep_records('person_representatives');
create index person_representatives_person on person_representatives (tenant, person);

-- How somebody wants to be reached: one row for each person who said something about it.
create table person_wishes (
  tenant uuid not null,
  id uuid not null,
  person uuid not null,
  language text,
  interpreter boolean not null default false,
  reads_hard boolean not null default false,
  hears_hard boolean not null default false,
  safe_phone text,
  safe_email text,
  practical text,
  not_before time,
  not_after time,
  never text[] not null default '{}',
  primary key (tenant, id),
  foreign key (tenant, person) references persons (tenant, id) on delete cascade
);
select keep_records('person_wishes');
create unique index person_wishes_once on person_wishes (tenant, person) where removed_at is null;

-- Who moved away or died, on which day. What stops then follows from this row, and goes on when it is taken back.
create table person_departures (
  tenant uuid not null,
  id uuid not null,
  person uuid not null,
  kind text not null check (kind in ('moved', 'died')),
  on_day date not null,
  primary key (tenant, id),
  foreign key (tenant, person) references persons (tenant, id) on delete cascade
);
select keep_records('person_departures');
create unique index person_departures_once on person_departures (tenant, person, kind) where removed_at is null;

-- A talk with two of one family stands in the file of each. Each file has its own row, under its own sentences; `contact` says that
-- they tell of one contact, so that it counts once. Never twice in one file.
alter table notes add column contact uuid;
create unique index notes_contact on notes (tenant, contact, case_id) where contact is not null and removed_at is null;

-- What is written down about somebody who is being merged goes to whom they became, as with all else.
create trigger follow_added after insert on person_relations referencing new table as written for each statement execute function follow_merged();
create trigger follow_added after insert on household_members referencing new table as written for each statement execute function follow_merged();
create trigger follow_added after insert on person_representatives referencing new table as written for each statement execute function follow_merged();
create trigger follow_added after insert on person_wishes referencing new table as written for each statement execute function follow_merged();
create trigger follow_added after insert on person_departures referencing new table as written for each statement execute function follow_merged();
