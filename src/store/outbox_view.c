/* The outbox as people look at it: totals and rows. */
#include "store/outbox.h"
#include "store/query.h"

/* The first of either part of outbox_waiting. */
#define FIRST_WAITING(call)                                                                        \
    "SELECT * FROM (SELECT next_try FROM outbox WHERE state = 0 AND (kind = 3) = " call            \
    " AND sequence NOT IN (SELECT sequence FROM blobs WHERE state = 2)"                            \
    " ORDER BY next_try LIMIT 1)"

enum err outbox_next(struct db *db, bool *any, int64_t *next_try)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "SELECT count(*), coalesce(min(next_try), 0) FROM (" FIRST_WAITING(
                         "1") " UNION ALL " FIRST_WAITING("0") ")");
    int64_t found = 0, first = 0;
    if (query_row(&query)) {
        found = query_get(&query, 0);
        first = query_get(&query, 1);
    }
    if (query_check(&query) == OK) {
        *any = found > 0;
        *next_try = first;
    }
    return query_check(&query);
}

enum err outbox_totals(struct db *db, struct outbox_totals *out)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "SELECT count(*), coalesce(min(created), 0), "
                     "coalesce(min(next_try) FILTER (WHERE ready), 0), "
                     "coalesce(max(last_try), 0), coalesce(max(tries), 0), "
                     "(SELECT count(*) FROM outbox WHERE state IN (2, 3)), "
                     "count(*) FILTER (WHERE ready) FROM (SELECT created, next_try, last_try, "
                     "tries, sequence NOT IN (SELECT sequence FROM blobs WHERE state = 2) AS ready "
                     "FROM outbox WHERE state = 0)");
    struct outbox_totals totals = {0};
    if (query_row(&query)) {
        totals.waiting = (size_t)query_get(&query, 0);
        totals.oldest = query_get(&query, 1);
        totals.next_try = query_get(&query, 2);
        totals.last_try = query_get(&query, 3);
        totals.tries = (int)query_get(&query, 4);
        totals.quarantined = (size_t)query_get(&query, 5);
        totals.ready = (size_t)query_get(&query, 6);
    }
    if (query_check(&query) == OK)
        *out = totals;
    return query_check(&query);
}

enum err outbox_received_since(struct db *db, int64_t moment, size_t *count)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "SELECT count(*) FROM outbox WHERE state = 1 AND received >= ?1");
    query_int(&query, 1, moment);
    size_t found = 0;
    if (query_row(&query))
        found = (size_t)query_get(&query, 0);
    if (query_check(&query) == OK)
        *count = found;
    return query_check(&query);
}

enum err outbox_rows(struct db *db, size_t skip, struct queue_row *rows, size_t most, size_t *count,
                     bool *more)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "SELECT sequence, kind, state, created, next_try, received, tries, cause "
                     "FROM outbox ORDER BY sequence DESC LIMIT ?1 OFFSET ?2");
    query_int(&query, 1, (int64_t)most + 1);
    query_int(&query, 2, (int64_t)skip);
    size_t found = 0;
    bool rest = false;
    while (query_row(&query)) {
        if (found == most) {
            rest = true;
            break;
        }
        rows[found++] = (struct queue_row){
            .sequence = query_get(&query, 0),
            .kind = (enum item_kind)query_get(&query, 1),
            .state = (enum item_state)query_get(&query, 2),
            .created = query_get(&query, 3),
            .next_try = query_get(&query, 4),
            .received = query_get(&query, 5),
            .tries = (int)query_get(&query, 6),
            .cause = (enum sync_cause)query_get(&query, 7),
        };
    }
    if (query_check(&query) == OK) {
        *count = found;
        *more = rest;
    }
    return query_check(&query);
}
