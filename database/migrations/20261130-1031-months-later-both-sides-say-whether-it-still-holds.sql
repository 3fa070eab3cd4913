-- What a side answered when it was asked, some time after the closing, whether it still holds. Who could not be reached was asked
-- as well: `reached` keeps that apart. Each side is asked once.
create table case_aftercare (
  tenant uuid not null,
  id uuid not null,
  case_id uuid not null,
  side text not null,
  on_day date not null,
  answer text not null,
  reached boolean not null,
  primary key (tenant, id),
  foreign key (tenant, case_id) references cases (tenant, id)
);
select keep_records('case_aftercare');
create unique index case_aftercare_once on case_aftercare (tenant, case_id, side) where removed_at is null;
