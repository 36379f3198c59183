#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "store/support/room.h"
#include "store/sync_log.h"

static const int64_t noon = 1795342337000;

static void fill(struct db *db, int rows)
{
    for (int i = 0; i < rows; i++) {
        const struct sync_row row = {
            .at = noon + DAYS(i),
            .way = i % 2 ? SYNC_PULL : SYNC_PUSH,
            .cause = i % 3 == 2 ? CAUSE_NO_NETWORK : CAUSE_OK,
            .http = i % 3 == 2 ? 0 : 200,
            .requests = i,
            .duration = 10 * (i + 1),
            .offset = -400,
        };
        assert_int_equal(sync_log_add(db, &row, NULL), OK);
    }
}

static int64_t broken_row(struct db *db)
{
    int64_t broken = -1;
    assert_int_equal(sync_log_verify(db, &broken), OK);
    return broken;
}

static void rows_come_back_as_written(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_SYNC);
    const struct sync_row row = {
        .at = noon,
        .way = SYNC_CLOCK,
        .cause = CAUSE_TLS,
        .http = 200,
        .requests = 1,
        .complaints = 2,
        .surveys = 3,
        .calls = 4,
        .statuses = 5,
        .created = 6,
        .duplicate = 7,
        .conflict = 8,
        .rejected = 9,
        .retry = 10,
        .bytes = 11,
        .duration = 12,
        .next_try = noon + 1,
        .offset = -13,
    };
    struct sync_row found;
    struct chain_head head;
    size_t count = 0;
    bool more = true;
    assert_int_equal(sync_log_add(db, &row, &head), OK);
    assert_int_equal(head.number, 1);
    assert_int_equal(sync_log_rows(db, SYNC_ALL, 0, 0, &found, 1, &count, &more), OK);
    assert_int_equal(count, 1);
    assert_false(more);
    SCOPED(buf_fini) struct buf wrote;
    SCOPED(buf_fini) struct buf read;
    buf_init(&wrote, 1024);
    buf_init(&read, 1024);
    struct sync_row expected = row;
    expected.number = 1;
    sync_row_bytes(&expected, &wrote);
    sync_row_bytes(&found, &read);
    assert_int_equal(wrote.len, read.len);
    assert_memory_equal(wrote.data, read.data, wrote.len);
}

static void tampering_names_the_first_broken_row(void **state)
{
    static const struct {
        const char *sql;
        int64_t broken;
    } cases[] = {
        {"SELECT 1", 0},
        {"UPDATE sync_log SET cause = 0 WHERE number = 3", 3},
        {"UPDATE sync_log SET duration = duration + 1 WHERE number = 1", 1},
        {"UPDATE sync_log SET hash = zeroblob(32) WHERE number = 9", 9},
        {"DELETE FROM sync_log WHERE number = 5", 5},
        {"DELETE FROM sync_log WHERE number = 1", 1},
        /* The tail cut off: the first that is missing. */
        {"DELETE FROM sync_log WHERE number > 7", 8},
        {"DELETE FROM sync_log", 1},
        /* Two rows exchanged. */
        {"UPDATE sync_log SET number = 99 WHERE number = 4;"
         "UPDATE sync_log SET number = 4 WHERE number = 6;"
         "UPDATE sync_log SET number = 6 WHERE number = 99",
         4},
        /* The tail cut off, and the head put back to hide it: the office has signed for row 8. */
        {"DELETE FROM sync_log WHERE number > 7;"
         "UPDATE kiosk SET log_head = 7, log_head_hash = "
         "(SELECT hash FROM sync_log WHERE number = 7)",
         8},
    };
    struct room *room = *state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        SCOPED(db_close) struct db *db = room_db(room, DB_SYNC);
        assert_int_equal(db_exec(db, "DELETE FROM sync_log; UPDATE kiosk SET log_head = 0, "
                                     "log_head_hash = zeroblob(32), log_signed = 0"),
                         OK);
        struct chain_head head;
        fill(db, 8);
        assert_int_equal(sync_log_head(db, &head), OK);
        assert_int_equal(sync_log_countersigned(db, &head), OK);
        fill(db, 2);
        assert_int_equal(db_exec(db, cases[i].sql), OK);
        assert_int_equal(broken_row(db), cases[i].broken);
    }
}

static void forgetting_keeps_the_chain(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_SYNC);
    struct sync_row rows[16];
    size_t count = 0;
    bool more = false;
    fill(db, 10);
    assert_int_equal(sync_log_forget(db, noon + DAYS(4)), OK);
    assert_int_equal(sync_log_rows(db, SYNC_ALL, 0, 0, rows, 16, &count, &more), OK);
    assert_int_equal(count, 6);
    assert_int_equal(rows[5].number, 5);
    assert_int_equal(broken_row(db), 0);
    assert_int_equal(sync_log_forget(db, noon + DAYS(4)), OK);
    assert_int_equal(broken_row(db), 0);
    assert_int_equal(db_exec(db, "DELETE FROM sync_log WHERE number = 5"), OK);
    assert_int_equal(broken_row(db), 5);
}

static void everything_may_be_forgotten(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_SYNC);
    struct chain_head head;
    fill(db, 3);
    assert_int_equal(sync_log_forget(db, noon + DAYS(400)), OK);
    assert_int_equal(broken_row(db), 0);
    fill(db, 1);
    assert_int_equal(sync_log_head(db, &head), OK);
    assert_int_equal(head.number, 4);
    assert_int_equal(broken_row(db), 0);
}

static void filters_pages_and_the_median(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_SYNC);
    struct sync_row rows[16];
    size_t count = 0;
    bool more = false;
    int64_t median = 0;
    assert_int_equal(sync_log_median(db, 0, &median), OK);
    assert_int_equal(median, -1);
    fill(db, 9); /* rows 3, 6 and 9 found no network */
    assert_int_equal(sync_log_rows(db, SYNC_FAILED, 0, 0, rows, 16, &count, &more), OK);
    assert_int_equal(count, 3);
    assert_int_equal(rows[0].number, 9);
    assert_int_equal(sync_log_rows(db, SYNC_TODAY, noon + DAYS(7), 0, rows, 16, &count, &more), OK);
    assert_int_equal(count, 2);
    assert_int_equal(sync_log_rows(db, SYNC_ALL, 0, 2, rows, 3, &count, &more), OK);
    assert_int_equal(count, 3);
    assert_true(more);
    assert_int_equal(rows[0].number, 7);
    assert_int_equal(sync_log_after(db, 7, rows, 16, &count), OK);
    assert_int_equal(count, 2);
    assert_int_equal(rows[0].number, 8);
    /* Of the answered ones: 10 20 40 50 70 80. */
    assert_int_equal(sync_log_median(db, 0, &median), OK);
    assert_int_equal(median, 40);
}

#define ROOM_TEST(function) cmocka_unit_test_setup_teardown(function, room_setup, room_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROOM_TEST(rows_come_back_as_written),    ROOM_TEST(tampering_names_the_first_broken_row),
        ROOM_TEST(forgetting_keeps_the_chain),   ROOM_TEST(everything_may_be_forgotten),
        ROOM_TEST(filters_pages_and_the_median),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
