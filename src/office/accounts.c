#include "office/accounts.h"

#include <string.h>

#include "base/json.h"
#include "base/log.h"
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
    const struct officer *officer = &work->session->officer;
    enum err err = ledger_session_add(ledger, work->token_hash, work->session, work->now);
    if (err == OK && officer->failures > 0)
        err = ledger_officer_tried(ledger, officer, true, work->now);
    if (err != OK)
        return err;
    return ledger_audit(ledger, work->now, officer->name, "sign in", "console", "");
}

struct refused_work {
    const char *by, *subject, *detail;
    const struct officer *officer; /* whose password it was not; NULL: another refusal */
    int64_t now;
};

static enum err refused_work(struct ledger *ledger, void *argument)
{
    const struct refused_work *work = argument;
    enum err err =
        work->officer ? ledger_officer_tried(ledger, work->officer, false, work->now) : OK;
    return err == OK
               ? ledger_audit(ledger, work->now, work->by, "refused", work->subject, work->detail)
               : err;
}

static void refused_note(struct office *office, struct refused_work *work)
{
    enum err err = scribe_write(office->scribe, refused_work, work);
    if (err != OK)
        log_warn("a refusal was not noted: %s", err_name(err));
}

void account_refused(struct office *office, const char *officer, const char *subject,
                     const char *detail, int64_t now)
{
    struct refused_work work = {.by = officer, .subject = subject, .detail = detail, .now = now};
    refused_note(office, &work);
}

/* An unknown name is not quoted: a password may have been typed in its place. */
static enum err password_judge(struct office *office, const char *name, const char *password,
                               int64_t now, struct officer *out)
{
    char hash[PASSWORD_HASH_SIZE];
    struct officer officer = {.name = "?"};
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err known = ledger_officer(ledger, name, &officer, hash);
    ledger_pool_give(office->pool, ledger);
    if (known != OK && known != ERR_NOT_FOUND)
        return known;
    bool locked = known == OK && officer.locked_until > now;
    pthread_mutex_lock(&office->password);
    enum err right = password_check(known == OK ? hash : nobody_hash, password);
    pthread_mutex_unlock(&office->password);
    wipe(hash, sizeof(hash));
    bool passes = known == OK && right == OK && !locked && !officer.disabled;
    if (!passes) {
        struct refused_work work = {.by = officer.name,
                                    .subject = "console",
                                    .detail = locked             ? "sign in: locked"
                                              : officer.disabled ? "sign in: disabled"
                                                                 : "sign in: password",
                                    .officer = known == OK && !locked ? &officer : NULL,
                                    .now = now};
        refused_note(office, &work);
        return locked ? ERR_BUSY : ERR_DENIED;
    }
    *out = officer;
    return OK;
}

enum err account_sign_in(struct office *office, const char *name, const char *password, int64_t now,
                         struct session *session, char token[TOKEN_SIZE])
{
    struct session found = {.expires = now + HOURS(SESSION_HOURS), .seen = now};
    enum err err = password_judge(office, name, password, now, &found.officer);
    if (err != OK)
        return err;
    char made[TOKEN_SIZE];
    token_make(&office->entropy, made);
    token_make(&office->entropy, found.csrf);
    struct sign_in_work work = {.session = &found, .now = now};
    hash_bytes(made, strlen(made), work.token_hash);
    err = scribe_write(office->scribe, sign_in_work, &work);
    if (err != OK)
        return err;
    *session = found;
    memcpy(token, made, TOKEN_SIZE);
    return OK;
}

struct used_work {
    const uint8_t *hash;
    int64_t now;
};

static enum err used_work(struct ledger *ledger, void *argument)
{
    const struct used_work *work = argument;
    return ledger_session_used(ledger, work->hash, work->now);
}

enum err account_session(struct office *office, const char *token, bool used, int64_t now,
                         struct session *out)
{
    if (token[0] == '\0')
        return ERR_DENIED;
    uint8_t hash[HASH_BYTES];
    hash_bytes(token, strlen(token), hash);
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = ledger_session(ledger, hash, now, now - MINUTES(SESSION_IDLE_MINUTES), out);
    ledger_pool_give(office->pool, ledger);
    if (err == OK && used && now - out->seen >= MINUTES(1)) {
        struct used_work work = {.hash = hash, .now = now};
        err = scribe_write(office->scribe, used_work, &work);
    }
    return err == ERR_NOT_FOUND ? ERR_DENIED : err;
}

/* ---- a new password ---- */

struct password_work {
    const char *name, *hash;
    int64_t now;
};

static enum err password_work(struct ledger *ledger, void *argument)
{
    const struct password_work *work = argument;
    enum err err = ledger_officer_password(ledger, work->name, work->hash);
    return err == OK
               ? ledger_audit(ledger, work->now, work->name, "user password", work->name, "own")
               : err;
}

enum err account_password(struct office *office, const struct officer *officer, const char *old,
                          const char *new, int64_t now)
{
    struct officer found;
    size_t len = strlen(new);
    if (len < PASSWORD_MIN || len > PASSWORD_MAX || strcmp(old, new) == 0 ||
        strstr(new, officer->name) != NULL)
        return ERR_INVALID;
    enum err err = password_judge(office, officer->name, old, now, &found);
    if (err != OK)
        return err;
    char hash[PASSWORD_HASH_SIZE];
    pthread_mutex_lock(&office->password);
    err = password_hash(new, hash);
    pthread_mutex_unlock(&office->password);
    struct password_work work = {.name = officer->name, .hash = hash, .now = now};
    if (err == OK)
        err = scribe_write(office->scribe, password_work, &work);
    wipe(hash, sizeof(hash));
    return err;
}

/* ---- signing out ---- */

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
