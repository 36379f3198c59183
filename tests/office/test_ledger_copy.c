#include "office/support/fixture.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "office/ledger_copy.h"
#include "office/ledger_driver.h"
#include "office/ledger_requests.h"

static struct fixture fixture;

static int setup(void **state)
{
    (void)state;
    fixture_open(&fixture);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    fixture_close(&fixture);
    return 0;
}

static void items_take(int from, int count)
{
    struct parcel parcel;
    parcel_init(&parcel);
    for (int i = from; i < from + count; i++) {
        struct item item = i % 2 ? fixture_complaint(i, MONDAY) : fixture_request(i, MONDAY);
        parcel_add(&parcel, &fixture, i + 1, &item);
    }
    parcel_add_raw(&parcel, from + count + 1, uuid_make(MONDAY, &fixture.entropy), ITEM_REQUEST,
                   "no envelope", 11);
    fixture_take(&fixture, &parcel.batch, MONDAY);
    parcel_fini(&parcel);
}

static int64_t number_in(const char *address, const char *sql)
{
    struct ledger *ledger = NULL;
    struct why why;
    int64_t number = -1;
    if (ledger_open(address, LEDGER_READ, &ledger, &why) != OK)
        fail_msg("%s", why.text);
    assert_int_equal(ledger_number(ledger, sql, NULL, 0, &number), OK);
    ledger_close(&ledger);
    return number;
}

static void copy_expect(const char *from, const char *to, enum err expected, const char *holds)
{
    struct copy_tally tally = {0};
    struct why why = {""};
    enum err err = ledger_copy(from, to, &tally, &why);
    if (err != expected || !strstr(why.text, holds))
        fail_msg("%s: %s", err_name(err), why.text);
    if (err == OK)
        assert_true(tally.tables > 10 && tally.rows > 10);
}

static const char *const facts[] = {
    "SELECT COUNT(*) FROM item",
    "SELECT MAX(sequence) FROM item",
    "SELECT COUNT(*) FROM request WHERE applicant = 'Contoh Pemohon 0'",
    "SELECT COUNT(*) FROM complaint_move",
    "SELECT COUNT(*) FROM kiosk WHERE log_hash IS NULL AND pin IS NULL",
    "SELECT MAX(cursor) FROM status",
    "SELECT MAX(number) FROM audit",
};

/* To a file, and from it to where the tests' offices are: a file too, or a server. */
static void test_there_and_back(void **unused)
{
    (void)unused;
    char file[300], other[300];
    items_take(0, 12);
    snprintf(file, sizeof(file), "sqlite:%s/copy.db", fixture.dir.path);
    copy_expect(fixture.address, file, OK, "");
    struct fixture second;
    fixture_address(&second, fixture.dir.path, "other.db");
    TEXT_COPY(other, second.address);
    copy_expect(file, other, OK, "");
    for (size_t i = 0; i < LENGTH(facts); i++) {
        int64_t here = number_in(fixture.address, facts[i]);
        assert_int_equal(here, number_in(file, facts[i]));
        assert_int_equal(here, number_in(other, facts[i]));
    }
    copy_expect(fixture.address, other, ERR_INVALID, "holds rows already");
    copy_expect(fixture.address, fixture.address, ERR_INVALID, "holds rows already");
    copy_expect("sqlite:/nowhere/office.db", other, ERR_NOT_FOUND, "no database");
    copy_expect(fixture.address, "sqlite:/nowhere/office.db", ERR_STORAGE, "/nowhere");
}

static enum err trigger_make(struct ledger *ledger, void *argument)
{
    return ledger_run(ledger, argument, NULL, 0, NULL);
}

/* A database that keeps something else than it was given (here by a trigger) is noticed, and then
 * nothing is kept. */
static void test_what_arrives_is_compared(void **unused)
{
    (void)unused;
    char file[300];
    struct ledger *ledger = NULL;
    struct why why;
    snprintf(file, sizeof(file), "sqlite:%s/liar.db", fixture.dir.path);
    assert_int_equal(ledger_open(file, LEDGER_CREATE, &ledger, &why), OK);
    assert_int_equal(ledger_transact(ledger, trigger_make,
                                     "CREATE TRIGGER liar AFTER INSERT ON officer BEGIN"
                                     " UPDATE officer SET role = 'admin'; END"),
                     OK);
    ledger_close(&ledger);
    copy_expect(fixture.address, file, ERR_STORAGE, "officer: what arrived");
    assert_int_equal(number_in(file, "SELECT COUNT(*) FROM setting"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_there_and_back, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_arrives_is_compared, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
