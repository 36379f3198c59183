#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "store/pin.h"
#include "store/support/room.h"

static const int64_t noon = 1795342337000;

static void which_pins_are_allowed(void **state)
{
    (void)state;
    static const struct {
        const char *pin;
        bool allowed;
    } cases[] = {
        {"123456", true}, {"1234567890", true}, {"12345", false},  {"12345678901", false},
        {"", false},      {"12345a", false},    {"12 456", false}, {"-12345", false},
    };
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_int_equal(pin_allowed(cases[i].pin), cases[i].allowed);
}

static void set(struct db *db, const char *pin)
{
    char hash[PASSWORD_HASH_SIZE];
    assert_int_equal(password_hash(pin, hash), OK);
    assert_int_equal(pin_set(db, hash), OK);
}

static void none_was_set(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_KIOSK);
    int64_t until = 7;
    assert_int_equal(pin_try(db, "123456", noon, &until), ERR_NOT_FOUND);
    assert_int_equal(until, 7);
}

static void locks_double_and_survive_a_restart(void **state)
{
    static const struct {
        int64_t at; /* after noon */
        const char *pin;
        enum err err;
        int64_t until; /* after noon */
    } steps[] = {
        {SECONDS(0), "000000", ERR_DENIED, SECONDS(0)},
        {SECONDS(1), "000000", ERR_DENIED, SECONDS(1)},
        {SECONDS(2), "000000", ERR_DENIED, SECONDS(32)},
        {SECONDS(3), "123456", ERR_BUSY, SECONDS(32)}, /* not even the right one */
        {SECONDS(32), "000000", ERR_DENIED, SECONDS(92)},
        {SECONDS(91), "000000", ERR_BUSY, SECONDS(92)},
        {SECONDS(92), "000000", ERR_DENIED, SECONDS(212)},
        {SECONDS(212), "123456", OK, SECONDS(212)},
        {SECONDS(213), "000000", ERR_DENIED, SECONDS(213)}, /* forgiven */
    };
    struct db *first = room_db(*state, DB_KIOSK);
    set(first, "123456");
    db_close(&first);
    for (size_t i = 0; i < LENGTH(steps); i++) {
        /* Opened anew each time: the count is on the disk. */
        SCOPED(db_close) struct db *db = room_db(*state, DB_KIOSK);
        int64_t until = 0;
        assert_int_equal(pin_try(db, steps[i].pin, noon + steps[i].at, &until), steps[i].err);
        assert_int_equal(until - noon, steps[i].until);
    }
}

/* After a restart, before anything is typed. */
static void the_lock_is_told_without_a_try(void **state)
{
    struct db *first = room_db(*state, DB_KIOSK);
    int64_t until = 7;
    assert_int_equal(pin_look(first, noon, &until), ERR_NOT_FOUND);
    assert_int_equal(until, 0);
    set(first, "123456");
    assert_int_equal(pin_look(first, noon, &until), OK);
    assert_int_equal(until, 0);
    for (int i = 0; i < PIN_FREE_TRIES; i++)
        assert_int_equal(pin_try(first, "000000", noon, &until), ERR_DENIED);
    db_close(&first);
    SCOPED(db_close) struct db *db = room_db(*state, DB_KIOSK);
    for (int i = 0; i < 3; i++) { /* looking costs no try */
        assert_int_equal(pin_look(db, noon + SECONDS(1), &until), ERR_BUSY);
        assert_int_equal(until, noon + SECONDS(30));
    }
    assert_int_equal(pin_look(db, noon + SECONDS(30), &until), OK);
    assert_int_equal(pin_look(db, noon - DAYS(2), &until), OK);
}

static void lock_ends_at_an_hour_and_a_new_pin_forgives(void **state)
{
    SCOPED(db_close) struct db *db = room_db(*state, DB_KIOSK);
    int64_t until = 0;
    set(db, "123456");
    assert_int_equal(db_exec(db, "UPDATE kiosk SET pin_failures = 40"), OK);
    assert_int_equal(pin_try(db, "000000", noon, &until), ERR_DENIED);
    assert_int_equal(until - noon, HOURS(1));
    /* A lock that is further off than any was written before the clock was set back. */
    assert_int_equal(pin_try(db, "123456", noon - DAYS(2), &until), OK);
    assert_int_equal(db_exec(db, "UPDATE kiosk SET pin_failures = 40"), OK);
    assert_int_equal(pin_try(db, "000000", noon, &until), ERR_DENIED);
    set(db, "654321");
    assert_int_equal(pin_try(db, "654321", noon, &until), OK);
}

#define ROOM_TEST(function) cmocka_unit_test_setup_teardown(function, room_setup, room_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROOM_TEST(which_pins_are_allowed),
        ROOM_TEST(none_was_set),
        ROOM_TEST(locks_double_and_survive_a_restart),
        ROOM_TEST(the_lock_is_told_without_a_try),
        ROOM_TEST(lock_ends_at_an_hour_and_a_new_pin_forgives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
