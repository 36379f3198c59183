#include "store/jobs.h"

#include "store/query.h"

enum err jobs_ask(struct db *db, enum job_kind kind, int64_t now)
{
    SCOPED(query_end)
    struct query query = query_on(db, "INSERT OR REPLACE INTO jobs (kind, asked) VALUES (?1, ?2)");
    query_int(&query, 1, kind);
    query_int(&query, 2, now);
    return query_run(&query);
}

enum err jobs_asked(struct db *db, unsigned *mask)
{
    SCOPED(query_end) struct query query = query_on(db, "SELECT kind FROM jobs");
    unsigned found = 0;
    while (query_row(&query)) {
        int64_t kind = query_get(&query, 0);
        if (kind >= 0 && kind < JOB_KINDS)
            found |= 1u << kind;
    }
    if (query_check(&query) == OK)
        *mask = found;
    return query_check(&query);
}

enum err jobs_done(struct db *db, unsigned mask)
{
    SCOPED(query_end)
    struct query query = query_on(db, "DELETE FROM jobs WHERE (1 << kind) & ?1");
    query_int(&query, 1, mask);
    return query_run(&query);
}
