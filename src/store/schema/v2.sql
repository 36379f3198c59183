-- kiosk.db, version 2: the morning checks.

-- What an officer found when looking the kiosk over; the newest are kept. No column can hold
-- personal data. The results are enum check_result: 1 passed, 2 failed, 3 skipped.
CREATE TABLE checks (
    number  INTEGER PRIMARY KEY,
    -- When it began (ms UTC) and how long it took (ms).
    at      INTEGER NOT NULL,
    took    INTEGER NOT NULL,
    -- A column a point, so that a question like "when did the camera last work?" is one line.
    screen  INTEGER NOT NULL CHECK (screen BETWEEN 1 AND 3),
    touch   INTEGER NOT NULL CHECK (touch BETWEEN 1 AND 3),
    camera  INTEGER NOT NULL CHECK (camera BETWEEN 1 AND 3),
    sound   INTEGER NOT NULL CHECK (sound BETWEEN 1 AND 3),
    printer INTEGER NOT NULL CHECK (printer BETWEEN 1 AND 3),
    disk    INTEGER NOT NULL CHECK (disk BETWEEN 1 AND 3),
    clock   INTEGER NOT NULL CHECK (clock BETWEEN 1 AND 3),
    office  INTEGER NOT NULL CHECK (office BETWEEN 1 AND 3)
) STRICT;
