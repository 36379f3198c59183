-- kiosk.db, version 5: documents photographed at this kiosk.

-- The sealed pages themselves are files, STATE/blobs/HASH: a row comes before its file and goes
-- before it too, so that a file without a row is always one to remove.
CREATE TABLE blobs (
    -- What the desk calls the page. Never given twice: a page dropped late must not be another's.
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    -- SHA-256 of the sealed bytes: the page's name on the wire and on the disk.
    hash     BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),
    length   INTEGER NOT NULL CHECK (length > 0),
    -- Bytes from the start that the office has called durable.
    durable  INTEGER NOT NULL DEFAULT 0 CHECK (durable BETWEEN 0 AND length),
    -- enum blob_state: 0 draft, 1 held (of a form taken away), 2 waiting, 3 sent. Drafts and held
    -- ones do not outlive the kiosk's process: nobody could submit them any more.
    state    INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3),
    -- The item that names it; goes with it.
    sequence INTEGER REFERENCES outbox (sequence) ON DELETE CASCADE,
    created  INTEGER NOT NULL,           -- ms UTC
    -- The retry plan, as an item has it.
    tries    INTEGER NOT NULL DEFAULT 0,
    next_try INTEGER NOT NULL DEFAULT 0,
    cause    INTEGER NOT NULL DEFAULT 0,
    CHECK ((sequence IS NULL) = (state < 2))
) STRICT;

-- What an item still waits for.
CREATE INDEX blobs_sequence ON blobs (sequence, state) WHERE sequence IS NOT NULL;
CREATE INDEX blobs_waiting ON blobs (next_try) WHERE state = 2;

-- Pages that an attempt brought to the office whole.
ALTER TABLE sync_log ADD COLUMN blobs INTEGER NOT NULL DEFAULT 0;
