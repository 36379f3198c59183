#include "office/ledger_items.h"

#include <string.h>

#include "office/ledger_driver.h"

enum err ledger_item_put(struct ledger *ledger, const struct ledger_item *item,
                         enum verdict *verdict, uint8_t stored[HASH_BYTES])
{
    int64_t added = 0;
    enum err err = ledger_run(
        ledger,
        "INSERT INTO item (kiosk, id, sequence, kind, hash, envelope, status_id,"
        " received) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        " ON CONFLICT (kiosk, id) DO NOTHING",
        VALUES(V_TEXT(item->kiosk), V_BYTES(item->id.bytes, sizeof(item->id.bytes)),
               V_INT(item->sequence), V_INT(item->kind), V_BYTES(item->hash, sizeof(item->hash)),
               V_BYTES(item->envelope, item->len),
               V_BYTES(item->status_id, sizeof(item->status_id)), V_INT(item->received)),
        &added);
    if (err != OK)
        return err;
    if (added == 1) {
        memcpy(stored, item->hash, HASH_BYTES);
        *verdict = VERDICT_CREATED;
        return OK;
    }
    uint8_t there[HASH_BYTES];
    SCOPED(query_end)
    struct query query =
        query_start(ledger, "SELECT hash FROM item WHERE kiosk = $1 AND id = $2",
                    VALUES(V_TEXT(item->kiosk), V_BYTES(item->id.bytes, sizeof(item->id.bytes))));
    if (!query_next(&query) || query_bytes(&query, 0, there, sizeof(there)) != OK)
        return query.err == OK ? ERR_STORAGE : query.err;
    memcpy(stored, there, HASH_BYTES);
    *verdict = memcmp(there, item->hash, HASH_BYTES) == 0 ? VERDICT_DUPLICATE : VERDICT_CONFLICT;
    return OK;
}

enum err ledger_item_known(struct ledger *ledger, const char *kiosk, const struct uuid *id,
                           bool *out)
{
    int64_t found = 0;
    enum err err =
        ledger_number(ledger, "SELECT COUNT(*) FROM item WHERE kiosk = $1 AND id = $2",
                      VALUES(V_TEXT(kiosk), V_BYTES(id->bytes, sizeof(id->bytes))), &found);
    if (err == OK)
        *out = found > 0;
    return err;
}

enum err ledger_item_refuse(struct ledger *ledger, const struct ledger_item *item,
                            enum verdict verdict, const char *reason)
{
    return ledger_run(ledger,
                      "INSERT INTO refusal (kiosk, sequence, id, hash, verdict, reason, at)"
                      " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
                      VALUES(V_TEXT(item->kiosk), V_INT(item->sequence),
                             V_BYTES(item->id.bytes, sizeof(item->id.bytes)),
                             V_BYTES(item->hash, sizeof(item->hash)), V_TEXT(verdict_key(verdict)),
                             V_TEXT(reason), V_INT(item->received)),
                      NULL);
}

enum err ledger_item_gaps(struct ledger *ledger, const char *kiosk, int64_t highest,
                          struct want out[WANT_MAX], size_t *count)
{
    int64_t whole = 0;
    enum err err = ledger_number(ledger, "SELECT whole_until FROM kiosk WHERE name = $1",
                                 VALUES(V_TEXT(kiosk)), &whole);
    if (err != OK)
        return err;
    size_t found = 0;
    int64_t known = whole;
    int64_t next = whole + 1; /* the lowest sequence not yet accounted for */
    SCOPED(query_end)
    struct query query =
        query_start(ledger,
                    "SELECT sequence FROM item WHERE kiosk = $1 AND sequence > $2"
                    " AND sequence <= $3 UNION ALL"
                    " SELECT sequence FROM refusal WHERE kiosk = $1 AND sequence > $2"
                    " AND sequence <= $3 ORDER BY sequence",
                    VALUES(V_TEXT(kiosk), V_INT(whole), V_INT(highest)));
    while (found < WANT_MAX && query_next(&query)) {
        int64_t sequence = query_int(&query, 0);
        if (sequence > next)
            out[found++] = (struct want){.from = next, .to = sequence - 1};
        if (found == 0)
            whole = sequence;
        next = sequence + 1;
    }
    if (query_check(&query) != OK)
        return query.err;
    if (found < WANT_MAX && next <= highest)
        out[found++] = (struct want){.from = next, .to = highest};
    *count = found;
    if (whole == known)
        return OK;
    return ledger_run(ledger, "UPDATE kiosk SET whole_until = $2 WHERE name = $1",
                      VALUES(V_TEXT(kiosk), V_INT(whole)), NULL);
}

enum err ledger_item_unopened(struct ledger *ledger, struct buf *store, struct ledger_item *out)
{
    SCOPED(query_end)
    struct query query =
        query_start(ledger,
                    "SELECT kiosk, id, sequence, kind, hash, envelope, status_id, received"
                    " FROM item WHERE state = 'received' ORDER BY received LIMIT 1",
                    NULL, 0);
    if (!query_next(&query))
        return query.err;
    struct ledger_item item = {.sequence = query_int(&query, 2),
                               .kind = (uint8_t)query_int(&query, 3),
                               .received = query_int(&query, 7)};
    query_text(&query, 0, item.kiosk, sizeof(item.kiosk));
    if (query_bytes(&query, 1, item.id.bytes, sizeof(item.id.bytes)) != OK ||
        query_bytes(&query, 4, item.hash, sizeof(item.hash)) != OK ||
        query_bytes(&query, 6, item.status_id, sizeof(item.status_id)) != OK)
        return ERR_STORAGE;
    size_t start = store->len;
    query_append(&query, 5, store);
    if (buf_check(store) != OK)
        return ERR_FULL;
    item.envelope = store->data + start;
    item.len = store->len - start;
    *out = item;
    return OK;
}

enum err ledger_item_settle(struct ledger *ledger, const struct ledger_item *item,
                            const char *reason, int64_t now)
{
    int64_t settled = 0;
    enum err err = ledger_run(
        ledger,
        "UPDATE item SET state = $3, reason = $4, settled = $5"
        " WHERE kiosk = $1 AND id = $2 AND state = 'received'",
        VALUES(V_TEXT(item->kiosk), V_BYTES(item->id.bytes, sizeof(item->id.bytes)),
               V_TEXT(reason ? "quarantined" : "opened"), V_TEXT(reason ? reason : ""), V_INT(now)),
        &settled);
    return err == OK && settled == 0 ? ERR_NOT_FOUND : err;
}

enum err ledger_item_reconsider(struct ledger *ledger, int64_t *count)
{
    return ledger_run(ledger, "UPDATE item SET state = 'received' WHERE state = 'quarantined'",
                      NULL, 0, count);
}

enum err ledger_item_count(struct ledger *ledger, const char *state, int64_t *out)
{
    return ledger_number(ledger, "SELECT COUNT(*) FROM item WHERE state = $1",
                         VALUES(V_TEXT(state)), out);
}
