/* What a database must offer the ledger, and the few calls the ledger's own files make of it.
 * Statements name their values $1, $2..., in a dialect SQLite and PostgreSQL share. */
#ifndef OFFICE_LEDGER_DRIVER_H
#define OFFICE_LEDGER_DRIVER_H

#include "office/ledger.h"

struct value {
    enum { VALUE_INT, VALUE_TEXT, VALUE_BYTES } type;
    bool null; /* nothing of that type */
    int64_t number;
    const void *bytes; /* borrowed for the call */
    size_t len;
};

#define V_INT(n)         ((struct value){.type = VALUE_INT, .number = (int64_t)(n)})
#define V_TEXT(text)     ((struct value){.type = VALUE_TEXT, .bytes = (text)})
#define V_BYTES(from, n) ((struct value){.type = VALUE_BYTES, .bytes = (from), .len = (n)})
#define VALUES(...)                                                                                \
    (const struct value[]){__VA_ARGS__},                                                           \
        sizeof((const struct value[]){__VA_ARGS__}) / sizeof(struct value)

struct ledger_driver {
    const char *scheme;   /* "sqlite:" */
    const char *begin;    /* the statement that waits for other writers at once */
    bool shared;          /* several programs may serve one database */
    const char *snapshot; /* begins a transaction that reads one state */
    /* Gives a row a column: its table, its name, its type; tables in the order they were made. */
    const char *columns;
    /* There is a table request_find of trigrams (schema/search.sql). */
    bool finds;
    /* As ledger_open, once the scheme is off the address. */
    enum err (*open)(const char *place, enum ledger_use use, void **connection, struct why *why);
    void (*close)(void *connection);
    /* The schema's version that the database was marked with; 0 where there is none yet. */
    int (*version)(void *connection);
    /* Marks the database as this program's, of this schema; part of the transaction that brings the
     * tables there. */
    enum err (*mark)(void *connection, int version);
    /* As ledger_defer and the two after it; NULL where the server does that by itself. */
    void (*defer)(void *connection);
    size_t (*deferred)(const void *connection);
    enum err (*checkpoint)(void *connection);
    /* Its place no longer leads to what is open here: what is written is lost with the process. */
    bool (*moved)(void *connection);
    /* Several statements without values. */
    enum err (*script)(void *connection, const char *sql);
    /* sql is a constant: its compiled form may be kept under its address. */
    enum err (*start)(void *connection, const char *sql, const struct value *values, size_t count,
                      void **statement);
    /* The same without values, for more rows than memory has room for: no other statement may run
     * on the connection before its end. */
    enum err (*stream)(void *connection, const char *sql, void **statement);
    /* ERR_NOT_FOUND after the last row. */
    enum err (*next)(void *statement);
    int64_t (*number)(void *statement, int column);
    /* Borrowed until the next call on the statement; NULL and 0 for nothing. */
    const void *(*bytes)(void *statement, int column, size_t *len);
    bool (*null)(void *statement, int column);
    void (*end)(void *connection, void *statement);
    /* Rows the last statement changed. */
    int64_t (*changed)(void *connection);
};

extern const struct ledger_driver ledger_sqlite, ledger_postgres;

struct ledger {
    const struct ledger_driver *driver;
    void *connection;
};

/* A statement in use:
 *     SCOPED(query_end) struct query query = query_start(ledger, SQL, VALUES(V_TEXT(name)));
 *     while (query_next(&query)) ...
 *     return query_check(&query); */
struct query {
    struct ledger *ledger;
    void *statement;
    enum err err;
};

struct query query_start(struct ledger *ledger, const char *sql, const struct value *values,
                         size_t count) MUST_USE;
bool query_next(struct query *query);
/* OK when every row was read; what failed otherwise. */
enum err query_check(const struct query *query) MUST_USE;
void query_end(struct query *query);

int64_t query_int(struct query *query, int column);
void query_text(struct query *query, int column, char *out, size_t size);
/* ERR_INVALID when the value is not exactly so long; `out` is zeroed then. */
enum err query_bytes(struct query *query, int column, void *out, size_t len);
/* Appends the value, whatever its length. */
void query_append(struct query *query, int column, struct buf *out);

/* Runs a statement that gives no rows. *changed (may be NULL): how many rows it touched. */
enum err ledger_run(struct ledger *ledger, const char *sql, const struct value *values,
                    size_t count, int64_t *changed) MUST_USE;
/* Reads one number; ERR_NOT_FOUND without a row. */
enum err ledger_number(struct ledger *ledger, const char *sql, const struct value *values,
                       size_t count, int64_t *out) MUST_USE;

#endif
