/* kiosk.db taken away, replaced or emptied under running programs, and who hears of a commit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <poll.h>

#include "base/clock.h"
#include "store/desk_store.h"
#include "store/query.h"
#include "store/support/room.h"
#include "store/support/visitor.h"
#include "store/watch.h"

/* Monday 23 November 2026, 09.41 WIB. */
static const int64_t monday = 1795401660000;

static int64_t count(struct db *db, const char *sql)
{
    SCOPED(query_end) struct query query = query_on(db, sql);
    assert_true(query_row(&query));
    return query_get(&query, 0);
}

static int64_t jobs(const struct room *room)
{
    SCOPED(db_close) struct db *db = room_db(room, DB_KIOSK);
    return count(db, "SELECT count(*) FROM jobs");
}

static void in_its_place(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_KIOSK);
    assert_false(db_moved(db));
}

static void taken_away_is_put_back(void **state)
{
    umask(027);
    static const char *const files[] = {DB_FILE, DB_FILE "-wal", DB_FILE "-shm"};
    /* How many of its files go: the database alone leaves its log lying. */
    for (size_t gone = 1; gone <= LENGTH(files); gone++) {
        struct db *kiosk = room_db(*state, DB_KIOSK), *sync = room_db(*state, DB_SYNC);
        assert_int_equal(db_exec(kiosk, "INSERT OR REPLACE INTO jobs VALUES (0, 1)"), OK);
        for (size_t i = 0; i < gone; i++)
            assert_int_equal(unlink(room_path(*state, files[i])), 0);
        assert_true(db_moved(kiosk));
        db_close(&kiosk);
        kiosk = room_db(*state, DB_KIOSK);
        assert_int_equal(db_exec(kiosk, "INSERT OR REPLACE INTO jobs VALUES (1, 1)"), OK);
        /* Whoever comes later leaves the new file's log alone. */
        assert_true(db_moved(sync));
        db_close(&sync);
        db_close(&kiosk);
        assert_int_equal(jobs(*state), 2);
        struct stat file;
        assert_int_equal(stat(room_path(*state, DB_FILE), &file), 0);
        assert_int_equal(file.st_mode & 0777, 0640);
        assert_int_not_equal(access(room_path(*state, DB_FILE ".back"), F_OK), 0);
    }
}

static void replaced_is_opened_anew(void **state)
{
    SCOPED(buf_fini) struct buf bytes;
    struct db *db = room_db(*state, DB_KIOSK);
    db_close(&db);
    buf_init(&bytes, 1 << 20);
    assert_int_equal(path_read(room_path(*state, DB_FILE), &bytes), OK);
    db = room_db(*state, DB_KIOSK);
    assert_int_equal(db_exec(db, "INSERT INTO jobs VALUES (0, 1)"), OK);
    db_checkpoint(db);
    assert_int_equal(path_write(room_path(*state, DB_FILE), bytes.data, bytes.len, 0600), OK);
    assert_true(db_moved(db));
    db_close(&db);
    assert_int_equal(jobs(*state), 0);
}

static struct desk_store *store_open(const struct room *room)
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

static void submit(const struct room *room, struct desk desk)
{
    struct request *request = visitor_request(room->catalogue.services[0]);
    struct receipt receipt;
    assert_int_equal(desk.ops->submit(desk.self, request, monday, &receipt), OK);
    free(request);
}

/* What was accepted before and after survives the program. */
static void nothing_accepted_is_lost_with_the_file(void **state)
{
    const struct room *room = *state;
    room_enrol(room);
    struct desk_store *store = store_open(room);
    struct desk desk = desk_store_desk(store);
    submit(room, desk);
    assert_int_equal(unlink(room_path(room, DB_FILE)), 0);
    assert_int_equal(unlink(room_path(room, DB_FILE "-wal")), 0);
    submit(room, desk);
    desk_store_close(&store);
    SCOPED(db_close) struct db *db = room_db(room, DB_KIOSK);
    assert_int_equal(count(db, "SELECT count(*) FROM outbox"), 2);
}

static void a_table_that_is_gone_is_damage(void **state)
{
    const struct room *room = *state;
    struct desk_state found;
    struct desk_store *store = store_open(room);
    struct desk desk = desk_store_desk(store);
    struct db *db = room_db(room, DB_SYNC);
    assert_int_equal(db_exec(db, "DROP TABLE outbox"), OK);
    db_close(&db);
    for (int tries = 0; tries < 3; tries++) {
        assert_int_equal(desk.ops->state(desk.self, monday + SECONDS(20) * tries, &found), OK);
        assert_int_equal(found.health, DESK_BROKEN);
        assert_int_equal(found.fault, DB_FAULT_DAMAGED);
    }
    desk_store_close(&store);
}

/* A disk that turned read-only, or a file somebody protected: said at once, and mended by itself.
 */
static void what_cannot_be_written_is_not_opened(void **state)
{
    const struct room *room = *state;
    struct db *db = room_db(room, DB_KIOSK);
    enum db_fault fault = DB_FAULT_NONE;
    assert_int_equal(db_exec(db, "PRAGMA query_only = ON"), OK);
    assert_int_not_equal(db_exec(db, "DELETE FROM jobs"), OK);
    assert_int_equal(db_met(db), DB_FAULT_DURABLE);
    db_close(&db);
    if (geteuid() == 0)
        return; /* nothing is protected from root */
    assert_int_equal(chmod(room_path(room, DB_FILE), 0400), 0);
    assert_int_equal(db_open(room->dir.path, DB_KIOSK, &db, &fault), ERR_STORAGE);
    assert_int_equal(fault, DB_FAULT_OPEN);
}

/* A clock that was set back by a day does not put off the next try by a day. */
static void mended_while_the_clock_was_set_back(void **state)
{
    const struct room *room = *state;
    struct desk_state found;
    assert_int_equal(mkdir(room_path(room, DB_FILE), 0700), 0);
    struct desk_store *store = store_open(room);
    struct desk desk = desk_store_desk(store);
    assert_int_equal(desk.ops->state(desk.self, monday, &found), OK);
    assert_int_equal(found.health, DESK_BROKEN);
    assert_int_equal(rmdir(room_path(room, DB_FILE)), 0);
    assert_int_equal(desk.ops->state(desk.self, monday - DAYS(1), &found), OK);
    assert_int_not_equal(found.health, DESK_BROKEN);
    desk_store_close(&store);
}

static bool woken(int fd)
{
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    return poll(&ready, 1, 0) == 1;
}

/* Not by the bytes that a transaction writes on its way, when others cannot see them yet. */
static void a_commit_wakes_once_it_is_to_be_seen(void **state)
{
    const struct room *room = *state;
    SCOPED(db_close) struct db *db = room_db(room, DB_KIOSK);
    int fd = -1;
    assert_int_equal(watch_open(room->dir.path, &fd), OK);
    watch_wal(fd, room->dir.path);
    {
        SCOPED(tx_close) struct db_tx tx = tx_open(db);
        assert_int_equal(db_exec(db, "INSERT INTO jobs VALUES (0, 1)"), OK);
        assert_false(woken(fd));
        assert_int_equal(tx_commit(&tx), OK);
    }
    assert_true(woken(fd));
    watch_drain(fd);
    assert_false(woken(fd));
    assert_int_equal(db_exec(db, "DELETE FROM jobs"), OK);
    assert_true(woken(fd));
    close(fd);
}

/* Only syncd's commits checkpoint. */
static void a_long_log_is_copied_by_syncd_alone(void **state)
{
    const struct room *room = *state;
    const enum db_role roles[] = {DB_KIOSK, DB_SYNC};
    for (size_t i = 0; i < LENGTH(roles); i++) {
        SCOPED(db_close) struct db *db = room_db(room, roles[i]);
        SCOPED(db_close) struct db *other = room_db(room, DB_KIOSK);
        SCOPED(buf_fini) struct buf file;
        buf_init(&file, 16 << 20);
        for (int n = 0; n < 400; n++)
            assert_int_equal(db_exec(db, "INSERT INTO statuses VALUES (randomblob(16), "
                                         "randomblob(3000), 0)"),
                             OK);
        assert_int_equal(path_read(room_path(room, DB_FILE), &file), OK);
        assert_int_equal(file.len > 800000, roles[i] == DB_SYNC);
        assert_int_equal(db_exec(db, "DELETE FROM statuses"), OK);
        assert_int_equal(db_exec(db, "VACUUM"), OK);
        db_checkpoint(db);
    }
}

#define ROOM_TEST(function) cmocka_unit_test_setup_teardown(function, room_setup, room_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROOM_TEST(in_its_place),
        ROOM_TEST(taken_away_is_put_back),
        ROOM_TEST(replaced_is_opened_anew),
        ROOM_TEST(nothing_accepted_is_lost_with_the_file),
        ROOM_TEST(a_table_that_is_gone_is_damage),
        ROOM_TEST(what_cannot_be_written_is_not_opened),
        ROOM_TEST(mended_while_the_clock_was_set_back),
        ROOM_TEST(a_commit_wakes_once_it_is_to_be_seen),
        ROOM_TEST(a_long_log_is_copied_by_syncd_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
