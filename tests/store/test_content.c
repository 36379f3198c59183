/* What comes down from the office: status rows and feeds; and what is asked of syncd. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/feeds.h"
#include "store/jobs.h"
#include "store/statuses.h"
#include "store/support/room.h"

static void take(struct db *db, int64_t cursor, bool more, const char *ids, const char *sealed)
{
    struct status_row rows[8];
    struct status_page page = {.cursor = cursor, .more = more, .rows = rows};
    for (; ids[page.count]; page.count++) {
        struct status_row *row = &rows[page.count];
        memset(row->id, ids[page.count], sizeof(row->id));
        row->sealed = (const uint8_t *)sealed;
        row->len = strlen(sealed);
    }
    assert_int_equal(statuses_take(db, &page), OK);
}

/* The sealed row of the id that is this letter throughout, "" where there is none. */
static const char *row_of(struct db *db, char letter)
{
    static char text[64];
    uint8_t id[STATUS_ID_BYTES];
    SCOPED(buf_fini) struct buf sealed;
    buf_init(&sealed, sizeof(text) - 1);
    memset(id, letter, sizeof(id));
    enum err err = statuses_find(db, id, &sealed);
    assert_true(err == OK || err == ERR_NOT_FOUND);
    strcpy(text, buf_text(&sealed));
    return text;
}

static void statuses_come_change_and_end(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_SYNC);
    int64_t cursor = -1;
    bool restarting = true;
    assert_int_equal(statuses_cursor(db, &cursor, &restarting), OK);
    assert_int_equal(cursor, 0);
    assert_false(restarting);
    take(db, 2, false, "ab", "first");
    take(db, 3, false, "a", "second");
    assert_string_equal(row_of(db, 'a'), "second");
    assert_string_equal(row_of(db, 'b'), "first");
    take(db, 4, false, "b", "");
    assert_string_equal(row_of(db, 'b'), "");
    assert_int_equal(statuses_cursor(db, &cursor, &restarting), OK);
    assert_int_equal(cursor, 4);
}

static void starting_over_keeps_old_rows_until_the_new_are_whole(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_SYNC);
    int64_t cursor = -1;
    bool restarting = false;
    take(db, 9, false, "abc", "old");
    assert_int_equal(statuses_restart(db), OK);
    assert_int_equal(statuses_cursor(db, &cursor, &restarting), OK);
    assert_int_equal(cursor, 0);
    assert_true(restarting);
    take(db, 1, true, "a", "new");
    assert_string_equal(row_of(db, 'b'), "old");
    take(db, 2, false, "b", "new");
    assert_string_equal(row_of(db, 'a'), "new");
    assert_string_equal(row_of(db, 'b'), "new");
    assert_string_equal(row_of(db, 'c'), "");
    assert_int_equal(statuses_cursor(db, &cursor, &restarting), OK);
    assert_false(restarting);
}

static void versions_only_rise_and_two_are_kept(void **state)
{
    static const struct {
        int64_t version;
        enum err err;
        int64_t in_force;
    } feeds[] = {{3, OK, 3}, {3, ERR_INVALID, 3}, {2, ERR_INVALID, 3}, {4, OK, 4}, {9, OK, 9}};
    SCOPED(db_close) struct db *db = room_db(*state, DB_SYNC);
    struct content *content = calloc(1, sizeof(*content));
    uint8_t salt[FLEET_SALT_BYTES];
    int64_t version = -1;
    assert_int_equal(feeds_content(db, content), ERR_NOT_FOUND);
    assert_int_equal(feeds_salt(db, salt), ERR_NOT_FOUND);
    for (size_t i = 0; i < LENGTH(feeds); i++) {
        SCOPED(buf_fini) struct buf bytes;
        buf_init(&bytes, FEED_BODY_MAX);
        room_feed(*state, feeds[i].version, &bytes);
        assert_int_equal(feeds_take(db, bytes.data, bytes.len, "", 1), feeds[i].err);
        assert_int_equal(feeds_version(db, &version), OK);
        assert_int_equal(version, feeds[i].in_force);
        assert_int_equal(feeds_content(db, content), OK);
        assert_int_equal(content->version, feeds[i].in_force);
    }
    const struct room *room = *state;
    assert_int_equal(feeds_salt(db, salt), OK);
    assert_memory_equal(salt, room->enrolment.fleet_salt, sizeof(salt));
    /* The one in force cannot be read by some other program version: the one before serves. */
    assert_int_equal(db_exec(db, "UPDATE feeds SET body = x'7b' WHERE version = 9"), OK);
    assert_int_equal(feeds_content(db, content), OK);
    assert_int_equal(content->version, 4);
    assert_int_equal(db_exec(db, "UPDATE feeds SET body = x'7b'"), OK);
    assert_int_equal(feeds_content(db, content), ERR_NOT_FOUND);
    free(content);
}

static void a_feed_that_empties_the_service_is_refused(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_SYNC);
    struct room *room = *state;
    struct feed *feed = calloc(1, sizeof(*feed));
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, FEED_BODY_MAX);
    content_from(room->catalogue.services[0], &feed->content);
    feed->content.version = 5;
    feed->content.contact_count = 0;
    assert_int_equal(feed_write(feed, &bytes), OK);
    free(feed);
    assert_int_equal(feeds_take(db, bytes.data, bytes.len, "", 1), ERR_INVALID);
    assert_int_equal(feeds_take(db, "{}", 2, "", 1), ERR_INVALID);
    int64_t version = -1;
    assert_int_equal(feeds_version(db, &version), OK);
    assert_int_equal(version, 0);
}

static void jobs_are_asked_once_each(void **state)
{
    SCOPED(db_close) struct db *kiosk = room_db(*state, DB_KIOSK);
    SCOPED(db_close) struct db *sync = room_db(*state, DB_SYNC);
    unsigned mask = 9;
    assert_int_equal(jobs_asked(sync, &mask), OK);
    assert_int_equal(mask, 0);
    assert_int_equal(jobs_ask(kiosk, JOB_STATUSES, 1), OK);
    assert_int_equal(jobs_ask(kiosk, JOB_STATUSES, 2), OK);
    assert_int_equal(jobs_asked(sync, &mask), OK);
    assert_int_equal(mask, 1u << JOB_STATUSES);
    assert_int_equal(jobs_ask(kiosk, JOB_EVERYTHING, 2), OK);
    assert_int_equal(jobs_done(sync, mask), OK);
    assert_int_equal(jobs_asked(sync, &mask), OK);
    assert_int_equal(mask, 1u << JOB_EVERYTHING);
}

#define ROOM_TEST(function) cmocka_unit_test_setup_teardown(function, room_setup, room_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROOM_TEST(statuses_come_change_and_end),
        ROOM_TEST(starting_over_keeps_old_rows_until_the_new_are_whole),
        ROOM_TEST(versions_only_rise_and_two_are_kept),
        ROOM_TEST(a_feed_that_empties_the_service_is_refused),
        ROOM_TEST(jobs_are_asked_once_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
