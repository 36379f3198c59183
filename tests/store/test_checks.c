#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/checks.h"
#include "store/query.h"
#include "store/support/room.h"


static struct check check_at(int64_t at)
{
    struct check check = {.at = at, .took = 58000};
    for (size_t point = 0; point < CHECK_POINTS; point++)
        check.results[point] = CHECK_PASSED;
    check.results[CHECK_CAMERA] = CHECK_FAILED;
    check.results[CHECK_PRINTER] = CHECK_SKIPPED;
    return check;
}

static int64_t value(struct db *db, const char *sql)
{
    SCOPED(query_end) struct query query = query_on(db, sql);
    assert_true(query_row(&query));
    return query_get(&query, 0);
}

static void kept_newest_first(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_KIOSK);
    struct check rows[2];
    size_t count = 9;
    bool more = true;
    assert_int_equal(checks_rows(db, 0, rows, 2, &count, &more), OK);
    assert_int_equal(count, 0);
    assert_false(more);
    for (int64_t at = 1; at <= 3; at++) {
        struct check check = check_at(at);
        assert_int_equal(checks_add(db, &check), OK);
    }
    assert_int_equal(checks_rows(db, 0, rows, 2, &count, &more), OK);
    assert_int_equal(count, 2);
    assert_true(more);
    struct check expected = check_at(3);
    assert_memory_equal(&rows[0], &expected, sizeof(expected));
    assert_int_equal(rows[1].at, 2);
    assert_int_equal(checks_rows(db, 2, rows, 2, &count, &more), OK);
    assert_int_equal(count, 1);
    assert_false(more);
    assert_int_equal(rows[0].at, 1);
}

static void the_oldest_go(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_KIOSK);
    SCOPED(tx_close) struct db_tx tx = tx_open(db); /* one fsync for all */
    for (int64_t at = 1; at <= CHECKS_KEPT + 5; at++) {
        struct check check = check_at(at);
        assert_int_equal(checks_add(db, &check), OK);
    }
    assert_int_equal(tx_commit(&tx), OK);
    assert_int_equal(value(db, "SELECT count(*) FROM checks"), CHECKS_KEPT);
    assert_int_equal(value(db, "SELECT min(at) FROM checks"), 6);
}

static void a_result_out_of_range_is_refused(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_KIOSK);
    struct check check = check_at(1);
    check.results[CHECK_SOUND] = (enum check_result)4;
    assert_int_equal(checks_add(db, &check), ERR_INVALID);
    assert_int_equal(value(db, "SELECT count(*) FROM checks"), 0);
}

#define ROOM_TEST(function) cmocka_unit_test_setup_teardown(function, room_setup, room_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROOM_TEST(kept_newest_first),
        ROOM_TEST(the_oldest_go),
        ROOM_TEST(a_result_out_of_range_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
