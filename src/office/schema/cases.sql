-- What came out of the envelopes. This is the office's own server: officers work with these data,
-- so here they stand in clear. The kiosks hold them sealed only, and no log line quotes them.

CREATE TABLE IF NOT EXISTS request (
    code         TEXT NOT NULL PRIMARY KEY,    -- "ESG-7K3M-Q9XT-2HW"
    kiosk        TEXT NOT NULL,
    item_id      BYTEA NOT NULL,
    service      TEXT NOT NULL,                -- id of the standard
    submitted    BIGINT NOT NULL,              -- at the kiosk: the promise clock's reception
    received     BIGINT NOT NULL,              -- opened here
    item         TEXT NOT NULL,                -- the opened item as JSON: answers, documents
    applicant    TEXT NOT NULL,                -- copies out of the item, for lists and search
    unit         TEXT NOT NULL,
    -- Copies of what request_move says, so that a list needs no replay:
    step         SMALLINT NOT NULL,            -- the one in work; the last + 1 when finished
    returned     SMALLINT NOT NULL DEFAULT 0,  -- the file is with the applicant
    turn         SMALLINT NOT NULL,            -- office, applicant, over
    due          BIGINT NOT NULL DEFAULT 0,    -- 0: nothing is promised now
    finished     BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS request_submitted ON request (submitted);

-- The history that decides: a request's state is the replay of its moves.
CREATE TABLE IF NOT EXISTS request_move (
    code    TEXT NOT NULL REFERENCES request (code),
    number  SMALLINT NOT NULL,                 -- from 1, in order
    at      BIGINT NOT NULL,                   -- never before the move before it
    act     SMALLINT NOT NULL,                 -- sent, advance, return, resume
    step    SMALLINT NOT NULL,                 -- in work when it was done
    by_user TEXT NOT NULL,                     -- '' for the applicant
    reason  TEXT NOT NULL DEFAULT '',          -- key of a return reason
    note    TEXT NOT NULL DEFAULT '',          -- of a return: shown to the applicant
    PRIMARY KEY (code, number)
);

CREATE TABLE IF NOT EXISTS complaint (
    code      TEXT NOT NULL PRIMARY KEY,       -- "PGD-..."
    kiosk     TEXT NOT NULL,
    item_id   BYTEA NOT NULL,
    submitted BIGINT NOT NULL,
    received  BIGINT NOT NULL,
    item      TEXT NOT NULL,                   -- the opened item as JSON
    topic     TEXT NOT NULL,
    anonymous SMALLINT NOT NULL,
    rung      SMALLINT NOT NULL,               -- of the four of the service standard
    due       BIGINT NOT NULL DEFAULT 0,       -- of the next thing owed; 0 none
    answered  BIGINT NOT NULL DEFAULT 0,       -- first answer
    closed    BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS complaint_submitted ON complaint (submitted);

CREATE TABLE IF NOT EXISTS complaint_move (
    code    TEXT NOT NULL REFERENCES complaint (code),
    number  SMALLINT NOT NULL,
    at      BIGINT NOT NULL,
    act     SMALLINT NOT NULL,                 -- sent, answer, escalate, close
    rung    SMALLINT NOT NULL,                 -- after it
    by_user TEXT NOT NULL,
    text    TEXT NOT NULL DEFAULT '',          -- the answer, as the complainant reads it
    PRIMARY KEY (code, number)
);

-- Surveys carry no name and no code: nothing joins them to a request.
CREATE TABLE IF NOT EXISTS survey (
    kiosk     TEXT NOT NULL,
    item_id   BYTEA NOT NULL,
    submitted BIGINT NOT NULL,
    answers   TEXT NOT NULL,                   -- nine digits in the regulation's order, 0 skipped
    remark    TEXT NOT NULL,
    PRIMARY KEY (kiosk, item_id)
);
CREATE INDEX IF NOT EXISTS survey_submitted ON survey (submitted);

CREATE TABLE IF NOT EXISTS call (
    kiosk   TEXT NOT NULL,
    item_id BYTEA NOT NULL,
    called  BIGINT NOT NULL,
    screen  TEXT NOT NULL,                     -- where the visitor stood
    PRIMARY KEY (kiosk, item_id)
);
CREATE INDEX IF NOT EXISTS call_called ON call (called);

-- Who changed what. Rows are added, never changed; details hold keys and numbers, no personal data.
CREATE TABLE IF NOT EXISTS audit (
    number  BIGINT NOT NULL PRIMARY KEY,
    at      BIGINT NOT NULL,
    by_user TEXT NOT NULL,                     -- an officer, a kiosk's name, or 'system'
    act     TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail  TEXT NOT NULL
);
