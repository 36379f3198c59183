/* The only place below bin/ that reads a clock. Everything else takes `int64_t now` as a parameter.
 * A moment is milliseconds since 1970-01-01 UTC. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

#include "base/err.h"

#define SECONDS(n) ((int64_t)(n)*1000)
#define MINUTES(n) ((int64_t)(n)*60 * 1000)
#define HOURS(n)   ((int64_t)(n)*60 * 60 * 1000)
#define DAYS(n)    ((int64_t)(n)*24 * 60 * 60 * 1000)

/* A clock that can be set to start elsewhere and then runs at the true pace (--clock). */
struct clock {
    int64_t offset; /* ms added to the system's UTC */
};

/* UTC now, in ms. */
int64_t clock_now(const struct clock *clock);
/* Milliseconds since boot, suspended time included; only for waiting and measuring. */
int64_t clock_boot(void);
/* Reads an RFC 3339 moment with its offset ("2026-11-23T09:41:00+07:00"); without offset, or
 * with an impossible date, ERR_INVALID. */
enum err clock_parse(const char *text, int64_t *moment) MUST_USE;
/* Writes the moment as RFC 3339 in UTC with seconds, "2026-11-23T02:41:00Z"; 21 bytes with NUL. */
void clock_format(int64_t moment, char out[21]);
/* A clock that shows `moment` now. */
struct clock clock_starting(int64_t moment);

/* A moment as people in a fixed zone see it. No daylight saving (Asia/Jakarta has none). */
struct civil {
    int year;
    int month; /* 1..12 */
    int day;   /* 1..31 */
    int hour, minute, second;
    int weekday; /* 0 Monday .. 6 Sunday (ISO 8601 order) */
};

#define ZONE_WIB_MINUTES (7 * 60)

struct civil civil_from(int64_t moment, int zone_minutes);
/* The moment of a civil time; fields need not be normalised (day 32, minute -5 are carried). */
int64_t civil_moment(struct civil civil, int zone_minutes);
/* Whole days since 1970-01-01 of the civil date; for comparing and counting days. */
int64_t civil_day(struct civil civil);

#endif
