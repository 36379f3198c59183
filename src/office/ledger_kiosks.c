#include "office/ledger_kiosks.h"

#include <stdlib.h>
#include <string.h>

#include "office/ledger_driver.h"

#define KIOSK_COLUMNS                                                                              \
    "name, sign_key, seal_key, blocked, added, last_contact, version, log_number, log_hash, pin"

enum { KIOSKS_MAX = 4096 };

bool kiosk_key_ended(const struct kiosk *kiosk, int64_t now)
{
    return kiosk->key_ends != 0 && now >= kiosk->key_ends;
}

enum err ledger_kiosk_add(struct ledger *ledger, const struct kiosk *kiosk)
{
    uint8_t id[KEY_ID_BYTES];
    key_id(kiosk->device.sign.bytes, id);
    int64_t added = 0;
    enum err err = ledger_run(
        ledger,
        "INSERT INTO kiosk (name, sign_key, seal_key, key_id, added) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT DO NOTHING",
        VALUES(V_TEXT(kiosk->name), V_BYTES(kiosk->device.sign.bytes, KEY_BYTES),
               V_BYTES(kiosk->device.seal.bytes, KEY_BYTES), V_BYTES(id, sizeof(id)),
               V_INT(kiosk->added)),
        &added);
    if (err != OK || added == 1)
        return err;
    struct kiosk there;
    if (ledger_kiosk(ledger, kiosk->name, &there) != OK ||
        memcmp(&there.device, &kiosk->device, sizeof(there.device)) != 0)
        return ERR_INVALID;
    return OK;
}

enum err ledger_kiosk_admit(struct ledger *ledger, const struct kiosk *kiosk)
{
    uint8_t id[KEY_ID_BYTES];
    key_id(kiosk->device.sign.bytes, id);
    int64_t changed = 0;
    /* Whoever has an older key of that name is another device now. */
    enum err err = ledger_run(ledger, "DELETE FROM kiosk_key WHERE kiosk = $1",
                              VALUES(V_TEXT(kiosk->name)), NULL);
    if (err != OK)
        return err;
    err = ledger_run(
        ledger,
        "UPDATE kiosk SET sign_key = $2, seal_key = $3, key_id = $4, blocked = 0, pin = NULL"
        " WHERE name = $1 AND sign_key <> $2",
        VALUES(V_TEXT(kiosk->name), V_BYTES(kiosk->device.sign.bytes, KEY_BYTES),
               V_BYTES(kiosk->device.seal.bytes, KEY_BYTES), V_BYTES(id, sizeof(id))),
        &changed);
    if (err != OK || changed == 1)
        return err;
    err = ledger_kiosk_add(ledger, kiosk);
    return err == OK ? ledger_kiosk_block(ledger, kiosk->name, false) : err;
}

enum err ledger_kiosk_block(struct ledger *ledger, const char *name, bool blocked)
{
    int64_t changed = 0;
    enum err err = ledger_run(ledger, "UPDATE kiosk SET blocked = $2 WHERE name = $1",
                              VALUES(V_TEXT(name), V_INT(blocked)), &changed);
    return err == OK && changed == 0 ? ERR_NOT_FOUND : err;
}

static enum err kiosk_take(struct query *query, struct kiosk *out)
{
    struct kiosk kiosk = {.blocked = query_int(query, 3) != 0,
                          .added = query_int(query, 4),
                          .last_contact = query_int(query, 5)};
    query_text(query, 0, kiosk.name, sizeof(kiosk.name));
    query_text(query, 6, kiosk.version, sizeof(kiosk.version));
    kiosk.log.number = query_int(query, 7);
    if (kiosk.log.number > 0 && query_bytes(query, 8, kiosk.log.hash, sizeof(kiosk.log.hash)) != OK)
        return ERR_STORAGE;
    if (query_bytes(query, 1, kiosk.device.sign.bytes, KEY_BYTES) != OK ||
        query_bytes(query, 2, kiosk.device.seal.bytes, KEY_BYTES) != OK)
        return ERR_STORAGE;
    SCOPED(buf_fini) struct buf pin;
    buf_init(&pin, sizeof(kiosk.pin));
    query_append(query, 9, &pin);
    if (buf_check(&pin) != OK)
        return ERR_STORAGE;
    kiosk.pin_len = pin.len;
    if (pin.len > 0)
        memcpy(kiosk.pin, pin.data, pin.len);
    *out = kiosk;
    return OK;
}

enum err ledger_kiosk(struct ledger *ledger, const char *name, struct kiosk *out)
{
    SCOPED(query_end)
    struct query query = query_start(ledger, "SELECT " KIOSK_COLUMNS " FROM kiosk WHERE name = $1",
                                     VALUES(V_TEXT(name)));
    return query_next(&query) ? kiosk_take(&query, out) : query.err;
}

/* The kiosk that had the key, with the key. */
static enum err kiosk_by_older_key(struct ledger *ledger, const uint8_t key[KEY_ID_BYTES],
                                   struct kiosk *out)
{
    char name[KIOSK_NAME_SIZE];
    struct sign_public sign;
    SCOPED(query_end)
    struct query query =
        query_start(ledger, "SELECT kiosk, sign_key, ends FROM kiosk_key WHERE key_id = $1",
                    VALUES(V_BYTES(key, KEY_ID_BYTES)));
    if (!query_next(&query))
        return query.err;
    query_text(&query, 0, name, sizeof(name));
    if (query_bytes(&query, 1, sign.bytes, KEY_BYTES) != OK)
        return ERR_STORAGE;
    int64_t ends = query_int(&query, 2);
    enum err err = ledger_kiosk(ledger, name, out);
    if (err == OK) {
        out->device.sign = sign;
        out->key_ends = ends;
    }
    return err;
}

enum err ledger_kiosk_by_key(struct ledger *ledger, const uint8_t key[KEY_ID_BYTES],
                             struct kiosk *out)
{
    SCOPED(query_end)
    struct query query =
        query_start(ledger, "SELECT " KIOSK_COLUMNS " FROM kiosk WHERE key_id = $1",
                    VALUES(V_BYTES(key, KEY_ID_BYTES)));
    if (query_next(&query))
        return kiosk_take(&query, out);
    return query.err == ERR_NOT_FOUND ? kiosk_by_older_key(ledger, key, out) : query.err;
}

enum err ledger_kiosk_rekey(struct ledger *ledger, const char *name,
                            const struct identity_public *device, int64_t ends)
{
    uint8_t id[KEY_ID_BYTES];
    struct kiosk known;
    key_id(device->sign.bytes, id);
    enum err err = ledger_kiosk_by_key(ledger, id, &known);
    if (err != ERR_NOT_FOUND)
        return err == OK ? ERR_INVALID : err;
    err = ledger_run(ledger,
                     "INSERT INTO kiosk_key (key_id, kiosk, sign_key, ends)"
                     " SELECT key_id, name, sign_key, $2 FROM kiosk WHERE name = $1",
                     VALUES(V_TEXT(name), V_INT(ends)), NULL);
    if (err != OK)
        return err;
    return ledger_run(ledger,
                      "UPDATE kiosk SET sign_key = $2, seal_key = $3, key_id = $4 WHERE name = $1",
                      VALUES(V_TEXT(name), V_BYTES(device->sign.bytes, KEY_BYTES),
                             V_BYTES(device->seal.bytes, KEY_BYTES), V_BYTES(id, sizeof(id))),
                      NULL);
}

enum err ledger_kiosks(struct ledger *ledger, struct kiosk **out, size_t *count)
{
    int64_t most = 0;
    enum err err = ledger_number(ledger, "SELECT COUNT(*) FROM kiosk", NULL, 0, &most);
    if (err != OK)
        return err;
    if (most > KIOSKS_MAX)
        most = KIOSKS_MAX;
    struct kiosk *kiosks = calloc((size_t)most + 1, sizeof(*kiosks));
    if (!kiosks)
        return ERR_STORAGE;
    size_t found = 0;
    SCOPED(query_end)
    struct query query = query_start(ledger,
                                     "SELECT " KIOSK_COLUMNS ","
                                     " (SELECT COUNT(*) FROM item WHERE item.kiosk = kiosk.name),"
                                     " (SELECT COUNT(*) FROM item WHERE item.kiosk = kiosk.name"
                                     " AND item.state = 'quarantined')"
                                     " FROM kiosk ORDER BY name LIMIT $1",
                                     VALUES(V_INT(most)));
    while (err == OK && found < (size_t)most && query_next(&query)) {
        err = kiosk_take(&query, &kiosks[found]);
        kiosks[found].items = query_int(&query, 10);
        kiosks[found++].quarantined = query_int(&query, 11);
    }
    if (err == OK)
        err = query_check(&query);
    if (err != OK) {
        free(kiosks);
        return err;
    }
    *out = kiosks;
    *count = found;
    return OK;
}

enum err ledger_kiosk_heard(struct ledger *ledger, const struct kiosk *kiosk)
{
    return ledger_run(ledger,
                      "UPDATE kiosk SET last_contact = $2, version = $3, log_number = $4,"
                      " log_hash = $5 WHERE name = $1",
                      VALUES(V_TEXT(kiosk->name), V_INT(kiosk->last_contact),
                             V_TEXT(kiosk->version), V_INT(kiosk->log.number),
                             V_BYTES(kiosk->log.hash, sizeof(kiosk->log.hash))),
                      NULL);
}

enum err ledger_kiosk_seen(struct ledger *ledger, const char *name, int64_t now)
{
    return ledger_run(ledger, "UPDATE kiosk SET last_contact = $2 WHERE name = $1",
                      VALUES(V_TEXT(name), V_INT(now)), NULL);
}

enum err ledger_kiosk_set_pin(struct ledger *ledger, const char *name, const void *sealed,
                              size_t len)
{
    int64_t changed = 0;
    enum err err = ledger_run(ledger, "UPDATE kiosk SET pin = $2 WHERE name = $1",
                              VALUES(V_TEXT(name), V_BYTES(sealed, len)), &changed);
    return err == OK && changed == 0 ? ERR_NOT_FOUND : err;
}
