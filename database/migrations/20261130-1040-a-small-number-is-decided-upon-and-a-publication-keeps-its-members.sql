-- What somebody decided about a number that is too small to show: whose it is, of which year, for whom, in which way, and why. It is
-- taken back by saying so, never wiped: what was published with it stays published.
create table figure_choices (
  tenant uuid not null references tenants,
  id uuid not null,
  line text not null,
  year int not null,
  audience text not null check (audience in ('inside', 'outside')),
  figure text not null,
  dimension text,
  row_key text,
  way text not null check (way in ('group', 'below', 'omit', 'show')),
  reason text not null default '',
  withdrawn_at timestamptz,
  primary key (tenant, id),
  check ((dimension is null) = (row_key is null))
);
select keep_records('figure_choices');
create unique index figure_choices_once on figure_choices (tenant, line, year, audience, figure, coalesce(dimension, ''), coalesce(row_key, ''))
  where removed_at is null and withdrawn_at is null;

-- From which records each figure of a publication was counted, as bare keys, and what they counted for: so that can be told later
-- what changed since and because of which records. A figure stands here whatever was hidden of it.
create table publication_members (
  tenant uuid not null,
  publication uuid not null,
  figure text not null,
  stood jsonb not null,
  primary key (tenant, publication, figure),
  foreign key (tenant, publication) references publications (tenant, id)
);
select isolate('publication_members');
grant select, insert on publication_members to naober_web;
