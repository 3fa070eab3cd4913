-- A step may also be a letter to write or a term: a day set by law or by agreement. It may stand with one helper of its case, or with
-- a person without a case. How it ended is kept: done, or nobody was there ('missed'), with the note that it became.
alter table next_steps drop constraint next_steps_kind_check;
alter table next_steps add constraint next_steps_kind_check check (kind in ('call', 'visit', 'talk', 'letter', 'term'));
alter table next_steps add column match uuid;
alter table next_steps add foreign key (tenant, match) references matches (tenant, id) on delete set null (match);
create index next_steps_match on next_steps (tenant, match) where match is not null;
alter table next_steps add column ended text check (ended in ('done', 'missed'));
alter table next_steps add column note uuid; -- no key: wiping takes notes away by themselves
alter table next_steps add check (ended is null or done_at is not null);
-- What of a team passed, and what one worker has to do, in the order of the day.
create index next_steps_line on next_steps (tenant, line, on_day) where done_at is null and removed_at is null;
