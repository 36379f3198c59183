#include "office/support/fixture.h"

#include <string.h>

#include "office/intake.h"
#include "office/ledger_answers.h"
#include "office/ledger_complaints.h"
#include "office/ledger_requests.h"
#include "office/ledger_status.h"
#include "office/opening.h"
#include "office/orders.h"

static struct fixture fixture;

static int setup_each(void **state)
{
    (void)state;
    fixture_open(&fixture);
    return 0;
}

static int teardown_each(void **state)
{
    (void)state;
    fixture_close(&fixture);
    return 0;
}

/* What a kiosk would read of the code now. */
static enum err look_up(const char *code, struct progress *out)
{
    struct status_key key;
    struct status_page page;
    assert_int_equal(status_derive(code, fixture.rules.salt, &key), OK);
    assert_int_equal(ledger_status_after(fixture.ledger, 0, &page), OK);
    SCOPED(buf_fini) struct buf plain;
    buf_init(&plain, STATUS_SEALED_MAX);
    enum err err = ERR_NOT_FOUND;
    for (size_t i = 0; i < page.count && err == ERR_NOT_FOUND; i++)
        if (memcmp(page.rows[i].id, key.id, sizeof(key.id)) == 0)
            err = status_open(&key, page.rows[i].sealed, page.rows[i].len, &plain);
    status_page_fini(&page);
    return err == OK ? progress_read(plain.data, plain.len, out) : err;
}

static void send(const struct item *item, int64_t sequence)
{
    struct parcel parcel;
    parcel_init(&parcel);
    parcel_add(&parcel, &fixture, sequence, item);
    fixture_take(&fixture, &parcel.batch, MONDAY + MINUTES(1));
    parcel_fini(&parcel);
}

static int64_t quarantined(void)
{
    int64_t count = 0;
    assert_int_equal(ledger_item_count(fixture.ledger, "quarantined", &count), OK);
    return count;
}

static void test_a_request_opens(void **unused)
{
    (void)unused;
    const struct item item = fixture_request(1, MONDAY);
    send(&item, 1);
    struct request_file *file = NULL;
    assert_int_equal(ledger_request(fixture.ledger, &item.request.code, &file), OK);
    assert_string_equal(file->row.applicant, "Contoh Pemohon 1");
    assert_string_equal(file->row.unit, "Bagian Organisasi Setda");
    assert_int_equal(file->row.submitted, MONDAY);
    assert_int_equal(file->row.step, 2);
    assert_int_equal(file->row.turn, TURN_OFFICE);
    assert_true(file->row.due > MONDAY);
    assert_memory_equal(&file->sent, &item.request, sizeof(item.request));
    request_file_free(&file);
    struct progress progress;
    assert_int_equal(look_up(item.request.code.text, &progress), OK);
    assert_int_equal(progress.stage, STAGE_RECEIVED);
    assert_int_equal(progress.step, 2);
    assert_int_equal(progress.done_at[0], MONDAY);
    assert_int_equal(quarantined(), 0);
}

static void test_surveys_and_calls_open(void **unused)
{
    (void)unused;
    const struct item survey = {
        .kind = ITEM_SURVEY,
        .survey = {MONDAY, {.answers = {4, 3, 4, 4, 0, 4, 4, 2, 4}, .remark = "Ramah"}}};
    const struct item call = {.kind = ITEM_CALL, .call = {MONDAY, "home"}};
    send(&survey, 1);
    send(&call, 2);
    struct survey_sums sums;
    assert_int_equal(ledger_survey_sums(fixture.ledger, 0, MONDAY + 1, &sums), OK);
    assert_int_equal(sums.surveys, 1);
    assert_int_equal(sums.sum[1], 3);
    assert_int_equal(sums.count[4], 0);
    assert_int_equal(ledger_survey_sums(fixture.ledger, 0, MONDAY, &sums), OK);
    assert_int_equal(sums.surveys, 0);
    struct call_row row;
    size_t count = 0;
    assert_int_equal(ledger_calls(fixture.ledger, &row, 1, &count), OK);
    assert_int_equal(count, 1);
    assert_string_equal(row.screen, "home");
    assert_int_equal(quarantined(), 0);
}

static void test_quarantine(void **unused)
{
    (void)unused;
    struct item foreign = fixture_request(2, MONDAY);
    TEXT_COPY(foreign.request.service, "no-such-service");
    send(&foreign, 1);
    assert_int_equal(quarantined(), 1);

    /* Sealed to somebody else. */
    struct identity other;
    identity_make(&fixture.entropy, &other);
    struct fixture astray = fixture;
    astray.enrolment.office = other.public;
    const struct item item = fixture_request(3, MONDAY);
    struct parcel parcel;
    parcel_init(&parcel);
    parcel_add(&parcel, &astray, 2, &item);
    fixture_take(&fixture, &parcel.batch, MONDAY);
    parcel_fini(&parcel);
    assert_int_equal(quarantined(), 2);

    /* A code that is taken: the second item must not replace the first. */
    struct item first = fixture_request(4, MONDAY), second = fixture_request(4, MONDAY);
    TEXT_COPY(second.request.answers[0].value, "Orang Lain");
    send(&first, 3);
    send(&second, 4);
    assert_int_equal(quarantined(), 3);
    struct request_file *file = NULL;
    assert_int_equal(ledger_request(fixture.ledger, &first.request.code, &file), OK);
    assert_string_equal(file->row.applicant, "Contoh Pemohon 4");
    request_file_free(&file);

    int64_t again = 0;
    assert_int_equal(ledger_item_reconsider(fixture.ledger, &again), OK);
    assert_int_equal(again, 3);
    fixture_open_items(&fixture, MONDAY);
    assert_int_equal(quarantined(), 3);
}

static enum err order_request(struct case_order *order)
{
    order->rules = &fixture.rules;
    assert_int_equal(case_order_prepare(order), OK);
    return ledger_transact(fixture.ledger, case_order_run, order);
}

static void test_orders_reach_the_status_row(void **unused)
{
    (void)unused;
    const struct item item = fixture_request(5, MONDAY);
    send(&item, 1);
    struct case_order order = {.by = {"verifikator1", ROLE_VERIFIER},
                               .code = item.request.code,
                               .act = CASE_ADVANCE,
                               .now = MONDAY + HOURS(1)};
    assert_int_equal(order_request(&order), ERR_INVALID);
    assert_int_equal(order.refusal, REFUSAL_ROLE);
    order.by = (struct officer){.name = "kadis", .role = ROLE_HEAD};
    assert_int_equal(order_request(&order), OK);
    struct progress progress;
    assert_int_equal(look_up(item.request.code.text, &progress), OK);
    assert_int_equal(progress.stage, STAGE_WORKING);
    assert_int_equal(progress.step, 3);
    assert_int_equal(progress.as_of, MONDAY + HOURS(1));

    order = (struct case_order){.by = {"verifikator1", ROLE_VERIFIER},
                                .code = item.request.code,
                                .act = CASE_RETURN,
                                .step = 2,
                                .note = "Foto kurang jelas",
                                .now = MONDAY + HOURS(2)};
    TEXT_COPY(order.reason, rulebook_first(&fixture.rules)->reasons[0].key);
    assert_int_equal(order_request(&order), ERR_INVALID);
    assert_int_equal(order.refusal, REFUSAL_MOVED);
    order.step = 3;
    order.refusal = REFUSAL_NONE;
    assert_int_equal(order_request(&order), OK);
    assert_int_equal(look_up(item.request.code.text, &progress), OK);
    assert_true(progress.returned);
    assert_int_equal(progress.turn, TURN_APPLICANT);
    assert_string_equal(progress.note, "Foto kurang jelas");

    struct request_row row;
    size_t count = 0;
    bool more = true;
    const struct request_filter filter = {.search = "contoh pemohon 5", .open = true};
    assert_int_equal(ledger_requests(fixture.ledger, &filter, &row, 1, &count, &more), OK);
    assert_int_equal(count, 1);
    assert_false(more);
    assert_true(row.returned);
    assert_int_equal(row.due, 0);
    const struct request_filter none = {.search = "%"};
    assert_int_equal(ledger_requests(fixture.ledger, &none, &row, 1, &count, &more), OK);
    assert_int_equal(count, 0);
}

static void test_complaint_orders(void **unused)
{
    (void)unused;
    const struct item item = fixture_complaint(1, MONDAY);
    send(&item, 1);
    struct complaint_order order = {.rules = &fixture.rules,
                                    .by = {"pengaduan", ROLE_COMPLAINTS},
                                    .code = item.complaint.code,
                                    .act = COMPLAINT_ANSWER,
                                    .text = "Sudah kami proses hari ini.",
                                    .now = MONDAY + HOURS(3)};
    assert_int_equal(complaint_order_prepare(&order), OK);
    assert_int_equal(ledger_transact(fixture.ledger, complaint_order_run, &order), OK);
    struct progress progress;
    assert_int_equal(look_up(item.complaint.code.text, &progress), OK);
    assert_int_equal(progress.rung, RUNG_ANSWERED);
    assert_string_equal(progress.note, "Sudah kami proses hari ini.");
    assert_int_equal(progress.answered_at, MONDAY + HOURS(3));
    order.act = COMPLAINT_CLOSE;
    order.text[0] = '\0';
    order.now = MONDAY + HOURS(4);
    assert_int_equal(ledger_transact(fixture.ledger, complaint_order_run, &order), OK);
    struct complaint_row row;
    size_t count = 0;
    bool more = true;
    assert_int_equal(ledger_complaints(fixture.ledger, false, 0, &row, 1, &count, &more), OK);
    assert_int_equal(row.closed, MONDAY + HOURS(4));
    assert_int_equal(ledger_complaints(fixture.ledger, true, 0, &row, 1, &count, &more), OK);
    assert_int_equal(count, 0);
    /* Kiosks forget it thirty days later. */
    int64_t ended = 0;
    assert_int_equal(ledger_status_expire(fixture.ledger, MONDAY + DAYS(31), &ended), OK);
    assert_int_equal(ended, 1);
    assert_int_equal(look_up(item.complaint.code.text, &progress), ERR_DENIED);
}

static void test_texts_that_are_taken(void **unused)
{
    (void)unused;
    char note[NOTE_SIZE], longest[502];
    memset(longest, 'a', sizeof(longest));
    longest[501] = '\0';
    assert_int_equal(note_take(longest, note), REFUSAL_TEXT);
    longest[500] = '\0';
    assert_int_equal(note_take(longest, note), REFUSAL_NONE);
    assert_int_equal(note_take("baris\nkedua", note), REFUSAL_NONE);
    assert_int_equal(note_take("bel \a", note), REFUSAL_TEXT);
    assert_int_equal(note_take("\xff", note), REFUSAL_TEXT);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, setup_each, teardown_each)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(test_a_request_opens),  EACH(test_surveys_and_calls_open),
        EACH(test_quarantine),       EACH(test_orders_reach_the_status_row),
        EACH(test_complaint_orders), cmocka_unit_test(test_texts_that_are_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
