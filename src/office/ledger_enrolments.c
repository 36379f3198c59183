#include "office/ledger_enrolments.h"

#include <string.h>

#include "office/ledger_driver.h"

#define PENDING_COLUMNS "kiosk, code_hash, expires, by_user, sign_key, seal_key, words, approved"

enum err ledger_enrolment_put(struct ledger *ledger, const struct pending_kiosk *pending)
{
    size_t key = pending->asked ? KEY_BYTES : 0;
    enum err err = ledger_run(ledger, "DELETE FROM enrolment WHERE kiosk = $1",
                              VALUES(V_TEXT(pending->name)), NULL);
    return err != OK
               ? err
               : ledger_run(ledger,
                            "INSERT INTO enrolment (" PENDING_COLUMNS ")"
                            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                            VALUES(V_TEXT(pending->name), V_BYTES(pending->code_hash, HASH_BYTES),
                                   V_INT(pending->expires), V_TEXT(pending->by),
                                   V_BYTES(pending->device.sign.bytes, key),
                                   V_BYTES(pending->device.seal.bytes, key), V_TEXT(pending->words),
                                   V_INT(pending->approved)),
                            NULL);
}

static enum err pending_take(struct query *query, struct pending_kiosk *out)
{
    struct pending_kiosk pending = {.expires = query_int(query, 2),
                                    .approved = query_int(query, 7) != 0};
    query_text(query, 0, pending.name, sizeof(pending.name));
    query_text(query, 3, pending.by, sizeof(pending.by));
    query_text(query, 6, pending.words, sizeof(pending.words));
    if (query_bytes(query, 1, pending.code_hash, HASH_BYTES) != OK)
        return ERR_STORAGE;
    pending.asked = query_bytes(query, 4, pending.device.sign.bytes, KEY_BYTES) == OK &&
                    query_bytes(query, 5, pending.device.seal.bytes, KEY_BYTES) == OK;
    *out = pending;
    return OK;
}

static enum err pending_find(struct query *query, struct pending_kiosk *out)
{
    return query_next(query) ? pending_take(query, out) : query->err;
}

enum err ledger_enrolment(struct ledger *ledger, const char *kiosk, int64_t now,
                          struct pending_kiosk *out)
{
    SCOPED(query_end)
    struct query query = query_start(
        ledger, "SELECT " PENDING_COLUMNS " FROM enrolment WHERE kiosk = $1 AND expires > $2",
        VALUES(V_TEXT(kiosk), V_INT(now)));
    return pending_find(&query, out);
}

enum err ledger_enrolment_by_code(struct ledger *ledger, const uint8_t code_hash[HASH_BYTES],
                                  int64_t now, struct pending_kiosk *out)
{
    SCOPED(query_end)
    struct query query = query_start(
        ledger, "SELECT " PENDING_COLUMNS " FROM enrolment WHERE code_hash = $1 AND expires > $2",
        VALUES(V_BYTES(code_hash, HASH_BYTES), V_INT(now)));
    return pending_find(&query, out);
}

enum err ledger_enrolment_by_device(struct ledger *ledger, const struct identity_public *device,
                                    int64_t now, struct pending_kiosk *out)
{
    SCOPED(query_end)
    struct query query = query_start(ledger,
                                     "SELECT " PENDING_COLUMNS " FROM enrolment"
                                     " WHERE sign_key = $1 AND seal_key = $2 AND expires > $3",
                                     VALUES(V_BYTES(device->sign.bytes, KEY_BYTES),
                                            V_BYTES(device->seal.bytes, KEY_BYTES), V_INT(now)));
    return pending_find(&query, out);
}

enum err ledger_enrolments(struct ledger *ledger, int64_t now, struct pending_kiosk *rows,
                           size_t most, size_t *count)
{
    SCOPED(query_end)
    struct query query = query_start(ledger,
                                     "SELECT " PENDING_COLUMNS
                                     " FROM enrolment WHERE expires > $1 ORDER BY kiosk LIMIT $2",
                                     VALUES(V_INT(now), V_INT(most)));
    size_t found = 0;
    enum err err = OK;
    while (err == OK && found < most && query_next(&query))
        err = pending_take(&query, &rows[found++]);
    if (err == OK)
        err = query_check(&query);
    if (err == OK)
        *count = found;
    return err;
}

enum err ledger_enrolment_end(struct ledger *ledger, const char *kiosk)
{
    int64_t ended = 0;
    enum err err =
        ledger_run(ledger, "DELETE FROM enrolment WHERE kiosk = $1", VALUES(V_TEXT(kiosk)), &ended);
    return err == OK && ended == 0 ? ERR_NOT_FOUND : err;
}
