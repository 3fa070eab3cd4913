-- With a hundred thousand cases a list that was not in the order of an index took a second. Each order has its own now,
-- over the standing cases alone: a list and its total then read the index and not the cases.
drop index cases_opened;
drop index cases_closed;
drop index cases_running;
create index cases_opened on cases (tenant, line, opened_on, id) include (closed_on) where removed_at is null;
create index cases_closed on cases (tenant, line, (coalesce(closed_on, 'infinity'::date)), id) include (closed_on) where removed_at is null;
create index cases_waiting on cases (tenant, line, phase_since, id) include (closed_on) where removed_at is null;
create index cases_topic on cases (tenant, line, (coalesce(main_topic, '')), id) include (closed_on) where removed_at is null;
create index cases_village on cases (tenant, line, village, id) include (closed_on) where removed_at is null;
-- What ended in a period is counted by this one.
create index cases_ended on cases (tenant, line, closed_on) where removed_at is null;
create index cases_running on cases (tenant, line, phase_since, id) where closed_on is null and removed_at is null;
