#include "office/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "office/ledger_driver.h"

extern const char office_schema_fleet_sql[];
extern const char office_schema_cases_sql[];
extern const char office_schema_officers_sql[];
extern const char office_schema_console_sql[];
extern const char office_schema_keys_sql[];
extern const char office_schema_documents_sql[];
extern const char office_schema_search_sql[];

/* What brings the database to each version. Shipped texts of a version never change; those of the
 * first bear being run again, because there was a time without a mark. */
static const struct {
    int version;
    const char *text;
    bool finds; /* for drivers alone that find by their own index */
} schema[] = {
    {1, office_schema_fleet_sql, false},    {1, office_schema_cases_sql, false},
    {1, office_schema_officers_sql, false}, {2, office_schema_console_sql, false},
    {3, office_schema_keys_sql, false},     {4, office_schema_documents_sql, false},
    {5, office_schema_search_sql, true},
};

/* ---- statements ---- */

struct query query_start(struct ledger *ledger, const char *sql, const struct value *values,
                         size_t count)
{
    struct query query = {.ledger = ledger};
    query.err = ledger->driver->start(ledger->connection, sql, values, count, &query.statement);
    return query;
}

bool query_next(struct query *query)
{
    if (query->err == OK)
        query->err = query->ledger->driver->next(query->statement);
    return query->err == OK;
}

enum err query_check(const struct query *query)
{
    return query->err == ERR_NOT_FOUND ? OK : query->err;
}

void query_end(struct query *query)
{
    if (query->statement)
        query->ledger->driver->end(query->ledger->connection, query->statement);
    query->statement = NULL;
}

int64_t query_int(struct query *query, int column)
{
    return query->ledger->driver->number(query->statement, column);
}

void query_text(struct query *query, int column, char *out, size_t size)
{
    size_t len = 0;
    const char *text = query->ledger->driver->bytes(query->statement, column, &len);
    size_t fits = len < size ? len : size - 1;
    if (fits > 0)
        memcpy(out, text, fits);
    out[fits] = '\0';
}

enum err query_bytes(struct query *query, int column, void *out, size_t len)
{
    size_t there = 0;
    const void *bytes = query->ledger->driver->bytes(query->statement, column, &there);
    memset(out, 0, len);
    if (there != len)
        return ERR_INVALID;
    if (len > 0)
        memcpy(out, bytes, len);
    return OK;
}

void query_append(struct query *query, int column, struct buf *out)
{
    size_t len = 0;
    const void *bytes = query->ledger->driver->bytes(query->statement, column, &len);
    if (len > 0)
        buf_put(out, bytes, len);
}

enum err ledger_run(struct ledger *ledger, const char *sql, const struct value *values,
                    size_t count, int64_t *changed)
{
    SCOPED(query_end) struct query query = query_start(ledger, sql, values, count);
    query_next(&query);
    enum err err = query_check(&query);
    if (err == OK && changed)
        *changed = ledger->driver->changed(ledger->connection);
    return err;
}

enum err ledger_number(struct ledger *ledger, const char *sql, const struct value *values,
                       size_t count, int64_t *out)
{
    SCOPED(query_end) struct query query = query_start(ledger, sql, values, count);
    if (!query_next(&query))
        return query.err;
    *out = query_int(&query, 0);
    return OK;
}

/* ---- opening ---- */

static const struct ledger_driver *const drivers[] = {&ledger_sqlite, &ledger_postgres};

static const struct ledger_driver *driver_of(const char *address)
{
    for (size_t i = 0; i < LENGTH(drivers); i++) {
        size_t scheme = strlen(drivers[i]->scheme);
        if (strncmp(address, drivers[i]->scheme, scheme) == 0 && address[scheme] != '\0')
            return drivers[i];
    }
    return NULL;
}

bool ledger_shared(const char *address)
{
    const struct ledger_driver *driver = driver_of(address);
    return driver && driver->shared;
}

static enum err schema_raise(struct ledger *ledger, void *argument)
{
    (void)argument;
    int from = ledger->driver->version(ledger->connection);
    for (size_t i = 0; i < LENGTH(schema); i++) {
        if (schema[i].version <= from || (schema[i].finds && !ledger->driver->finds))
            continue;
        enum err err = ledger->driver->script(ledger->connection, schema[i].text);
        if (err != OK)
            return err;
    }
    return ledger->driver->mark(ledger->connection, LEDGER_VERSION);
}

enum err ledger_open(const char *address, enum ledger_use use, struct ledger **out, struct why *why)
{
    const struct ledger_driver *driver = driver_of(address);
    if (!driver) {
        snprintf(why->text, sizeof(why->text),
                 "%.200s: sqlite:PATH or postgresql://HOST/NAME was expected", address);
        return ERR_INVALID;
    }
    struct ledger *ledger = calloc(1, sizeof(*ledger));
    if (!ledger) {
        TEXT_COPY(why->text, "memory is short");
        return ERR_STORAGE;
    }
    ledger->driver = driver;
    const char *place = address + strlen(driver->scheme);
    enum err err = driver->open(place, use, &ledger->connection, why);
    if (err == OK && use != LEDGER_READ && driver->version(ledger->connection) < LEDGER_VERSION) {
        snprintf(why->text, sizeof(why->text), "%.200s: the tables cannot be made", place);
        err = ledger_transact(ledger, schema_raise, NULL);
    }
    if (err != OK)
        ledger_close(&ledger);
    else
        *out = ledger;
    return err;
}

void ledger_close(struct ledger **ledger)
{
    if (!*ledger)
        return;
    (*ledger)->driver->close((*ledger)->connection);
    free(*ledger);
    *ledger = NULL;
}

/* ---- transactions ---- */

enum err ledger_begin(struct ledger *ledger)
{
    return ledger->driver->script(ledger->connection, ledger->driver->begin);
}

enum err ledger_part(struct ledger *ledger, ledger_work *work, void *argument)
{
    enum err err = ledger_run(ledger, "SAVEPOINT part", NULL, 0, NULL);
    if (err != OK)
        return err;
    enum err done = work(ledger, argument);
    if (done != OK) {
        err = ledger_run(ledger, "ROLLBACK TO SAVEPOINT part", NULL, 0, NULL);
        if (err != OK)
            return err;
    }
    err = ledger_run(ledger, "RELEASE SAVEPOINT part", NULL, 0, NULL);
    return done != OK ? done : err;
}

enum err ledger_commit(struct ledger *ledger)
{
    enum err err = ledger->driver->script(ledger->connection, "COMMIT");
    if (err != OK) {
        ledger_rollback(ledger);
        return err;
    }
    /* Asked last: what was in its place after it was durable is there for the next program too. */
    if (!ledger->driver->moved(ledger->connection))
        return OK;
    log_error("the database was taken away or replaced while it was open: nothing is kept until "
              "this program is started anew");
    return ERR_STORAGE;
}

void ledger_rollback(struct ledger *ledger)
{
    if (ledger->driver->script(ledger->connection, "ROLLBACK") != OK)
        log_warn("nothing was left to roll back");
}

enum err ledger_transact(struct ledger *ledger, ledger_work *work, void *argument)
{
    enum err err = ledger_begin(ledger);
    if (err != OK)
        return err;
    err = work(ledger, argument);
    if (err == OK)
        return ledger_commit(ledger);
    ledger_rollback(ledger);
    return err;
}

bool ledger_defer(struct ledger *ledger)
{
    if (!ledger->driver->defer)
        return false;
    ledger->driver->defer(ledger->connection);
    return true;
}

size_t ledger_deferred(const struct ledger *ledger)
{
    return ledger->driver->deferred(ledger->connection);
}

enum err ledger_checkpoint(struct ledger *ledger)
{
    return ledger->driver->checkpoint(ledger->connection);
}

/* ---- what all nouns share ---- */

enum err ledger_setting(struct ledger *ledger, const char *name, void *out, size_t len)
{
    SCOPED(query_end)
    struct query query =
        query_start(ledger, "SELECT value FROM setting WHERE name = $1", VALUES(V_TEXT(name)));
    return query_next(&query) ? query_bytes(&query, 0, out, len) : query.err;
}

enum err ledger_set(struct ledger *ledger, const char *name, const void *value, size_t len)
{
    return ledger_run(ledger,
                      "INSERT INTO setting (name, value) VALUES ($1, $2)"
                      " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                      VALUES(V_TEXT(name), V_BYTES(value, len)), NULL);
}
