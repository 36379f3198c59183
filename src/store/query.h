/* One statement in use. Errors stick: bind, step and read straight down, then check once.
 *
 *     SCOPED(query_end) struct query q = query_on(db, "SELECT kind FROM outbox WHERE id = ?1");
 *     query_blob(&q, 1, id, 16);
 *     while (query_row(&q))
 *         kind = query_get(&q, 0);
 *     return query_check(&q);
 */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/db.h"

struct sqlite3_stmt;

struct query {
    struct db *db;
    struct sqlite3_stmt *statement;
    enum err err;
};

/* `sql` is a constant of ours: one that does not compile ends as ERR_STORAGE. */
struct query query_on(struct db *db, const char *sql);
void query_end(struct query *query);

/* Parameters are numbered from 1. Bytes and texts must live until query_end. */
void query_int(struct query *query, int at, int64_t value);
void query_blob(struct query *query, int at, const void *bytes, size_t len);
void query_text(struct query *query, int at, const char *text);

/* Hands a column on as it is: its row must stay until this statement has run. */
void query_value(struct query *query, int at, struct query *from, int column);

/* True with a row to read; false at the end and on any error. */
bool query_row(struct query *query);
/* Runs a statement that gives no rows. Bound anew, it runs again. */
enum err query_run(struct query *query) MUST_USE;
/* The first error met. ERR_INVALID: a constraint of the schema. */
enum err query_check(const struct query *query) MUST_USE;
/* Rows the last change touched. */
int64_t query_changes(const struct query *query);

/* Columns are numbered from 0. */
int64_t query_get(struct query *query, int column);
/* Borrowed until the next query_row; NULL when empty. */
const uint8_t *query_get_blob(struct query *query, int column, size_t *len);
/* Copies exactly len bytes; false, and zeros, when the value has another length. */
bool query_get_bytes(struct query *query, int column, void *out, size_t len);
/* Copies, cut at size - 1; NULL becomes "". */
void query_get_text(struct query *query, int column, char *out, size_t size);

#endif
