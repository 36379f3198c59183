/* A session with a PostgreSQL server: what the ledger asks of one before it trusts it. */
#ifndef OFFICE_LEDGER_SESSION_H
#define OFFICE_LEDGER_SESSION_H

#include <libpq-fe.h>

#include "office/ledger.h"

/* Connects to "postgresql://" + place; ERR_INVALID (no address, a password in it, another program's
 * database), ERR_NOT_FOUND (no tables yet), ERR_DENIED (read only), ERR_STORAGE (no connection, or
 * not durable), with `why`. *out is then NULL. */
enum err session_open(const char *place, enum ledger_use use, PGconn **out, struct why *why)
    MUST_USE;
/* The same session anew, after the server was away. False when it still is. */
bool session_revive(PGconn *pg);
/* The version the database is marked with; 0 where there is no mark yet. */
int session_version(PGconn *pg);
/* What the result says; logged when it says that something failed. */
enum err session_err(const PGresult *result);

#endif
