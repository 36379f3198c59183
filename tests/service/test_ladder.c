#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "service/support/office.h"

static struct catalogue catalogue;

static int open_office(void **state)
{
    (void)state;
    office_open(&catalogue);
    return 0;
}

static int close_office(void **state)
{
    (void)state;
    catalogue_close(&catalogue);
    return 0;
}

static void every_act_on_every_rung(void **state)
{
    (void)state;
    static const struct {
        enum rung from, answer, escalate, close;
    } table[] = {
        {RUNG_TOLD, RUNG_ANSWERED, RUNG_ESCALATED, 0},
        {RUNG_ANSWERED, RUNG_ANSWERED, RUNG_ESCALATED, RUNG_SETTLED},
        {RUNG_ESCALATED, RUNG_ESCALATED, 0, RUNG_SETTLED},
        {RUNG_SETTLED, 0, 0, 0},
        {0, 0, 0, 0},
        {RUNG_SETTLED + 1, 0, 0, 0},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        assert_int_equal(ladder_next(table[i].from, LADDER_ANSWER), table[i].answer);
        assert_int_equal(ladder_next(table[i].from, LADDER_ESCALATE), table[i].escalate);
        assert_int_equal(ladder_next(table[i].from, LADDER_CLOSE), table[i].close);
    }
}

static void deadlines(void **state)
{
    (void)state;
    static const struct {
        const char *received;
        int days;
        const char *due; /* NULL: not known */
    } table[] = {
        {"2026-11-23 09:41", 1, "2026-11-24 16:00"},
        {"2026-11-23 09:41", 3, "2026-11-26 16:00"},
        {"2026-11-23 09:41", 5, "2026-11-30 16:00"},
        {"2026-11-23 23:59", 3, "2026-11-26 16:00"},
        {"2026-11-24 00:00", 3, "2026-11-27 11:00"},
        {"2026-11-27 12:00", 1, "2026-11-30 16:00"},
        {"2026-11-28 12:00", 1, "2026-11-30 16:00"},
        {"2026-12-23 10:00", 1, "2026-12-28 16:00"},
        {"2026-11-23 09:41", 14, "2026-12-11 11:00"},
        {"2026-11-23 09:41", 60, NULL},
        {"2026-12-31 10:00", 1, NULL},
        {"2027-06-01 10:00", 1, NULL},
    };
    const struct hours *hours = &catalogue.services[0]->hours;
    for (size_t i = 0; i < LENGTH(table); i++) {
        int64_t due = ladder_due(hours, wib(table[i].received), table[i].days);
        int64_t expected = table[i].due != NULL ? wib(table[i].due) : 0;
        if (due != expected)
            fail_msg("%s and %d days: %lld", table[i].received, table[i].days, (long long)due);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_act_on_every_rung),
        cmocka_unit_test(deadlines),
    };
    return cmocka_run_group_tests(tests, open_office, close_office);
}
