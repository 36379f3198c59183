/* Officers and their sessions. */
#ifndef OFFICE_LEDGER_OFFICERS_H
#define OFFICE_LEDGER_OFFICERS_H

#include "office/ledger.h"
#include "office/workflow.h"
#include "seal/password.h"

struct officer {
    char name[OFFICER_SIZE];
    enum role role;
};

/* ERR_INVALID when the name is taken. hash: seal/password.h. */
enum err ledger_officer_add(struct ledger *ledger, const struct officer *officer, const char *hash,
                            int64_t now) MUST_USE;
/* ERR_NOT_FOUND. hash may be NULL. */
enum err ledger_officer(struct ledger *ledger, const char *name, struct officer *out,
                        char hash[PASSWORD_HASH_SIZE]) MUST_USE;
/* Sets the password and ends the officer's sessions. */
enum err ledger_officer_password(struct ledger *ledger, const char *name, const char *hash)
    MUST_USE;
/* By name, at most `most`. */
enum err ledger_officers(struct ledger *ledger, struct officer *rows, size_t most, size_t *count)
    MUST_USE;

enum { TOKEN_SIZE = 44 }; /* 32 random bytes as base64url, NUL included */

struct session {
    struct officer officer;
    char csrf[TOKEN_SIZE];
    int64_t expires;
};

/* token_hash: of the cookie's value, HASH_BYTES long. Sessions that ran out are forgotten. */
enum err ledger_session_add(struct ledger *ledger, const uint8_t *token_hash,
                            const struct session *session, int64_t now) MUST_USE;
/* ERR_NOT_FOUND also when it ran out. */
enum err ledger_session(struct ledger *ledger, const uint8_t *token_hash, int64_t now,
                        struct session *out) MUST_USE;
enum err ledger_session_end(struct ledger *ledger, const uint8_t *token_hash) MUST_USE;

#endif
