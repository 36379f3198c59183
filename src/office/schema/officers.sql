-- Who works here and who is signed in.

CREATE TABLE IF NOT EXISTS officer (
    name     TEXT NOT NULL PRIMARY KEY,        -- what is typed to sign in
    role     TEXT NOT NULL,
    password TEXT NOT NULL,                    -- Argon2id string
    added    BIGINT NOT NULL
);

-- A stolen database opens no session: only the hash of a token is kept.
CREATE TABLE IF NOT EXISTS session (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    officer    TEXT NOT NULL REFERENCES officer (name),
    csrf       TEXT NOT NULL,                  -- repeated by the page in a header with each change
    expires    BIGINT NOT NULL
);
