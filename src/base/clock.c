#include "base/clock.h"

#include <assert.h>
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <time.h>

enum { DAY_SECONDS = 24 * 60 * 60 };

static int64_t read_ms(clockid_t id)
{
    struct timespec at;
    int failed = clock_gettime(id, &at);
    assert(!failed);
    (void)failed;
    return SECONDS(at.tv_sec) + at.tv_nsec / 1000000;
}

int64_t clock_now(const struct clock *clock)
{
    return read_ms(CLOCK_REALTIME) + clock->offset;
}

int64_t clock_boot(void)
{
    return read_ms(CLOCK_BOOTTIME);
}

struct clock clock_starting(int64_t moment)
{
    return (struct clock){.offset = moment - read_ms(CLOCK_REALTIME)};
}

/* Rounds towards the past, unlike C's division. */
static int64_t floor_div(int64_t value, int64_t by)
{
    return value / by - (value % by < 0);
}

/* Days from 1970-01-01 to the first of the month, proleptic Gregorian. The year is counted from
 * March, so that the leap day is its last and the months before it form a regular row:
 * (153 * m + 2) / 5 days stand before month m (0 is March). */
static int64_t day_of_month_start(int64_t year, int month)
{
    int64_t march_year = month > 2 ? year : year - 1;
    int64_t march_month = (month + 9) % 12;
    int64_t leaps =
        floor_div(march_year, 4) - floor_div(march_year, 100) + floor_div(march_year, 400);
    const int64_t epoch = 719468; /* 1970-01-01 counted from 0000-03-01 */
    return march_year * 365 + leaps + (153 * march_month + 2) / 5 - epoch;
}

int64_t civil_day(struct civil civil)
{
    int64_t months = (int64_t)civil.year * 12 + civil.month - 1;
    int64_t year = floor_div(months, 12);
    return day_of_month_start(year, (int)(months - year * 12) + 1) + civil.day - 1;
}

int64_t civil_moment(struct civil civil, int zone_minutes)
{
    return DAYS(civil_day(civil)) + HOURS(civil.hour) + MINUTES(civil.minute) +
           SECONDS(civil.second) - MINUTES(zone_minutes);
}

/* The year and month a day falls into: a guess by the mean length of a year, which is never more
 * than one off, put right by looking where that year starts. */
static struct civil civil_from_day(int64_t day)
{
    int64_t year = 1970 + floor_div(day * 400, 146097);
    while (day_of_month_start(year, 1) > day)
        year--;
    while (day_of_month_start(year + 1, 1) <= day)
        year++;
    int month = 1;
    while (month < 12 && day_of_month_start(year, month + 1) <= day)
        month++;
    int64_t weekday = day + 3; /* 1970-01-01 was a Thursday */
    return (struct civil){
        .year = (int)year,
        .month = month,
        .day = (int)(day - day_of_month_start(year, month)) + 1,
        .weekday = (int)(weekday - floor_div(weekday, 7) * 7),
    };
}

struct civil civil_from(int64_t moment, int zone_minutes)
{
    int64_t seconds = floor_div(moment, 1000) + (int64_t)zone_minutes * 60;
    int64_t day = floor_div(seconds, DAY_SECONDS);
    int rest = (int)(seconds - day * DAY_SECONDS);
    struct civil civil = civil_from_day(day);
    civil.hour = rest / 3600;
    civil.minute = rest / 60 % 60;
    civil.second = rest % 60;
    return civil;
}

/* Reads `digits` decimal digits and moves past them; -1 when there are fewer. */
static int take_number(const char **text, int digits)
{
    int value = 0;
    for (int i = 0; i < digits; i++) {
        char c = (*text)[i];
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    *text += digits;
    return value;
}

static bool take(const char **text, char wanted)
{
    bool there = **text == wanted;
    *text += there;
    return there;
}

/* "2026-11-23T09:41:00" with every field in its range. Second 60 has no place in a count of
 * milliseconds and is refused. */
static bool take_civil(const char **text, struct civil *civil)
{
    civil->year = take_number(text, 4);
    if (civil->year < 0 || !take(text, '-'))
        return false;
    civil->month = take_number(text, 2);
    if (civil->month < 1 || civil->month > 12 || !take(text, '-'))
        return false;
    civil->day = take_number(text, 2);
    struct civil next = {.year = civil->year, .month = civil->month + 1, .day = 1};
    if (civil->day < 1 || civil_day(*civil) >= civil_day(next) || !take(text, 'T'))
        return false;
    civil->hour = take_number(text, 2);
    if (civil->hour < 0 || civil->hour > 23 || !take(text, ':'))
        return false;
    civil->minute = take_number(text, 2);
    if (civil->minute < 0 || civil->minute > 59 || !take(text, ':'))
        return false;
    civil->second = take_number(text, 2);
    return civil->second >= 0 && civil->second <= 59;
}

/* ".25" as 250 ms; digits past the third are dropped. No dot is 0; a dot without digits is -1. */
static int take_fraction(const char **text)
{
    if (!take(text, '.'))
        return 0;
    if (!isdigit((unsigned char)**text))
        return -1;
    int ms = 0;
    for (int unit = 100; isdigit((unsigned char)**text); unit /= 10, (*text)++)
        ms += (**text - '0') * unit;
    return ms;
}

/* "Z" or "+07:00" */
static bool take_offset(const char **text, int *minutes)
{
    *minutes = 0;
    if (take(text, 'Z'))
        return true;
    int sign = take(text, '-') ? -1 : 1;
    if (sign > 0 && !take(text, '+'))
        return false;
    int hour = take_number(text, 2);
    if (hour < 0 || hour > 23 || !take(text, ':'))
        return false;
    int minute = take_number(text, 2);
    *minutes = sign * (hour * 60 + minute);
    return minute >= 0 && minute <= 59;
}

enum err clock_parse(const char *text, int64_t *moment)
{
    struct civil civil = {0};
    int offset;
    if (!take_civil(&text, &civil))
        return ERR_INVALID;
    int ms = take_fraction(&text);
    if (ms < 0 || !take_offset(&text, &offset) || *text)
        return ERR_INVALID;
    *moment = civil_moment(civil, offset) + ms;
    return OK;
}

void clock_format(int64_t moment, char out[21])
{
    /* Four digits hold no other years; a moment out of range is shown as the nearest end. */
    const int64_t first = civil_moment((struct civil){.year = 0, .month = 1, .day = 1}, 0);
    const int64_t last = civil_moment((struct civil){.year = 10000, .month = 1, .day = 1}, 0) - 1;
    struct civil at = civil_from(moment < first ? first : moment > last ? last : moment, 0);
    char text[80];
    snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02dZ", at.year, at.month, at.day,
             at.hour, at.minute, at.second);
    for (int i = 0; i < 21; i++)
        out[i] = text[i];
}
