/* Photographed pages: drafts, pages of an item, and what becomes of their files. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "seal/envelope.h"
#include "store/ballast.h"
#include "store/blobs.h"
#include "store/desk_inside.h"
#include "store/outbox.h"
#include "store/support/room.h"
#include "store/support/visitor.h"
#include "wire/batch.h"
#include "wire/item.h"

static const int64_t monday = INT64_C(1789000000000);

enum { JPEG_BYTES = 100 * 1024 };

struct kiosk {
    struct room *room;
    struct desk_store *store;
    struct desk desk;
    struct request *request;
    uint8_t jpeg[JPEG_BYTES];
};

static void store_open(struct kiosk *kiosk, int64_t reserve)
{
    const struct desk_store_config config = {
        .state_dir = kiosk->room->dir.path,
        .settings = &kiosk->room->settings,
        .catalogue = &kiosk->room->catalogue,
        .entropy = entropy_system(),
        .reserve = reserve,
    };
    assert_int_equal(desk_store_open(&config, &kiosk->store), OK);
    kiosk->desk = desk_store_desk(kiosk->store);
}

static struct kiosk *kiosk_open(struct room *room)
{
    struct kiosk *kiosk = calloc(1, sizeof(*kiosk));
    assert_non_null(kiosk);
    kiosk->room = room;
    room_enrol(room);
    store_open(kiosk, 0);
    kiosk->request = visitor_request(room->catalogue.services[0]);
    memset(kiosk->jpeg, 0x41, sizeof(kiosk->jpeg));
    memcpy(kiosk->jpeg, "\xff\xd8\xff\xe0 Sariyem", 12);
    return kiosk;
}

static void kiosk_close(struct kiosk *kiosk)
{
    free(kiosk->request);
    desk_store_close(&kiosk->store);
    free(kiosk);
}

/* Files in STATE/blobs. */
static size_t files(const struct kiosk *kiosk)
{
    char path[PATH_SIZE];
    size_t count = 0;
    assert_int_equal(path_join(path, kiosk->room->dir.path, BLOBS_DIR), OK);
    DIR *dir = opendir(path);
    struct dirent *entry;
    while (dir && (entry = readdir(dir)))
        count += entry->d_name[0] != '.';
    if (dir)
        closedir(dir);
    return count;
}

static enum err put(struct kiosk *kiosk, int64_t *id)
{
    kiosk->jpeg[20]++;
    return kiosk->desk.ops->document_put(kiosk->desk.self, kiosk->jpeg, sizeof(kiosk->jpeg), monday,
                                         id);
}

static enum err drop(struct kiosk *kiosk, int64_t id)
{
    return kiosk->desk.ops->document_drop(kiosk->desk.self, id);
}

static enum err submit(struct kiosk *kiosk)
{
    struct receipt receipt;
    return kiosk->desk.ops->submit(kiosk->desk.self, kiosk->request, monday, &receipt);
}

/* The first document that is not automatic is photographed on two pages. */
static uint8_t photograph(struct kiosk *kiosk)
{
    const struct standard *standard = kiosk->request->standard;
    uint8_t document = 0;
    while (standard->documents[document].automatic)
        document++;
    kiosk->request->documents[document] = HANDOVER_PHOTO;
    kiosk->request->page_count = 2;
    for (size_t i = 0; i < 2; i++) {
        kiosk->request->pages[i].document = document;
        assert_int_equal(put(kiosk, &kiosk->request->pages[i].id), OK);
    }
    return document;
}

/* The file of a page holds an envelope that the office opens, and nothing in clear. */
static void a_page_is_sealed_at_once(void **state)
{
    struct kiosk *kiosk = kiosk_open(*state);
    int64_t id = 0;
    struct blob blob;
    struct envelope_head head;
    struct stat file;
    struct buf sealed, plain;
    char path[PATH_SIZE], hex[BLOB_HEX];
    buf_init(&sealed, BLOB_MAX);
    buf_init(&plain, DOCUMENT_MAX);
    assert_int_equal(put(kiosk, &id), OK);
    SCOPED(db_close) struct db *db = room_db(kiosk->room, DB_TOOL);
    assert_int_equal(blobs_draft(db, id, &blob), OK);
    assert_int_equal(
        blobs_read(kiosk->room->dir.path, &blob.name, 0, (size_t)blob.name.len, &sealed), OK);
    blob_hex(blob.name.hash, hex);
    snprintf(path, sizeof(path), "%.400s/%s/%s", kiosk->room->dir.path, BLOBS_DIR, hex);
    assert_int_equal(stat(path, &file), 0);
    assert_int_equal(file.st_mode & 0777, 0600);
    assert_int_equal(file.st_size, blob.name.len);
    assert_null(memmem(sealed.data, sealed.len, "Sariyem", 7));
    assert_null(memmem(sealed.data, sealed.len, "\xff\xd8\xff\xe0", 4));
    const struct identity *office = &kiosk->room->office;
    assert_int_equal(
        envelope_open(sealed.data, sealed.len, &office->public.seal, &office->seal, &head, &plain),
        OK);
    assert_int_equal(head.kind, ENVELOPE_DOCUMENT);
    assert_int_equal(plain.len, sizeof(kiosk->jpeg));
    assert_memory_equal(plain.data, kiosk->jpeg, plain.len);
    buf_fini(&sealed);
    buf_fini(&plain);
    kiosk_close(kiosk);
}

static void drafts_go_when_they_are_dropped(void **state)
{
    struct kiosk *kiosk = kiosk_open(*state);
    int64_t ids[3];
    for (size_t i = 0; i < LENGTH(ids); i++)
        assert_int_equal(put(kiosk, &ids[i]), OK);
    assert_int_equal(files(kiosk), 3);
    assert_int_equal(drop(kiosk, ids[1]), OK);
    assert_int_equal(drop(kiosk, ids[1]), OK);
    assert_int_equal(files(kiosk), 2);
    assert_int_equal(drop(kiosk, 0), OK);
    assert_int_equal(files(kiosk), 0);
    /* A number is never another page's. */
    int64_t next = 0;
    assert_int_equal(put(kiosk, &next), OK);
    assert_true(next > ids[2]);
    kiosk_close(kiosk);
}

/* A kiosk that starts removes what was left: drafts, held ones, files that nothing names. */
static void drafts_do_not_outlive_the_process(void **state)
{
    struct kiosk *kiosk = kiosk_open(*state);
    struct draft_code code;
    int64_t id = 0;
    char path[PATH_SIZE];
    assert_int_equal(put(kiosk, &id), OK);
    assert_int_equal(
        kiosk->desk.ops->hold(kiosk->desk.self, kiosk->request, sizeof(*kiosk->request), 1, &code),
        OK);
    assert_int_equal(put(kiosk, &id), OK);
    snprintf(path, sizeof(path), "%.400s/%s/%064d.77.new", kiosk->room->dir.path, BLOBS_DIR, 7);
    FILE *torn = fopen(path, "w");
    assert_non_null(torn);
    fclose(torn);
    assert_int_equal(files(kiosk), 3);
    desk_store_close(&kiosk->store);
    store_open(kiosk, 0);
    assert_int_equal(files(kiosk), 0);
    kiosk_close(kiosk);
}

static void a_form_taken_away_keeps_its_pages(void **state)
{
    struct kiosk *kiosk = kiosk_open(*state);
    struct draft_code code;
    photograph(kiosk);
    size_t size = sizeof(*kiosk->request);
    assert_int_equal(kiosk->desk.ops->hold(kiosk->desk.self, kiosk->request, size, 1, &code), OK);
    /* The next visitor's end takes nothing of it. */
    assert_int_equal(drop(kiosk, 0), OK);
    assert_int_equal(files(kiosk), 2);
    memset(kiosk->request, 0, size);
    assert_int_equal(kiosk->desk.ops->resume(kiosk->desk.self, &code, 2, kiosk->request, size), OK);
    assert_int_equal(submit(kiosk), OK);
    assert_int_equal(files(kiosk), 2);

    /* One that nobody comes for goes with its time. */
    photograph(kiosk);
    assert_int_equal(kiosk->desk.ops->hold(kiosk->desk.self, kiosk->request, size, 1, &code), OK);
    assert_int_equal(kiosk->desk.ops->expire(kiosk->desk.self, DRAFT_KEPT), OK);
    assert_int_equal(files(kiosk), 4);
    assert_int_equal(kiosk->desk.ops->expire(kiosk->desk.self, DRAFT_KEPT + 1), OK);
    assert_int_equal(files(kiosk), 2);
    kiosk_close(kiosk);
}

/* The item names its pages, waits for them, and is due when the last is there. */
static void pages_go_with_their_item(void **state)
{
    struct kiosk *kiosk = kiosk_open(*state);
    uint8_t document = photograph(kiosk);
    assert_int_equal(submit(kiosk), OK);
    assert_int_equal(drop(kiosk, 0), OK);
    assert_int_equal(files(kiosk), 2);

    SCOPED(db_close) struct db *db = room_db(kiosk->room, DB_SYNC);
    static struct blob pages[ITEM_BLOBS_MAX];
    struct outbox_due due[2];
    struct outbox_totals totals;
    struct blob_totals waiting;
    struct buf store;
    size_t count = 0;
    buf_init(&store, BATCH_BYTES);
    assert_int_equal(blobs_of(db, 1, pages, &count), OK);
    assert_int_equal(count, 2);
    assert_int_equal(blobs_totals(db, &waiting), OK);
    assert_int_equal(waiting.waiting, 2);
    assert_int_equal(waiting.bytes, pages[0].name.len + pages[1].name.len);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(outbox_due(db, monday, due, 2, &store, &count), OK);
        assert_int_equal(count, 0);
        assert_int_equal(outbox_totals(db, &totals), OK);
        assert_int_equal(totals.waiting, 1);
        assert_int_equal(totals.ready, 0);
        struct blob blob;
        assert_int_equal(blobs_due(db, monday, &blob), OK);
        assert_memory_equal(blob.name.hash, pages[i].name.hash, HASH_BYTES);
        assert_int_equal(blobs_advance(db, &blob, blob.name.len / 2, monday), OK);
        assert_int_equal(blobs_due(db, monday, &blob), OK);
        assert_int_equal(blob.durable, pages[i].name.len / 2);
        assert_int_equal(blobs_advance(db, &blob, blob.name.len, monday), OK);
    }
    assert_int_equal(outbox_due(db, monday, due, 2, &store, &count), OK);
    assert_int_equal(count, 1);

    struct envelope_head head;
    struct buf plain;
    static struct item item;
    buf_init(&plain, ITEM_PLAIN_MAX);
    const struct identity *office = &kiosk->room->office;
    assert_int_equal(
        envelope_open(store.data, due[0].len, &office->public.seal, &office->seal, &head, &plain),
        OK);
    assert_int_equal(item_read(ITEM_REQUEST, plain.data, plain.len, &item), OK);
    assert_int_equal(item.request.page_count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_memory_equal(item.request.pages[i].blob.hash, pages[i].name.hash, HASH_BYTES);
        assert_int_equal(item.request.pages[i].blob.len, pages[i].name.len);
        assert_string_equal(item.request.pages[i].document,
                            kiosk->request->standard->documents[document].key);
    }
    buf_fini(&plain);
    buf_fini(&store);
    kiosk_close(kiosk);
}

/* The office lacks the item: pages and item go again. Seven days later both are forgotten. */
static void pages_are_sent_again_and_forgotten_with_their_item(void **state)
{
    struct kiosk *kiosk = kiosk_open(*state);
    photograph(kiosk);
    assert_int_equal(submit(kiosk), OK);
    SCOPED(db_close) struct db *db = room_db(kiosk->room, DB_SYNC);
    struct blob blob;
    int64_t resent = 0;
    const struct outbox_outcome received = {
        .sequence = 1, .state = ITEM_RECEIVED, .at = monday, .reason = ""};
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 2; i++) {
            assert_int_equal(blobs_due(db, monday, &blob), OK);
            assert_int_equal(blob.durable, 0);
            assert_int_equal(blobs_advance(db, &blob, blob.name.len, monday), OK);
        }
        assert_int_equal(blobs_due(db, monday, &blob), ERR_NOT_FOUND);
        assert_int_equal(outbox_settle(db, &received, 1), OK);
        if (round == 0)
            assert_int_equal(outbox_resend(db, 1, 1, monday, &resent), OK);
    }
    assert_int_equal(outbox_forget(db, monday + 1), OK);
    assert_int_equal(blobs_sweep(db, kiosk->room->dir.path), OK);
    assert_int_equal(files(kiosk), 0);
    kiosk_close(kiosk);
}

static void what_is_refused(void **state)
{
    struct kiosk *kiosk = kiosk_open(*state);
    const struct desk_ops *ops = kiosk->desk.ops;
    static uint8_t large[PAGE_BYTES_MAX + 1];
    int64_t id = 0;
    assert_int_equal(ops->document_put(kiosk->desk.self, large, 0, monday, &id), ERR_INVALID);
    assert_int_equal(ops->document_put(kiosk->desk.self, large, sizeof(large), monday, &id),
                     ERR_INVALID);
    assert_int_equal(ops->document_put(kiosk->desk.self, large, PAGE_BYTES_MAX, monday, &id), OK);
    assert_int_equal(drop(kiosk, 0), OK);

    uint8_t document = photograph(kiosk);
    /* A page that was dropped, one of a document that is not photographed, a document without. */
    assert_int_equal(drop(kiosk, kiosk->request->pages[0].id), OK);
    assert_int_equal(submit(kiosk), ERR_INVALID);
    assert_int_equal(put(kiosk, &kiosk->request->pages[0].id), OK);
    kiosk->request->documents[document] = HANDOVER_OFFICER;
    assert_int_equal(submit(kiosk), ERR_INVALID);
    kiosk->request->documents[document] = HANDOVER_PHOTO;
    kiosk->request->page_count = 0;
    assert_int_equal(submit(kiosk), ERR_INVALID);
    kiosk->request->page_count = 2;
    kiosk->request->pages[1].id = kiosk->request->pages[0].id;
    assert_int_equal(submit(kiosk), ERR_INVALID);

    for (size_t i = 2; i < PAGES_MAX; i++)
        assert_int_equal(put(kiosk, &id), OK);
    assert_int_equal(put(kiosk, &id), ERR_INVALID);
    kiosk_close(kiosk);
}

/* Photographs are refused while forms are still taken. */
static void photographs_are_refused_first(void **state)
{
    struct kiosk *kiosk = kiosk_open(*state);
    struct desk_state now;
    int64_t id = 0;
    kiosk->store->reserve = disk_free(kiosk->room->dir.path) / 3;
    assert_int_equal(kiosk->desk.ops->state(kiosk->desk.self, monday, &now), OK);
    assert_true(now.photo_full);
    assert_int_equal(now.health, DESK_WELL);
    assert_int_equal(put(kiosk, &id), ERR_FULL);
    assert_int_equal(files(kiosk), 0);
    assert_int_equal(submit(kiosk), OK);
    kiosk->store->reserve = 1;
    assert_int_equal(put(kiosk, &id), OK);
    kiosk_close(kiosk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_page_is_sealed_at_once, room_setup, room_teardown),
        cmocka_unit_test_setup_teardown(drafts_go_when_they_are_dropped, room_setup, room_teardown),
        cmocka_unit_test_setup_teardown(drafts_do_not_outlive_the_process, room_setup,
                                        room_teardown),
        cmocka_unit_test_setup_teardown(a_form_taken_away_keeps_its_pages, room_setup,
                                        room_teardown),
        cmocka_unit_test_setup_teardown(pages_go_with_their_item, room_setup, room_teardown),
        cmocka_unit_test_setup_teardown(pages_are_sent_again_and_forgotten_with_their_item,
                                        room_setup, room_teardown),
        cmocka_unit_test_setup_teardown(what_is_refused, room_setup, room_teardown),
        cmocka_unit_test_setup_teardown(photographs_are_refused_first, room_setup, room_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
