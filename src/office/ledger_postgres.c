/* PostgreSQL behind the ledger: several office processes may share one database. Whoever writes
 * holds one lock from begin to commit, so that numbers given out in a transaction (status cursors,
 * audit rows) rise in the order of the commits and a reader never skips one. */
#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "office/ledger_driver.h"
#include "office/ledger_session.h"

enum {
    STATEMENTS_MAX = 96,
    VALUES_MAX = 32,
    OID_BYTEA = 17, /* of the server's catalogue pg_type: fixed by its protocol */
    OID_INT8 = 20,
    OID_TEXT = 25,
};

/* The lock's number is ours alone in this database: "ANJO". */
static const char begin[] = "BEGIN; SELECT pg_advisory_xact_lock(1095649871)";

struct connection {
    PGconn *pg;
    const char *kept[STATEMENTS_MAX]; /* prepared, by address: statements are string constants */
    size_t kept_count;
    int64_t changed;
};

/* All rows of an answer, since another statement may run before the last one is read; or the one
 * that came last of a stream. */
struct answer {
    PGresult *rows;
    int row;
    PGconn *stream; /* more come here; NULL: all are there */
};

/* A transaction that was begun and did not get the lock is open, and good for nothing. */
static PGresult *text_run(PGconn *pg, const char *sql)
{
    PGresult *result = PQexec(pg, sql);
    if (sql == begin && PQresultStatus(result) != PGRES_TUPLES_OK &&
        PQtransactionStatus(pg) == PQTRANS_INERROR)
        PQclear(PQexec(pg, "ROLLBACK"));
    return result;
}

/* ---- opening ---- */

static void postgres_close(void *connection)
{
    struct connection *c = connection;
    if (!c)
        return;
    PQfinish(c->pg);
    free(c);
}

static enum err postgres_open(const char *place, enum ledger_use use, void **connection,
                              struct why *why)
{
    struct connection *c = calloc(1, sizeof(*c));
    if (!c)
        return ERR_STORAGE;
    enum err err = session_open(place, use, &c->pg, why);
    if (err == OK)
        *connection = c;
    else
        free(c);
    return err;
}

/* A new session knows no statement. */
static bool connection_revive(struct connection *c)
{
    c->kept_count = 0;
    return session_revive(c->pg);
}

static int postgres_version(void *connection)
{
    return session_version(((struct connection *)connection)->pg);
}

static enum err postgres_mark(void *connection, int version)
{
    struct connection *c = connection;
    char sql[64];
    snprintf(sql, sizeof(sql), "COMMENT ON TABLE setting IS '%d'", version);
    PGresult *result = PQexec(c->pg, sql);
    enum err err = session_err(result);
    PQclear(result);
    return err;
}

/* A server keeps its files itself. */
static bool postgres_moved(void *connection)
{
    (void)connection;
    return false;
}

/* ---- statements ---- */

static enum err postgres_script(void *connection, const char *sql)
{
    struct connection *c = connection;
    PGresult *result = text_run(c->pg, sql);
    /* Nothing is begun yet, so nothing is done twice. */
    if (sql == begin && PQstatus(c->pg) != CONNECTION_OK && connection_revive(c)) {
        PQclear(result);
        result = text_run(c->pg, sql);
    }
    enum err err = session_err(result);
    /* The commit of a transaction in which something failed is answered with a rollback. */
    if (err == OK && strcmp(sql, "COMMIT") == 0 && strcmp(PQcmdStatus(result), "COMMIT") != 0) {
        log_error("database: nothing was committed: %s", PQcmdStatus(result));
        err = ERR_STORAGE;
    }
    PQclear(result);
    return err;
}

/* The values as the protocol's binary form wants them; numbers[] is where integers live. */
struct parameters {
    Oid types[VALUES_MAX];
    const char *values[VALUES_MAX];
    int lengths[VALUES_MAX], formats[VALUES_MAX];
    uint64_t numbers[VALUES_MAX];
};

static void parameters_fill(struct parameters *out, const struct value *values, size_t count)
{
    static const Oid types[] = {
        [VALUE_INT] = OID_INT8, [VALUE_TEXT] = OID_TEXT, [VALUE_BYTES] = OID_BYTEA};
    for (size_t i = 0; i < count; i++) {
        const struct value *value = &values[i];
        out->types[i] = types[value->type];
        out->formats[i] = 1;
        out->numbers[i] = htobe64((uint64_t)value->number);
        out->values[i] = value->null                ? NULL
                         : value->type == VALUE_INT ? (const char *)&out->numbers[i]
                         : value->bytes             ? value->bytes
                                                    : ""; /* no bytes are not NULL */
        out->lengths[i] = value->null                 ? 0
                          : value->type == VALUE_INT  ? (int)sizeof(out->numbers[i])
                          : value->type == VALUE_TEXT ? (int)strlen(value->bytes)
                                                      : (int)value->len;
    }
}

/* Prepares the text at its first use; the name tells its place in kept[]. */
static enum err statement_name(struct connection *c, const char *sql, const struct parameters *p,
                               size_t count, char name[24])
{
    size_t at = 0;
    while (at < c->kept_count && c->kept[at] != sql)
        at++;
    bool kept = at < STATEMENTS_MAX;
    if (kept)
        snprintf(name, 24, "s%zu", at);
    else
        name[0] = '\0'; /* prepared for this once */
    if (at < c->kept_count)
        return OK;
    PGresult *result = PQprepare(c->pg, name, sql, (int)count, p->types);
    enum err err = session_err(result);
    PQclear(result);
    if (err == OK && kept)
        c->kept[c->kept_count++] = sql;
    return err;
}

static PGresult *statement_run(struct connection *c, const char *sql, const struct parameters *p,
                               size_t count, enum err *err)
{
    char name[24];
    *err = statement_name(c, sql, p, count, name);
    if (*err != OK)
        return NULL;
    PGresult *result =
        PQexecPrepared(c->pg, name, (int)count, p->values, p->lengths, p->formats, 1);
    *err = session_err(result);
    return result;
}

static enum err postgres_start(void *connection, const char *sql, const struct value *values,
                               size_t count, void **statement)
{
    struct connection *c = connection;
    struct parameters parameters;
    enum err err;
    if (count > VALUES_MAX)
        return ERR_INVALID;
    parameters_fill(&parameters, values, count);
    PGresult *rows = statement_run(c, sql, &parameters, count, &err);
    /* A question may be asked twice; the transaction that a change belonged to is gone. */
    if (err != OK && PQstatus(c->pg) != CONNECTION_OK && strncmp(sql, "SELECT", 6) == 0 &&
        connection_revive(c)) {
        PQclear(rows);
        rows = statement_run(c, sql, &parameters, count, &err);
    }
    struct answer *answer = err == OK ? calloc(1, sizeof(*answer)) : NULL;
    if (!answer) {
        PQclear(rows);
        return err == OK ? ERR_STORAGE : err;
    }
    *answer = (struct answer){.rows = rows, .row = -1};
    c->changed = strtoll(PQcmdTuples(rows), NULL, 10);
    *statement = answer;
    return OK;
}

static enum err postgres_stream(void *connection, const char *sql, void **statement)
{
    struct connection *c = connection;
    struct answer *answer = calloc(1, sizeof(*answer));
    if (!answer)
        return ERR_STORAGE;
    if (!PQsendQueryParams(c->pg, sql, 0, NULL, NULL, NULL, NULL, 1) ||
        !PQsetSingleRowMode(c->pg)) {
        log_error("database: %s", PQerrorMessage(c->pg));
        free(answer);
        return ERR_STORAGE;
    }
    answer->stream = c->pg;
    *statement = answer;
    return OK;
}

static enum err stream_next(struct answer *answer)
{
    PQclear(answer->rows);
    answer->rows = PQgetResult(answer->stream);
    answer->row = 0;
    if (PQresultStatus(answer->rows) == PGRES_SINGLE_TUPLE)
        return OK;
    enum err err = answer->rows ? session_err(answer->rows) : OK;
    return err == OK ? ERR_NOT_FOUND : err;
}

static enum err postgres_next(void *statement)
{
    struct answer *answer = statement;
    if (answer->stream)
        return stream_next(answer);
    if (answer->row + 1 >= PQntuples(answer->rows))
        return ERR_NOT_FOUND;
    answer->row++;
    return OK;
}

static const void *postgres_bytes(void *statement, int column, size_t *len)
{
    struct answer *answer = statement;
    bool none = PQgetisnull(answer->rows, answer->row, column);
    *len = none ? 0 : (size_t)PQgetlength(answer->rows, answer->row, column);
    return *len ? PQgetvalue(answer->rows, answer->row, column) : NULL;
}

static bool postgres_null(void *statement, int column)
{
    const struct answer *answer = statement;
    return PQgetisnull(answer->rows, answer->row, column);
}

/* Integers come in network order, in as many bytes as their type has. */
static int64_t postgres_number(void *statement, int column)
{
    size_t len = 0;
    const uint8_t *bytes = postgres_bytes(statement, column, &len);
    uint64_t number = len > 0 && bytes[0] & 0x80 ? UINT64_MAX : 0;
    for (size_t i = 0; i < len && i < sizeof(number); i++)
        number = number << 8 | bytes[i];
    return (int64_t)number;
}

static void postgres_end(void *connection, void *statement)
{
    struct answer *answer = statement;
    (void)connection;
    PQclear(answer->rows);
    while (answer->stream && (answer->rows = PQgetResult(answer->stream)))
        PQclear(answer->rows);
    free(answer);
}

static int64_t postgres_changed(void *connection)
{
    return ((struct connection *)connection)->changed;
}

const struct ledger_driver ledger_postgres = {
    .scheme = "postgresql://",
    .begin = begin,
    .shared = true,
    .snapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    .columns = "SELECT t.relname::text, c.attname::text, format_type(c.atttypid, NULL)"
               " FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid"
               " WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind = 'r'"
               " AND c.attnum > 0 AND NOT c.attisdropped ORDER BY t.oid, c.attnum",
    .open = postgres_open,
    .close = postgres_close,
    .version = postgres_version,
    .mark = postgres_mark,
    .moved = postgres_moved,
    .script = postgres_script,
    .start = postgres_start,
    .stream = postgres_stream,
    .next = postgres_next,
    .number = postgres_number,
    .bytes = postgres_bytes,
    .null = postgres_null,
    .end = postgres_end,
    .changed = postgres_changed,
};
