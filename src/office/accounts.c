#include "office/accounts.h"

#include <string.h>

#include "base/json.h"
#include "office/ledger_audit.h"

static void token_make(const struct entropy *entropy, char out[TOKEN_SIZE])
{
    uint8_t bytes[32];
    entropy->fill(entropy->self, bytes, sizeof(bytes));
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, TOKEN_SIZE);
    base64url_put(&text, bytes, sizeof(bytes));
    text_copy(out, TOKEN_SIZE, buf_text(&text));
    wipe(bytes, sizeof(bytes));
}

/* Checked against when the name is unknown, so that the time taken tells nothing. */
static const char *const nobody_hash = "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                                       "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

struct sign_in_work {
    uint8_t token_hash[HASH_BYTES];
    const struct session *session;
    int64_t now;
};

static enum err sign_in_work(struct ledger *ledger, void *argument)
{
    const struct sign_in_work *work = argument;
    enum err err = ledger_session_add(ledger, work->token_hash, work->session, work->now);
    if (err != OK)
        return err;
    return ledger_audit(ledger, work->now, work->session->officer.name, "sign in", "console", "");
}

enum err account_sign_in(struct office *office, const char *name, const char *password, int64_t now,
                         struct session *session, char token[TOKEN_SIZE])
{
    struct session found = {.expires = now + HOURS(SESSION_HOURS)};
    char hash[PASSWORD_HASH_SIZE];
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err known = ledger_officer(ledger, name, &found.officer, hash);
    ledger_pool_give(office->pool, ledger);
    if (known != OK && known != ERR_NOT_FOUND)
        return known;
    pthread_mutex_lock(&office->password);
    enum err right = password_check(known == OK ? hash : nobody_hash, password);
    pthread_mutex_unlock(&office->password);
    wipe(hash, sizeof(hash));
    if (known != OK || right != OK)
        return ERR_DENIED;
    char made[TOKEN_SIZE];
    token_make(&office->entropy, made);
    token_make(&office->entropy, found.csrf);
    struct sign_in_work work = {.session = &found, .now = now};
    hash_bytes(made, strlen(made), work.token_hash);
    enum err err = scribe_write(office->scribe, sign_in_work, &work);
    if (err != OK)
        return err;
    *session = found;
    memcpy(token, made, TOKEN_SIZE);
    return OK;
}

enum err account_session(struct office *office, const char *token, int64_t now, struct session *out)
{
    if (token[0] == '\0')
        return ERR_DENIED;
    uint8_t hash[HASH_BYTES];
    hash_bytes(token, strlen(token), hash);
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = ledger_session(ledger, hash, now, out);
    ledger_pool_give(office->pool, ledger);
    return err == ERR_NOT_FOUND ? ERR_DENIED : err;
}

static enum err sign_out_work(struct ledger *ledger, void *argument)
{
    return ledger_session_end(ledger, argument);
}

enum err account_sign_out(struct office *office, const char *token)
{
    uint8_t hash[HASH_BYTES];
    hash_bytes(token, strlen(token), hash);
    return scribe_write(office->scribe, sign_out_work, hash);
}
