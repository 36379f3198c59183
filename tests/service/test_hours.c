#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "service/support/office.h"

static struct catalogue catalogue;
static const struct hours *hours;

static int open_office(void **state)
{
    (void)state;
    office_open(&catalogue);
    hours = &catalogue.services[0]->hours;
    return 0;
}

static int close_office(void **state)
{
    (void)state;
    catalogue_close(&catalogue);
    return 0;
}

static void states_of_the_office(void **state)
{
    (void)state;
    static const struct {
        const char *at;
        enum hours_kind kind;
        const char *changes_at; /* NULL: nothing is known */
        bool break_follows, known;
        const char *holiday;
    } table[] = {
        {"2026-11-23 09:41", HOURS_OPEN, "2026-11-23 12:00", true, true, NULL},
        {"2026-11-23 12:30", HOURS_BREAK, "2026-11-23 13:00", false, true, NULL},
        {"2026-11-27 10:59", HOURS_OPEN, "2026-11-27 11:00", false, true, NULL},
        {"2026-11-27 10:59:59", HOURS_OPEN, "2026-11-27 11:00", false, true, NULL},
        {"2026-11-27 11:00", HOURS_CLOSED, "2026-11-30 08:00", false, true, NULL},
        {"2026-11-28 10:00", HOURS_CLOSED, "2026-11-30 08:00", false, true, NULL},
        {"2026-11-29 23:59:59", HOURS_CLOSED, "2026-11-30 08:00", false, true, NULL},
        {"2026-11-23 07:59:59", HOURS_CLOSED, "2026-11-23 08:00", false, true, NULL},
        {"2026-11-23 08:00", HOURS_OPEN, "2026-11-23 12:00", true, true, NULL},
        {"2026-11-23 12:00", HOURS_BREAK, "2026-11-23 13:00", false, true, NULL},
        {"2026-11-23 13:00", HOURS_OPEN, "2026-11-23 16:00", false, true, NULL},
        {"2026-11-23 16:00", HOURS_CLOSED, "2026-11-24 08:00", false, true, NULL},
        {"2026-11-23 00:00", HOURS_CLOSED, "2026-11-23 08:00", false, true, NULL},
        /* cuti bersama on a Thursday, Christmas on the Friday, then the weekend */
        {"2026-12-23 16:00", HOURS_CLOSED, "2026-12-28 08:00", false, true, NULL},
        {"2026-12-24 09:00", HOURS_HOLIDAY, "2026-12-28 08:00", false, true,
         "Cuti bersama Hari Raya Natal"},
        {"2026-12-25 09:00", HOURS_HOLIDAY, "2026-12-28 08:00", false, true, "Hari Raya Natal"},
        /* the year's end: what comes after is not known */
        {"2026-12-31 15:59", HOURS_OPEN, "2026-12-31 16:00", false, true, NULL},
        {"2026-12-31 16:00", HOURS_CLOSED, NULL, false, true, NULL},
        {"2027-01-04 09:41", HOURS_OPEN, "2027-01-04 12:00", true, false, NULL},
        {"2027-01-04 12:30", HOURS_BREAK, "2027-01-04 13:00", false, false, NULL},
        {"2027-01-04 17:00", HOURS_CLOSED, NULL, false, false, NULL},
        {"2025-12-31 23:59", HOURS_CLOSED, "2026-01-02 08:00", false, false, NULL},
        /* the long closing of Idul Fitri: 18 to 24 March */
        {"2026-03-17 16:00", HOURS_CLOSED, "2026-03-25 08:00", false, true, NULL},
        {"2026-03-22 10:00", HOURS_HOLIDAY, "2026-03-25 08:00", false, true,
         "Hari Raya Idul Fitri 1447 Hijriah"},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        struct hours_state now = hours_at(hours, wib(table[i].at));
        int64_t changes = table[i].changes_at != NULL ? wib(table[i].changes_at) : 0;
        if (now.kind != table[i].kind || now.changes_at != changes ||
            now.break_follows != table[i].break_follows || now.holidays_known != table[i].known)
            fail_msg("%s: kind %d, changes %lld, break %d, known %d", table[i].at, now.kind,
                     (long long)now.changes_at, now.break_follows, now.holidays_known);
        assert_int_equal(now.holiday != NULL, table[i].holiday != NULL);
        if (now.holiday != NULL)
            assert_string_equal(now.holiday->name[LANG_ID], table[i].holiday);
    }
}

/* Walks a week by the minute: the state changes exactly where the state before it said. */
static void changes_come_when_told(void **state)
{
    (void)state;
    int64_t from = wib("2026-11-23 00:00"), until = wib("2026-11-30 00:00");
    struct hours_state before = hours_at(hours, from);
    int changes = 0;
    for (int64_t now = from; now < until; now += MINUTES(1)) {
        struct hours_state state_now = hours_at(hours, now);
        assert_int_equal(state_now.kind != before.kind, now == before.changes_at);
        assert_true(state_now.changes_at > now);
        changes += state_now.kind != before.kind;
        before = state_now;
    }
    assert_int_equal(changes, 4 * 4 + 2);
}

static void a_collective_day_may_stay_open(void **state)
{
    (void)state;
    static struct hours other;
    other = *hours;
    other.collective_closes = false;
    assert_int_equal(hours_at(&other, wib("2026-12-24 09:00")).kind, HOURS_OPEN);
    assert_int_equal(hours_at(&other, wib("2026-12-25 09:00")).kind, HOURS_HOLIDAY);
    const struct holiday *next[4];
    assert_int_equal(hours_next_holidays(&other, wib("2026-11-23 09:00"), next, 4), 1);
}

static void next_holidays(void **state)
{
    (void)state;
    const struct holiday *next[3];
    assert_int_equal(hours_next_holidays(hours, wib("2026-11-23 09:41"), next, 3), 2);
    assert_string_equal(next[0]->name[LANG_EN], "Collective leave for Christmas");
    assert_true(next[0]->collective);
    assert_string_equal(next[1]->name[LANG_EN], "Christmas Day");
    /* today's counts until midnight, in WIB */
    assert_int_equal(hours_next_holidays(hours, wib("2026-12-25 23:59"), next, 3), 1);
    assert_int_equal(hours_next_holidays(hours, wib("2026-12-26 00:00"), next, 3), 0);
    assert_int_equal(hours_next_holidays(hours, wib("2026-01-01 00:00"), next, 3), 3);
}

static void openings_and_closes(void **state)
{
    (void)state;
    assert_int_equal(hours_next_open(hours, wib("2026-11-23 08:00")), wib("2026-11-23 08:00"));
    assert_int_equal(hours_next_open(hours, wib("2026-11-23 08:01")), wib("2026-11-23 13:00"));
    assert_int_equal(hours_next_open(hours, wib("2027-06-01 00:00")), 0);
    assert_int_equal(hours_last_close(hours, wib("2026-11-23 00:00")), wib("2026-11-23 16:00"));
    assert_int_equal(hours_last_close(hours, wib("2026-11-27 23:59")), wib("2026-11-27 11:00"));
    assert_int_equal(hours_last_close(hours, wib("2026-11-28 09:00")), 0);
    assert_int_equal(hours_last_close(hours, wib("2026-12-25 09:00")), 0);
    assert_int_equal(hours_day(hours, wib("2026-11-23 20:00")).count, 2);
    assert_int_equal(hours_day(hours, wib("2026-12-24 20:00")).count, 0);
}

static void an_override_holds_between_its_dates(void **state)
{
    (void)state;
    static struct hours other;
    other = *hours;
    struct hours_override *ramadan = &other.overrides[other.override_count++];
    ramadan->from = civil_day((struct civil){.year = 2026, .month = 2, .day = 18});
    ramadan->until = civil_day((struct civil){.year = 2026, .month = 3, .day = 17});
    for (int i = 0; i < 5; i++)
        ramadan->week[i] = (struct day_plan){{{480, 900}}, 1};
    assert_int_equal(hours_last_close(&other, wib("2026-02-16 09:00")), 0);
    assert_int_equal(hours_last_close(&other, wib("2026-02-18 09:00")), wib("2026-02-18 15:00"));
    assert_int_equal(hours_at(&other, wib("2026-02-18 12:30")).kind, HOURS_OPEN);
    assert_int_equal(hours_last_close(&other, wib("2026-03-17 09:00")), wib("2026-03-17 15:00"));
    assert_int_equal(hours_last_close(&other, wib("2026-03-25 09:00")), wib("2026-03-25 16:00"));
    /* a holiday inside it stays one */
    ramadan->until = civil_day((struct civil){.year = 2026, .month = 3, .day = 31});
    assert_int_equal(hours_at(&other, wib("2026-03-20 09:00")).kind, HOURS_HOLIDAY);
}

static void a_counter_that_never_opens(void **state)
{
    (void)state;
    static struct hours none = {
        .zone_minutes = ZONE_WIB_MINUTES, .known_from = 2026, .known_until = 2026};
    struct hours_state now = hours_at(&none, wib("2026-06-10 09:00"));
    assert_int_equal(now.kind, HOURS_CLOSED);
    assert_int_equal(now.changes_at, 0);
    assert_true(now.holidays_known);
    assert_false(hours_known(&none, wib("2027-01-01 00:00")));
    assert_true(hours_known(&none, wib("2026-01-01 00:00")));
    assert_false(hours_known(&none, wib("2025-12-31 23:59")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states_of_the_office),
        cmocka_unit_test(changes_come_when_told),
        cmocka_unit_test(a_collective_day_may_stay_open),
        cmocka_unit_test(next_holidays),
        cmocka_unit_test(openings_and_closes),
        cmocka_unit_test(an_override_holds_between_its_dates),
        cmocka_unit_test(a_counter_that_never_opens),
    };
    return cmocka_run_group_tests(tests, open_office, close_office);
}
