#include "store/pin.h"

#include <string.h>

#include "base/clock.h"
#include "store/query.h"

static const int64_t lock_first = SECONDS(30);
static const int64_t lock_most = HOURS(1);

bool pin_allowed(const char *pin)
{
    size_t len = strlen(pin);
    return len >= PIN_MIN && len <= PIN_MAX && strspn(pin, "0123456789") == len;
}

enum err pin_set(struct db *db, const char hash[PASSWORD_HASH_SIZE])
{
    SCOPED(query_end)
    struct query query = query_on(db, "UPDATE kiosk SET pin_hash = ?1, pin_failures = 0, "
                                      "pin_locked_until = 0");
    query_text(&query, 1, hash);
    return query_run(&query);
}

static int64_t lock_for(int64_t failures)
{
    if (failures < PIN_FREE_TRIES)
        return 0;
    int64_t lock = lock_first;
    for (int64_t i = PIN_FREE_TRIES; i < failures && lock < lock_most; i++)
        lock *= 2;
    return lock < lock_most ? lock : lock_most;
}

struct pin_state {
    char hash[PASSWORD_HASH_SIZE];
    int64_t failures, locked_until;
};

static enum err state_read(struct db *db, struct pin_state *out)
{
    SCOPED(query_end)
    struct query query = query_on(db, "SELECT pin_hash, pin_failures, pin_locked_until FROM kiosk");
    if (!query_row(&query))
        return query_check(&query) == OK ? ERR_STORAGE : query_check(&query);
    query_get_text(&query, 0, out->hash, sizeof(out->hash));
    out->failures = query_get(&query, 1);
    out->locked_until = query_get(&query, 2);
    return OK;
}

static enum err state_write(struct db *db, int64_t failures, int64_t locked_until)
{
    SCOPED(query_end)
    struct query query = query_on(db, "UPDATE kiosk SET pin_failures = ?1, pin_locked_until = ?2");
    query_int(&query, 1, failures);
    query_int(&query, 2, locked_until);
    return query_run(&query);
}

/* Further off than any lock: the clock was set back meanwhile. */
static bool locked(const struct pin_state *state, int64_t now)
{
    return now < state->locked_until && state->locked_until <= now + lock_most;
}

enum err pin_look(struct db *db, int64_t now, int64_t *wait_until)
{
    struct pin_state state;
    enum err err = state_read(db, &state);
    if (err != OK)
        return err;
    bool wait = *state.hash && locked(&state, now);
    *wait_until = wait ? state.locked_until : 0;
    return !*state.hash ? ERR_NOT_FOUND : wait ? ERR_BUSY : OK;
}

enum err pin_try(struct db *db, const char *pin, int64_t now, int64_t *wait_until)
{
    struct pin_state state;
    enum err err = state_read(db, &state);
    if (err != OK)
        return err;
    if (!*state.hash)
        return ERR_NOT_FOUND;
    if (locked(&state, now)) {
        *wait_until = state.locked_until;
        return ERR_BUSY;
    }
    int64_t failures = state.failures + 1;
    int64_t until = now + lock_for(failures);
    err = state_write(db, failures, until);
    if (err == OK)
        err = password_check(state.hash, pin);
    if (err == OK)
        err = state_write(db, 0, 0);
    if (err == OK || err == ERR_DENIED)
        *wait_until = err == OK ? now : until;
    return err;
}
