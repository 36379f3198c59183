/* What a kiosk leaves behind for somebody to carry, and items sent again by an officer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/blobs.h"
#include "store/jobs.h"
#include "sync/support/house.h"
#include "wire/export.h"

static void read_export(struct house *house, struct buf *file)
{
    char path[PATH_SIZE];
    assert_int_equal(path_join(path, house->dir.path, EXPORT_FILE), OK);
    buf_init(file, EXPORT_MAX);
    assert_int_equal(path_read(path, file), OK);
}

/* The items of the file whose signature is this device's. */
static size_t items_in(struct house *house, const struct buf *file, int64_t sequences[],
                       size_t most)
{
    struct export_cursor cursor = {0};
    struct export_record record;
    size_t items = 0;
    enum err err;
    while ((err = export_next(file, &cursor, &record)) == OK) {
        if (record.kind == EXPORT_PAGE)
            continue;
        const struct http_request request = {.method = EXPORT_METHOD,
                                             .path = EXPORT_PATH,
                                             .query = "",
                                             .body = record.body,
                                             .len = record.len};
        assert_int_equal(request_verify(&request, &record.signature, &house->device.public.sign),
                         OK);
        SCOPED(buf_fini) struct buf store;
        static struct batch batch;
        buf_init(&store, BATCH_BODY_MAX);
        assert_int_equal(batch_read(record.body, record.len, &store, &batch), OK);
        for (size_t i = 0; i < batch.count && items < most; i++)
            sequences[items++] = batch.items[i].sequence;
    }
    assert_int_equal(err, ERR_NOT_FOUND);
    return items;
}

static void what_has_no_receipt_is_exported(void **state)
{
    struct house *house = *state;
    int64_t sequences[128];
    struct buf file;
    house_put(house, ITEM_REQUEST);
    house_settle(house);
    house->office.mishap = MISHAP_SILENT;
    house->office.only = "/v1/batches";
    for (int i = 0; i < 60; i++)
        house_put(house, i % 2 ? ITEM_REQUEST : ITEM_COMPLAINT);
    assert_int_equal(jobs_ask(house->db, JOB_EXPORT, house->now), OK);
    engine_step(house->engine, house->now);
    read_export(house, &file);
    assert_int_equal(items_in(house, &file, sequences, LENGTH(sequences)), 60);
    for (int i = 0; i < 60; i++)
        assert_int_equal(sequences[i], i + 2);
    buf_fini(&file);
    unsigned mask = 0;
    assert_int_equal(jobs_asked(house->db, &mask), OK);
    assert_int_equal(mask, 0);
    /* Nothing has changed for the items themselves. */
    assert_int_equal(house_state(house, 5), ITEM_WAITING);
}

/* The pages of the items are in the file too, as they lie on the disk. */
static void pages_are_exported(void **state)
{
    struct house *house = *state;
    struct buf file;
    struct blob blobs[ITEM_BLOBS_MAX];
    struct export_cursor cursor = {0};
    struct export_record record;
    size_t count = 0, pages = 0;
    house->office.mishap = MISHAP_PORTAL;
    int64_t sequence = house_put_pages(house, 2, 300 * 1024);
    assert_int_equal(blobs_of(house->db, sequence, blobs, &count), OK);
    assert_int_equal(jobs_ask(house->db, JOB_EXPORT, house->now), OK);
    engine_step(house->engine, house->now);
    read_export(house, &file);
    enum err err;
    while ((err = export_next(&file, &cursor, &record)) == OK) {
        uint8_t hash[HASH_BYTES];
        if (record.kind != EXPORT_PAGE)
            continue;
        hash_sha256(record.body, record.len, hash);
        assert_memory_equal(hash, blobs[pages].name.hash, HASH_BYTES);
        assert_memory_equal(hash, record.hash, HASH_BYTES);
        pages++;
    }
    assert_int_equal(err, ERR_NOT_FOUND);
    assert_int_equal(pages, 2);
    buf_fini(&file);
}

static void quarantine_and_back(void **state)
{
    struct house *house = *state;
    int64_t sequences[4], requeued = 0;
    struct buf file;
    house->office.judgement = JUDGE_CONFLICT;
    house->office.judged = 1;
    house_put(house, ITEM_REQUEST);
    house_put(house, ITEM_SURVEY);
    house_settle(house);
    assert_int_equal(house_state(house, 1), ITEM_CONFLICT);
    assert_int_equal(house_state(house, 2), ITEM_RECEIVED);
    assert_int_equal(jobs_ask(house->db, JOB_EXPORT, house->now), OK);
    house_settle(house);
    read_export(house, &file);
    assert_int_equal(items_in(house, &file, sequences, LENGTH(sequences)), 1);
    assert_int_equal(sequences[0], 1);
    buf_fini(&file);
    /* A received one is no matter for an officer. */
    assert_int_equal(outbox_requeue(house->db, 2, house->now, &requeued), OK);
    assert_int_equal(requeued, 0);
    house->office.judgement = JUDGE_FAIR;
    assert_int_equal(outbox_requeue(house->db, 1, house->now, &requeued), OK);
    assert_int_equal(requeued, 1);
    house_settle(house);
    assert_int_equal(house_state(house, 1), ITEM_RECEIVED);
    assert_int_equal(outbox_requeue(house->db, 0, house->now, &requeued), OK);
    assert_int_equal(requeued, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_has_no_receipt_is_exported, house_setup,
                                        house_teardown),
        cmocka_unit_test_setup_teardown(pages_are_exported, house_setup, house_teardown),
        cmocka_unit_test_setup_teardown(quarantine_and_back, house_setup, house_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
