#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/clock.h"
#include "store/counter_store.h"
#include "store/jobs.h"
#include "store/link.h"
#include "store/outbox.h"
#include "store/pin.h"
#include "store/support/room.h"
#include "store/sync_log.h"

/* Monday 23 November 2026, 09.41 WIB. */
static const int64_t monday = 1795401660000;

static struct desk_store *open_store(const struct room *room)
{
    const struct desk_store_config config = {
        .state_dir = room->dir.path,
        .settings = &room->settings,
        .catalogue = &room->catalogue,
        .entropy = entropy_system(),
    };
    struct desk_store *store = NULL;
    assert_int_equal(desk_store_open(&config, &store), OK);
    return store;
}

static struct counter_health health_at(struct counter counter, int64_t now)
{
    struct counter_health found;
    assert_int_equal(counter.ops->health(counter.self, now, &found), OK);
    return found;
}

/* Three calls: one received yesterday evening one today (WIB), one not yet. */
static void serve_some(struct desk_store *store, struct db *db)
{
    struct desk desk = desk_store_desk(store);
    int64_t ids[3];
    for (int i = 0; i < 3; i++)
        assert_int_equal(desk.ops->call(desk.self, "home", monday - HOURS(20), &ids[i]), OK);
    const struct outbox_outcome outcomes[] = {
        {.sequence = ids[0], .state = ITEM_RECEIVED, .at = monday - HOURS(10), .reason = ""},
        {.sequence = ids[1], .state = ITEM_RECEIVED, .at = monday - HOURS(9), .reason = ""},
    };
    assert_int_equal(outbox_settle(db, outcomes, 2), OK);
}

static void health_tells_what_is_so(void **state)
{
    struct room *room = *state;
    room_enrol(room);
    SCOPED(desk_store_close) struct desk_store *store = open_store(room);
    SCOPED(db_close) struct db *db = room_db(room, DB_SYNC);
    struct counter counter = counter_store(store);
    serve_some(store, db);
    const struct link link = {.last_receipt = monday - 5, .clock_known = true, .clock_offset = 400};
    assert_int_equal(link_write(db, &link), OK);
    const struct sync_row row = {.at = monday, .http = 200, .duration = 182};
    assert_int_equal(sync_log_add(db, &row, NULL), OK);

    struct counter_health found = health_at(counter, monday);
    assert_int_equal(found.waiting, 1);
    assert_int_equal(found.oldest, monday - HOURS(20));
    /* 23.41 of the day before does not count, 00.41 does. */
    assert_int_equal(found.sent_today, 1);
    assert_int_equal(found.last_receipt, monday - 5);
    assert_int_equal(found.median_answer, 182);
    assert_true(found.clock_known);
    assert_int_equal(found.clock_offset, 400);
    assert_true(found.clock_right);
    assert_true(found.chain_whole);
    assert_int_equal(found.chain_head, 1);
    assert_int_equal(strlen(found.chain_hash), 8);
    assert_int_equal(found.tried, monday);
    assert_int_equal(found.outcome, CAUSE_OK);
    assert_int_equal(found.schema, db_schema());
    assert_int_equal(found.content, 0);
    assert_true(found.enrolled);
    assert_true(found.disk_free > 0);
    assert_string_equal(found.kiosk, "PKL-01");
    assert_string_equal(found.office_url, "http://127.0.0.1:1");

    assert_int_equal(db_exec(db, "UPDATE sync_log SET duration = 1"), OK);
    assert_true(health_at(counter, monday + SECONDS(59)).chain_whole);
    found = health_at(counter, monday + SECONDS(60));
    assert_false(found.chain_whole);
    assert_int_equal(found.chain_broken_at, 1);
}

static void a_clock_is_right_to_the_minute(void **state)
{
    static const struct {
        int64_t offset;
        bool known, right;
    } cases[] = {{0, false, false},
                 {0, true, true},
                 {MINUTES(1), true, true},
                 {-MINUTES(1), true, true},
                 {MINUTES(1) + 1, true, false},
                 {-HOURS(7), true, false}};
    SCOPED(desk_store_close) struct desk_store *store = open_store(*state);
    SCOPED(db_close) struct db *db = room_db(*state, DB_SYNC);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        const struct link link = {.clock_known = cases[i].known, .clock_offset = cases[i].offset};
        assert_int_equal(link_write(db, &link), OK);
        assert_int_equal(health_at(counter_store(store), monday).clock_right, cases[i].right);
    }
}

static void the_newest_attempt_is_told(void **state)
{
    SCOPED(desk_store_close) struct desk_store *store = open_store(*state);
    SCOPED(db_close) struct db *db = room_db(*state, DB_SYNC);
    assert_int_equal(health_at(counter_store(store), monday).tried, 0);
    const struct sync_row rows[] = {
        {.at = monday, .way = SYNC_PULL, .cause = CAUSE_REFUSED, .http = 403},
        {.at = monday + 5, .way = SYNC_START, .cause = CAUSE_OK},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        assert_int_equal(sync_log_add(db, &rows[i], NULL), OK);
    struct counter_health found = health_at(counter_store(store), monday);
    assert_int_equal(found.tried, monday);
    assert_int_equal(found.outcome, CAUSE_REFUSED);
}

static void checks_are_kept(void **state)
{
    SCOPED(desk_store_close) struct desk_store *store = open_store(*state);
    struct counter counter = counter_store(store);
    struct check check = {.at = monday}, row;
    for (size_t point = 0; point < CHECK_POINTS; point++)
        check.results[point] = CHECK_PASSED;
    size_t count = 0;
    bool more = true;
    assert_int_equal(counter.ops->check(counter.self, &check), OK);
    assert_int_equal(counter.ops->checks(counter.self, 0, &row, 1, &count, &more), OK);
    assert_int_equal(count, 1);
    assert_false(more);
    assert_memory_equal(&row, &check, sizeof(row));
}

static void health_speaks_without_a_database(void **state)
{
    struct room *room = *state;
    assert_int_equal(mkdir(room_path(room, DB_FILE), 0700), 0);
    SCOPED(desk_store_close) struct desk_store *store = open_store(room);
    struct counter counter = counter_store(store);
    struct counter_health found = health_at(counter, monday);
    assert_false(found.enrolled);
    assert_string_equal(found.kiosk, room->settings.kiosk);
    assert_int_equal(found.median_answer, -1);
    struct queue_row row;
    size_t count = 0;
    bool more = false;
    assert_int_equal(counter.ops->queue(counter.self, 0, &row, 1, &count, &more), ERR_STORAGE);
}

static void the_pin_opens_and_sync_now_asks(void **state)
{
    struct room *room = *state;
    SCOPED(desk_store_close) struct desk_store *store = open_store(room);
    SCOPED(db_close) struct db *db = room_db(room, DB_SYNC);
    struct counter counter = counter_store(store);
    char hash[PASSWORD_HASH_SIZE];
    int64_t until = 0;
    unsigned mask = 0;
    assert_int_equal(counter.ops->look(counter.self, monday, &until), ERR_NOT_FOUND);
    assert_int_equal(counter.ops->unlock(counter.self, "123456", monday, &until), ERR_NOT_FOUND);
    assert_int_equal(password_hash("123456", hash), OK);
    assert_int_equal(pin_set(db, hash), OK);
    assert_int_equal(counter.ops->unlock(counter.self, "000000", monday, &until), ERR_DENIED);
    assert_int_equal(counter.ops->unlock(counter.self, "123456", monday, &until), OK);
    assert_int_equal(counter.ops->sync_now(counter.self, monday), OK);
    assert_int_equal(jobs_asked(db, &mask), OK);
    assert_int_equal(mask, 1u << JOB_EVERYTHING);
}

static void the_log_by_filter(void **state)
{
    struct room *room = *state;
    SCOPED(desk_store_close) struct desk_store *store = open_store(room);
    SCOPED(db_close) struct db *db = room_db(room, DB_SYNC);
    struct counter counter = counter_store(store);
    const struct sync_row rows[] = {
        {.at = monday - HOURS(10), .cause = CAUSE_NO_NETWORK},
        {.at = monday - HOURS(9), .cause = CAUSE_OK},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        assert_int_equal(sync_log_add(db, &rows[i], NULL), OK);
    static const struct {
        enum sync_filter filter;
        size_t count;
        int64_t newest;
    } cases[] = {{SYNC_ALL, 2, 2}, {SYNC_FAILED, 1, 1}, {SYNC_TODAY, 1, 2}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct sync_row found[4];
        size_t count = 0;
        bool more = true;
        assert_int_equal(
            counter.ops->log(counter.self, cases[i].filter, monday, 0, found, 4, &count, &more),
            OK);
        assert_int_equal(count, cases[i].count);
        assert_int_equal(found[0].number, cases[i].newest);
        assert_false(more);
    }
}

#define ROOM_TEST(function) cmocka_unit_test_setup_teardown(function, room_setup, room_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROOM_TEST(health_tells_what_is_so),
        ROOM_TEST(a_clock_is_right_to_the_minute),
        ROOM_TEST(the_newest_attempt_is_told),
        ROOM_TEST(checks_are_kept),
        ROOM_TEST(health_speaks_without_a_database),
        ROOM_TEST(the_pin_opens_and_sync_now_asks),
        ROOM_TEST(the_log_by_filter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
