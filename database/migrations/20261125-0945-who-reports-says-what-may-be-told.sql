-- "No" is an answer too, and something else than "nobody asked": that one has no row. A yes that is taken back keeps its row, with
-- the day.
alter table consents add column answer text not null default 'yes' check (answer in ('yes', 'no'));
