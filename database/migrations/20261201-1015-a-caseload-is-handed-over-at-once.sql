-- Cases and steps of one worker that went to colleagues in one go: what went to whom, so that it can be taken back while nothing was done
-- with it since.
create table handovers (
  tenant uuid not null,
  id uuid not null,
  giver uuid not null,
  cases uuid[] not null default '{}',
  case_receivers uuid[] not null default '{}',
  steps uuid[] not null default '{}',
  step_receivers uuid[] not null default '{}',
  notes uuid[] not null default '{}',
  taken_back_at timestamptz,
  primary key (tenant, id),
  foreign key (tenant, giver) references accounts (tenant, id)
);
select keep_records('handovers');
