#include "office/ledger_copy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "office/ledger_driver.h"
#include "office/ledger_find.h"
#include "seal/keys.h"

enum { TABLES_MAX = 64, COLUMNS_MAX = 32, NAME_SIZE = 64, SQL_SIZE = 2048, ROW_MAX = 8 << 20 };

struct table {
    char name[NAME_SIZE];
    struct {
        char name[NAME_SIZE];
        int type; /* of struct value */
    } columns[COLUMNS_MAX];
    size_t column_count;
    char select[SQL_SIZE], insert[SQL_SIZE], count[SQL_SIZE];
};

struct plan {
    struct table tables[TABLES_MAX];
    size_t table_count;
};

/* The rows of a table whatever their order: their number, and the sum of their hashes. */
struct digest {
    int64_t rows;
    uint64_t sum[HASH_BYTES / sizeof(uint64_t)];
};

struct copy {
    struct ledger *from;
    struct plan *plan;
    struct copy_tally tally;
    struct why *why;
};

static enum err complain(struct why *why, const char *table, const char *what)
{
    snprintf(why->text, sizeof(why->text), "%.60s: %.100s", table, what);
    return ERR_INVALID;
}

/* ---- what is to be copied ---- */

static int type_of(const char *name)
{
    static const struct {
        const char *name;
        int type;
    } types[] = {{"bigint", VALUE_INT},
                 {"smallint", VALUE_INT},
                 {"text", VALUE_TEXT},
                 {"bytea", VALUE_BYTES}};
    for (size_t i = 0; i < LENGTH(types); i++)
        if (strcasecmp(name, types[i].name) == 0)
            return types[i].type;
    return -1;
}

static enum err column_add(struct plan *plan, struct query *query, struct why *why)
{
    char table_name[NAME_SIZE], type[NAME_SIZE];
    query_text(query, 0, table_name, sizeof(table_name));
    query_text(query, 2, type, sizeof(type));
    struct table *table = plan->table_count ? &plan->tables[plan->table_count - 1] : NULL;
    if (!table || strcmp(table->name, table_name) != 0) {
        if (plan->table_count == TABLES_MAX)
            return complain(why, table_name, "too many tables");
        table = &plan->tables[plan->table_count++];
        TEXT_COPY(table->name, table_name);
    }
    if (table->column_count == COLUMNS_MAX)
        return complain(why, table_name, "too many columns");
    size_t at = table->column_count++;
    query_text(query, 1, table->columns[at].name, sizeof(table->columns[at].name));
    table->columns[at].type = type_of(type);
    return table->columns[at].type < 0 ? complain(why, table_name, "a column of unknown type") : OK;
}

/* The names come from the database itself, which this program made. */
static enum err table_write_sql(struct table *table, struct why *why)
{
    SCOPED(buf_fini) struct buf names;
    SCOPED(buf_fini) struct buf values;
    buf_init(&names, SQL_SIZE / 2);
    buf_init(&values, SQL_SIZE / 2);
    for (size_t i = 0; i < table->column_count; i++) {
        buf_printf(&names, "%s%s", i ? ", " : "", table->columns[i].name);
        buf_printf(&values, "%s$%zu", i ? ", " : "", i + 1);
    }
    int select =
        snprintf(table->select, SQL_SIZE, "SELECT %s FROM %s", buf_text(&names), table->name);
    int insert = snprintf(table->insert, SQL_SIZE, "INSERT INTO %s (%s) VALUES (%s)", table->name,
                          buf_text(&names), buf_text(&values));
    snprintf(table->count, SQL_SIZE, "SELECT COUNT(*) FROM %s", table->name);
    bool fits = buf_check(&names) == OK && buf_check(&values) == OK && select < SQL_SIZE &&
                insert < SQL_SIZE;
    return fits ? OK : complain(why, table->name, "too many columns");
}

static enum err plan_make(struct ledger *from, struct plan *plan, struct why *why)
{
    SCOPED(query_end)
    struct query query = query_start(from, from->driver->columns, NULL, 0);
    while (query_next(&query)) {
        enum err err = column_add(plan, &query, why);
        if (err != OK)
            return err;
    }
    enum err err = query_check(&query);
    for (size_t i = 0; i < plan->table_count && err == OK; i++)
        err = table_write_sql(&plan->tables[i], why);
    return err;
}

/* ---- rows ---- */

/* Text ends with a zero in `room`, which holds the row's bytes. */
static void row_read(const struct table *table, struct query *query, struct value *values,
                     struct buf *room)
{
    size_t starts[COLUMNS_MAX];
    buf_clear(room);
    for (size_t i = 0; i < table->column_count; i++) {
        const struct ledger_driver *driver = query->ledger->driver;
        values[i] = (struct value){.null = driver->null(query->statement, (int)i)};
        values[i].type = table->columns[i].type == VALUE_INT    ? VALUE_INT
                         : table->columns[i].type == VALUE_TEXT ? VALUE_TEXT
                                                                : VALUE_BYTES;
        starts[i] = room->len;
        if (values[i].type == VALUE_INT)
            values[i].number = query_int(query, (int)i);
        else
            query_append(query, (int)i, room);
        values[i].len = room->len - starts[i];
        buf_put(room, "", 1);
    }
    for (size_t i = 0; i < table->column_count && buf_check(room) == OK; i++)
        values[i].bytes = room->data + starts[i];
}

static void digest_add(struct digest *digest, const struct table *table, const struct value *values,
                       struct buf *room)
{
    uint64_t hash[HASH_BYTES / sizeof(uint64_t)];
    for (size_t i = 0; i < table->column_count; i++) {
        const int64_t facts[] = {values[i].null, values[i].number, (int64_t)values[i].len};
        buf_put(room, facts, sizeof(facts));
    }
    hash_bytes(room->data, room->len, (uint8_t *)hash);
    for (size_t i = 0; i < LENGTH(hash); i++)
        digest->sum[i] += hash[i];
    digest->rows++;
}

/* Reads all rows of the table; puts them into `to` unless that is NULL. */
static enum err rows_pass(struct ledger *from, const struct table *table, struct ledger *to,
                          struct digest *out)
{
    struct value values[COLUMNS_MAX];
    SCOPED(buf_fini) struct buf room;
    buf_init(&room, ROW_MAX);
    *out = (struct digest){0};
    SCOPED(query_end) struct query query = {.ledger = from};
    query.err = from->driver->stream(from->connection, table->select, &query.statement);
    while (query_next(&query)) {
        row_read(table, &query, values, &room);
        enum err err = buf_check(&room);
        if (err == OK && to)
            err = ledger_run(to, table->insert, values, table->column_count, NULL);
        if (err != OK)
            return err;
        digest_add(out, table, values, &room);
        if (buf_check(&room) != OK)
            return ERR_FULL;
    }
    return query_check(&query);
}

static enum err table_copy(struct ledger *to, const struct table *table, struct copy *copy)
{
    struct digest sent, arrived;
    int64_t there = 0;
    snprintf(copy->why->text, sizeof(copy->why->text), "%.60s: the table cannot be copied",
             table->name);
    enum err err = ledger_number(to, table->count, NULL, 0, &there);
    if (err == OK && there > 0)
        return complain(copy->why, table->name, "the database to copy to holds rows already");
    if (err == OK)
        err = rows_pass(copy->from, table, to, &sent);
    if (err == OK)
        err = rows_pass(to, table, NULL, &arrived);
    if (err == OK && memcmp(&sent, &arrived, sizeof(sent)) != 0) {
        complain(copy->why, table->name, "what arrived is not what was sent");
        err = ERR_STORAGE;
    }
    if (err == OK) {
        copy->tally.tables++;
        copy->tally.rows += sent.rows;
    }
    return err;
}

static enum err tables_copy(struct ledger *to, void *argument)
{
    struct copy *copy = argument;
    enum err err = OK;
    for (size_t i = 0; i < copy->plan->table_count && err == OK; i++)
        err = table_copy(to, &copy->plan->tables[i], copy);
    return err == OK ? ledger_find_renew(to) : err;
}

static enum err state_copy(struct ledger *to, struct copy *copy)
{
    if (copy->from->driver->version(copy->from->connection) != LEDGER_VERSION)
        return complain(copy->why, "the database",
                        "is of an older version: start its office once, then copy");
    enum err err = copy->from->driver->script(copy->from->connection, copy->from->driver->snapshot);
    if (err != OK)
        return err;
    err = plan_make(copy->from, copy->plan, copy->why);
    if (err == OK)
        err = ledger_transact(to, tables_copy, copy);
    ledger_rollback(copy->from);
    return err;
}

enum err ledger_copy(const char *from, const char *to, struct copy_tally *out, struct why *why)
{
    struct copy copy = {.plan = calloc(1, sizeof(*copy.plan)), .why = why};
    struct ledger *target = NULL;
    TEXT_COPY(why->text, "memory is short");
    enum err err = copy.plan ? ledger_open(from, LEDGER_READ, &copy.from, why) : ERR_STORAGE;
    if (err == OK)
        err = ledger_open(to, LEDGER_CREATE, &target, why);
    if (err == OK)
        err = state_copy(target, &copy);
    /* Statements are known by the address of their text: the plan goes last. */
    ledger_close(&target);
    ledger_close(&copy.from);
    free(copy.plan);
    if (err == OK)
        *out = copy.tally;
    return err;
}
