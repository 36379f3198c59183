/* PostgreSQL behind the ledger: several office processes may share one database. Whoever writes
 * holds one lock from begin to commit, so that numbers given out in a transaction (status cursors,
 * audit rows) rise in the order of the commits and a reader never skips one. */
#include <endian.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "office/ledger_driver.h"

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

/* All rows of an answer: another statement may run before the last one is read. */
struct answer {
    PGresult *rows;
    int row;
};

static enum err refuse(struct why *why, enum err err, const char *place, const char *what)
{
    int length = (int)strcspn(what, "\n");
    snprintf(why->text, sizeof(why->text), "postgresql://%.150s: %.*s", place,
             length < 120 ? length : 120, what);
    return err;
}

/* By SQLSTATE (PostgreSQL's documentation, appendix A): classes and codes that a caller can act
 * on. */
static enum err err_of(const PGresult *result)
{
    static const struct {
        const char *start;
        enum err err;
    } states[] = {
        {"23", ERR_INVALID}, {"22", ERR_INVALID}, {"53100", ERR_FULL},
        {"40", ERR_BUSY},    {"55P03", ERR_BUSY}, {"25006", ERR_DENIED},
    };
    ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        return OK;
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *said = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    for (size_t i = 0; state && i < LENGTH(states); i++)
        if (strncmp(state, states[i].start, strlen(states[i].start)) == 0) {
            log_warn("database: %s (%s)", said ? said : "no reason given", state);
            return states[i].err;
        }
    log_error("database: %s (%s)", said ? said : "the connection is lost", state ? state : "none");
    return ERR_STORAGE;
}

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

/* The one value a query gives, as text; empty when it gives none. */
static void text_of(PGconn *pg, const char *sql, char *out, size_t size)
{
    PGresult *result = PQexec(pg, sql);
    bool there = PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) == 1;
    snprintf(out, size, "%s", there ? PQgetvalue(result, 0, 0) : "");
    PQclear(result);
}

static bool text_is(PGconn *pg, const char *sql, const char *wanted)
{
    char text[64];
    text_of(pg, sql, text, sizeof(text));
    return strcmp(text, wanted) == 0;
}

/* Reads everything back: what was asked for is not always what one gets. */
static enum err session_settle(PGconn *pg, const char *place, struct why *why)
{
    PGresult *result = PQexec(pg, "SET lock_timeout = '5s'; SET standard_conforming_strings = on;"
                                  "SET client_min_messages = warning;"
                                  "SET bytea_output = 'hex'");
    enum err err = err_of(result);
    PQclear(result);
    if (err != OK)
        return refuse(why, ERR_STORAGE, place, PQerrorMessage(pg));
    /* More than this server's own disk may be asked for (a standby), less may not. */
    if (text_is(pg, "SHOW synchronous_commit", "off"))
        PQclear(PQexec(pg, "SET synchronous_commit = on"));
    if (text_is(pg, "SHOW synchronous_commit", "off") || !text_is(pg, "SHOW fsync", "on") ||
        !text_is(pg, "SHOW full_page_writes", "on"))
        return refuse(
            why, ERR_STORAGE, place,
            "not durable here (fsync, full_page_writes and synchronous_commit must be on)");
    return OK;
}

/* 0 where there is no mark yet. */
static int version_of(PGconn *pg)
{
    char version[64];
    if (text_is(pg, "SELECT to_regclass('setting') IS NULL", "t"))
        return 0;
    text_of(pg, "SELECT convert_from(value, 'UTF8') FROM setting WHERE name = 'schema_version'",
            version, sizeof(version));
    return (int)strtol(version, NULL, 10);
}

/* What the database holds; reads only. */
static enum err database_judge(PGconn *pg, const char *place, enum ledger_use use, struct why *why)
{
    if (use != LEDGER_READ && !text_is(pg, "SHOW transaction_read_only", "off"))
        return refuse(why, ERR_DENIED, place, "this server or this user may only read");
    if (text_is(pg,
                "SELECT count(*) FROM pg_class WHERE relnamespace ="
                " current_schema()::regnamespace AND relkind = 'r'",
                "0"))
        return use == LEDGER_CREATE
                   ? OK
                   : refuse(why, ERR_NOT_FOUND, place, "the database is empty, run init first");
    if (!text_is(pg,
                 "SELECT count(*) FROM pg_class WHERE relnamespace ="
                 " current_schema()::regnamespace AND relkind = 'r'"
                 " AND relname IN ('setting', 'item', 'request_move')",
                 "3"))
        return refuse(why, ERR_INVALID, place, "is no database of this program");
    if (version_of(pg) > LEDGER_VERSION)
        return refuse(why, ERR_INVALID, place, "was made by a newer version of this program");
    return OK;
}

/* A password in the address would stand in the list of processes for all to read. */
static enum err address_judge(const char *address, struct why *why)
{
    char *said = NULL;
    PQconninfoOption *options = PQconninfoParse(address, &said);
    if (!options) {
        enum err err = refuse(why, ERR_INVALID, "...", said ? said : "no address");
        PQfreemem(said);
        return err;
    }
    bool told = false;
    for (const PQconninfoOption *option = options; option->keyword; option++)
        told = told || (option->val && (strcmp(option->keyword, "password") == 0 ||
                                        strcmp(option->keyword, "sslpassword") == 0));
    PQconninfoFree(options);
    return told ? refuse(why, ERR_INVALID, "...",
                         "a password does not belong into the address: use a password file "
                         "(PGPASSFILE, mode 0600)")
                : OK;
}

static PGconn *session_open(const char *address)
{
    const char *const names[] = {"dbname", "fallback_application_name", "client_encoding",
                                 "connect_timeout", NULL};
    const char *const values[] = {address, "anjungan-office", "UTF8", "10", NULL};
    return PQconnectdbParams(names, values, 1);
}

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
    char address[LEDGER_ADDRESS_SIZE];
    snprintf(address, sizeof(address), "%s%s", ledger_postgres.scheme, place);
    enum err err = address_judge(address, why);
    if (err != OK)
        return err;
    struct connection *c = calloc(1, sizeof(*c));
    if (!c)
        return refuse(why, ERR_STORAGE, place, "memory is short");
    c->pg = session_open(address);
    if (PQstatus(c->pg) != CONNECTION_OK)
        err = refuse(why, ERR_STORAGE, place, PQerrorMessage(c->pg));
    if (err == OK)
        err = session_settle(c->pg, place, why);
    if (err == OK)
        err = database_judge(c->pg, place, use, why);
    if (err != OK) {
        postgres_close(c);
        return err;
    }
    *connection = c;
    return OK;
}

/* After the server was away: the same session anew. False when it still is. */
static bool session_revive(struct connection *c)
{
    struct why why;
    PQreset(c->pg);
    c->kept_count = 0;
    bool back = PQstatus(c->pg) == CONNECTION_OK && session_settle(c->pg, PQdb(c->pg), &why) == OK;
    log_warn("database: the connection was lost and %s", back ? "is back" : "does not come back");
    return back;
}

static int postgres_version(void *connection)
{
    return version_of(((struct connection *)connection)->pg);
}

static enum err postgres_mark(void *connection, int version)
{
    struct connection *c = connection;
    char sql[200];
    snprintf(sql, sizeof(sql),
             "INSERT INTO setting (name, value) VALUES ('schema_version', '%d'::bytea)"
             " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
             version);
    PGresult *result = PQexec(c->pg, sql);
    enum err err = err_of(result);
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
    if (sql == begin && PQstatus(c->pg) != CONNECTION_OK && session_revive(c)) {
        PQclear(result);
        result = text_run(c->pg, sql);
    }
    enum err err = err_of(result);
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
        out->values[i] = value->type == VALUE_INT ? (const char *)&out->numbers[i]
                         : value->bytes           ? value->bytes
                                                  : ""; /* no bytes are not NULL */
        out->lengths[i] = value->type == VALUE_INT    ? (int)sizeof(out->numbers[i])
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
    snprintf(name, 24, kept ? "s%zu" : "", at);
    if (at < c->kept_count)
        return OK;
    PGresult *result = PQprepare(c->pg, name, sql, (int)count, p->types);
    enum err err = err_of(result);
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
    *err = err_of(result);
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
        session_revive(c)) {
        PQclear(rows);
        rows = statement_run(c, sql, &parameters, count, &err);
    }
    struct answer *answer = err == OK ? calloc(1, sizeof(*answer)) : NULL;
    if (!answer) {
        PQclear(rows);
        return err == OK ? ERR_STORAGE : err;
    }
    *answer = (struct answer){rows, -1};
    c->changed = strtoll(PQcmdTuples(rows), NULL, 10);
    *statement = answer;
    return OK;
}

static enum err postgres_next(void *statement)
{
    struct answer *answer = statement;
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
    .open = postgres_open,
    .close = postgres_close,
    .version = postgres_version,
    .mark = postgres_mark,
    .moved = postgres_moved,
    .script = postgres_script,
    .start = postgres_start,
    .next = postgres_next,
    .number = postgres_number,
    .bytes = postgres_bytes,
    .end = postgres_end,
    .changed = postgres_changed,
};
