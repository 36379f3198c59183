/* A kiosk that ran any earlier version is brought up to date, with all that it had. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "store/query.h"
#include "store/support/room.h"

extern const char store_schema_v1_sql[], store_schema_v2_sql[], store_schema_v3_sql[],
    store_schema_v4_sql[], store_schema_v5_sql[], store_schema_v6_sql[];

static const char *const versions[] = {store_schema_v1_sql, store_schema_v2_sql,
                                       store_schema_v3_sql, store_schema_v4_sql,
                                       store_schema_v5_sql, store_schema_v6_sql};

static int64_t value(struct db *db, const char *sql)
{
    SCOPED(query_end) struct query query = query_on(db, sql);
    assert_true(query_row(&query));
    return query_get(&query, 0);
}

/* Makes the database what version `n` made of it. */
static void go_back_to(struct db *db, size_t n)
{
    char sql[128];
    static const char next[] = "SELECT name FROM sqlite_schema WHERE type = 'table'"
                               " AND name NOT LIKE 'sqlite_%' LIMIT 1";
    for (;;) {
        char name[64] = "";
        {
            SCOPED(query_end) struct query query = query_on(db, next);
            if (query_row(&query))
                query_get_text(&query, 0, name, sizeof(name));
        }
        if (!name[0])
            break;
        snprintf(sql, sizeof(sql), "DROP TABLE %s", name);
        assert_int_equal(db_exec(db, sql), OK);
    }
    for (size_t i = 0; i < n; i++)
        assert_int_equal(db_exec(db, versions[i]), OK);
    snprintf(sql, sizeof(sql), "PRAGMA user_version = %zu", n);
    assert_int_equal(db_exec(db, sql), OK);
}

static void schema_of(struct db *db, struct buf *out)
{
    SCOPED(query_end)
    struct query query = query_on(db, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
                                      " ORDER BY type, name");
    char text[8192];
    buf_init(out, 64 * 1024);
    while (query_row(&query)) {
        query_get_text(&query, 0, text, sizeof(text));
        buf_puts(out, text);
    }
    assert_int_equal(query_check(&query), OK);
    assert_int_equal(buf_check(out), OK);
}

static void from_every_earlier_version(void **state)
{
    struct room *room = *state;
    assert_int_equal(LENGTH(versions), db_schema());
    struct buf fresh;
    struct db *db = room_db(room, DB_KIOSK);
    schema_of(db, &fresh);
    for (size_t n = 1; n < LENGTH(versions); n++) {
        go_back_to(db, n);
        assert_int_equal(db_exec(db, "UPDATE kiosk SET pin_failures = 2;"
                                     "INSERT INTO jobs (kind, asked) VALUES (0, 7)"),
                         OK);
        db_close(&db);
        /* A tool leaves the bringing up to date to the programs. */
        struct db *tool = NULL;
        enum db_fault fault = DB_FAULT_NONE;
        assert_int_equal(db_open(room->dir.path, DB_TOOL, &tool, &fault), ERR_STORAGE);
        assert_int_equal(fault, DB_FAULT_OLDER);

        db = room_db(room, DB_SYNC);
        assert_int_equal(value(db, "PRAGMA user_version"), db_schema());
        assert_int_equal(value(db, "SELECT pin_failures FROM kiosk"), 2);
        assert_int_equal(value(db, "SELECT asked FROM jobs"), 7);
        struct buf now;
        schema_of(db, &now);
        assert_string_equal(buf_text(&now), buf_text(&fresh));
        buf_fini(&now);
    }
    db_close(&db);
    buf_fini(&fresh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(from_every_earlier_version, room_setup, room_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
