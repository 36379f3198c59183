#include "office/keyring.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "office/ledger_audit.h"
#include "office/setup.h"
#include "seal/envelope.h"

#define NEXT_KEY_FILE "office.key.next"

/* keys/office.key.N: the key that was in force before the N-th rotation. */
static enum err older_path(const char *keys, size_t number, char out[PATH_SIZE])
{
    char name[32];
    snprintf(name, sizeof(name), OFFICE_KEY_FILE ".%zu", number);
    return path_join(out, keys, name);
}

/* How many older keys there are. */
static enum err older_count(const char *keys, size_t *out)
{
    char path[PATH_SIZE];
    size_t count = 0;
    enum err err = OK;
    while (count < KEYRING_MAX && err == OK) {
        err = older_path(keys, count + 1, path);
        if (err == OK && access(path, F_OK) != 0)
            break;
        count++;
    }
    if (err == OK)
        *out = count;
    return err;
}

static enum err older_load(const char *keys, struct keyring *ring, struct why *why)
{
    size_t older = 0;
    enum err err = older_count(keys, &older);
    if (err == OK && older + 1 > KEYRING_MAX)
        err = ERR_FULL;
    for (size_t number = older; number > 0 && err == OK; number--) {
        char path[PATH_SIZE];
        err = older_path(keys, number, path);
        if (err == OK)
            err = identity_load(path, &ring->keys[ring->count]);
        if (err != OK)
            snprintf(why->text, sizeof(why->text), "%.200s: %s", path, err_name(err));
        ring->count += err == OK;
    }
    return err;
}

/* 0 where no key was ever replaced. */
static enum err overlap_read(struct ledger *ledger, int64_t *out)
{
    uint8_t bytes[8];
    uint64_t value = 0;
    enum err err = ledger_setting(ledger, "office_overlap", bytes, sizeof(bytes));
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    for (size_t i = 0; i < sizeof(bytes) && err == OK; i++)
        value = value << 8 | bytes[i];
    *out = (int64_t)value;
    return OK;
}

static enum err overlap_write(struct ledger *ledger, int64_t overlap)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < sizeof(bytes); i++)
        bytes[i] = (uint8_t)((uint64_t)overlap >> (56 - 8 * i));
    return ledger_set(ledger, "office_overlap", bytes, sizeof(bytes));
}

enum err keyring_open(const char *keys, struct ledger *ledger, struct keyring *out, struct why *why)
{
    memset(out, 0, sizeof(*out));
    enum err err = keys_office(keys, &out->keys[0], why);
    out->count = 1;
    if (err == OK)
        err = older_load(keys, out, why);
    if (err == OK)
        err = overlap_read(ledger, &out->overlap);
    if (err != OK)
        keyring_wipe(out);
    return err;
}

void keyring_wipe(struct keyring *ring)
{
    wipe(ring, sizeof(*ring));
}

const struct identity *keyring_signer(const struct keyring *ring, const char *named, int64_t now)
{
    for (size_t i = 1; i < ring->count && now < ring->overlap; i++) {
        char name[KEY_NAME_SIZE];
        key_name(ring->keys[i].public.sign.bytes, name);
        if (strcmp(name, named) == 0)
            return &ring->keys[i];
    }
    return &ring->keys[0];
}

enum err keyring_open_envelope(const struct keyring *ring, const void *bytes, size_t len,
                               struct envelope_head *head, struct buf *plain)
{
    enum err err = ERR_DENIED;
    for (size_t i = 0; i < ring->count && err == ERR_DENIED; i++)
        err =
            envelope_open(bytes, len, &ring->keys[i].public.seal, &ring->keys[i].seal, head, plain);
    return err;
}

/* ---- a new one ---- */

/* Keeps the key in force under the next number, unless a run that was cut off did. */
static enum err older_keep(const char *keys, const struct identity *now)
{
    char path[PATH_SIZE];
    size_t count = 0;
    struct identity newest;
    enum err err = older_count(keys, &count);
    if (err == OK && count > 0) {
        err = older_path(keys, count, path);
        if (err == OK)
            err = identity_load(path, &newest);
        bool kept = err == OK && secret_equal(&newest, now, sizeof(newest));
        identity_wipe(&newest);
        if (err != OK || kept)
            return err;
    }
    if (err == OK && count + 1 >= KEYRING_MAX)
        err = ERR_FULL;
    if (err == OK)
        err = older_path(keys, count + 1, path);
    return err == OK ? identity_save(now, path) : err;
}

static enum err announce_work(struct ledger *ledger, void *argument)
{
    const struct rotation *rotation = argument;
    enum err err = overlap_write(ledger, rotation->overlap);
    if (err == OK)
        err = setup_content_raise(ledger, rotation->now, "key rotate");
    return err == OK ? ledger_audit(ledger, rotation->now, "system", "key rotate", "office", "")
                     : err;
}

/* The key to come, on disk before anything says so. One that is in force already was left by a run
 * that was cut off at its end. */
static enum err next_ensure(const char *path, const struct entropy *entropy,
                            const struct identity *now, struct identity *out)
{
    enum err err = identity_ensure(path, entropy, out);
    if (err != OK || !secret_equal(out, now, sizeof(*out)))
        return err;
    (void)unlink(path);
    return identity_ensure(path, entropy, out);
}

enum err keyring_rotate(struct ledger *ledger, const struct rotation *rotation)
{
    char path[PATH_SIZE], next[PATH_SIZE];
    struct identity now, made;
    struct rotation copy = *rotation;
    enum err err = path_join(path, rotation->keys, OFFICE_KEY_FILE);
    if (err == OK)
        err = path_join(next, rotation->keys, NEXT_KEY_FILE);
    if (err == OK)
        err = identity_load(path, &now);
    if (err != OK)
        return err;
    err = next_ensure(next, rotation->entropy, &now, &made);
    if (err == OK)
        err = older_keep(rotation->keys, &now);
    if (err == OK)
        err = ledger_transact(ledger, announce_work, &copy);
    if (err == OK)
        err = identity_save(&made, path);
    if (err == OK)
        (void)unlink(next);
    identity_wipe(&now);
    identity_wipe(&made);
    return err;
}

static enum err escrow_work(struct ledger *ledger, void *argument)
{
    const struct rotation *rotation = argument;
    enum err err = setup_escrow(ledger, rotation->keys, rotation->entropy);
    if (err == OK)
        err = setup_content_raise(ledger, rotation->now, "key escrow");
    return err == OK ? ledger_audit(ledger, rotation->now, "system", "key escrow", "office", "")
                     : err;
}

enum err keyring_escrow(struct ledger *ledger, const struct rotation *rotation)
{
    char path[PATH_SIZE];
    struct rotation copy = *rotation;
    enum err err = path_join(path, rotation->keys, ESCROW_KEY_FILE);
    if (err == OK && access(path, F_OK) == 0)
        err = ERR_BUSY;
    return err == OK ? ledger_transact(ledger, escrow_work, &copy) : err;
}
