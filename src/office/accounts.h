/* Signing officers in and out. */
#ifndef OFFICE_ACCOUNTS_H
#define OFFICE_ACCOUNTS_H

#include "office/ledger_officers.h"
#include "office/office.h"

/* A session ends when it was not used for a while, and at the latest after a working day. */
enum { SESSION_HOURS = 10, SESSION_IDLE_MINUTES = 30, PASSWORD_MIN = 10, PASSWORD_MAX = 127 };

/* Checks the password (about 60 ms, one at a time). ERR_DENIED: wrong name or password, without
 * telling which; ERR_BUSY: this name is locked after too many wrong ones. Both leave an audit row.
 * token: goes into the cookie, and only its hash is kept. */
enum err account_sign_in(struct office *office, const char *name, const char *password, int64_t now,
                         struct session *session, char token[TOKEN_SIZE]) MUST_USE;
/* Whose cookie it is; ERR_DENIED when it is nobody's. used: somebody did this, and not the page by
 * itself. */
enum err account_session(struct office *office, const char *token, bool used, int64_t now,
                         struct session *out) MUST_USE;
enum err account_sign_out(struct office *office, const char *token) MUST_USE;

/* A new password of one's own; ends all of the officer's sessions. ERR_DENIED: the old one is
 * wrong; ERR_INVALID: the new one is too short, too long, the old one or the name. */
enum err account_password(struct office *office, const struct officer *officer, const char *old,
                          const char *new, int64_t now) MUST_USE;
/* Somebody was refused what the role does not allow: an audit row says who and what. */
void account_refused(struct office *office, const char *officer, const char *subject,
                     const char *detail, int64_t now);

#endif
