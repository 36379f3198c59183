#include "store/blobs.h"

#include "base/clock.h"
#include "base/log.h"
#include "store/blobs_file.h"
#include "store/query.h"

/* No try is ever put off further; a row that says so was written before the clock was set back. */
static const int64_t horizon = MINUTES(15);

#define COLUMNS "number, hash, length, durable, state, coalesce(sequence, 0), tries"

static struct blob blob_from(struct query *query)
{
    struct blob blob = {
        .number = query_get(query, 0),
        .name = {.len = query_get(query, 2)},
        .durable = query_get(query, 3),
        .state = (enum blob_state)query_get(query, 4),
        .sequence = query_get(query, 5),
        .tries = (int)query_get(query, 6),
    };
    (void)query_get_bytes(query, 1, blob.name.hash, HASH_BYTES);
    return blob;
}

/* The one row of the query. */
static enum err blob_one(struct query *query, struct blob *out)
{
    if (!query_row(query))
        return query_check(query) == OK ? ERR_NOT_FOUND : query_check(query);
    *out = blob_from(query);
    return OK;
}

/* ---- drafts ------------------------------------------------------------------------------------
 */

static enum err insert(struct db *db, const struct blob_name *name, int64_t now, int64_t *number)
{
    SCOPED(query_end)
    struct query query = query_on(db, "INSERT INTO blobs (hash, length, created)"
                                      " VALUES (?1, ?2, ?3) RETURNING number");
    query_blob(&query, 1, name->hash, HASH_BYTES);
    query_int(&query, 2, name->len);
    query_int(&query, 3, now);
    int64_t given = 0;
    if (query_row(&query))
        given = query_get(&query, 0);
    enum err err = query_run(&query);
    if (err == OK)
        *number = given;
    return err;
}

enum err blobs_put(struct db *db, const char *state_dir, const void *sealed, size_t len,
                   int64_t now, int64_t *number)
{
    struct blob_name name = {.len = (int64_t)len};
    int64_t given = 0;
    hash_sha256(sealed, len, name.hash);
    enum err err = insert(db, &name, now, &given);
    if (err != OK)
        return err;
    err = blobs_file_write(state_dir, &name, sealed);
    if (err == OK)
        *number = given;
    else if (blobs_drop(db, state_dir, given) != OK)
        log_warn("page %lld was not kept, its row is", (long long)given);
    return err;
}

/* Rows go first: a file without one is removed by the next sweep at the latest. */
static enum err drop(struct db *db, const char *state_dir, enum blob_state state, int64_t number)
{
    SCOPED(query_end)
    struct query query = query_on(db, "DELETE FROM blobs WHERE state = ?1 AND (number = ?2 OR"
                                      " ?2 = 0) RETURNING hash");
    uint8_t gone[2 * ITEM_BLOBS_MAX][HASH_BYTES];
    size_t count = 0;
    query_int(&query, 1, state);
    query_int(&query, 2, number);
    while (query_row(&query))
        if (count < LENGTH(gone))
            (void)query_get_bytes(&query, 0, gone[count++], HASH_BYTES);
    for (size_t i = 0; i < count && query_check(&query) == OK; i++)
        blobs_file_remove(state_dir, gone[i]);
    return query_check(&query);
}

enum err blobs_drop(struct db *db, const char *state_dir, int64_t number)
{
    return drop(db, state_dir, BLOB_DRAFT, number);
}

enum err blobs_drop_held(struct db *db, const char *state_dir)
{
    return drop(db, state_dir, BLOB_HELD, 0);
}

static enum err turn(struct db *db, enum blob_state from, enum blob_state to)
{
    SCOPED(query_end)
    struct query query = query_on(db, "UPDATE blobs SET state = ?2 WHERE state = ?1");
    query_int(&query, 1, from);
    query_int(&query, 2, to);
    return query_run(&query);
}

enum err blobs_hold(struct db *db)
{
    return turn(db, BLOB_DRAFT, BLOB_HELD);
}

enum err blobs_resume(struct db *db)
{
    return turn(db, BLOB_HELD, BLOB_DRAFT);
}

enum err blobs_drafts(struct db *db, size_t *count)
{
    SCOPED(query_end)
    struct query query = query_on(db, "SELECT count(*) FROM blobs WHERE state = 0");
    size_t found = query_row(&query) ? (size_t)query_get(&query, 0) : 0;
    if (query_check(&query) == OK)
        *count = found;
    return query_check(&query);
}

enum err blobs_draft(struct db *db, int64_t number, struct blob *out)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "SELECT " COLUMNS " FROM blobs WHERE number = ?1 AND state = 0");
    query_int(&query, 1, number);
    return blob_one(&query, out);
}

/* ---- pages of an item --------------------------------------------------------------------------
 */

enum err blobs_bind(struct db *db, const int64_t *numbers, size_t count, int64_t sequence,
                    int64_t now)
{
    enum err err = OK;
    for (size_t i = 0; i < count && err == OK; i++) {
        SCOPED(query_end)
        struct query query = query_on(db, "UPDATE blobs SET state = 2, sequence = ?2, next_try = ?3"
                                          " WHERE number = ?1 AND state = 0");
        query_int(&query, 1, numbers[i]);
        query_int(&query, 2, sequence);
        query_int(&query, 3, now);
        err = query_run(&query);
        if (err == OK && query_changes(&query) != 1)
            err = ERR_NOT_FOUND;
    }
    return err;
}

enum err blobs_of(struct db *db, int64_t sequence, struct blob *out, size_t *count)
{
    SCOPED(query_end)
    struct query query = query_on(db, "SELECT " COLUMNS " FROM blobs WHERE sequence = ?1"
                                      " ORDER BY number LIMIT ?2");
    size_t found = 0;
    query_int(&query, 1, sequence);
    query_int(&query, 2, ITEM_BLOBS_MAX);
    while (query_row(&query))
        out[found++] = blob_from(&query);
    if (query_check(&query) == OK)
        *count = found;
    return query_check(&query);
}

/* ---- on the way up -----------------------------------------------------------------------------
 */

enum err blobs_due(struct db *db, int64_t now, struct blob *out)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "SELECT " COLUMNS " FROM blobs WHERE state = 2 AND"
                     " (next_try <= ?1 OR next_try > ?2) ORDER BY durable = 0, number LIMIT 1");
    query_int(&query, 1, now);
    query_int(&query, 2, now + horizon);
    return blob_one(&query, out);
}

/* The last page of an item opens the way for it. */
static enum err item_follows(struct db *db, int64_t sequence, int64_t now)
{
    SCOPED(query_end)
    struct query query = query_on(db, "UPDATE outbox SET next_try = ?2 WHERE sequence = ?1 AND"
                                      " state = 0 AND next_try > ?2");
    query_int(&query, 1, sequence);
    query_int(&query, 2, now);
    return query_run(&query);
}

enum err blobs_advance(struct db *db, const struct blob *blob, int64_t durable, int64_t now)
{
    SCOPED(tx_close) struct db_tx tx = tx_open(db);
    SCOPED(query_end)
    struct query query =
        query_on(db, "UPDATE blobs SET durable = ?2, tries = 0, cause = 0,"
                     " state = iif(?2 = length, 3, 2) WHERE number = ?1 AND state = 2");
    query_int(&query, 1, blob->number);
    query_int(&query, 2, durable);
    enum err err = tx.err != OK ? tx.err : query_run(&query);
    if (err == OK && durable == blob->name.len)
        err = item_follows(db, blob->sequence, now);
    query_end(&query);
    return err == OK ? tx_commit(&tx) : err;
}

enum err blobs_lost(struct db *db, const struct blob *blob, int64_t now)
{
    SCOPED(tx_close) struct db_tx tx = tx_open(db);
    SCOPED(query_end) struct query query = query_on(db, "DELETE FROM blobs WHERE number = ?1");
    query_int(&query, 1, blob->number);
    enum err err = tx.err != OK ? tx.err : query_run(&query);
    if (err == OK)
        err = item_follows(db, blob->sequence, now);
    query_end(&query);
    if (err == OK)
        err = tx_commit(&tx);
    if (err == OK)
        log_error("a page of item %lld is lost: the item goes up without it",
                  (long long)blob->sequence);
    return err;
}

enum err blobs_defer(struct db *db, int64_t number, int64_t next_try, enum sync_cause cause)
{
    SCOPED(query_end)
    struct query query = query_on(db, "UPDATE blobs SET tries = tries + 1, next_try = ?2,"
                                      " cause = ?3 WHERE number = ?1 AND state = 2");
    query_int(&query, 1, number);
    query_int(&query, 2, next_try);
    query_int(&query, 3, cause);
    return query_run(&query);
}

enum err blobs_defer_all(struct db *db, int64_t next_try, enum sync_cause cause)
{
    SCOPED(query_end)
    struct query query = query_on(db, "UPDATE blobs SET tries = tries + 1, next_try = ?1,"
                                      " cause = ?2 WHERE state = 2 AND next_try < ?1");
    query_int(&query, 1, next_try);
    query_int(&query, 2, cause);
    return query_run(&query);
}

enum err blobs_release(struct db *db, int64_t now)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "UPDATE blobs SET next_try = ?1 WHERE state = 2 AND next_try > ?1");
    query_int(&query, 1, now);
    return query_run(&query);
}

enum err blobs_resend(struct db *db, int64_t from, int64_t to, int64_t now)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "UPDATE blobs SET state = 2, durable = 0, tries = 0, next_try = ?3"
                     " WHERE state = 3 AND sequence BETWEEN ?1 AND ?2");
    query_int(&query, 1, from);
    query_int(&query, 2, to);
    query_int(&query, 3, now);
    return query_run(&query);
}

enum err blobs_totals(struct db *db, struct blob_totals *out)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "SELECT count(*), coalesce(min(next_try), 0),"
                     " coalesce(sum(length - durable), 0) FROM blobs WHERE state = 2");
    struct blob_totals totals = {0};
    if (query_row(&query))
        totals = (struct blob_totals){
            .waiting = (size_t)query_get(&query, 0),
            .next_try = query_get(&query, 1),
            .bytes = query_get(&query, 2),
        };
    if (query_check(&query) == OK)
        *out = totals;
    return query_check(&query);
}
