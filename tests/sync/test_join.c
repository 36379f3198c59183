/* Enrolment over the network: what the device does of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/joining.h"
#include "store/link.h"
#include "sync/support/house.h"

static int stranger_setup(void **state)
{
    if (house_setup(state) != 0)
        return -1;
    struct house *house = *state;
    char path[PATH_SIZE];
    (void)TEXT_COPY(house->settings.kiosk, "PKL-01");
    return path_join(path, house->dir.path, ENROLMENT_FILE) == OK ? unlink(path) : -1;
}

static void join(struct house *house)
{
    struct joining joining = {.code = "ENR7K3MQ9XT2HW", .asked = house->now};
    (void)TEXT_COPY(joining.url, house->enrolment.office_url);
    assert_int_equal(joining_write(house->db, &joining), OK);
}

static struct joining standing(struct house *house)
{
    struct joining joining;
    assert_int_equal(joining_read(house->db, &joining), OK);
    return joining;
}

static void step(struct house *house, int times)
{
    for (int i = 0; i < times; i++) {
        house->now += SECONDS(3);
        engine_step(house->engine, house->now);
    }
}

static bool enrolled(struct house *house)
{
    struct enrolment enrolment;
    return enrolment_load(house->dir.path, &enrolment) == OK;
}

static void words_then_approval_then_work(void **state)
{
    struct house *house = *state;
    char words[KEY_WORDS_SIZE];
    struct enrolment office = house->enrolment;
    memset(office.fleet_salt, 0, sizeof(office.fleet_salt));
    office.fleet_salt[0] = 7;
    assert_int_equal(introduction_words(&house->device.public, &office, words), OK);
    join(house);
    step(house, 1);
    struct joining joining = standing(house);
    assert_int_equal(joining.stage, JOINING_COMPARING);
    assert_string_equal(joining.words, words);
    assert_string_equal(house->office.joining.code, "ENR7K3MQ9XT2HW");
    assert_string_equal(joining.code, "");
    step(house, 3);
    assert_int_equal(standing(house).stage, JOINING_COMPARING);
    assert_false(enrolled(house));
    house->office.joining.approved = true;
    step(house, 1);
    assert_int_equal(standing(house).stage, JOINING_DONE);
    assert_true(enrolled(house));
    int64_t sequence = house_put(house, ITEM_REQUEST);
    house->office.now = house->now;
    house_settle(house);
    assert_int_equal(house_state(house, sequence), ITEM_RECEIVED);
}

static void refusals_are_final(void **state)
{
    struct house *house = *state;
    house->office.joining.problem = "code-unknown";
    join(house);
    step(house, 3);
    assert_int_equal(standing(house).stage, JOINING_FAILED);
    assert_string_equal(standing(house).reason, "code-unknown");
    assert_int_equal(house->office.joining.asked, 1);
    assert_false(enrolled(house));
}

/* What is no office's word changes nothing, and goes on when the way is free. */
static void mishaps_are_waited_out(void **state)
{
    struct house *house = *state;
    static const enum mishap mishaps[] = {MISHAP_PORTAL,    MISHAP_REDIRECT, MISHAP_CLOSED,
                                          MISHAP_TRUNCATED, MISHAP_BUSY,     MISHAP_HUGE};
    join(house);
    for (size_t i = 0; i < LENGTH(mishaps); i++) {
        house->office.mishap = mishaps[i];
        step(house, 1);
        struct joining joining = standing(house);
        if (mishaps[i] == MISHAP_PORTAL) { /* 200 without any key: nothing of an office */
            assert_int_equal(joining.stage, JOINING_ASKING);
            assert_string_not_equal(joining.reason, "");
        }
        assert_true(joining.stage <= JOINING_COMPARING);
    }
    house->office.mishap = MISHAP_NONE;
    house->office.joining.approved = true;
    step(house, 2);
    assert_int_equal(standing(house).stage, JOINING_DONE);
}

/* Somebody in the middle answers with keys that do not sign the answer, or answers the approval by
 * other keys than those whose words were compared. */
static void forged_answers(void **state)
{
    struct house *house = *state;
    house->office.mishap = MISHAP_FORGED;
    join(house);
    step(house, 1);
    assert_int_not_equal(standing(house).stage, JOINING_COMPARING);
    house->office.mishap = MISHAP_NONE;
    join(house);
    step(house, 1);
    assert_int_equal(standing(house).stage, JOINING_COMPARING);
    house->office.joining.approved = true;
    house->office.mishap = MISHAP_FORGED;
    step(house, 2);
    assert_int_equal(standing(house).stage, JOINING_COMPARING);
    house->office.mishap = MISHAP_REPLAY;
    step(house, 2);
    assert_int_equal(standing(house).stage, JOINING_COMPARING);
    assert_false(enrolled(house));
}

static void an_office_that_cannot_open_is_none(void **state)
{
    struct house *house = *state;
    join(house);
    step(house, 1);
    house->office.joining.approved = true;
    house->office.joining.cannot_open = true;
    step(house, 1);
    assert_int_equal(standing(house).stage, JOINING_FAILED);
    assert_string_equal(standing(house).reason, "probe");
    assert_false(enrolled(house));
}

static void nobody_approves(void **state)
{
    struct house *house = *state;
    join(house);
    step(house, 1);
    house->now += JOINING_TIME;
    step(house, 1);
    assert_int_equal(standing(house).stage, JOINING_FAILED);
    assert_string_equal(standing(house).reason, "too-late");
    assert_false(enrolled(house));
}

/* Blocked at the office: the kiosk knows, says it, and takes it back once the office does. */
static void a_blocked_kiosk_knows_it(void **state)
{
    struct house *house = *state;
    struct link link;
    house_settle(house);
    house->office.blocked = "kiosk-blocked";
    house_pass(house, SECONDS(10));
    assert_int_equal(link_read(house->db, &link), OK);
    assert_true(link.revoked > 0);
    assert_int_equal(house_last(house, SYNC_PULL).cause, CAUSE_REFUSED);
    house->office.blocked = NULL;
    house_pass(house, MINUTES(2));
    assert_int_equal(link_read(house->db, &link), OK);
    assert_int_equal(link.revoked, 0);
    /* A wrong signature is no such word: our clock may be off. */
    house->office.mishap = MISHAP_REFUSED;
    house_pass(house, SECONDS(10));
    assert_int_equal(link_read(house->db, &link), OK);
    assert_int_equal(link.revoked, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_then_approval_then_work, stranger_setup,
                                        house_teardown),
        cmocka_unit_test_setup_teardown(refusals_are_final, stranger_setup, house_teardown),
        cmocka_unit_test_setup_teardown(mishaps_are_waited_out, stranger_setup, house_teardown),
        cmocka_unit_test_setup_teardown(forged_answers, stranger_setup, house_teardown),
        cmocka_unit_test_setup_teardown(an_office_that_cannot_open_is_none, stranger_setup,
                                        house_teardown),
        cmocka_unit_test_setup_teardown(nobody_approves, stranger_setup, house_teardown),
        cmocka_unit_test_setup_teardown(a_blocked_kiosk_knows_it, house_setup, house_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
