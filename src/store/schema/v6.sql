-- A long backlog is looked at after every batch: what is due comes out of an index in its order,
-- calls for an officer first, and the totals are counted without touching the rows.
DROP INDEX outbox_waiting;
CREATE INDEX outbox_waiting ON outbox (kind = 3 DESC, next_try, sequence, created, last_try, tries,
                                        state)
    WHERE state = 0;
CREATE INDEX outbox_quarantined ON outbox (state) WHERE state IN (2, 3);
