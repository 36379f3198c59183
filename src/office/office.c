#include "office/office.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "office/setup.h"
#include "office/turns.h"

enum {
    READERS = 8,
    VISIT_BURST = 30,
    VISIT_REFILL_MS = 2000,
    PHONE_BURST = 5, /* of 10,000: a month of tries for each code */
    PHONE_REFILL_MS = 5 * 60 * 1000,
    SIGN_IN_BURST = 10,
    SIGN_IN_REFILL_MS = 15000,
};

enum err office_lock(const char *ledger, const char *keys, int *lock)
{
    char name[PATH_SIZE];
    *lock = -1;
    if (ledger_shared(ledger))
        return OK;
    const char *slash = strrchr(ledger, '/');
    const char *file = slash ? slash : strchr(ledger, ':');
    snprintf(name, sizeof(name), "%s.lock", file ? file + 1 : ledger);
    return path_lock(keys, name, lock);
}

static enum err office_claim(const struct office_places *places, struct office *office,
                             struct why *why)
{
    enum err err = office_lock(places->ledger, places->keys, &office->lock);
    if (err != OK)
        snprintf(why->text, sizeof(why->text), "%.200s: %s", places->ledger,
                 err == ERR_BUSY ? "another program serves this database"
                                 : "its folder cannot be written");
    return err;
}

static enum err office_read(const struct office_places *places, struct office *office,
                            struct why *why)
{
    /* The writer first: it brings an older database up to what the readers ask for. */
    enum err err = scribe_open(places->ledger, &office->scribe, why);
    if (err == OK)
        err = ledger_pool_open(places->ledger, READERS, &office->pool, why);
    if (err != OK)
        return err;
    err = vault_open(places->keys, &office->vault);
    if (err != OK) {
        snprintf(why->text, sizeof(why->text), "%.200s/blobs cannot be made", places->keys);
        return err;
    }
    struct ledger *ledger = ledger_pool_take(office->pool);
    err = keyring_open(places->keys, ledger, &office->keys, why);
    if (err == OK) {
        err = rulebook_open(places->config, ledger, &office->rules, why);
        if (err == ERR_NOT_FOUND)
            TEXT_COPY(why->text, "the office was not set up: run init first");
    }
    ledger_pool_give(office->pool, ledger);
    return err;
}

static enum err office_run(const struct office_places *places, struct office *office,
                           struct why *why)
{
    if (places->assets) {
        enum err err = assets_open(places->assets, &office->assets);
        if (err != OK) {
            snprintf(why->text, sizeof(why->text), "%.200s: the console's pages cannot be read",
                     places->assets);
            return err;
        }
    }
    office->visits = limiter_new(VISIT_BURST, VISIT_REFILL_MS);
    office->sign_ins = limiter_new(SIGN_IN_BURST, SIGN_IN_REFILL_MS);
    office->phone_tries = limiter_new(PHONE_BURST, PHONE_REFILL_MS);
    office->phone = phone_new();
    if (!office->visits || !office->sign_ins || !office->phone_tries || !office->phone)
        return ERR_STORAGE;
    const struct opener_parts parts = {.pool = office->pool,
                                       .scribe = office->scribe,
                                       .vault = &office->vault,
                                       .rules = &office->rules,
                                       .keys = &office->keys,
                                       .clock = office->clock};
    enum err err = opener_start(&parts, &office->opener);
    const struct steward_parts looks = {.pool = office->pool,
                                        .scribe = office->scribe,
                                        .rules = &office->rules,
                                        .clock = office->clock};
    return err == OK ? steward_start(&looks, &office->steward) : err;
}

enum err office_open(const struct office_places *places, struct clock clock, struct office *out,
                     struct why *why)
{
    memset(out, 0, sizeof(*out));
    out->lock = -1;
    out->clock = clock;
    out->entropy = entropy_system();
    pthread_mutex_init(&out->password, NULL);
    TEXT_COPY(why->text, "memory or threads were short");
    turns_short();
    enum err err = office_read(places, out, why);
    if (err == OK)
        err = office_claim(places, out, why);
    if (err == OK)
        err = office_run(places, out, why);
    if (err != OK)
        office_close(out);
    return err;
}

void office_close(struct office *office)
{
    steward_stop(&office->steward);
    opener_stop(&office->opener);
    scribe_close(&office->scribe);
    limiter_free(&office->sign_ins);
    limiter_free(&office->visits);
    limiter_free(&office->phone_tries);
    phone_free(&office->phone);
    assets_close(&office->assets);
    rulebook_close(&office->rules);
    ledger_pool_close(&office->pool);
    keyring_wipe(&office->keys);
    if (office->lock >= 0)
        close(office->lock);
    pthread_mutex_destroy(&office->password);
}
