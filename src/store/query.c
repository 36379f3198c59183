#include "store/query.h"

#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "store/db_handle.h"

struct query query_on(struct db *db, const char *sql)
{
    struct query query = {.db = db};
    query.err = db_result(db, sqlite3_prepare_v2(db->handle, sql, -1, &query.statement, NULL),
                          "prepare a statement");
    return query;
}

void query_end(struct query *query)
{
    sqlite3_finalize(query->statement);
    query->statement = NULL;
}

static void bound(struct query *query, int code)
{
    if (query->err == OK)
        query->err = db_result(query->db, code, "bind a value");
}

void query_int(struct query *query, int at, int64_t value)
{
    if (query->err == OK)
        bound(query, sqlite3_bind_int64(query->statement, at, value));
}

void query_blob(struct query *query, int at, const void *bytes, size_t len)
{
    if (query->err != OK)
        return;
    /* A NULL pointer would bind NULL, not an empty blob. */
    bound(query, sqlite3_bind_blob64(query->statement, at, bytes ? bytes : "", len, SQLITE_STATIC));
}

void query_text(struct query *query, int at, const char *text)
{
    if (query->err == OK)
        bound(query, sqlite3_bind_text(query->statement, at, text, -1, SQLITE_STATIC));
}

void query_value(struct query *query, int at, struct query *from, int column)
{
    if (query->err == OK &&
        sqlite3_bind_value(query->statement, at, sqlite3_column_value(from->statement, column)) !=
            SQLITE_OK)
        query->err = ERR_STORAGE;
}

bool query_row(struct query *query)
{
    if (query->err != OK)
        return false;
    int code = sqlite3_step(query->statement);
    if (code == SQLITE_ROW)
        return true;
    query->err = db_result(query->db, code, "run a statement");
    return false;
}

enum err query_run(struct query *query)
{
    while (query_row(query))
        ;
    sqlite3_reset(query->statement); /* what it would tell is known already */
    return query->err;
}

enum err query_check(const struct query *query)
{
    return query->err;
}

int64_t query_changes(const struct query *query)
{
    return sqlite3_changes64(query->db->handle);
}

int64_t query_get(struct query *query, int column)
{
    return sqlite3_column_int64(query->statement, column);
}

const uint8_t *query_get_blob(struct query *query, int column, size_t *len)
{
    const uint8_t *bytes = sqlite3_column_blob(query->statement, column);
    *len = (size_t)sqlite3_column_bytes(query->statement, column);
    return bytes;
}

bool query_get_bytes(struct query *query, int column, void *out, size_t len)
{
    size_t there = 0;
    const uint8_t *bytes = query_get_blob(query, column, &there);
    if (!bytes || there != len) {
        memset(out, 0, len);
        return false;
    }
    memcpy(out, bytes, len);
    return true;
}

void query_get_text(struct query *query, int column, char *out, size_t size)
{
    const char *text = (const char *)sqlite3_column_text(query->statement, column);
    (void)text_copy(out, size, text ? text : "");
}
