-- Version 3: kiosks change their keys.

-- Keys that kiosks had before those in `kiosk`. A question that was signed just before the change
-- still counts until its key ends; an export signed with one counts for ever, because somebody
-- carries it here.
CREATE TABLE IF NOT EXISTS kiosk_key (
    key_id   BYTEA NOT NULL PRIMARY KEY,
    kiosk    TEXT NOT NULL,
    sign_key BYTEA NOT NULL,
    ends     BIGINT NOT NULL
);
