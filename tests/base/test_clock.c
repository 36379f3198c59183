#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/clock.h"

static int is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in(int year, int month)
{
    static const int DAYS_IN[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return DAYS_IN[month - 1] + (month == 2 && is_leap(year));
}

/* Counts the days one by one, as a calendar on the wall does, and compares. */
static void every_day_from_1600_to_2400(void **state)
{
    (void)state;
    int64_t day = -135140; /* 1600-01-01, a Saturday */
    int weekday = 5;
    for (int year = 1600; year <= 2400; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int number = 1; number <= days_in(year, month); number++) {
                struct civil civil = {.year = year, .month = month, .day = number};
                assert_int_equal(civil_day(civil), day);
                struct civil back = civil_from(DAYS(day) + HOURS(24) - 1, 0);
                assert_int_equal(back.year, year);
                assert_int_equal(back.month, month);
                assert_int_equal(back.day, number);
                assert_int_equal(back.weekday, weekday);
                assert_int_equal(back.hour, 23);
                assert_int_equal(back.second, 59);
                weekday = (weekday + 1) % 7;
                day++;
            }
        }
    }
}

static void round_trip_1970_to_2100(void **state)
{
    (void)state;
    /* Steps of a prime number of seconds meet all hours, minutes and seconds. */
    for (int64_t at = 0; at < DAYS(131 * 365); at += SECONDS(40009)) {
        struct civil wib = civil_from(at, ZONE_WIB_MINUTES);
        assert_int_equal(civil_moment(wib, ZONE_WIB_MINUTES), at);
        char text[21];
        int64_t back;
        clock_format(at, text);
        assert_int_equal(clock_parse(text, &back), OK);
        assert_int_equal(back, at);
    }
}

static void known_moments(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t moment;
        int zone;
        struct civil civil;
    } cases[] = {
        {"1970-01-01T00:00:00Z", 0, 0, {1970, 1, 1, 0, 0, 0, 3}},
        {"1969-12-31T23:59:59Z", -1000, 0, {1969, 12, 31, 23, 59, 59, 2}},
        {"2000-02-29T12:00:00Z", 951825600000, 0, {2000, 2, 29, 12, 0, 0, 1}},
        {"2026-11-23T09:41:00+07:00", 1795401660000, 420, {2026, 11, 23, 9, 41, 0, 0}},
        {"2026-12-25T00:00:00+07:00", 1798131600000, 420, {2026, 12, 25, 0, 0, 0, 4}},
        {"2026-12-31T23:30:00-01:30", 1798765200000, -90, {2026, 12, 31, 23, 30, 0, 3}},
        {"2100-03-01T00:00:00Z", 4107542400000, 0, {2100, 3, 1, 0, 0, 0, 0}},
        {"9999-12-31T23:59:59Z", 253402300799000, 0, {9999, 12, 31, 23, 59, 59, 4}},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        int64_t moment;
        assert_int_equal(clock_parse(cases[i].text, &moment), OK);
        assert_int_equal(moment, cases[i].moment);
        struct civil at = civil_from(moment, cases[i].zone);
        assert_memory_equal(&at, &cases[i].civil, sizeof(at));
    }
}

static void parse_takes_fractions(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t ms;
    } cases[] = {
        {"1970-01-01T00:00:00.5Z", 500},         {"1970-01-01T00:00:00.05Z", 50},
        {"1970-01-01T00:00:00.123456789Z", 123}, {"1970-01-01T00:00:00.0009Z", 0},
        {"1969-12-31T23:59:59.999Z", -1},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        int64_t moment;
        assert_int_equal(clock_parse(cases[i].text, &moment), OK);
        assert_int_equal(moment, cases[i].ms);
    }
}

static void parse_refuses(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        "2026",
        "2026-11-23",
        "2026-11-23T09:41",
        "2026-11-23T09:41:00",
        "2026-11-23 09:41:00Z",
        "2026-11-23t09:41:00z",
        "2026-11-23T09:41:00+0700",
        "2026-11-23T09:41:00+07",
        "2026-11-23T09:41:00+07:0",
        "2026-11-23T09:41:00+07:00 ",
        " 2026-11-23T09:41:00+07:00",
        "2026-11-23T09:41:00+24:00",
        "2026-11-23T09:41:00+07:60",
        "2026-11-23T09:41:00.Z",
        "2026-11-23T09:41:60Z",
        "2026-11-23T09:60:00Z",
        "2026-11-23T24:00:00Z",
        "2026-11-31T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "2100-02-29T00:00:00Z",
        "2026-00-10T00:00:00Z",
        "2026-13-10T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-1-10T00:00:00Z",
        "+026-01-10T00:00:00Z",
        "2026-01-10T-1:00:00Z",
        "12026-01-10T00:00:00Z",
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        int64_t moment = 42;
        assert_int_equal(clock_parse(cases[i], &moment), ERR_INVALID);
        assert_int_equal(moment, 42);
    }
}

static void format_keeps_its_size(void **state)
{
    (void)state;
    static const struct {
        int64_t moment;
        const char *text;
    } cases[] = {
        {0, "1970-01-01T00:00:00Z"},         {-1, "1969-12-31T23:59:59Z"},
        {999, "1970-01-01T00:00:00Z"},       {INT64_MAX, "9999-12-31T23:59:59Z"},
        {INT64_MIN, "0000-01-01T00:00:00Z"},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        char text[21];
        clock_format(cases[i].moment, text);
        assert_string_equal(text, cases[i].text);
    }
}

static void extreme_moments_have_a_civil_time(void **state)
{
    (void)state;
    assert_int_equal(civil_from(INT64_MAX, ZONE_WIB_MINUTES).year, 292278994);
    assert_int_equal(civil_from(INT64_MIN, -ZONE_WIB_MINUTES).year, -292275055);
}

static void fields_carry_over(void **state)
{
    (void)state;
    static const struct {
        struct civil given, wanted;
    } cases[] = {
        {{.year = 2026, .month = 11, .day = 32}, {.year = 2026, .month = 12, .day = 2}},
        {{.year = 2026, .month = 13, .day = 1}, {.year = 2027, .month = 1, .day = 1}},
        {{.year = 2026, .month = 0, .day = 1}, {.year = 2025, .month = 12, .day = 1}},
        {{.year = 2026, .month = -11, .day = 1}, {.year = 2025, .month = 1, .day = 1}},
        {{.year = 2024, .month = 3, .day = 0}, {.year = 2024, .month = 2, .day = 29}},
        {{.year = 2023, .month = 3, .day = 0}, {.year = 2023, .month = 2, .day = 28}},
        {{.year = 2026, .month = 1, .day = 1, .minute = -5},
         {.year = 2025, .month = 12, .day = 31, .hour = 23, .minute = 55}},
        {{.year = 2026, .month = 1, .day = 1, .second = 86400},
         {.year = 2026, .month = 1, .day = 2}},
    };
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_int_equal(civil_moment(cases[i].given, ZONE_WIB_MINUTES),
                         civil_moment(cases[i].wanted, ZONE_WIB_MINUTES));
}

static void zone_moves_the_day(void **state)
{
    (void)state;
    int64_t moment;
    assert_int_equal(clock_parse("2026-11-22T17:00:00Z", &moment), OK);
    struct civil wib = civil_from(moment, ZONE_WIB_MINUTES);
    assert_int_equal(wib.day, 23);
    assert_int_equal(wib.hour, 0);
    assert_int_equal(wib.weekday, 0);
    assert_int_equal(civil_from(moment - 1, ZONE_WIB_MINUTES).day, 22);
}

static void a_set_clock_starts_there_and_runs(void **state)
{
    (void)state;
    const int64_t start = 1795401660000;
    struct clock clock = clock_starting(start);
    int64_t first = clock_now(&clock);
    int64_t second = clock_now(&clock);
    assert_true(first >= start);
    assert_true(second >= first);
    assert_true(clock_boot() > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_from_1600_to_2400),
        cmocka_unit_test(round_trip_1970_to_2100),
        cmocka_unit_test(known_moments),
        cmocka_unit_test(parse_takes_fractions),
        cmocka_unit_test(parse_refuses),
        cmocka_unit_test(format_keeps_its_size),
        cmocka_unit_test(extreme_moments_have_a_civil_time),
        cmocka_unit_test(fields_carry_over),
        cmocka_unit_test(zone_moves_the_day),
        cmocka_unit_test(a_set_clock_starts_there_and_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
