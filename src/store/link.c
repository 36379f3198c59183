#include "store/link.h"

#include "store/query.h"

enum err link_read(struct db *db, struct link *out)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "SELECT last_contact, last_receipt, highest_receipted, hold_until, "
                     "clock_known, clock_offset, clock_at, revoked FROM kiosk");
    if (!query_row(&query))
        return query_check(&query) == OK ? ERR_STORAGE : query_check(&query);
    *out = (struct link){
        .last_contact = query_get(&query, 0),
        .last_receipt = query_get(&query, 1),
        .highest_receipted = query_get(&query, 2),
        .hold_until = query_get(&query, 3),
        .clock_known = query_get(&query, 4) != 0,
        .clock_offset = query_get(&query, 5),
        .clock_at = query_get(&query, 6),
        .revoked = query_get(&query, 7),
    };
    return OK;
}

enum err link_write(struct db *db, const struct link *link)
{
    SCOPED(query_end)
    struct query query = query_on(db, "UPDATE kiosk SET last_contact = ?1, last_receipt = ?2, "
                                      "highest_receipted = ?3, hold_until = ?4, clock_known = ?5, "
                                      "clock_offset = ?6, clock_at = ?7, revoked = ?8");
    query_int(&query, 1, link->last_contact);
    query_int(&query, 2, link->last_receipt);
    query_int(&query, 3, link->highest_receipted);
    query_int(&query, 4, link->hold_until);
    query_int(&query, 5, link->clock_known);
    query_int(&query, 6, link->clock_offset);
    query_int(&query, 7, link->clock_at);
    query_int(&query, 8, link->revoked);
    return query_run(&query);
}
