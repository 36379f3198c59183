/* A damaged kiosk.db: what can be read goes on, what is damaged stays as it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/outbox.h"
#include "store/query.h"
#include "store/salvage.h"
#include "store/support/room.h"

enum { ITEMS = 60, PAGE = 4096 };

static int64_t value(struct db *db, const char *sql)
{
    SCOPED(query_end) struct query query = query_on(db, sql);
    assert_true(query_row(&query));
    return query_get(&query, 0);
}

static void put_items(struct db *db)
{
    const struct entropy entropy = entropy_system();
    for (int i = 0; i < ITEMS; i++) {
        uint8_t envelope[1500];
        memset(envelope, i + 1, sizeof(envelope));
        const struct outbox_item item = {.id = uuid_make(1000 + i, &entropy),
                                         .kind = ITEM_REQUEST,
                                         .status_id = {(uint8_t)(i + 1)},
                                         .created = 1000 + i,
                                         .envelope = envelope,
                                         .len = sizeof(envelope)};
        int64_t sequence = 0;
        assert_int_equal(outbox_put(db, &item, &sequence), OK);
        assert_int_equal(sequence, i + 1);
    }
}

/* The envelopes of the new file are whole: each is one byte all over, and in its place. */
static void items_are_whole(struct db *db)
{
    SCOPED(query_end)
    struct query query = query_on(db, "SELECT sequence, envelope FROM outbox");
    while (query_row(&query)) {
        size_t len = 0;
        int64_t sequence = query_get(&query, 0);
        const uint8_t *bytes = query_get_blob(&query, 1, &len);
        assert_int_equal(len, 1500);
        for (size_t i = 0; i < len; i++)
            assert_int_equal(bytes[i], sequence);
    }
    assert_int_equal(query_check(&query), OK);
}

static long file_size(const char *path)
{
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    return (long)info.st_size;
}

static void spoil(const char *path, long at, const char *bytes, size_t len)
{
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, len, 1, file), 1);
    fclose(file);
}

/* Every page but the first is spoiled once: the others' items are saved, none is made up, and no
 * number is given twice. */
static void any_page_may_be_damaged(void **state)
{
    struct room *room = *state;
    SCOPED(buf_fini) struct buf whole;
    buf_init(&whole, 4 << 20);
    struct db *db = room_db(room, DB_KIOSK);
    put_items(db);
    assert_int_equal(db_exec(db, "UPDATE kiosk SET pin_failures = 3, highest_receipted = 7"), OK);
    db_checkpoint(db);
    db_close(&db);
    assert_int_equal(path_read(room_path(room, DB_FILE), &whole), OK);
    long pages = file_size(room_path(room, DB_FILE)) / PAGE;
    char noise[PAGE];
    memset(noise, 0x5a, sizeof(noise));
    size_t damaged = 0, most = 0;
    for (long page = 1; page < pages; page++) {
        assert_int_equal(path_write(room_path(room, DB_FILE), whole.data, whole.len, 0600), OK);
        spoil(room_path(room, DB_FILE), page * PAGE, noise, sizeof(noise));
        db = room_db(room, DB_KIOSK);
        size_t saved = (size_t)value(db, "SELECT count(*) FROM outbox");
        items_are_whole(db);
        if (salvage_count(room->dir.path) == 1) {
            damaged++;
            most = saved > most ? saved : most;
            struct buf aside;
            buf_init(&aside, 4 << 20);
            assert_int_equal(path_read(room_path(room, DB_FILE ".damaged-1"), &aside), OK);
            assert_int_equal(aside.len, whole.len);
            assert_memory_equal(aside.data + page * PAGE, noise, PAGE);
            buf_fini(&aside);
            if (saved > 0) {
                int64_t sequence = 0, last = value(db, "SELECT max(sequence) FROM outbox");
                const struct entropy entropy = entropy_system();
                const struct outbox_item item = {.id = uuid_make(9, &entropy),
                                                 .kind = ITEM_CALL,
                                                 .envelope = whole.data,
                                                 .len = 10};
                assert_int_equal(outbox_put(db, &item, &sequence), OK);
                assert_true(sequence > last);
            }
            unlink(room_path(room, DB_FILE ".damaged-1"));
        }
        db_close(&db);
        unlink(room_path(room, DB_FILE));
    }
    assert_true(damaged >= (size_t)pages / 2);
    assert_true(most >= ITEMS - 6);
}

/* A bit that flips inside an envelope leaves SQLite content; the hash is not. */
static void a_flipped_bit_is_not_carried_over(void **state)
{
    struct room *room = *state;
    char noise[PAGE];
    memset(noise, 0x5a, sizeof(noise));
    struct db *db = room_db(room, DB_KIOSK);
    put_items(db);
    assert_int_equal(db_exec(db, "UPDATE outbox SET envelope = zeroblob(1500) WHERE sequence = 9;"
                                 "INSERT INTO jobs (kind, asked) VALUES (0, 1)"),
                     OK);
    int64_t root = value(db, "SELECT rootpage FROM sqlite_schema WHERE name = 'feeds'");
    db_checkpoint(db);
    db_close(&db);
    spoil(room_path(room, DB_FILE), (long)(root - 1) * PAGE, noise, sizeof(noise));
    db = room_db(room, DB_SYNC);
    assert_int_equal(salvage_count(room->dir.path), 1);
    assert_int_equal(value(db, "SELECT count(*) FROM outbox"), ITEMS - 1);
    assert_int_equal(value(db, "SELECT count(*) FROM outbox WHERE sequence = 9"), 0);
    db_close(&db);
}

static void after_nine_somebody_must_look(void **state)
{
    struct room *room = *state;
    char name[64];
    for (int i = 1; i <= 9; i++) {
        snprintf(name, sizeof(name), DB_FILE ".damaged-%d", i);
        assert_int_equal(path_write(room_path(room, name), "x", 1, 0600), OK);
    }
    assert_int_equal(path_write(room_path(room, DB_FILE), "garbage", 7, 0600), OK);
    struct db *db = NULL;
    enum db_fault fault = DB_FAULT_NONE;
    assert_int_equal(db_open(room->dir.path, DB_KIOSK, &db, &fault), ERR_STORAGE);
    assert_int_equal(fault, DB_FAULT_DAMAGED);
    assert_int_equal(file_size(room_path(room, DB_FILE)), 7);
}

#define ROOM_TEST(function) cmocka_unit_test_setup_teardown(function, room_setup, room_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROOM_TEST(any_page_may_be_damaged),
        ROOM_TEST(a_flipped_bit_is_not_carried_over),
        ROOM_TEST(after_nine_somebody_must_look),
    };
    return seal_start() == OK ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
