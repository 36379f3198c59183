/* Signing officers in and out. */
#ifndef OFFICE_ACCOUNTS_H
#define OFFICE_ACCOUNTS_H

#include "office/ledger_officers.h"
#include "office/office.h"

enum { SESSION_HOURS = 10 };

/* Checks the password (about 60 ms, one at a time). ERR_DENIED: wrong name or password, without
 * telling which. token: goes into the cookie, and only its hash is kept. */
enum err account_sign_in(struct office *office, const char *name, const char *password, int64_t now,
                         struct session *session, char token[TOKEN_SIZE]) MUST_USE;
/* Whose cookie it is; ERR_DENIED when it is nobody's. */
enum err account_session(struct office *office, const char *token, int64_t now, struct session *out)
    MUST_USE;
enum err account_sign_out(struct office *office, const char *token) MUST_USE;

#endif
