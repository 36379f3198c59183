#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/query.h"
#include "store/support/room.h"

static int64_t value(struct db *db, const char *sql)
{
    SCOPED(query_end) struct query query = query_on(db, sql);
    assert_true(query_row(&query));
    return query_get(&query, 0);
}

/* The file's bytes, to see whether a refusal touched it. */
static void file_bytes(const char *path, struct buf *out)
{
    buf_init(out, 1 << 20);
    assert_int_equal(path_read(path, out), OK);
}

/* Refused with this fault, and left as it was. */
static void refused(const struct room *room, enum db_role role, enum db_fault expected)
{
    struct buf before, after;
    struct db *db = NULL;
    enum db_fault fault = DB_FAULT_NONE;
    file_bytes(room_path(room, DB_FILE), &before);
    assert_int_equal(db_open(room->dir.path, role, &db, &fault), ERR_STORAGE);
    assert_int_equal(fault, expected);
    assert_null(db);
    file_bytes(room_path(room, DB_FILE), &after);
    assert_int_equal(before.len, after.len);
    assert_memory_equal(before.data, after.data, before.len);
    buf_fini(&before);
    buf_fini(&after);
}

static void durable_on_each_open(void **state)
{
    const enum db_role roles[] = {DB_KIOSK, DB_SYNC, DB_TOOL, DB_KIOSK};
    for (size_t i = 0; i < LENGTH(roles); i++) {
        SCOPED(db_close) struct db *db = room_db(*state, roles[i]);
        assert_int_equal(value(db, "PRAGMA synchronous"), 2);
        assert_int_equal(value(db, "PRAGMA secure_delete"), 1);
        assert_int_equal(value(db, "PRAGMA foreign_keys"), 1);
        assert_int_equal(value(db, "PRAGMA user_version"), db_schema());
    }
}

static void tool_opens_only_what_is_there(void **state)
{
    struct room *room = *state;
    struct db *db = NULL;
    enum db_fault fault = DB_FAULT_NONE;
    assert_int_equal(db_open(room->dir.path, DB_TOOL, &db, &fault), ERR_NOT_FOUND);
    assert_int_not_equal(access(room_path(room, DB_FILE), F_OK), 0);
}

static void newer_is_refused(void **state)
{
    struct db *db = room_db(*state, DB_KIOSK);
    assert_int_equal(db_exec(db, "PRAGMA user_version = 99"), OK);
    db_close(&db);
    refused(*state, DB_KIOSK, DB_FAULT_NEWER);
    refused(*state, DB_TOOL, DB_FAULT_NEWER);
}

static void foreign_is_refused(void **state)
{
    struct db *db = room_db(*state, DB_KIOSK);
    assert_int_equal(db_exec(db, "PRAGMA application_id = 7"), OK);
    db_close(&db);
    refused(*state, DB_KIOSK, DB_FAULT_FOREIGN);
}

/* By the tools; kiosk and syncd set it aside (test_salvage.c). */
static void garbage_is_refused(void **state)
{
    char noise[8192];
    memset(noise, 'x', sizeof(noise));
    assert_int_equal(path_write(room_path(*state, DB_FILE), noise, sizeof(noise), 0600), OK);
    refused(*state, DB_TOOL, DB_FAULT_DAMAGED);
}

static void folder_that_cannot_be_made(void **state)
{
    struct room *room = *state;
    struct db *db = NULL;
    enum db_fault fault = DB_FAULT_NONE;
    assert_int_equal(path_write(room_path(room, "file"), "x", 1, 0600), OK);
    assert_int_equal(db_open(room_path(room, "file/below"), DB_KIOSK, &db, &fault), ERR_STORAGE);
    assert_int_equal(fault, DB_FAULT_FOLDER);
}

static void transactions_join_and_roll_back(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_KIOSK);
    {
        SCOPED(tx_close) struct db_tx outer = tx_open(db);
        SCOPED(tx_close) struct db_tx inner = tx_open(db);
        assert_int_equal(db_exec(db, "INSERT INTO jobs VALUES (0, 1)"), OK);
        assert_int_equal(tx_commit(&inner), OK);
        assert_int_equal(tx_commit(&outer), OK);
    }
    assert_int_equal(value(db, "SELECT count(*) FROM jobs"), 1);
    {
        SCOPED(tx_close) struct db_tx outer = tx_open(db);
        {
            SCOPED(tx_close) struct db_tx inner = tx_open(db);
            assert_int_equal(inner.err, OK);
            assert_int_equal(db_exec(db, "INSERT INTO jobs VALUES (1, 1)"), OK);
        }
        /* The inner one was given up: the outer cannot commit half. */
        assert_int_not_equal(tx_commit(&outer), OK);
    }
    assert_int_equal(value(db, "SELECT count(*) FROM jobs"), 1);
}

static void full_disk_is_told_and_undone(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_KIOSK);
    assert_int_equal(value(db, "PRAGMA max_page_count = 30"), 30);
    {
        SCOPED(tx_close) struct db_tx tx = tx_open(db);
        enum err err = tx.err;
        for (int i = 0; i < 100 && err == OK; i++)
            err = db_exec(db, "INSERT INTO statuses VALUES (randomblob(16), randomblob(2000), 0)");
        assert_int_equal(err, ERR_FULL);
    }
    assert_int_equal(value(db, "SELECT count(*) FROM statuses"), 0);
    assert_int_equal(db_exec(db, "INSERT INTO jobs VALUES (0, 1)"), OK);
}

static void others_commits_show(void **state)
{
    SCOPED(db_close) struct db *kiosk = room_db(*state, DB_KIOSK);
    SCOPED(db_close) struct db *sync = room_db(*state, DB_SYNC);
    int64_t before = db_version(kiosk);
    assert_int_equal(db_exec(kiosk, "INSERT INTO jobs VALUES (0, 1)"), OK);
    assert_int_equal(db_version(kiosk), before);
    assert_int_equal(db_exec(sync, "DELETE FROM jobs"), OK);
    assert_int_not_equal(db_version(kiosk), before);
}

/* Kiosk and syncd start together on a new machine. */
static void first_open_by_many_at_once(void **state)
{
    enum { MANY = 6 };
    pid_t children[MANY];
    for (int i = 0; i < MANY; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0) {
            struct db *db = NULL;
            enum db_fault fault;
            const struct room *room = *state;
            enum err err = db_open(room->dir.path, i % 2 ? DB_SYNC : DB_KIOSK, &db, &fault);
            _exit(err == OK ? 0 : (int)fault);
        }
    }
    for (int i = 0; i < MANY; i++) {
        int status = 0;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 0);
    }
    SCOPED(db_close) struct db *db = room_db(*state, DB_TOOL);
    assert_int_equal(value(db, "SELECT count(*) FROM kiosk"), 1);
}

#define ROOM_TEST(function) cmocka_unit_test_setup_teardown(function, room_setup, room_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROOM_TEST(durable_on_each_open),
        ROOM_TEST(tool_opens_only_what_is_there),
        ROOM_TEST(newer_is_refused),
        ROOM_TEST(foreign_is_refused),
        ROOM_TEST(garbage_is_refused),
        ROOM_TEST(folder_that_cannot_be_made),
        ROOM_TEST(transactions_join_and_roll_back),
        ROOM_TEST(full_disk_is_told_and_undone),
        ROOM_TEST(others_commits_show),
        ROOM_TEST(first_open_by_many_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
