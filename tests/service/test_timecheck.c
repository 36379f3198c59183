/* When the kiosk's clock may be believed. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include "service/timecheck.h"

static void test_moments(void **state)
{
    (void)state;
    static const struct {
        const char *now;
        int known_from;
        struct office_clock office;
        enum timecheck verdict;
    } table[] = {
        {"2026-11-23T09:41:00+07:00", 2026, {0}, TIME_RIGHT},
        {"2026-01-01T00:00:00+07:00", 2026, {0}, TIME_RIGHT},
        {"2025-12-31T23:59:59+07:00", 2026, {0}, TIME_EARLY},
        {"1970-01-01T07:00:01+07:00", 2026, {0}, TIME_EARLY},
        {"2029-12-31T23:59:59+07:00", 2030, {0}, TIME_EARLY}, /* its holidays were taken out */
        {"2025-06-01T00:00:00+07:00", 0, {0}, TIME_EARLY},
        {"2026-06-01T00:00:00+07:00", 0, {0}, TIME_RIGHT},
        {"2035-06-01T00:00:00+07:00", 2026, {0}, TIME_RIGHT},
        {"2026-11-23T09:41:00+07:00", 2026, {true, MINUTES(1)}, TIME_RIGHT},
        {"2026-11-23T09:41:00+07:00", 2026, {true, MINUTES(1) + 1}, TIME_APART},
        {"2026-11-23T09:41:00+07:00", 2026, {true, -HOURS(1)}, TIME_APART},
        {"2026-11-23T09:41:00+07:00", 2026, {false, -HOURS(1)}, TIME_RIGHT},
        {"2025-12-31T23:59:59+07:00", 2026, {true, -HOURS(1)}, TIME_EARLY},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        struct hours hours = {.zone_minutes = 7 * 60,
                              .known_from = table[i].known_from,
                              .known_until = table[i].known_from};
        int64_t now;
        assert_int_equal(clock_parse(table[i].now, &now), OK);
        assert_int_equal(time_check(&hours, &table[i].office, now), table[i].verdict);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_moments)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
