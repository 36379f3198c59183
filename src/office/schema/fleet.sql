-- What kiosks send and what they are sent. One text for SQLite and PostgreSQL: BIGINT and SMALLINT
-- are integers to both, BYTEA holds bytes (SQLite keeps a bound blob as it is), moments are
-- milliseconds since 1970 UTC.

-- Single values the whole office shares: fleet_salt, escrow_seal.
CREATE TABLE IF NOT EXISTS setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value BYTEA NOT NULL
);

CREATE TABLE IF NOT EXISTS kiosk (
    name         TEXT NOT NULL PRIMARY KEY,   -- "PKL-01", as its envelopes say
    sign_key     BYTEA NOT NULL,              -- Ed25519: its requests are verified with it
    seal_key     BYTEA NOT NULL,              -- X25519: its PIN hash is sealed to it
    key_id       BYTEA NOT NULL UNIQUE,       -- of sign_key: what a signature names
    blocked      SMALLINT NOT NULL DEFAULT 0, -- lost or retired: 403 to everything it asks
    added        BIGINT NOT NULL,
    last_contact BIGINT NOT NULL DEFAULT 0,   -- with a good signature, to the minute
    version      TEXT NOT NULL DEFAULT '',    -- of its program
    log_number   BIGINT NOT NULL DEFAULT 0,   -- head of its sync log, to be held against the log
    log_hash     BYTEA,                       -- itself when somebody doubts it
    whole_until  BIGINT NOT NULL DEFAULT 0,   -- every sequence up to here came: gaps are above
    pin          BYTEA                        -- hash of the officers' PIN, sealed to seal_key
);

-- Kiosks on their way in: an officer made a one-time code, a device came with it, an officer compares
-- the words of both sides. Rows go when they are approved, declined or replaced by a newer code.
CREATE TABLE IF NOT EXISTS enrolment (
    kiosk     TEXT NOT NULL PRIMARY KEY,  -- the name the code is for
    code_hash BYTEA NOT NULL UNIQUE,      -- of the one-time code; itself it stands nowhere
    expires   BIGINT NOT NULL,            -- the code, then the wait for approval
    by_user   TEXT NOT NULL,              -- who made the code
    sign_key  BYTEA,                      -- of the device that came with it; NULL before
    seal_key  BYTEA,
    words     TEXT NOT NULL DEFAULT '',
    approved  SMALLINT NOT NULL DEFAULT 0 -- the device has not fetched its answer yet
);

-- Every envelope ever acknowledged. The pair (kiosk, id) is what makes a send exactly once; rows
-- never expire, so that a kiosk restored from an old disk image is still recognised.
CREATE TABLE IF NOT EXISTS item (
    kiosk     TEXT NOT NULL,
    id        BYTEA NOT NULL,             -- UUID of version 7, made on the kiosk
    sequence  BIGINT NOT NULL,            -- without gaps on the kiosk: shows what has not come
    kind      SMALLINT NOT NULL,          -- request, complaint, survey, call
    hash      BYTEA NOT NULL,             -- of the envelope: same id, other hash is a conflict
    envelope  BYTEA NOT NULL,
    status_id BYTEA NOT NULL,             -- of the status row its code will open
    received  BIGINT NOT NULL,
    state     TEXT NOT NULL DEFAULT 'received', -- received, opened, quarantined
    reason    TEXT NOT NULL DEFAULT '',   -- why it is in quarantine
    settled   BIGINT NOT NULL DEFAULT 0,  -- when it was opened or put into quarantine
    PRIMARY KEY (kiosk, id)
);
CREATE INDEX IF NOT EXISTS item_sequence ON item (kiosk, sequence);
CREATE INDEX IF NOT EXISTS item_unopened ON item (received) WHERE state = 'received';

-- Items answered with conflict or rejected: not stored, but their sequence is no gap.
CREATE TABLE IF NOT EXISTS refusal (
    kiosk    TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    id       BYTEA NOT NULL,
    hash     BYTEA NOT NULL,
    verdict  TEXT NOT NULL,
    reason   TEXT NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (kiosk, sequence, id, hash)
);

-- What kiosks may know of a case: sealed with its tracking code. An ended row stays as an empty
-- one, so that every kiosk learns to forget it.
CREATE TABLE IF NOT EXISTS status (
    id      BYTEA NOT NULL PRIMARY KEY,
    cursor  BIGINT NOT NULL UNIQUE,     -- given by the one writer, rises with every change
    sealed  BYTEA NOT NULL,
    ends_at BIGINT NOT NULL DEFAULT 0   -- 0 while the case is open; then 30 days after its end
);
CREATE INDEX IF NOT EXISTS status_ending ON status (ends_at) WHERE ends_at > 0;

-- The content feed: hours, holidays, contacts, announcements. Versions only rise.
CREATE TABLE IF NOT EXISTS content (
    version BIGINT NOT NULL PRIMARY KEY,
    issued  BIGINT NOT NULL,
    body    BYTEA NOT NULL,             -- the feed as wire/page.h writes it, without a PIN
    by_user TEXT NOT NULL
);
