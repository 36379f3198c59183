/* SQLite behind the ledger: WAL, synchronous=FULL, one connection a thread. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "office/ledger_driver.h"

enum {
    STATEMENTS_MAX = 96,
    BUSY_MS = 5000,
    APPLICATION_ID = 0x414e4a4f, /* "ANJO" */
};

struct connection {
    sqlite3 *db;
    struct {
        const char *sql; /* by address: statements are string constants */
        sqlite3_stmt *statement;
        bool used;
    } kept[STATEMENTS_MAX];
    size_t kept_count;
    size_t deferred; /* pages in the write-ahead log, since sqlite_defer */
};

static enum err err_of(struct connection *c, int code)
{
    switch (code & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return OK;
    case SQLITE_FULL:
        log_error("database: no room on the disk");
        return ERR_FULL;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERR_BUSY;
    case SQLITE_CONSTRAINT:
        log_warn("database: %s", sqlite3_errmsg(c->db));
        return ERR_INVALID;
    default:
        log_error("database: %s (%d)", sqlite3_errstr(code), code);
        return ERR_STORAGE;
    }
}

/* Reads a PRAGMA back: what was asked for is not always what one gets. */
static bool pragma_is(struct connection *c, const char *pragma, const char *wanted)
{
    sqlite3_stmt *statement = NULL;
    bool same = false;
    if (sqlite3_prepare_v2(c->db, pragma, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(statement, 0);
        same = text && strcmp(text, wanted) == 0;
    }
    sqlite3_finalize(statement);
    return same;
}

static void sqlite_close(void *connection)
{
    struct connection *c = connection;
    if (!c)
        return;
    for (size_t i = 0; i < c->kept_count; i++)
        sqlite3_finalize(c->kept[i].statement);
    sqlite3_close(c->db);
    free(c);
}

/* ---- opening ---- */

static enum err refuse(struct why *why, enum err err, const char *place, const char *what)
{
    snprintf(why->text, sizeof(why->text), "%.200s: %.100s", place, what);
    return err;
}

/* The one number a statement gives; an SQLite code. */
static int number_of(struct connection *c, const char *sql, int64_t *out)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(c->db, sql, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    *out = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    return code == SQLITE_ROW ? SQLITE_OK : code;
}

/* What the file is; reads only. */
static enum err connection_judge(struct connection *c, const char *place, enum ledger_use use,
                                 struct why *why)
{
    int64_t application = 0, version = 0, objects = 0, ours = 0;
    int code = number_of(c, "PRAGMA application_id", &application);
    if (code == SQLITE_OK)
        code = number_of(c, "PRAGMA user_version", &version);
    if (code == SQLITE_OK)
        code = number_of(c, "SELECT COUNT(*) FROM sqlite_schema", &objects);
    if (code == SQLITE_OK)
        code = number_of(c,
                         "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table'"
                         " AND name IN ('setting', 'item', 'request_move')",
                         &ours);
    if (code == SQLITE_NOTADB)
        return refuse(why, ERR_INVALID, place, "is no database of this program");
    if (code != SQLITE_OK)
        return refuse(why, ERR_STORAGE, place, sqlite3_errstr(code));
    if (application == 0 && version == 0 && objects == 0)
        return use == LEDGER_CREATE
                   ? OK
                   : refuse(why, ERR_NOT_FOUND, place, "the database is empty, run init first");
    /* Before there was a mark, the tables told. */
    if (application != APPLICATION_ID && (application != 0 || ours != 3))
        return refuse(why, ERR_INVALID, place, "is no database of this program");
    if (version > LEDGER_VERSION)
        return refuse(why, ERR_INVALID, place, "was made by a newer version of this program");
    return OK;
}

static enum err connection_settle(struct connection *c, const char *place, struct why *why)
{
    int code = sqlite3_exec(c->db,
                            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                            "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
                            "PRAGMA trusted_schema = OFF;",
                            NULL, NULL, NULL);
    if (code != SQLITE_OK)
        return refuse(why, ERR_STORAGE, place, sqlite3_errstr(code));
    if (!pragma_is(c, "PRAGMA journal_mode", "wal") || !pragma_is(c, "PRAGMA synchronous", "2"))
        return refuse(why, ERR_STORAGE, place, "not durable here (no WAL with synchronous=FULL)");
    return OK;
}

static enum err connection_open(struct connection *c, const char *place, enum ledger_use use,
                                struct why *why)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                (use == LEDGER_CREATE ? SQLITE_OPEN_CREATE : 0);
    int code = sqlite3_open_v2(place, &c->db, flags, NULL);
    if (code != SQLITE_OK)
        return refuse(why, ERR_STORAGE, place, sqlite3_errstr(code));
    /* SQLite opens what it may not write for reading alone. */
    if (use != LEDGER_READ && sqlite3_db_readonly(c->db, "main") == 1)
        return refuse(why, ERR_DENIED, place, "this user may not write the database");
    sqlite3_extended_result_codes(c->db, 1);
    sqlite3_busy_timeout(c->db, BUSY_MS);
    /* Closing a file that is about to be refused must not write its log into it. */
    sqlite3_db_config(c->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    enum err err = connection_judge(c, place, use, why);
    if (err == OK)
        err = connection_settle(c, place, why);
    if (err == OK)
        sqlite3_db_config(c->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    return err;
}

static enum err sqlite_open(const char *place, enum ledger_use use, void **connection,
                            struct why *why)
{
    if (use != LEDGER_CREATE && access(place, F_OK) != 0)
        return refuse(why, ERR_NOT_FOUND, place, "there is no database, run init first");
    struct connection *c = calloc(1, sizeof(*c));
    if (!c)
        return refuse(why, ERR_STORAGE, place, "memory is short");
    enum err err = connection_open(c, place, use, why);
    if (err != OK) {
        sqlite_close(c);
        return err;
    }
    *connection = c;
    return OK;
}

static int sqlite_version(void *connection)
{
    int64_t version = 0;
    return number_of(connection, "PRAGMA user_version", &version) == SQLITE_OK ? (int)version : 0;
}

static enum err sqlite_mark(void *connection, int version)
{
    struct connection *c = connection;
    char sql[96];
    snprintf(sql, sizeof(sql), "PRAGMA application_id = %d; PRAGMA user_version = %d",
             APPLICATION_ID, version);
    return err_of(c, sqlite3_exec(c->db, sql, NULL, NULL, NULL));
}

/* ---- the write-ahead log ---- */

static int log_grew(void *self, sqlite3 *db, const char *name, int pages)
{
    struct connection *c = self;
    (void)db;
    (void)name;
    c->deferred = (size_t)pages;
    return SQLITE_OK;
}

/* In the place of SQLite's own hook, which checkpoints every thousand pages. */
static void sqlite_defer(void *connection)
{
    struct connection *c = connection;
    sqlite3_wal_hook(c->db, log_grew, c);
}

static size_t sqlite_deferred(const void *connection)
{
    return ((const struct connection *)connection)->deferred;
}

static enum err sqlite_checkpoint(void *connection)
{
    struct connection *c = connection;
    return err_of(c, sqlite3_wal_checkpoint_v2(c->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL));
}

/* Costs one stat. */
static bool sqlite_moved(void *connection)
{
    struct connection *c = connection;
    int moved = 0;
    return sqlite3_file_control(c->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK &&
           moved != 0;
}

/* ---- statements ---- */

static enum err sqlite_script(void *connection, const char *sql)
{
    struct connection *c = connection;
    return err_of(c, sqlite3_exec(c->db, sql, NULL, NULL, NULL));
}

/* A compiled statement for the text: a kept one that nobody uses now, or a new one. */
static int statement_take(struct connection *c, const char *sql, sqlite3_stmt **out)
{
    for (size_t i = 0; i < c->kept_count; i++)
        if (c->kept[i].sql == sql && !c->kept[i].used) {
            c->kept[i].used = true;
            *out = c->kept[i].statement;
            return SQLITE_OK;
        }
    int code = sqlite3_prepare_v3(c->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);
    if (code == SQLITE_OK && c->kept_count < STATEMENTS_MAX) {
        c->kept[c->kept_count].sql = sql;
        c->kept[c->kept_count].statement = *out;
        c->kept[c->kept_count++].used = true;
    }
    return code;
}

static void sqlite_end(void *connection, void *statement)
{
    struct connection *c = connection;
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    for (size_t i = 0; i < c->kept_count; i++)
        if (c->kept[i].statement == statement) {
            c->kept[i].used = false;
            return;
        }
    sqlite3_finalize(statement);
}

static int value_bind(sqlite3_stmt *statement, int index, const struct value *value)
{
    if (value->null)
        return sqlite3_bind_null(statement, index);
    if (value->type == VALUE_INT)
        return sqlite3_bind_int64(statement, index, value->number);
    if (value->type == VALUE_TEXT)
        return sqlite3_bind_text(statement, index, value->bytes, -1, SQLITE_STATIC);
    return value->len == 0
               ? sqlite3_bind_zeroblob(statement, index, 0)
               : sqlite3_bind_blob64(statement, index, value->bytes, value->len, SQLITE_STATIC);
}

static enum err sqlite_start(void *connection, const char *sql, const struct value *values,
                             size_t count, void **statement)
{
    struct connection *c = connection;
    sqlite3_stmt *taken = NULL;
    int code = statement_take(c, sql, &taken);
    for (size_t i = 0; i < count && code == SQLITE_OK; i++) {
        /* By name: SQLite numbers $3 by where it first stands, PostgreSQL by what it says. */
        char name[24];
        snprintf(name, sizeof(name), "$%zu", i + 1);
        int index = sqlite3_bind_parameter_index(taken, name);
        code = index == 0 ? SQLITE_RANGE : value_bind(taken, index, &values[i]);
    }
    if (code != SQLITE_OK) {
        enum err err = err_of(c, code);
        if (taken)
            sqlite_end(c, taken);
        return err;
    }
    *statement = taken;
    return OK;
}

static enum err sqlite_stream(void *connection, const char *sql, void **statement)
{
    return sqlite_start(connection, sql, NULL, 0, statement);
}

static enum err sqlite_next(void *statement)
{
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        return OK;
    if (code == SQLITE_DONE)
        return ERR_NOT_FOUND;
    struct connection seen = {.db = sqlite3_db_handle(statement)};
    return err_of(&seen, code);
}

static int64_t sqlite_number(void *statement, int column)
{
    return sqlite3_column_int64(statement, column);
}

static const void *sqlite_bytes(void *statement, int column, size_t *len)
{
    const void *bytes = sqlite3_column_blob(statement, column);
    *len = bytes ? (size_t)sqlite3_column_bytes(statement, column) : 0;
    return bytes;
}

static bool sqlite_null(void *statement, int column)
{
    return sqlite3_column_type(statement, column) == SQLITE_NULL;
}

static int64_t sqlite_changed(void *connection)
{
    return sqlite3_changes64(((struct connection *)connection)->db);
}

const struct ledger_driver ledger_sqlite = {
    .scheme = "sqlite:",
    .begin = "BEGIN IMMEDIATE",
    .finds = true,
    .snapshot = "BEGIN",
    .columns = "SELECT t.name, c.name, c.type FROM sqlite_schema t, pragma_table_info(t.name) c"
               " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE "
               "'request_find%' ORDER BY t.rowid, c.cid",
    .open = sqlite_open,
    .close = sqlite_close,
    .version = sqlite_version,
    .mark = sqlite_mark,
    .defer = sqlite_defer,
    .deferred = sqlite_deferred,
    .checkpoint = sqlite_checkpoint,
    .moved = sqlite_moved,
    .script = sqlite_script,
    .start = sqlite_start,
    .stream = sqlite_stream,
    .next = sqlite_next,
    .number = sqlite_number,
    .bytes = sqlite_bytes,
    .null = sqlite_null,
    .end = sqlite_end,
    .changed = sqlite_changed,
};
