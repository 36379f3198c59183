-- kiosk.db, version 4: a kiosk that the office no longer knows.

-- When the office first said, signed, that it blocked or forgot this kiosk (ms UTC); 0 while it
-- takes what it is sent.
ALTER TABLE kiosk ADD COLUMN revoked INTEGER NOT NULL DEFAULT 0;
