-- kiosk.db, version 1: everything one kiosk knows. Nothing in it tells a thief who was here: items
-- and status rows are sealed, and no key that opens them is on the disk.

-- What waits for the office, and what it has confirmed within the last seven days.
CREATE TABLE outbox (
    -- Numbers this kiosk's items without gaps, so that the office sees what it has not yet got.
    -- AUTOINCREMENT: a number is never given twice, not even after rows were removed.
    sequence  INTEGER PRIMARY KEY AUTOINCREMENT,
    -- UUIDv7. With the kiosk's name it makes a resent item a duplicate and not a second one.
    id        BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    -- enum item_kind. Calls for an officer go first; the log counts by kind.
    kind      INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
    -- enum item_state: 0 waiting, 1 received, 2 conflict, 3 rejected. Here and nowhere else, so
    -- that a crash between "sent" and "noted" leaves an item waiting and never lost.
    state     INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3),
    -- The service the request is for: before the office's first answer the progress screen needs
    -- its steps and its promise. Public knowledge, not personal data.
    form      TEXT    NOT NULL,
    -- The id of the status row that the item's tracking code opens, derived by Argon2id. It tells
    -- whoever shows the code that the item is saved or received, without any network. NULL for
    -- kinds without a code.
    status_id BLOB    CHECK (status_id IS NULL OR length(status_id) = 16),
    -- When the visitor confirmed (ms UTC).
    created   INTEGER NOT NULL,
    -- How often it was tried, and when it is due next: the retry plan survives a restart.
    tries     INTEGER NOT NULL DEFAULT 0,
    next_try  INTEGER NOT NULL,
    -- When the last try ended, for the watchdog "items wait and nothing was tried".
    last_try  INTEGER NOT NULL DEFAULT 0,
    -- enum sync_cause of the last try, in words an officer understands.
    cause     INTEGER NOT NULL DEFAULT 0,
    -- The office's reason for a conflict or a rejection.
    reason    TEXT    NOT NULL DEFAULT '',
    -- When the office's signed receipt came; 0 not yet. Starts the seven days.
    received  INTEGER NOT NULL DEFAULT 0,
    -- The whole envelope's hash: a verdict counts only when it names it.
    hash      BLOB    NOT NULL CHECK (length(hash) = 32),
    -- Sealed to the office and the escrow key. Last, so that reading the rest skips its pages.
    envelope  BLOB    NOT NULL
) STRICT;

-- What is due, without reading what is done.
CREATE INDEX outbox_waiting ON outbox (next_try) WHERE state = 0;
-- A code at the scanner.
CREATE INDEX outbox_status ON outbox (status_id) WHERE status_id IS NOT NULL;
-- What may be forgotten, and how much was sent today.
CREATE INDEX outbox_received ON outbox (received) WHERE state = 1;

-- The status rows of the whole fleet. Each opens only with its own tracking code.
CREATE TABLE statuses (
    -- Sixteen of the 48 bytes that Argon2id makes of code and salt: finds the row, opens nothing.
    id         BLOB    PRIMARY KEY CHECK (length(id) = 16),
    -- The row, sealed with the other 32 bytes.
    sealed     BLOB    NOT NULL,
    -- The round of reading it came in. When the office says to start over, the next round is read
    -- beside the old one, which is dropped only when the new one is whole.
    round      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Content feeds from the office, the one in force and the one before.
CREATE TABLE feeds (
    -- Only rises.
    version INTEGER PRIMARY KEY,
    -- When it was put in force (ms UTC).
    taken   INTEGER NOT NULL,
    -- As it came, its signature checked. Parsed again at each use: another program version may read
    -- it differently, and then the one before serves.
    body    BLOB    NOT NULL
) STRICT;

-- One row an attempt to reach the office. No column can hold personal data.
CREATE TABLE sync_log (
    -- From 1, without gaps.
    number     INTEGER PRIMARY KEY,
    at         INTEGER NOT NULL, -- when the attempt began (ms UTC)
    way        INTEGER NOT NULL, -- enum sync_way
    cause      INTEGER NOT NULL, -- enum sync_cause
    http       INTEGER NOT NULL, -- status, 0 when nothing answered
    -- What moved, by kind.
    requests   INTEGER NOT NULL,
    complaints INTEGER NOT NULL,
    surveys    INTEGER NOT NULL,
    calls      INTEGER NOT NULL,
    statuses   INTEGER NOT NULL,
    -- What the office said of the items.
    created    INTEGER NOT NULL,
    duplicate  INTEGER NOT NULL,
    conflict   INTEGER NOT NULL,
    rejected   INTEGER NOT NULL,
    retry      INTEGER NOT NULL,
    bytes      INTEGER NOT NULL, -- both ways, bodies only
    duration   INTEGER NOT NULL, -- ms
    next_try   INTEGER NOT NULL, -- moment, 0 none
    clock      INTEGER NOT NULL, -- ms the office's clock is ahead
    -- The chain: covers this row and, through the one before, all earlier ones.
    hash       BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX sync_log_at ON sync_log (at);

-- What is asked of syncd. A row a kind: asking twice is asking once.
CREATE TABLE jobs (
    kind  INTEGER PRIMARY KEY, -- enum job_kind
    asked INTEGER NOT NULL     -- when (ms UTC)
) STRICT;

-- What there is exactly one of.
CREATE TABLE kiosk (
    only              INTEGER PRIMARY KEY CHECK (only = 1),

    -- The link. Contact is noted to the minute, so that an idle kiosk hardly writes.
    last_contact      INTEGER NOT NULL DEFAULT 0,
    last_receipt      INTEGER NOT NULL DEFAULT 0,
    -- The highest sequence the office has receipted; outlives the item itself.
    highest_receipted INTEGER NOT NULL DEFAULT 0,
    -- The office's Retry-After, as a moment.
    hold_until        INTEGER NOT NULL DEFAULT 0,

    -- The learned clock. The system's own is never stepped.
    clock_known       INTEGER NOT NULL DEFAULT 0,
    clock_offset      INTEGER NOT NULL DEFAULT 0,
    clock_at          INTEGER NOT NULL DEFAULT 0,

    -- Where reading the statuses goes on, in which round, and whether an older one is still here.
    status_cursor     INTEGER NOT NULL DEFAULT 0,
    status_round      INTEGER NOT NULL DEFAULT 0,
    status_stale      INTEGER NOT NULL DEFAULT 0,

    -- The fleet's public salt as the newest feed gave it; NULL before.
    fleet_salt        BLOB    CHECK (fleet_salt IS NULL OR length(fleet_salt) = 16),

    -- The officer's PIN as an Argon2id string, '' none; and the lock-out, here so that a restart
    -- does not forgive.
    pin_hash          TEXT    NOT NULL DEFAULT '',
    pin_failures      INTEGER NOT NULL DEFAULT 0,
    pin_locked_until  INTEGER NOT NULL DEFAULT 0,

    -- The sync log's chain begins after this row (older ones were removed after 90 days), ...
    log_anchor        INTEGER NOT NULL DEFAULT 0,
    log_anchor_hash   BLOB    NOT NULL CHECK (length(log_anchor_hash) = 32) DEFAULT (zeroblob(32)),
    -- ... ends here, so that a tail cut off shows, ...
    log_head          INTEGER NOT NULL DEFAULT 0,
    log_head_hash     BLOB    NOT NULL CHECK (length(log_head_hash) = 32) DEFAULT (zeroblob(32)),
    -- ... and the office has signed for it up to here.
    log_signed        INTEGER NOT NULL DEFAULT 0,
    log_signed_hash   BLOB    NOT NULL CHECK (length(log_signed_hash) = 32) DEFAULT (zeroblob(32))
) STRICT;

INSERT INTO kiosk (only) VALUES (1);
