/* What the office does without anybody asking, under a clock of the test's own. */
#include "office/support/fixture.h"

#include <stdlib.h>
#include <string.h>

#include "office/ledger_complaints.h"
#include "office/ledger_requests.h"
#include "office/ledger_status.h"
#include "office/orders.h"
#include "office/steward.h"

static struct fixture fixture;
static struct steward_parts parts;
static struct tracking_code complaint_code, request_code;

static int setup_each(void **state)
{
    (void)state;
    struct why why;
    struct parcel parcel;
    fixture_open(&fixture);
    parcel_init(&parcel);
    const struct item complaint = fixture_complaint(1, MONDAY),
                      request = fixture_request(1, MONDAY);
    complaint_code = complaint.complaint.code;
    request_code = request.request.code;
    parcel_add(&parcel, &fixture, 1, &complaint);
    parcel_add(&parcel, &fixture, 2, &request);
    fixture_take(&fixture, &parcel.batch, MONDAY);
    parcel_fini(&parcel);
    parts = (struct steward_parts){.rules = &fixture.rules};
    assert_int_equal(ledger_pool_open(fixture.address, 2, &parts.pool, &why), OK);
    assert_int_equal(scribe_open(fixture.address, &parts.scribe, &why), OK);
    return 0;
}

static int teardown_each(void **state)
{
    (void)state;
    scribe_close(&parts.scribe);
    ledger_pool_close(&parts.pool);
    fixture_close(&fixture);
    return 0;
}

static struct complaint_row complaint_row(char by[OFFICER_SIZE])
{
    SCOPED(complaint_file_free) struct complaint_file *file = NULL;
    assert_int_equal(ledger_complaint(fixture.ledger, &complaint_code, &file), OK);
    memcpy(by, file->moves[file->move_count - 1].by, OFFICER_SIZE);
    return file->row;
}

static int64_t request_due(void)
{
    SCOPED(request_file_free) struct request_file *file = NULL;
    assert_int_equal(ledger_request(fixture.ledger, &request_code, &file), OK);
    return file->row.due;
}

static void look(int64_t now, int64_t *content)
{
    assert_int_equal(steward_look(&parts, now, content), OK);
}

/* Not a moment before the deadline, once after it, and not again. */
static void test_nobody_answered(void **unused)
{
    (void)unused;
    int64_t content = 0;
    char by[OFFICER_SIZE];
    const int64_t due = complaint_row(by).due;
    assert_true(due > MONDAY);
    look(due, &content);
    assert_int_equal(complaint_row(by).rung, RUNG_TOLD);
    look(due + 1, &content);
    assert_int_equal(complaint_row(by).rung, RUNG_ESCALATED);
    assert_string_equal(by, "system");
    look(due + DAYS(1), &content);
    SCOPED(complaint_file_free) struct complaint_file *file = NULL;
    assert_int_equal(ledger_complaint(fixture.ledger, &complaint_code, &file), OK);
    assert_int_equal(file->move_count, 2);
}

/* Answered in time, it waits for the next deadline. */
static void test_answered_in_time(void **unused)
{
    (void)unused;
    int64_t content = 0;
    char by[OFFICER_SIZE];
    struct complaint_order order = {.rules = &fixture.rules,
                                    .by = {.name = "verifikator1", .role = ROLE_VERIFIER},
                                    .code = complaint_code,
                                    .act = COMPLAINT_ANSWER,
                                    .text = "Sedang kami periksa.",
                                    .now = MONDAY + HOURS(2)};
    const int64_t first = complaint_row(by).due;
    assert_int_equal(complaint_order_prepare(&order), OK);
    assert_int_equal(scribe_write(parts.scribe, complaint_order_run, &order), OK);
    const int64_t second = complaint_row(by).due;
    assert_true(second > first);
    look(first + 1, &content);
    assert_int_equal(complaint_row(by).rung, RUNG_ANSWERED);
    look(second + 1, &content);
    assert_int_equal(complaint_row(by).rung, RUNG_ESCALATED);
}

/* A holiday published for tomorrow moves what was promised for tomorrow, here and on every kiosk.
 */
static void test_hours_that_change(void **unused)
{
    (void)unused;
    int64_t content = 0, cursor = 0, moved = 0;
    char by[OFFICER_SIZE];
    look(MONDAY, &content);
    assert_int_equal(content, 1);
    const int64_t before = request_due(), complaint_before = complaint_row(by).due;
    struct status_page page;
    assert_int_equal(ledger_status_after(fixture.ledger, 0, &page), OK);
    cursor = page.cursor;
    status_page_fini(&page);
    struct feed *feed = calloc(1, sizeof(*feed));
    assert_int_equal(ledger_content(fixture.ledger, feed), OK);
    /* The day that it is due on has no hours in a special week. */
    struct hours *hours = &feed->content.hours;
    struct hours_override *special = &hours->overrides[hours->override_count++];
    struct civil day = civil_from(before, ZONE_WIB_MINUTES);
    *special = (struct hours_override){.from = civil_day(day), .until = civil_day(day)};
    TEXT_COPY(special->name[LANG_ID], "Libur mendadak");
    feed->content.version = 2;
    assert_int_equal(ledger_content_add(fixture.ledger, feed, "kadis"), OK);
    free(feed);
    look(MONDAY + 1, &content);
    assert_int_equal(content, 2);
    moved = request_due();
    assert_int_equal(moved, before + DAYS(1));
    assert_true(complaint_row(by).due > complaint_before);
    /* The kiosks hear of it. */
    assert_int_equal(ledger_status_after(fixture.ledger, cursor, &page), OK);
    assert_int_equal(page.count, 2);
    status_page_fini(&page);
    /* Nothing changed, nothing is written. */
    look(MONDAY + 2, &content);
    assert_int_equal(request_due(), moved);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, setup_each, teardown_each)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(test_nobody_answered),
        EACH(test_answered_in_time),
        EACH(test_hours_that_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
