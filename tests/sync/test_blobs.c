/* Pages on their way up: before their item, after everything short, resumed at the byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/blobs.h"
#include "sync/support/house.h"

enum { PAGE = 700 * 1024 }; /* three parts */

static void log_is_whole(struct house *house)
{
    int64_t broken = -1;
    assert_int_equal(sync_log_verify(house->db, &broken), OK);
    assert_int_equal(broken, 0);
}

/* All pages and the item are there, once. */
static void arrived(struct house *house, int64_t sequence, size_t pages)
{
    struct blob blobs[ITEM_BLOBS_MAX];
    size_t count = 0;
    assert_int_equal(house_state(house, sequence), ITEM_RECEIVED);
    assert_int_equal(house_arrived(house), 1);
    assert_int_equal(blobs_of(house->db, sequence, blobs, &count), OK);
    assert_int_equal(count, pages);
    assert_int_equal(house->office.blobs.count, pages);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(blobs[i].state, BLOB_SENT);
        assert_true(fake_blobs_whole(&house->office.blobs, &blobs[i].name));
    }
    log_is_whole(house);
}

static void pages_go_before_their_item(void **state)
{
    struct house *house = *state;
    int64_t sequence = house_put_pages(house, 2, PAGE);
    house_settle(house);
    arrived(house, sequence, 2);
    assert_int_equal(house->office.blobs.heads, 2);
    assert_int_equal(house->office.blobs.parts, 6);
    assert_int_equal(house->office.blobs.refused, 0);
    assert_int_equal(house->office.unsigned_requests, 0);
    struct sync_row rows[16];
    size_t count = 0, pages = 0;
    int64_t bytes = 0;
    assert_int_equal(sync_log_after(house->db, 0, rows, 16, &count), OK);
    for (size_t i = 0; i < count; i++) {
        pages += (size_t)rows[i].blobs;
        bytes += rows[i].blobs ? rows[i].bytes : 0;
    }
    assert_int_equal(pages, 2);
    assert_in_range(bytes, 2 * PAGE, 2 * PAGE + 4096);
}

/* A call that comes while a page is on its way does not wait for the end of it. */
static void nothing_short_waits_for_a_page(void **state)
{
    struct house *house = *state;
    int64_t request = house_put_pages(house, 1, PAGE);
    for (int i = 0; i < 40 && house->office.blobs.parts == 0; i++)
        engine_step(house->engine, house->now);
    assert_int_equal(house->office.blobs.parts, 1);
    int64_t call = house_put(house, ITEM_CALL);
    engine_step(house->engine, house->now);
    assert_int_equal(house_state(house, call), ITEM_RECEIVED);
    assert_int_equal(house_state(house, request), ITEM_WAITING);
    assert_int_equal(house->office.blobs.parts, 1);
    house_settle(house);
    assert_int_equal(house_state(house, request), ITEM_RECEIVED);
}

/* Whatever cuts it off, nothing that is there goes up twice. */
static void every_cut_is_resumed_at_the_byte(void **state)
{
    static const enum mishap mishaps[] = {MISHAP_CLOSED,   MISHAP_PORTAL, MISHAP_REDIRECT,
                                          MISHAP_REPLAY,   MISHAP_FORGED, MISHAP_REFUSED,
                                          MISHAP_TRUNCATED};
    struct house *house = *state;
    house_settle(house);
    for (size_t i = 0; i < LENGTH(mishaps); i++) {
        int64_t sequence = house_put_pages(house, 1, PAGE);
        int parts = house->office.blobs.parts;
        for (int step = 0; step < 40 && house->office.blobs.parts == parts; step++)
            engine_step(house->engine, house->now);
        pthread_mutex_lock(&house->office.lock);
        house->office.mishap = mishaps[i];
        house->office.only = BLOB_PATH;
        pthread_mutex_unlock(&house->office.lock);
        engine_step(house->engine, house->now);
        assert_int_equal(house_state(house, sequence), ITEM_WAITING);
        pthread_mutex_lock(&house->office.lock);
        house->office.mishap = MISHAP_NONE;
        pthread_mutex_unlock(&house->office.lock);
        house_pass(house, MINUTES(2));
        assert_int_equal(house_state(house, sequence), ITEM_RECEIVED);
        /* Three parts, and one more where the office never saw one of them. */
        assert_in_range(house->office.blobs.parts - parts, 3, 4);
        assert_int_equal(house->office.blobs.refused, 0);
        fake_blobs_forget(&house->office.blobs);
    }
    log_is_whole(house);
}

static void an_office_that_lost_pages_gets_them_again(void **state)
{
    struct house *house = *state;
    int64_t sequence = house_put_pages(house, 2, PAGE);
    for (int i = 0; i < 40 && house->office.blobs.parts < 6; i++)
        engine_step(house->engine, house->now);
    assert_int_equal(house->office.blobs.parts, 6);
    /* Before the item: the receipt says missing_blobs. */
    fake_blobs_forget(&house->office.blobs);
    house_pass(house, MINUTES(1));
    arrived(house, sequence, 2);
    /* And after it: the office was restored from a backup and wants the item. */
    fake_blobs_forget(&house->office.blobs);
    house->office.item_count = 0;
    house->office.want = (struct want){.from = sequence, .to = sequence};
    house_pass(house, MINUTES(11));
    arrived(house, sequence, 2);
}

static void what_the_office_refuses(void **state)
{
    struct house *house = *state;
    struct fake_blobs *blobs = &house->office.blobs;
    blobs->full = true;
    int64_t request = house_put_pages(house, 1, PAGE);
    house_settle(house);
    /* No room for pictures: text goes on. */
    int64_t call = house_put(house, ITEM_CALL);
    house_settle(house);
    assert_int_equal(house_state(house, call), ITEM_RECEIVED);
    assert_int_equal(house_state(house, request), ITEM_WAITING);
    blobs->full = false;
    blobs->writers = true;
    house_pass(house, MINUTES(16));
    assert_int_equal(house_state(house, request), ITEM_WAITING);
    blobs->writers = false;
    /* A byte changed on the way: it starts over. */
    blobs->spoil = true;
    house_pass(house, MINUTES(16));
    house_pass(house, MINUTES(16));
    assert_int_equal(house_state(house, request), ITEM_RECEIVED);
    log_is_whole(house);
}

/* A page whose file is gone holds its request up no longer; the office sees that it is missing. */
static void a_lost_page_holds_nothing_up(void **state)
{
    struct house *house = *state;
    struct blob blobs[ITEM_BLOBS_MAX];
    size_t count = 0;
    char path[PATH_SIZE], hex[BLOB_HEX];
    int64_t sequence = house_put_pages(house, 2, PAGE);
    assert_int_equal(blobs_of(house->db, sequence, blobs, &count), OK);
    blob_hex(blobs[0].name.hash, hex);
    snprintf(path, sizeof(path), "%.300s/%s/%s", house->dir.path, BLOBS_DIR, hex);
    assert_int_equal(unlink(path), 0);
    /* The other one is damaged. */
    blob_hex(blobs[1].name.hash, hex);
    snprintf(path, sizeof(path), "%.300s/%s/%s", house->dir.path, BLOBS_DIR, hex);
    FILE *file = fopen(path, "r+");
    assert_non_null(file);
    fputs("damaged", file);
    fclose(file);
    house_settle(house);
    assert_int_equal(house_state(house, sequence), ITEM_RECEIVED);
    assert_int_equal(house->office.blobs.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pages_go_before_their_item, house_setup, house_teardown),
        cmocka_unit_test_setup_teardown(nothing_short_waits_for_a_page, house_setup,
                                        house_teardown),
        cmocka_unit_test_setup_teardown(every_cut_is_resumed_at_the_byte, house_setup,
                                        house_teardown),
        cmocka_unit_test_setup_teardown(an_office_that_lost_pages_gets_them_again, house_setup,
                                        house_teardown),
        cmocka_unit_test_setup_teardown(what_the_office_refuses, house_setup, house_teardown),
        cmocka_unit_test_setup_teardown(a_lost_page_holds_nothing_up, house_setup, house_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
