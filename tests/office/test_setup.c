#include "office/support/fixture.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "office/ledger_kiosks.h"
#include "office/ledger_officers.h"
#include "office/ledger_status.h"
#include "office/setup.h"

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

static void test_setting_up_twice_changes_nothing(void **unused)
{
    (void)unused;
    struct setup setup = {.keys = fixture.dir.path,
                          .catalogue = rulebook_catalogue(&fixture.rules),
                          .entropy = &fixture.entropy,
                          .now = MONDAY + 1};
    assert_int_equal(setup_run(fixture.ledger, &setup, NULL, NULL), OK);
    assert_int_equal(setup.passwords.len, 0);
    assert_false(setup.escrow_made);
    uint8_t salt[FLEET_SALT_BYTES];
    assert_int_equal(ledger_setting(fixture.ledger, "fleet_salt", salt, sizeof(salt)), OK);
    assert_memory_equal(salt, fixture.rules.salt, sizeof(salt));
    assert_memory_equal(salt, fixture.enrolment.fleet_salt, sizeof(salt));
    int64_t version = 0;
    assert_int_equal(ledger_content_version(fixture.ledger, &version), OK);
    assert_int_equal(version, 1);
}

static void test_publishing_content(void **unused)
{
    (void)unused;
    struct catalogue *catalogue = &atomic_load(&fixture.rules.newest)->catalogue;
    int64_t version = 0;
    bool added = true;
    assert_int_equal(setup_content(fixture.ledger, catalogue, MONDAY, -1, &version, &added), OK);
    assert_int_equal(version, 1);
    assert_false(added);
    struct hours *hours = &catalogue->services[0]->hours;
    const struct day_plan friday = hours->week[4];
    hours->week[4].spans[0].close -= 30;
    assert_int_equal(setup_content(fixture.ledger, catalogue, MONDAY, -1, &version, &added), OK);
    assert_int_equal(version, 2);
    assert_true(added);
    static struct feed feed;
    assert_int_equal(ledger_content(fixture.ledger, &feed), OK);
    assert_int_equal(feed.content.hours.week[4].spans[0].close, friday.spans[0].close - 30);
    /* Never a bundle that closes the counter for good. */
    for (int day = 0; day < 7; day++)
        hours->week[day].count = 0;
    assert_int_equal(setup_content(fixture.ledger, catalogue, MONDAY, -1, &version, &added),
                     ERR_INVALID);
    assert_int_equal(ledger_content_version(fixture.ledger, &version), OK);
    assert_int_equal(version, 2);
}

static void test_kiosk_names_and_keys_are_one(void **unused)
{
    (void)unused;
    struct enrolment enrolment;
    struct enrolment_offer offer = {.kiosk = "PKL-01", .device = fixture.device.public};
    assert_int_equal(setup_kiosk(fixture.ledger, fixture.dir.path, &offer, "http://127.0.0.1:1",
                                 MONDAY, &enrolment),
                     OK);
    struct identity other;
    identity_make(&fixture.entropy, &other);
    offer.device = other.public;
    assert_int_equal(setup_kiosk(fixture.ledger, fixture.dir.path, &offer, "http://127.0.0.1:1",
                                 MONDAY, &enrolment),
                     ERR_INVALID);
    TEXT_COPY(offer.kiosk, "PKL-02");
    offer.device = fixture.device.public;
    assert_int_equal(setup_kiosk(fixture.ledger, fixture.dir.path, &offer, "http://127.0.0.1:1",
                                 MONDAY, &enrolment),
                     ERR_INVALID);
    offer.device = other.public;
    assert_int_equal(setup_kiosk(fixture.ledger, fixture.dir.path, &offer, "http://office.example",
                                 MONDAY, &enrolment),
                     ERR_INVALID);
    assert_int_equal(setup_kiosk(fixture.ledger, fixture.dir.path, &offer, "http://127.0.0.1:1",
                                 MONDAY, &enrolment),
                     OK);
}

static void test_sessions_and_passwords(void **unused)
{
    (void)unused;
    struct session session = {
        .officer = {.name = "kadis", .role = ROLE_HEAD}, .csrf = "c", .expires = MONDAY + 10};
    const uint8_t token[HASH_BYTES] = {7};
    assert_int_equal(ledger_session_add(fixture.ledger, token, &session, MONDAY), OK);
    struct session found;
    assert_int_equal(ledger_session(fixture.ledger, token, MONDAY, 0, &found), OK);
    assert_string_equal(found.officer.name, "kadis");
    assert_int_equal(found.officer.role, ROLE_HEAD);
    assert_int_equal(ledger_session(fixture.ledger, token, MONDAY + 10, 0, &found), ERR_NOT_FOUND);
    assert_int_equal(ledger_session(fixture.ledger, token, MONDAY + 5, MONDAY, &found),
                     ERR_NOT_FOUND);
    assert_int_equal(ledger_officer_password(fixture.ledger, "kadis", "x"), OK);
    assert_int_equal(ledger_session(fixture.ledger, token, MONDAY, 0, &found), ERR_NOT_FOUND);
    assert_int_equal(ledger_officer_password(fixture.ledger, "nobody", "x"), ERR_NOT_FOUND);
    const struct officer again = {.name = "kadis", .role = ROLE_ADMIN};
    assert_int_equal(ledger_officer_add(fixture.ledger, &again, "x", MONDAY), ERR_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_setting_up_twice_changes_nothing, setup_each,
                                        teardown_each),
        cmocka_unit_test_setup_teardown(test_publishing_content, setup_each, teardown_each),
        cmocka_unit_test_setup_teardown(test_kiosk_names_and_keys_are_one, setup_each,
                                        teardown_each),
        cmocka_unit_test_setup_teardown(test_sessions_and_passwords, setup_each, teardown_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
