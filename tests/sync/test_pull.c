/* What comes down, and the engine's own life: clock, statuses, feed, enrolment, the end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "seal/envelope.h"
#include "service/standard.h"
#include "store/feeds.h"
#include "store/jobs.h"
#include "store/link.h"
#include "store/pin.h"
#include "store/statuses.h"
#include "store/sync_log.h"
#include "sync/support/house.h"

static void add_row(struct house *house, char letter, const char *sealed)
{
    struct status_row *row = &house->office.rows[house->office.row_count++];
    memset(row->id, letter, sizeof(row->id));
    row->sealed = (const uint8_t *)sealed;
    row->len = strlen(sealed);
}

static const char *row_of(struct house *house, char letter)
{
    static char text[64];
    uint8_t id[STATUS_ID_BYTES];
    SCOPED(buf_fini) struct buf sealed;
    buf_init(&sealed, sizeof(text) - 1);
    memset(id, letter, sizeof(id));
    enum err err = statuses_find(house->db, id, &sealed);
    assert_true(err == OK || err == ERR_NOT_FOUND);
    strcpy(text, buf_text(&sealed));
    return text;
}

static void statuses_page_by_page(void **state)
{
    struct house *house = *state;
    house->office.page_rows = 2;
    for (char letter = 'a'; letter <= 'e'; letter++)
        add_row(house, letter, "first");
    house_settle(house);
    assert_int_equal(house->office.statuses, 3);
    assert_string_equal(row_of(house, 'a'), "first");
    assert_string_equal(row_of(house, 'e'), "first");
    add_row(house, 'b', "second");
    house_pass(house, SECONDS(4));
    assert_string_equal(row_of(house, 'b'), "first");
    house_pass(house, SECONDS(2));
    assert_string_equal(row_of(house, 'b'), "second");
}

static void a_visitor_looking_is_not_kept_waiting(void **state)
{
    struct house *house = *state;
    house_settle(house);
    add_row(house, 'a', "news");
    assert_int_equal(jobs_ask(house->db, JOB_STATUSES, house->now), OK);
    house_settle(house);
    assert_string_equal(row_of(house, 'a'), "news");
}

static void starting_over_on_410(void **state)
{
    struct house *house = *state;
    add_row(house, 'a', "old");
    add_row(house, 'b', "old");
    house_settle(house);
    house->office.gone = true;
    house->office.row_count = 0;
    add_row(house, 'a', "new");
    house_pass(house, SECONDS(6));
    assert_string_equal(row_of(house, 'a'), "new");
    assert_string_equal(row_of(house, 'b'), "");
}

static void an_idle_kiosk_keeps_the_log_readable(void **state)
{
    struct house *house = *state;
    house_settle(house);
    size_t before = house_rows(house);
    int polls = house->office.statuses;
    for (int i = 0; i < 360; i++)
        house_pass(house, SECONDS(5));
    assert_in_range(house->office.statuses - polls, 300, 400);
    /* Half an hour: one row each five minutes, and one each ten for an empty batch. */
    assert_in_range(house_rows(house) - before, 8, 12);
    struct sync_row row = house_last(house, SYNC_PULL);
    assert_int_equal(row.cause, CAUSE_UNCHANGED);
    /* And it is known to the minute that the office is there. */
    struct link link;
    assert_int_equal(link_read(house->db, &link), OK);
    assert_in_range(llabs(house->now - link.last_contact), 0, SECONDS(65));
    /* News after that is a row at once. */
    size_t rows = house_rows(house);
    add_row(house, 'a', "news");
    house_pass(house, SECONDS(5));
    assert_true(house_rows(house) > rows);
}

/* A feed of the house's own config, with the PIN sealed to `to`. */
static void make_feed(struct house *house, int64_t version, const char *pin, bool empty,
                      const struct seal_public *to)
{
    struct catalogue catalogue;
    struct why why;
    struct feed *feed = calloc(1, sizeof(*feed));
    SCOPED(buf_fini) struct buf sealed;
    buf_init(&sealed, sizeof(feed->pin));
    if (catalogue_open("kiosk-config", &catalogue, &why) != OK)
        fail_msg("%s", why.text);
    content_from(catalogue.services[0], &feed->content);
    feed->content.version = version;
    if (empty)
        feed->content.contact_count = 0;
    if (pin) {
        char hash[PASSWORD_HASH_SIZE];
        assert_int_equal(password_hash(pin, hash), OK);
        assert_int_equal(secret_seal(to, hash, strlen(hash), &sealed), OK);
        memcpy(feed->pin, sealed.data, sealed.len);
        feed->pin_len = sealed.len;
    }
    buf_clear(&house->office.feed);
    assert_int_equal(feed_write(feed, &house->office.feed), OK);
    house->office.feed_version = version;
    catalogue_close(&catalogue);
    free(feed);
}

static int64_t version_of(struct house *house)
{
    int64_t version = -1;
    assert_int_equal(feeds_version(house->db, &version), OK);
    return version;
}

static void the_feed_brings_content_and_the_pin(void **state)
{
    struct house *house = *state;
    int64_t until = 0;
    make_feed(house, 3, "246810", false, &house->device.public.seal);
    house_settle(house);
    assert_int_equal(version_of(house), 3);
    assert_int_equal(pin_try(house->db, "246810", house->now, &until), OK);
    /* Sealed to another kiosk: the content holds, the PIN stays. */
    make_feed(house, 4, "135790", false, &house->office.identity.public.seal);
    house_pass(house, MINUTES(1));
    assert_int_equal(version_of(house), 4);
    assert_int_equal(pin_try(house->db, "246810", house->now, &until), OK);
    /* One without a PIN changes none. */
    make_feed(house, 5, NULL, false, NULL);
    house_pass(house, MINUTES(1));
    assert_int_equal(version_of(house), 5);
    assert_int_equal(pin_try(house->db, "246810", house->now, &until), OK);
}

static void a_feed_that_empties_the_service_is_not_taken(void **state)
{
    struct house *house = *state;
    make_feed(house, 3, NULL, false, NULL);
    house_settle(house);
    make_feed(house, 4, NULL, true, NULL);
    house_pass(house, MINUTES(1));
    assert_int_equal(version_of(house), 3);
    assert_int_equal(house_last(house, SYNC_PULL).cause, CAUSE_ITEM);
    int feeds = house->office.feeds;
    house_pass(house, MINUTES(1));
    assert_int_equal(house->office.feeds, feeds);
}

static void forged_news_is_no_news(void **state)
{
    static const enum mishap mishaps[] = {MISHAP_FORGED, MISHAP_REPLAY, MISHAP_PORTAL,
                                          MISHAP_TRUNCATED};
    struct house *house = *state;
    house_settle(house);
    add_row(house, 'a', "forged");
    house->office.only = "/v1/status";
    for (size_t i = 0; i < LENGTH(mishaps); i++) {
        house->office.mishap = mishaps[i];
        house_pass(house, MINUTES(2));
        assert_string_equal(row_of(house, 'a'), "");
    }
    house->office.mishap = MISHAP_NONE;
    house_pass(house, MINUTES(2));
    assert_string_equal(row_of(house, 'a'), "forged");
}

static void a_clock_that_jumps_is_learned_anew(void **state)
{
    struct house *house = *state;
    struct link link;
    house_settle(house);
    int times = house->office.times;
    house_pass(house, SECONDS(10));
    assert_int_equal(house->office.times, times);
    /* The kiosk's own clock is set two hours ahead: the office's signatures tell. */
    house->now += HOURS(2);
    house_settle(house);
    house_pass(house, SECONDS(10));
    assert_true(house->office.times > times);
    assert_int_equal(link_read(house->db, &link), OK);
    assert_in_range(llabs(link.clock_offset + HOURS(2)), 0, 1000);
    /* And what is sent is signed with the office's time. */
    house_put(house, ITEM_REQUEST);
    house_settle(house);
    assert_int_equal(house_arrived(house), 1);
}

static void time_must_be_the_offices_own(void **state)
{
    struct house *house = *state;
    house->office.mishap = MISHAP_FORGED;
    house->office.only = "/v1/time";
    int64_t sequence = house_put(house, ITEM_REQUEST);
    engine_step(house->engine, house->now);
    assert_int_equal(house_last(house, SYNC_CLOCK).cause, CAUSE_NOT_OFFICE);
    assert_int_equal(house->office.batches, 0);
    house->office.mishap = MISHAP_NONE;
    house_pass(house, MINUTES(1));
    assert_int_equal(house_state(house, sequence), ITEM_RECEIVED);
}

static void waits_to_be_enrolled(void **state)
{
    struct house *house = *state;
    char path[PATH_SIZE];
    assert_int_equal(path_join(path, house->dir.path, ENROLMENT_FILE), OK);
    assert_int_equal(unlink(path), 0);
    int64_t sequence = house_put(house, ITEM_REQUEST);
    for (int i = 0; i < 5; i++)
        house_pass(house, MINUTES(1));
    assert_int_equal(house_rows(house), 1);
    assert_int_equal(house_last(house, SYNC_START).cause, CAUSE_NOT_ENROLLED);
    assert_int_equal(house->office.times, 0);
    engine_drain(house->engine);
    assert_int_equal(enrolment_save(house->dir.path, &house->enrolment), OK);
    house_settle(house);
    assert_int_equal(house_state(house, sequence), ITEM_RECEIVED);
}

/* It stands aside untouched, and the work goes on in a new one. */
static void a_damaged_database_is_set_aside(void **state)
{
    struct house *house = *state;
    char path[PATH_SIZE], aside[PATH_SIZE];
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, 1024);
    db_close(&house->db);
    engine_close(&house->engine);
    assert_int_equal(path_join(path, house->dir.path, DB_FILE), OK);
    assert_int_equal(path_join(aside, house->dir.path, DB_FILE ".damaged-1"), OK);
    assert_int_equal(path_write(path, "this is no database at all", 26, 0600), OK);
    const struct engine_config config = {
        .state_dir = house->dir.path,
        .settings = &house->settings,
        .entropy = entropy_system(),
        .stop_fd = -1,
    };
    assert_int_equal(engine_open(&config, &house->engine), OK);
    house_settle(house);
    assert_int_equal(house->office.times, 1);
    assert_int_equal(path_read(aside, &bytes), OK);
    assert_string_equal(buf_text(&bytes), "this is no database at all");
    enum db_fault fault;
    assert_int_equal(db_open(house->dir.path, DB_KIOSK, &house->db, &fault), OK);
}

/* The end does not wait for an office that says nothing, and is no failure in the log. */
static void the_end_is_prompt(void **state)
{
    struct house *house = *state;
    house_settle(house);
    size_t rows = house_rows(house);
    house->office.mishap = MISHAP_SILENT;
    int64_t sequence = house_put(house, ITEM_REQUEST);
    assert_int_equal(write(house->stop[1], "x", 1), 1);
    engine_step(house->engine, house->now);
    assert_int_equal(house_rows(house), rows);
    assert_int_equal(house_state(house, sequence), ITEM_WAITING);
}

#define HOUSE_TEST(function) cmocka_unit_test_setup_teardown(function, house_setup, house_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOUSE_TEST(statuses_page_by_page),
        HOUSE_TEST(a_visitor_looking_is_not_kept_waiting),
        HOUSE_TEST(starting_over_on_410),
        HOUSE_TEST(an_idle_kiosk_keeps_the_log_readable),
        HOUSE_TEST(the_feed_brings_content_and_the_pin),
        HOUSE_TEST(a_feed_that_empties_the_service_is_not_taken),
        HOUSE_TEST(forged_news_is_no_news),
        HOUSE_TEST(a_clock_that_jumps_is_learned_anew),
        HOUSE_TEST(time_must_be_the_offices_own),
        HOUSE_TEST(waits_to_be_enrolled),
        HOUSE_TEST(a_damaged_database_is_set_aside),
        HOUSE_TEST(the_end_is_prompt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
