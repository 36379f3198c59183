#include "store/joining.h"

#include "store/query.h"

enum err joining_write(struct db *db, const struct joining *joining)
{
    SCOPED(query_end)
    struct query query = query_on(
        db, "INSERT OR REPLACE INTO joining (only, url, code, token, words, stage, reason, asked)"
            " VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    query_text(&query, 1, joining->url);
    query_text(&query, 2, joining->code);
    query_text(&query, 3, joining->token);
    query_text(&query, 4, joining->words);
    query_int(&query, 5, joining->stage);
    query_text(&query, 6, joining->reason);
    query_int(&query, 7, joining->asked);
    return query_run(&query);
}

enum err joining_read(struct db *db, struct joining *out)
{
    SCOPED(query_end)
    struct query query =
        query_on(db, "SELECT url, code, token, words, stage, reason, asked FROM joining");
    if (!query_row(&query))
        return query_check(&query) == OK ? ERR_NOT_FOUND : query_check(&query);
    struct joining joining = {.asked = query_get(&query, 6)};
    int64_t stage = query_get(&query, 4);
    query_get_text(&query, 0, joining.url, sizeof(joining.url));
    query_get_text(&query, 1, joining.code, sizeof(joining.code));
    query_get_text(&query, 2, joining.token, sizeof(joining.token));
    query_get_text(&query, 3, joining.words, sizeof(joining.words));
    query_get_text(&query, 5, joining.reason, sizeof(joining.reason));
    joining.stage =
        stage >= 0 && stage <= JOINING_FAILED ? (enum joining_stage)stage : JOINING_FAILED;
    *out = joining;
    return OK;
}
