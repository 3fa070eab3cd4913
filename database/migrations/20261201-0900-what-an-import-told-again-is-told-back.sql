-- Taking an import back sets what it told again to what stood there before. The change log knows what that was: it is found by the
-- transaction in which the import told it. Of the import before this one the line is remembered, so that it counts again.
alter table import_rows
  add column told_xact xid8,
  add column before_import uuid,
  add column before_hash bytea;
