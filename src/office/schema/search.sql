-- Version 5, SQLite alone: an officer types part of a code or of a name. Trigrams find it anywhere in
-- them at a cost that does not grow with what else is there. (A server finds with indexes of its own.)
-- ledger_find.c keeps it: a trigger may not touch a virtual table where the schema is not trusted.

CREATE VIRTUAL TABLE request_find USING fts5 (code, applicant, tokenize = 'trigram', detail = full);
INSERT INTO request_find (code, applicant) SELECT code, applicant FROM request;
