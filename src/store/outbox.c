#include "store/outbox.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "store/blobs.h"
#include "store/query.h"

/* No try is ever put off further than this; a row that says so was written before the clock was
 * set back, and is due. */
static const int64_t horizon = MINUTES(15);

static bool has_code(enum item_kind kind)
{
    return kind == ITEM_REQUEST || kind == ITEM_COMPLAINT;
}

static enum err insert(struct db *db, const struct outbox_item *item,
                       const uint8_t hash[HASH_BYTES], int64_t *sequence)
{
    SCOPED(tx_close) struct db_tx tx = tx_open(db);
    if (tx.err != OK)
        return tx.err;
    SCOPED(query_end)
    struct query query =
        query_on(db, "INSERT INTO outbox (id, kind, form, status_id, created, next_try, hash, "
                     "envelope) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7) RETURNING sequence");
    query_blob(&query, 1, item->id.bytes, sizeof(item->id.bytes));
    query_int(&query, 2, item->kind);
    query_text(&query, 3, item->form);
    if (has_code(item->kind))
        query_blob(&query, 4, item->status_id, sizeof(item->status_id));
    query_int(&query, 5, item->created);
    query_blob(&query, 6, hash, HASH_BYTES);
    query_blob(&query, 7, item->envelope, item->len);
    int64_t number = 0;
    if (query_row(&query))
        number = query_get(&query, 0);
    enum err err = query_run(&query);
    /* The statement is finished before the commit: an open one would hold it up. */
    query_end(&query);
    if (err == OK)
        err = blobs_bind(db, item->blobs, item->blob_count, number, item->created);
    if (err == OK)
        err = tx_commit(&tx);
    if (err == OK)
        *sequence = number;
    return err;
}

static enum err read_back(struct db *db, int64_t sequence, const uint8_t hash[HASH_BYTES])
{
    SCOPED(query_end)
    struct query query = query_on(db, "SELECT envelope FROM outbox WHERE sequence = ?1");
    query_int(&query, 1, sequence);
    bool same = false;
    if (query_row(&query)) {
        size_t len = 0;
        const uint8_t *envelope = query_get_blob(&query, 0, &len);
        uint8_t found[HASH_BYTES];
        hash_bytes(envelope, len, found);
        same = memcmp(found, hash, HASH_BYTES) == 0;
    }
    if (query_check(&query) == OK && !same)
        log_error("item %lld does not read back as written", (long long)sequence);
    return same ? OK : ERR_STORAGE;
}

enum err outbox_put(struct db *db, const struct outbox_item *item, int64_t *sequence)
{
    uint8_t hash[HASH_BYTES];
    hash_bytes(item->envelope, item->len, hash);
    int64_t number = 0;
    enum err err = insert(db, item, hash, &number);
    if (err == OK)
        err = read_back(db, number, hash);
    if (err == OK)
        *sequence = number;
    return err;
}

enum err outbox_find(struct db *db, const uint8_t status_id[STATUS_ID_BYTES],
                     struct outbox_news *out)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "SELECT sequence, kind, state, form, created, received FROM outbox "
                     "WHERE status_id = ?1 ORDER BY sequence LIMIT 1");
    query_blob(&query, 1, status_id, STATUS_ID_BYTES);
    if (!query_row(&query))
        return query_check(&query) == OK ? ERR_NOT_FOUND : query_check(&query);
    *out = (struct outbox_news){
        .sequence = query_get(&query, 0),
        .kind = (enum item_kind)query_get(&query, 1),
        .state = (enum item_state)query_get(&query, 2),
        .created = query_get(&query, 4),
        .received = query_get(&query, 5),
    };
    query_get_text(&query, 3, out->form, sizeof(out->form));
    return OK;
}

enum err outbox_state(struct db *db, int64_t sequence, enum item_state *out)
{
    SCOPED(query_end)
    struct query query = query_on(db, "SELECT state FROM outbox WHERE sequence = ?1");
    query_int(&query, 1, sequence);
    if (!query_row(&query))
        return query_check(&query) == OK ? ERR_NOT_FOUND : query_check(&query);
    *out = (enum item_state)query_get(&query, 0);
    return OK;
}

static void due_from(struct query *query, struct outbox_due *out)
{
    *out = (struct outbox_due){
        .sequence = query_get(query, 0),
        .kind = (enum item_kind)query_get(query, 2),
        .tries = (int)query_get(query, 5),
    };
    (void)query_get_bytes(query, 1, out->id.bytes, sizeof(out->id.bytes));
    (void)query_get_bytes(query, 3, out->status_id, sizeof(out->status_id));
    (void)query_get_bytes(query, 4, out->hash, sizeof(out->hash));
}

static bool is_whole(const struct outbox_due *item, const uint8_t *envelope)
{
    uint8_t hash[HASH_BYTES];
    hash_bytes(envelope, item->len, hash);
    return memcmp(hash, item->hash, HASH_BYTES) == 0;
}

/* The disk has changed it since: nobody could open it, and an officer has to know. */
static enum err set_apart(struct db *db, int64_t sequence)
{
    SCOPED(query_end)
    struct query query = query_on(db, "UPDATE outbox SET state = ?2, cause = ?3, reason = ?4"
                                      " WHERE sequence = ?1 AND state = 0");
    query_int(&query, 1, sequence);
    query_int(&query, 2, ITEM_REJECTED);
    query_int(&query, 3, CAUSE_STORAGE);
    query_text(&query, 4, "damaged on this kiosk's disk");
    log_error("item %lld was damaged on this kiosk's disk", (long long)sequence);
    return query_run(&query);
}

/* The rows of the query, as far as they and their envelopes fit. */
static enum err due_read(struct db *db, struct query *query, struct outbox_due *items, size_t most,
                         struct buf *store, size_t *count)
{
    size_t found = 0;
    enum err err = OK;
    buf_clear(store);
    while (err == OK && found < most && query_row(query)) {
        struct outbox_due *item = &items[found];
        due_from(query, item);
        const uint8_t *envelope = query_get_blob(query, 6, &item->len);
        if (item->len > store->max - store->len)
            break;
        if (!is_whole(item, envelope)) {
            err = set_apart(db, item->sequence);
            continue;
        }
        item->offset = store->len;
        buf_put(store, envelope, item->len);
        found++;
    }
    if (err == OK)
        err = query_check(query) != OK ? query_check(query) : buf_check(store);
    if (err == OK)
        *count = found;
    return err;
}

/* The index outbox_waiting is in this order; it names the kind by its number. */
_Static_assert(ITEM_CALL == 3, "calls go first");

enum err outbox_due(struct db *db, int64_t now, struct outbox_due *items, size_t most,
                    struct buf *store, size_t *count)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "SELECT sequence, id, kind, status_id, hash, tries, envelope FROM outbox "
                     "WHERE state = 0 AND (next_try <= ?1 OR next_try > ?2) AND sequence NOT IN "
                     "(SELECT sequence FROM blobs WHERE state = 2) "
                     "ORDER BY kind = 3 DESC, next_try, sequence LIMIT ?3");
    query_int(&query, 1, now);
    query_int(&query, 2, now + horizon);
    query_int(&query, 3, (int64_t)most);
    return due_read(db, &query, items, most, store, count);
}

enum err outbox_unreceipted(struct db *db, int64_t after, struct outbox_due *items, size_t most,
                            struct buf *store, size_t *count)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "SELECT sequence, id, kind, status_id, hash, tries, envelope FROM outbox "
                     "WHERE state <> 1 AND sequence > ?1 ORDER BY sequence LIMIT ?2");
    query_int(&query, 1, after);
    query_int(&query, 2, (int64_t)most);
    return due_read(db, &query, items, most, store, count);
}

enum err outbox_requeue(struct db *db, int64_t sequence, int64_t now, int64_t *requeued)
{
    SCOPED(query_end)
    struct query query = query_on(db, "UPDATE outbox SET state = 0, next_try = ?2, reason = ''"
                                      " WHERE state IN (2, 3) AND (sequence = ?1 OR ?1 = 0)");
    query_int(&query, 1, sequence);
    query_int(&query, 2, now);
    enum err err = query_run(&query);
    if (err == OK)
        *requeued = query_changes(&query);
    return err;
}

static enum err settle_one(struct query *query, const struct outbox_outcome *outcome)
{
    query_int(query, 1, outcome->sequence);
    query_int(query, 2, outcome->state);
    query_int(query, 3, outcome->cause);
    query_int(query, 4, outcome->next_try);
    query_int(query, 5, outcome->state == ITEM_RECEIVED ? outcome->at : 0);
    query_text(query, 6, outcome->reason);
    query_int(query, 7, outcome->at);
    return query_run(query);
}

enum err outbox_settle(struct db *db, const struct outbox_outcome *outcomes, size_t count)
{
    SCOPED(tx_close) struct db_tx tx = tx_open(db);
    SCOPED(query_end)
    struct query query = query_on(
        db, "UPDATE outbox SET state = ?2, cause = ?3, next_try = ?4, received = ?5, reason = ?6, "
            "tries = tries + 1, last_try = ?7 WHERE sequence = ?1 AND state = 0");
    enum err err = tx.err;
    for (size_t i = 0; i < count && err == OK; i++)
        err = settle_one(&query, &outcomes[i]);
    return err == OK ? tx_commit(&tx) : err;
}

enum err outbox_defer(struct db *db, int64_t now, int64_t next_try, enum sync_cause cause)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "UPDATE outbox SET tries = tries + 1, last_try = ?1, next_try = ?3, "
                     "cause = ?4 WHERE state = 0 AND (next_try <= ?1 OR next_try > ?2)");
    query_int(&query, 1, now);
    query_int(&query, 2, now + horizon);
    query_int(&query, 3, next_try);
    query_int(&query, 4, cause);
    return query_run(&query);
}

enum err outbox_release(struct db *db, int64_t now, bool all, int64_t *released)
{
    SCOPED(query_end)
    struct query query = query_on(db, "UPDATE outbox SET next_try = ?1 WHERE state = 0 AND "
                                      "next_try > ?1 AND (?2 OR cause NOT IN (?3, ?4))");
    query_int(&query, 1, now);
    query_int(&query, 2, all);
    /* These wait for their own sake, not for the network. */
    query_int(&query, 3, CAUSE_ITEM);
    query_int(&query, 4, CAUSE_OK);
    enum err err = query_run(&query);
    if (err == OK)
        *released = query_changes(&query);
    return err;
}

enum err outbox_resend(struct db *db, int64_t from, int64_t to, int64_t now, int64_t *resent)
{
    SCOPED(tx_close) struct db_tx tx = tx_open(db);
    SCOPED(query_end)
    struct query query =
        query_on(db, "UPDATE outbox SET state = 0, received = 0, tries = 0, next_try = ?3 "
                     "WHERE state = 1 AND sequence BETWEEN ?1 AND ?2");
    query_int(&query, 1, from);
    query_int(&query, 2, to);
    query_int(&query, 3, now);
    enum err err = tx.err != OK ? tx.err : query_run(&query);
    int64_t count = query_changes(&query);
    query_end(&query);
    if (err == OK)
        err = blobs_resend(db, from, to, now);
    if (err == OK)
        err = tx_commit(&tx);
    if (err == OK)
        *resent = count;
    return err;
}

enum err outbox_forget(struct db *db, int64_t before)
{
    SCOPED(query_end)
    struct query query = query_on(db, "DELETE FROM outbox WHERE state = 1 AND received < ?1");
    query_int(&query, 1, before);
    return query_run(&query);
}
