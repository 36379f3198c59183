#include "store/statuses.h"

#include "store/query.h"

enum err statuses_cursor(struct db *db, int64_t *cursor, bool *restarting)
{
    SCOPED(query_end)
    struct query query = query_on(db, "SELECT status_cursor, status_stale FROM kiosk");
    if (!query_row(&query))
        return query_check(&query) == OK ? ERR_STORAGE : query_check(&query);
    *cursor = query_get(&query, 0);
    *restarting = query_get(&query, 1) != 0;
    return OK;
}

static enum err take_row(struct db *db, const struct status_row *row)
{
    SCOPED(query_end)
    struct query query = row->len > 0
                             ? query_on(db, "INSERT OR REPLACE INTO statuses (id, sealed, round) "
                                            "VALUES (?1, ?2, (SELECT status_round FROM kiosk))")
                             : query_on(db, "DELETE FROM statuses WHERE id = ?1");
    query_blob(&query, 1, row->id, sizeof(row->id));
    if (row->len > 0)
        query_blob(&query, 2, row->sealed, row->len);
    return query_run(&query);
}

/* The new round is whole: what only the one before had is gone at the office. */
static enum err drop_stale(struct db *db)
{
    int64_t cursor = 0;
    bool restarting = false;
    enum err err = statuses_cursor(db, &cursor, &restarting);
    if (err != OK || !restarting)
        return err;
    err = db_exec(db, "DELETE FROM statuses WHERE round < (SELECT status_round FROM kiosk)");
    return err == OK ? db_exec(db, "UPDATE kiosk SET status_stale = 0") : err;
}

static enum err move_cursor(struct db *db, int64_t cursor)
{
    SCOPED(query_end)
    struct query query = query_on(db, "UPDATE kiosk SET status_cursor = ?1");
    query_int(&query, 1, cursor);
    return query_run(&query);
}

enum err statuses_take(struct db *db, const struct status_page *page)
{
    SCOPED(tx_close) struct db_tx tx = tx_open(db);
    enum err err = tx.err;
    for (size_t i = 0; i < page->count && err == OK; i++)
        err = take_row(db, &page->rows[i]);
    if (err == OK)
        err = move_cursor(db, page->cursor);
    if (err == OK && !page->more)
        err = drop_stale(db);
    return err == OK ? tx_commit(&tx) : err;
}

enum err statuses_restart(struct db *db)
{
    return db_exec(db, "UPDATE kiosk SET status_cursor = 0, status_round = status_round + 1, "
                       "status_stale = 1");
}

enum err statuses_find(struct db *db, const uint8_t id[STATUS_ID_BYTES], struct buf *out)
{
    SCOPED(query_end)
    struct query query = query_on(db, "SELECT sealed FROM statuses WHERE id = ?1");
    query_blob(&query, 1, id, STATUS_ID_BYTES);
    if (!query_row(&query))
        return query_check(&query) == OK ? ERR_NOT_FOUND : query_check(&query);
    size_t len = 0;
    const uint8_t *sealed = query_get_blob(&query, 0, &len);
    buf_put(out, sealed, len);
    return buf_check(out);
}
