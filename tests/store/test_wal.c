/* The log of kiosk.db: what a power cut leaves is left to SQLite, a flipped bit is put right. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/path.h"
#include "store/outbox.h"
#include "store/support/room.h"
#include "store/wal.h"

enum { ITEMS = 6, HEADER = 32, FRAME = 24 + 4096 };

/* The files as they are while the database is open: nothing of the log was brought over. */
struct files {
    struct buf database, log;
    size_t frames, last; /* the last transaction begins at this frame */
};

static uint32_t pages_after(const struct files *files, size_t frame)
{
    const uint8_t *at = files->log.data + HEADER + frame * FRAME + 4;
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void files_make(const struct room *room, struct files *files)
{
    const struct entropy entropy = entropy_system();
    struct db *db = room_db(room, DB_KIOSK);
    for (int i = 0; i < ITEMS; i++) {
        uint8_t envelope[5000];
        entropy.fill(entropy.self, envelope, sizeof(envelope));
        const struct outbox_item item = {.id = uuid_make(1000 + i, &entropy),
                                         .kind = ITEM_REQUEST,
                                         .status_id = {(uint8_t)(i + 1)},
                                         .created = 1000 + i,
                                         .envelope = envelope,
                                         .len = sizeof(envelope)};
        int64_t sequence = 0;
        assert_int_equal(outbox_put(db, &item, &sequence), OK);
    }
    buf_init(&files->database, 1 << 22);
    buf_init(&files->log, 1 << 22);
    assert_int_equal(path_read(room_path(room, DB_FILE), &files->database), OK);
    assert_int_equal(path_read(room_path(room, DB_FILE "-wal"), &files->log), OK);
    db_close(&db);
    files->frames = (files->log.len - HEADER) / FRAME;
    files->last = files->frames - 1;
    while (files->last > 0 && pages_after(files, files->last - 1) == 0)
        files->last--;
    assert_true(files->last > 4 && files->last < files->frames);
}

static void files_fini(struct files *files)
{
    buf_fini(&files->database);
    buf_fini(&files->log);
}

/* The database of the room with that log, closed. */
static void files_put(const struct room *room, const struct files *files)
{
    assert_int_equal(
        path_write(room_path(room, "copy.db"), files->database.data, files->database.len, 0600),
        OK);
    assert_int_equal(
        path_write(room_path(room, "copy.db-wal"), files->log.data, files->log.len, 0600), OK);
}

static bool flipped(const struct room *room, const struct files *files)
{
    files_put(room, files);
    return wal_flipped(room_path(room, "copy.db"));
}

static void a_whole_log_is_whole(void **state)
{
    struct room *room = *state;
    struct files files;
    files_make(room, &files);
    assert_false(flipped(room, &files));
    for (size_t cut = 0; cut < 3 * FRAME; cut += 999) { /* and so is one that ends anywhere */
        files.log.len -= 999;
        assert_false(flipped(room, &files));
    }
    files_fini(&files);
}

/* A low bit in every frame but those of the last transaction: found, and put right exactly. */
static void a_bit_that_hides_transactions_is_put_right(void **state)
{
    struct room *room = *state;
    struct files files;
    files_make(room, &files);
    for (size_t frame = 0; frame < files.frames; frame++) {
        char from[PATH_SIZE], to[PATH_SIZE];
        uint8_t *byte = files.log.data + HEADER + frame * FRAME + 24 + 8 * frame;
        *byte ^= 1;
        assert_int_equal(flipped(room, &files), frame < files.last);
        bool exact = false;
        TEXT_COPY(from, room_path(room, "copy.db"));
        TEXT_COPY(to, room_path(room, "mended.db"));
        enum err err = wal_mend(from, to, &exact);
        assert_int_equal(err, frame < files.last ? OK : ERR_NOT_FOUND);
        *byte ^= 1;
        if (err != OK)
            continue;
        SCOPED(buf_fini) struct buf mended;
        buf_init(&mended, 1 << 22);
        assert_int_equal(path_read(room_path(room, "mended.db-wal"), &mended), OK);
        assert_true(exact);
        assert_int_equal(mended.len, files.log.len);
        assert_memory_equal(mended.data, files.log.data, mended.len);
    }
    files_fini(&files);
}

/* A transaction of which one sector never arrived can look as if a bit had flipped. */
static void the_last_transaction_is_left_to_sqlite(void **state)
{
    struct room *room = *state;
    struct files files;
    files_make(room, &files);
    for (size_t bit = 0; bit < 8; bit++) {
        files.log.data[HEADER + files.last * FRAME + 24 + 100] ^= (uint8_t)(1U << bit);
        assert_false(flipped(room, &files));
        files.log.data[HEADER + files.last * FRAME + 24 + 100] ^= (uint8_t)(1U << bit);
    }
    files_fini(&files);
}

int main(void)
{
#define ROOM_TEST(name) cmocka_unit_test_setup_teardown(name, room_setup, room_teardown)
    const struct CMUnitTest tests[] = {
        ROOM_TEST(a_whole_log_is_whole),
        ROOM_TEST(a_bit_that_hides_transactions_is_put_right),
        ROOM_TEST(the_last_transaction_is_left_to_sqlite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
