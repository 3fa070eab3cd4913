-- A village that gets another name is the same village: what it was called before is kept, so that old papers can be read. One that
-- is no more takes no new addresses or cases from its day on; what is there stays and goes on counting.
alter table areas add column former_names text[] not null default '{}', add column valid_until date;
