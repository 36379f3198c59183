-- kiosk.db, version 3: enrolment over the network.

-- The one enrolment under way, or the last one that was. anjunganctl asks for it, anjungan-syncd
-- carries it out, the words are compared by people on both sides.
CREATE TABLE joining (
    only   INTEGER PRIMARY KEY CHECK (only = 1),
    url    TEXT    NOT NULL,
    code   TEXT    NOT NULL,              -- one-time; '' once the office has answered it
    token  TEXT    NOT NULL DEFAULT '',   -- what the office answered, to ask again with
    words  TEXT    NOT NULL DEFAULT '',   -- over the keys of both sides; '' before
    stage  INTEGER NOT NULL,              -- enum joining_stage
    reason TEXT    NOT NULL DEFAULT '',   -- the office's code for a refusal, or our cause
    asked  INTEGER NOT NULL               -- when (ms UTC)
) STRICT;
