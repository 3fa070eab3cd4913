-- Of what hangs under a case is counted what belongs to a standing one. Few cases are removed: asking whether this is one of them is
-- far cheaper than looking each case up (measured on 100,000 cases and 20,000 referrals: 30 against 6 ms).
create index cases_removed on cases (tenant, id) where removed_at is not null;
