-- Version 2: what the console needs to know of officers, cases and kiosks.

-- Somebody who left keeps the name that the audit speaks of, and signs in no more.
ALTER TABLE officer ADD COLUMN disabled SMALLINT NOT NULL DEFAULT 0;
-- The password was made by somebody else: nothing is allowed before it is changed.
ALTER TABLE officer ADD COLUMN renew SMALLINT NOT NULL DEFAULT 0;
-- Wrong passwords since the last right one, and until when none is taken. Here, so that a restart
-- does not forgive.
ALTER TABLE officer ADD COLUMN failures SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE officer ADD COLUMN locked_until BIGINT NOT NULL DEFAULT 0;

-- A session ends when it was not used for a while, and at the latest when it expires.
ALTER TABLE session ADD COLUMN seen BIGINT NOT NULL DEFAULT 0;  -- noted to the minute

-- The counts beside the filters read what is open, and no more.
CREATE INDEX request_open ON request (submitted) WHERE finished = 0;
CREATE INDEX complaint_open ON complaint (submitted) WHERE closed = 0;
CREATE INDEX audit_subject ON audit (subject, number);

-- What a kiosk last said of itself: no personal data.
CREATE TABLE kiosk_report (
    kiosk    TEXT NOT NULL PRIMARY KEY REFERENCES kiosk (name),
    received BIGINT NOT NULL,
    body     TEXT NOT NULL               -- JSON, as it came and was checked
);

-- The sync log of the kiosks as they tell it: one row an attempt, kept for 90 days.
CREATE TABLE kiosk_log (
    kiosk  TEXT NOT NULL,
    number BIGINT NOT NULL,              -- of the kiosk's own log, from 1
    at     BIGINT NOT NULL,              -- by the kiosk's clock
    way    SMALLINT NOT NULL,            -- push, pull, clock, start
    cause  SMALLINT NOT NULL,            -- how it ended
    body   TEXT NOT NULL,                -- the whole row as JSON
    PRIMARY KEY (kiosk, number)
);
CREATE INDEX kiosk_log_at ON kiosk_log (at);
