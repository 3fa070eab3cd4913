-- What stands above and below every letter of an organisation: one row. The logo is a picture that was made anew from what was
-- given; the Word template is kept as it was given.
create table letterheads (
  tenant uuid not null,
  id uuid not null,
  sender text not null default '',
  footer text not null default '',
  phone text,
  privacy text,
  logo bytea,
  word bytea,
  word_name text,
  primary key (tenant, id)
);
select keep_records('letterheads');
create unique index letterheads_one on letterheads (tenant) where removed_at is null;
