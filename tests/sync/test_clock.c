/* A kiosk whose clock is wrong, before an office with TLS. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/joining.h"
#include "store/link.h"
#include "sync/support/house.h"
#include "sync/support/tls_front.h"

/* Monday 23 November 2026, 09.41 WIB. */
static const int64_t monday = 1795401660000;

/* Puts TLS before the house's office; the enrolment names it. */
static void secure(struct house *house, struct tls_front *front, int64_t from, int64_t until)
{
    char ca[PATH_SIZE];
    assert_int_equal(path_join(ca, house->dir.path, "office-ca.pem"), OK);
    tls_front_start(front, house->office.port, from, until, ca);
    snprintf(house->enrolment.office_url, sizeof(house->enrolment.office_url),
             "https://127.0.0.1:%d", front->port);
    assert_int_equal(enrolment_save(house->dir.path, &house->enrolment), OK);
}

static struct link link_of(struct house *house)
{
    struct link link;
    assert_int_equal(link_read(house->db, &link), OK);
    return link;
}

static void dates_follow_the_learned_time(void **state)
{
    static const struct {
        const char *what;
        int64_t kiosk;       /* its clock */
        int64_t from, until; /* the certificate */
        enum sync_cause pulled;
    } table[] = {
        {"right", 1795401660000, -DAYS(1), DAYS(1), CAUSE_OK},
        {"1970", 60000, -DAYS(1), DAYS(1), CAUSE_OK},
        {"ten years ahead", 2110934460000, -DAYS(1), DAYS(1), CAUSE_OK},
        {"a certificate that ran out", 1795401660000, -DAYS(9), -DAYS(1), CAUSE_TLS},
        {"run out, and good by a wrong clock", 1795401660000 - DAYS(5), -DAYS(9), -DAYS(1),
         CAUSE_TLS},
        {"not good yet", 1795401660000, DAYS(1), DAYS(9), CAUSE_TLS},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(table); i++) {
        void *one = NULL;
        struct tls_front front;
        assert_int_equal(house_setup(&one), 0);
        struct house *house = one;
        house->now = table[i].kiosk;
        secure(house, &front, monday + table[i].from, monday + table[i].until);
        house_settle(house);
        struct link link = link_of(house);
        print_message("%s\n", table[i].what);
        assert_true(link.clock_known);
        assert_in_range(llabs(link.clock_offset - (monday - table[i].kiosk)), 0, SECONDS(5));
        enum sync_cause cause = house_last(house, SYNC_PULL).cause;
        assert_int_equal(cause == CAUSE_UNCHANGED ? CAUSE_OK : cause, table[i].pulled);
        assert_int_equal(house->office.unsigned_requests, 0);
        house_teardown(&one);
        tls_front_stop(&front);
    }
}

/* Dates are let be, the CA is not. */
static void another_ca_is_refused_by_the_time_call_too(void **state)
{
    struct house *house = *state;
    struct tls_front front, other;
    char ca[PATH_SIZE];
    secure(house, &front, monday - DAYS(1), monday + DAYS(1));
    assert_int_equal(path_join(ca, house->dir.path, "office-ca.pem"), OK);
    tls_front_start(&other, house->office.port, monday - DAYS(1), monday + DAYS(1), ca);
    house_settle(house);
    assert_int_equal(house_last(house, SYNC_CLOCK).cause, CAUSE_TLS);
    assert_false(link_of(house).clock_known);
    assert_int_equal(house->office.times, 0);
    tls_front_stop(&front);
    tls_front_stop(&other);
}

/* The system's clock jumps while the program runs: what waits goes out all the same. */
static void a_jump_is_learned_anew(void **state)
{
    static const int64_t jumps[] = {DAYS(3650), -DAYS(20000), HOURS(2), -HOURS(2)};
    struct house *house = *state;
    struct tls_front front;
    secure(house, &front, monday - DAYS(1), monday + DAYS(1));
    house_settle(house);
    for (size_t i = 0; i < LENGTH(jumps); i++) {
        house->now += jumps[i];
        int64_t sequence = house_put(house, ITEM_REQUEST);
        for (int j = 0; j < 10 && house_state(house, sequence) != ITEM_RECEIVED; j++)
            house_pass(house, SECONDS(5));
        assert_int_equal(house_state(house, sequence), ITEM_RECEIVED);
    }
    assert_int_equal(house->office.item_count, LENGTH(jumps));
    tls_front_stop(&front);
}

/* What was learned outlives a restart as a guess; it is asked again before anything else. */
static void learned_anew_after_a_restart(void **state)
{
    struct house *house = *state;
    house->now -= DAYS(300);
    house_settle(house);
    int times = house->office.times;
    engine_close(&house->engine);
    const struct engine_config config = {.state_dir = house->dir.path,
                                         .settings = &house->settings,
                                         .entropy = entropy_system(),
                                         .stop_fd = house->stop[0]};
    assert_int_equal(engine_open(&config, &house->engine), OK);
    assert_in_range(llabs(link_of(house).clock_offset - DAYS(300)), 0, SECONDS(5));
    house_settle(house);
    assert_int_equal(house->office.times, times + 1);
    assert_int_equal(house->office.unsigned_requests, 0);
}

/* A device that stands in 1970 meets its office for the first time. */
static void enrolling_in_any_year(void **state)
{
    struct house *house = *state;
    struct tls_front front;
    char path[PATH_SIZE];
    secure(house, &front, monday - DAYS(1), monday + DAYS(1));
    assert_int_equal(path_join(path, house->dir.path, ENROLMENT_FILE), OK);
    assert_int_equal(remove(path), 0);
    (void)TEXT_COPY(house->settings.kiosk, "PKL-01");
    house->now = MINUTES(10);
    struct joining joining = {.code = "ENR", .stage = JOINING_ASKING, .asked = house->now};
    (void)TEXT_COPY(joining.url, house->enrolment.office_url);
    house->office.joining.approved = true;
    assert_int_equal(joining_write(house->db, &joining), OK);
    for (int i = 0; i < 10 && joining.stage != JOINING_DONE; i++) {
        house_pass(house, SECONDS(3));
        assert_int_equal(joining_read(house->db, &joining), OK);
    }
    assert_int_equal(joining.stage, JOINING_DONE);
    tls_front_stop(&front);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_follow_the_learned_time),
        cmocka_unit_test_setup_teardown(another_ca_is_refused_by_the_time_call_too, house_setup,
                                        house_teardown),
        cmocka_unit_test_setup_teardown(a_jump_is_learned_anew, house_setup, house_teardown),
        cmocka_unit_test_setup_teardown(learned_anew_after_a_restart, house_setup, house_teardown),
        cmocka_unit_test_setup_teardown(enrolling_in_any_year, house_setup, house_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
