-- Version 4: documents that applicants photographed or sent.

-- Sealed pages; the bytes are files in the folder `blobs` beside the office's keys, named by hash.
CREATE TABLE blob (
    hash    BYTEA NOT NULL PRIMARY KEY, -- SHA-256 of all its bytes
    sender  TEXT NOT NULL,              -- a kiosk's name, or 'public' for an applicant's phone
    length  BIGINT NOT NULL,
    durable BIGINT NOT NULL,            -- bytes from the start that are on the disk
    touched BIGINT NOT NULL,            -- the last part came: what nobody goes on with is removed
    named   SMALLINT NOT NULL DEFAULT 0 -- an item or a request needs it
);
CREATE INDEX blob_abandoned ON blob (touched) WHERE named = 0;

-- The pages of a request's documents, in the order in which they came.
CREATE TABLE request_page (
    code     TEXT NOT NULL REFERENCES request (code),
    number   SMALLINT NOT NULL,         -- from 1 within the request
    document TEXT NOT NULL,             -- key of the standard's document
    hash     BYTEA NOT NULL,
    length   BIGINT NOT NULL,
    sender   TEXT NOT NULL,
    added    BIGINT NOT NULL,
    removed  BIGINT NOT NULL DEFAULT 0, -- when the rules of retention deleted its bytes
    PRIMARY KEY (code, number)
);
CREATE INDEX request_page_hash ON request_page (hash);
