/* Items on their way up, through everything a network does to them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/jobs.h"
#include "store/link.h"
#include "store/sync_log.h"
#include "sync/support/house.h"

static void log_is_whole(struct house *house)
{
    int64_t broken = -1;
    assert_int_equal(sync_log_verify(house->db, &broken), OK);
    assert_int_equal(broken, 0);
}

static void one_item_arrives(void **state)
{
    struct house *house = *state;
    house->office.now += 400;
    house_put(house, ITEM_REQUEST);
    int64_t next = house_settle(house);
    assert_in_range(next - house->now, 1, SECONDS(5) + 1000);
    assert_int_equal(house_state(house, 1), ITEM_RECEIVED);
    assert_int_equal(house_arrived(house), 1);
    assert_int_equal(house->office.unsigned_requests, 0);
    struct sync_row row = house_last(house, SYNC_PUSH);
    assert_int_equal(row.cause, CAUSE_OK);
    assert_int_equal(row.http, 200);
    assert_int_equal(row.requests, 1);
    assert_int_equal(row.created, 1);
    assert_true(row.bytes > 0);
    struct link link;
    assert_int_equal(link_read(house->db, &link), OK);
    assert_int_equal(link.highest_receipted, 1);
    assert_true(link.clock_known);
    assert_in_range(link.clock_offset, 0, 400);
    assert_int_equal(house_last(house, SYNC_CLOCK).offset, link.clock_offset);
    log_is_whole(house);
}

/* With each batch go the rows of the log that no receipt has covered yet, and no others. */
static void the_office_is_told(void **state)
{
    struct house *house = *state;
    house_put(house, ITEM_REQUEST);
    house_settle(house);
    const struct report *report = &house->office.report;
    assert_true(report->at > 0);
    assert_int_equal(report->waiting, 1);
    assert_true(report->disk_free > 0);
    assert_true(report->row_count > 0);
    int64_t last = report->rows[report->row_count - 1].number;
    assert_int_equal(last, house->office.log_head);
    house_put(house, ITEM_SURVEY);
    house_settle(house);
    assert_true(report->row_count > 0);
    assert_int_equal(report->rows[0].number, last + 1);
    assert_int_equal(report->rows[report->row_count - 1].number, house->office.log_head);
}

static void many_go_in_batches_and_a_call_goes_first(void **state)
{
    struct house *house = *state;
    for (int i = 0; i < 120; i++)
        house_put(house, ITEM_REQUEST);
    int64_t call = house_put(house, ITEM_CALL);
    house_settle(house);
    assert_int_equal(house->office.batches, 3);
    assert_int_equal(house->office.largest, BATCH_ITEMS);
    assert_int_equal(house_arrived(house), 121);
    assert_int_equal(house->office.items[0].sequence, call);
    assert_int_equal(house_last(house, SYNC_PUSH).created, 21);
    log_is_whole(house);
}

/* Through each mishap the item stays; after it, it arrives exactly once. */
static void mishaps_lose_and_double_nothing(void **state)
{
    static const struct {
        const char *name;
        enum mishap mishap;
        enum sync_cause cause;
        int http;
        bool kept; /* the office had already done its work */
    } cases[] = {
        {"portal", MISHAP_PORTAL, CAUSE_NOT_OFFICE, 200, false},
        {"redirect", MISHAP_REDIRECT, CAUSE_NOT_OFFICE, 302, false},
        {"truncated", MISHAP_TRUNCATED, CAUSE_STALLED, 200, true},
        {"closed", MISHAP_CLOSED, CAUSE_STALLED, 0, true},
        {"silent", MISHAP_SILENT, CAUSE_STALLED, 0, false},
        {"busy", MISHAP_BUSY, CAUSE_BUSY, 503, false},
        {"replay", MISHAP_REPLAY, CAUSE_NOT_OFFICE, 200, true},
        {"forged", MISHAP_FORGED, CAUSE_NOT_OFFICE, 200, true},
        {"huge", MISHAP_HUGE, CAUSE_NOT_OFFICE, 200, true},
        {"refused", MISHAP_REFUSED, CAUSE_REFUSED, 401, true},
    };
    struct house *house = *state;
    house_settle(house);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        size_t before = house->office.item_count;
        house->office.mishap = cases[i].mishap;
        house->office.only = "/v1/batches";
        int64_t sequence = house_put(house, ITEM_REQUEST);
        /* One step: the try and nothing after it. */
        engine_step(house->engine, house->now);
        struct sync_row row = house_last(house, SYNC_PUSH);
        if (house_state(house, sequence) != ITEM_WAITING || row.cause != cases[i].cause ||
            row.http != cases[i].http || house->office.item_count != before + cases[i].kept)
            fail_msg("%s: state %d, cause %d, http %d", cases[i].name, house_state(house, sequence),
                     row.cause, row.http);
        assert_true(row.next_try >= row.at);
        house->office.mishap = MISHAP_NONE;
        house_pass(house, MINUTES(15));
        assert_int_equal(house_state(house, sequence), ITEM_RECEIVED);
        row = house_last(house, SYNC_PUSH);
        assert_int_equal(cases[i].kept ? row.duplicate : row.created, 1);
        assert_int_equal(house->office.item_count, before + 1);
    }
    assert_int_equal(house_arrived(house), LENGTH(cases));
    log_is_whole(house);
}

static void retry_after_is_a_floor(void **state)
{
    struct house *house = *state;
    house_settle(house);
    house->office.mishap = MISHAP_BUSY;
    int64_t sequence = house_put(house, ITEM_REQUEST);
    int64_t next = house_settle(house);
    assert_in_range(next - house->now, SECONDS(120), SECONDS(121));
    size_t rows = house_rows(house);
    /* Not even for a new item. */
    house->office.mishap = MISHAP_NONE;
    house_put(house, ITEM_CALL);
    house_pass(house, SECONDS(119));
    assert_int_equal(house_rows(house), rows);
    house_pass(house, SECONDS(3));
    assert_int_equal(house_state(house, sequence), ITEM_RECEIVED);
    assert_int_equal(house_arrived(house), 2);
}

static void verdicts_are_for_each_item_alone(void **state)
{
    static const struct {
        enum judgement judgement;
        enum item_state state;
        enum sync_cause cause;
    } cases[] = {
        {JUDGE_WRONG_HASH, ITEM_WAITING, CAUSE_ITEM}, {JUDGE_OMIT, ITEM_WAITING, CAUSE_ITEM},
        {JUDGE_RETRY, ITEM_WAITING, CAUSE_ITEM},      {JUDGE_CONFLICT, ITEM_CONFLICT, CAUSE_ITEM},
        {JUDGE_REJECT, ITEM_REJECTED, CAUSE_ITEM},
    };
    struct house *house = *state;
    house_settle(house);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        house->office.judgement = cases[i].judgement;
        house_put(house, ITEM_REQUEST);
        house->office.judged = house_put(house, ITEM_REQUEST);
        house_put(house, ITEM_REQUEST);
        engine_step(house->engine, house->now);
        assert_int_equal(house_state(house, house->office.judged), cases[i].state);
        assert_int_equal(house_state(house, house->office.judged - 1), ITEM_RECEIVED);
        assert_int_equal(house_state(house, house->office.judged + 1), ITEM_RECEIVED);
        struct sync_row row = house_last(house, SYNC_PUSH);
        assert_int_equal(row.cause, cases[i].cause);
        assert_int_equal(row.created, 2);
        assert_int_equal(row.conflict + row.rejected + row.retry, 1);
        /* What only waits arrives in the end. */
        house->office.judgement = JUDGE_FAIR;
        house_pass(house, MINUTES(15));
        bool waits = cases[i].state == ITEM_WAITING;
        assert_int_equal(house_state(house, house->office.judged),
                         waits ? ITEM_RECEIVED : cases[i].state);
    }
}

static void a_poisoned_batch_holds_up_nobody_else(void **state)
{
    struct house *house = *state;
    for (int i = 0; i < 20; i++)
        house_put(house, ITEM_REQUEST);
    house->office.judgement = JUDGE_POISON;
    house->office.judged = 13;
    for (int i = 0; i < 3; i++)
        house_settle(house);
    assert_int_equal(house_arrived(house), 19);
    assert_int_equal(house_state(house, 13), ITEM_WAITING);
    log_is_whole(house);
}

static void dead_office_then_back(void **state)
{
    struct house *house = *state;
    house_settle(house);
    fake_office_stop(&house->office);
    for (int i = 0; i < 60; i++)
        house_put(house, ITEM_REQUEST);
    house_settle(house);
    struct sync_row row = house_last(house, SYNC_PUSH);
    assert_int_equal(row.cause, CAUSE_NO_NETWORK);
    assert_int_equal(row.http, 0);
    /* One try put off all sixty, not a batch at a time. */
    struct outbox_totals totals;
    assert_int_equal(outbox_totals(house->db, &totals), OK);
    assert_int_equal(totals.waiting, 60);
    for (int i = 0; i < 30; i++)
        house_pass(house, MINUTES(1));
    assert_int_equal(outbox_totals(house->db, &totals), OK);
    assert_int_equal(totals.waiting, 60);
    assert_in_range(totals.tries, 3, 40);
    fake_office_start(&house->office);
    /* Looking for news finds the office within half a minute, and that sends the items. */
    house_pass(house, SECONDS(30));
    assert_int_equal(house_arrived(house), 60);
    log_is_whole(house);
}

static void an_officer_need_not_wait(void **state)
{
    struct house *house = *state;
    house_settle(house);
    house->office.mishap = MISHAP_BUSY;
    int64_t sequence = house_put(house, ITEM_REQUEST);
    house_settle(house);
    house->office.mishap = MISHAP_NONE;
    house_pass(house, 1000);
    assert_int_equal(house_state(house, sequence), ITEM_WAITING);
    assert_int_equal(jobs_ask(house->db, JOB_EVERYTHING, house->now), OK);
    house_settle(house);
    assert_int_equal(house_state(house, sequence), ITEM_RECEIVED);
    unsigned mask = 1;
    assert_int_equal(jobs_asked(house->db, &mask), OK);
    assert_int_equal(mask, 0);
}

/* The clock may be all that is wrong: it is learned anew and the items go out, without a wait. */
static void a_first_refusal_costs_no_time(void **state)
{
    struct house *house = *state;
    house_settle(house);
    house->office.mishap = MISHAP_REFUSED;
    int64_t sequence = house_put(house, ITEM_REQUEST);
    int times = house->office.times;
    engine_step(house->engine, house->now);
    assert_int_equal(house_last(house, SYNC_PUSH).cause, CAUSE_REFUSED);
    house->office.mishap = MISHAP_NONE;
    house_settle(house);
    assert_int_equal(house->office.times, times + 1);
    house_pass(house, MINUTES(1));
    assert_int_equal(house_state(house, sequence), ITEM_RECEIVED);
    /* A second one in a row is waited out. */
    house->office.mishap = MISHAP_REFUSED;
    house_put(house, ITEM_REQUEST);
    house_settle(house);
    size_t rows = house_rows(house);
    house_settle(house);
    assert_int_equal(house_rows(house), rows);
}

static void a_clock_set_back_strands_nothing(void **state)
{
    struct house *house = *state;
    house_settle(house);
    house->office.mishap = MISHAP_BUSY;
    int64_t sequence = house_put(house, ITEM_REQUEST);
    house_settle(house);
    house->office.mishap = MISHAP_NONE;
    house->now -= MINUTES(10);
    house_settle(house);
    assert_int_equal(house_state(house, sequence), ITEM_RECEIVED);
    int polls = house->office.statuses;
    house_pass(house, SECONDS(6));
    assert_true(house->office.statuses > polls);
}

static void a_restored_office_gets_again_what_it_lacks(void **state)
{
    struct house *house = *state;
    for (int i = 0; i < 5; i++)
        house_put(house, ITEM_REQUEST);
    house_settle(house);
    assert_int_equal(house_arrived(house), 5);
    /* Its backup knew items 1 and 2 only. */
    house->office.item_count = 2;
    house->office.want = (struct want){.from = 3, .to = 5};
    house_put(house, ITEM_SURVEY);
    house_settle(house);
    assert_int_equal(house_arrived(house), 6);
    for (int64_t i = 1; i <= 6; i++)
        assert_int_equal(house_state(house, i), ITEM_RECEIVED);
    /* And again, with no visitor for a while: an empty batch asks. */
    house->office.item_count = 2;
    house->office.want = (struct want){.from = 3, .to = 6};
    house_pass(house, MINUTES(11));
    assert_int_equal(house_arrived(house), 6);
}

static void every_receipt_counter_signs_the_log(void **state)
{
    struct house *house = *state;
    house_put(house, ITEM_REQUEST);
    house_settle(house);
    /* Whoever cuts the log back behind the head that the office has signed for is found out. */
    assert_true(house->office.log_head >= 2);
    assert_int_equal(db_exec(house->db, "DELETE FROM sync_log WHERE number > 1;"
                                        "UPDATE kiosk SET log_head = 1, log_head_hash = "
                                        "(SELECT hash FROM sync_log WHERE number = 1)"),
                     OK);
    int64_t broken = 0;
    assert_int_equal(sync_log_verify(house->db, &broken), OK);
    assert_int_equal(broken, 2);
}

#define HOUSE_TEST(function) cmocka_unit_test_setup_teardown(function, house_setup, house_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOUSE_TEST(one_item_arrives),
        HOUSE_TEST(the_office_is_told),
        HOUSE_TEST(many_go_in_batches_and_a_call_goes_first),
        HOUSE_TEST(mishaps_lose_and_double_nothing),
        HOUSE_TEST(retry_after_is_a_floor),
        HOUSE_TEST(verdicts_are_for_each_item_alone),
        HOUSE_TEST(a_poisoned_batch_holds_up_nobody_else),
        HOUSE_TEST(dead_office_then_back),
        HOUSE_TEST(an_officer_need_not_wait),
        HOUSE_TEST(a_first_refusal_costs_no_time),
        HOUSE_TEST(a_clock_set_back_strands_nothing),
        HOUSE_TEST(a_restored_office_gets_again_what_it_lacks),
        HOUSE_TEST(every_receipt_counter_signs_the_log),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
