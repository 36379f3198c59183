#include "store/checks.h"

#include <assert.h>

#include "store/query.h"

enum err checks_add(struct db *db, const struct check *check)
{
    assert(check_whole(check));
    SCOPED(tx_close) struct db_tx tx = tx_open(db);
    SCOPED(query_end)
    struct query add = query_on(db, "INSERT INTO checks (at, took, screen, touch, camera, sound, "
                                    "printer, disk, clock, office) "
                                    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    query_int(&add, 1, check->at);
    query_int(&add, 2, check->took);
    for (int point = 0; point < CHECK_POINTS; point++)
        query_int(&add, 3 + point, check->results[point]);
    enum err err = tx.err == OK ? query_run(&add) : tx.err;
    SCOPED(query_end)
    struct query forget =
        query_on(db, "DELETE FROM checks WHERE number <= (SELECT max(number) FROM checks) - ?1");
    query_int(&forget, 1, CHECKS_KEPT);
    if (err == OK)
        err = query_run(&forget);
    return err == OK ? tx_commit(&tx) : err;
}

enum err checks_rows(struct db *db, size_t skip, struct check *rows, size_t most, size_t *count,
                     bool *more)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "SELECT at, took, screen, touch, camera, sound, printer, disk, clock, office "
                     "FROM checks ORDER BY number DESC LIMIT ?1 OFFSET ?2");
    query_int(&query, 1, (int64_t)most + 1);
    query_int(&query, 2, (int64_t)skip);
    size_t found = 0;
    bool older = false;
    while (!older && query_row(&query)) {
        older = found == most;
        if (older)
            break;
        struct check *row = &rows[found++];
        row->at = query_get(&query, 0);
        row->took = query_get(&query, 1);
        for (int point = 0; point < CHECK_POINTS; point++)
            row->results[point] = (enum check_result)query_get(&query, 2 + point);
    }
    if (query_check(&query) != OK)
        return query_check(&query);
    *count = found;
    *more = older;
    return OK;
}
