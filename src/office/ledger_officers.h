/* Officers and their sessions. */
#ifndef OFFICE_LEDGER_OFFICERS_H
#define OFFICE_LEDGER_OFFICERS_H

#include "office/ledger.h"
#include "office/workflow.h"
#include "seal/password.h"

struct officer {
    char name[OFFICER_SIZE];
    enum role role;
    bool disabled;        /* left: signs in no more */
    bool renew;           /* somebody else made the password: it must be changed first */
    int64_t locked_until; /* after too many wrong passwords; 0 never */
    int failures;         /* wrong passwords since the last right one */
    int64_t added;
};

/* Wrong passwords until the name is locked: for a minute, then for twice as long with each further
 * one, a quarter of an hour at most. */
enum { OFFICER_FAILURES = 10 };

/* 2 to 31 small letters, digits, '.', '_' and '-'. */
bool officer_name_fits(const char *name);
/* ERR_INVALID when the name is taken. hash: seal/password.h. */
enum err ledger_officer_add(struct ledger *ledger, const struct officer *officer, const char *hash,
                            int64_t now) MUST_USE;
/* ERR_NOT_FOUND. hash may be NULL. */
enum err ledger_officer(struct ledger *ledger, const char *name, struct officer *out,
                        char hash[PASSWORD_HASH_SIZE]) MUST_USE;
/* Sets the password and ends the officer's sessions. */
enum err ledger_officer_password(struct ledger *ledger, const char *name, const char *hash)
    MUST_USE;
/* The password that follows was made by somebody else (or no longer was). */
enum err ledger_officer_renew(struct ledger *ledger, const char *name, bool renew) MUST_USE;
enum err ledger_officer_role(struct ledger *ledger, const char *name, enum role role) MUST_USE;
/* Ends the officer's sessions too. All three: ERR_NOT_FOUND. */
enum err ledger_officer_disable(struct ledger *ledger, const char *name, bool disabled) MUST_USE;
/* Notes how signing in went. */
enum err ledger_officer_tried(struct ledger *ledger, const struct officer *officer, bool passed,
                              int64_t now) MUST_USE;
/* How many may still sign in with the role. */
enum err ledger_officer_count(struct ledger *ledger, enum role role, int64_t *out) MUST_USE;
/* By name, at most `most`. */
enum err ledger_officers(struct ledger *ledger, struct officer *rows, size_t most, size_t *count)
    MUST_USE;

enum { TOKEN_SIZE = 44 }; /* 32 random bytes as base64url, NUL included */

struct session {
    struct officer officer;
    char csrf[TOKEN_SIZE];
    int64_t expires; /* at the latest */
    int64_t seen;    /* when it was last used, to the minute */
};

/* token_hash: of the cookie's value, HASH_BYTES long. Sessions that ran out are forgotten. */
enum err ledger_session_add(struct ledger *ledger, const uint8_t *token_hash,
                            const struct session *session, int64_t now) MUST_USE;
/* ERR_NOT_FOUND also when it ran out, was not used since `idle`, or its officer is disabled. */
enum err ledger_session(struct ledger *ledger, const uint8_t *token_hash, int64_t now, int64_t idle,
                        struct session *out) MUST_USE;
enum err ledger_session_used(struct ledger *ledger, const uint8_t *token_hash, int64_t now)
    MUST_USE;
enum err ledger_session_end(struct ledger *ledger, const uint8_t *token_hash) MUST_USE;

#endif
