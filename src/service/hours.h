/* When the counter is open. Pure: the week, the holidays and the moment come in, the state goes
 * out. Intervals are half-open: at 11.00 on a Friday that closes at 11.00 the counter is closed.
 * Source: the service standard, component 4; facts about holidays: SKB 1497/2025, 2/2025, 5/2025.
 */
#ifndef SERVICE_HOURS_H
#define SERVICE_HOURS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/tr.h"
#include "base/yaml.h"

enum { DAY_SPANS = 3, HOLIDAYS_MAX = 96, OVERRIDES_MAX = 24, HOLIDAY_NAME = 96 };

struct span {
    int16_t open, close; /* minutes after midnight, open < close */
};

struct day_plan {
    struct span spans[DAY_SPANS]; /* ascending, disjoint; none on a closed day */
    uint8_t count;
};

struct holiday {
    int64_t day;     /* civil_day() */
    bool collective; /* cuti bersama; a national holiday otherwise */
    char name[LANG_COUNT][HOLIDAY_NAME];
};

/* Other hours between two dates, both included (Ramadan and the like). */
struct hours_override {
    int64_t from, until; /* civil_day() */
    struct day_plan week[7];
    char name[LANG_COUNT][HOLIDAY_NAME];
};

struct hours {
    int zone_minutes;
    struct day_plan week[7];               /* [0] Monday */
    bool collective_closes;                /* cuti bersama closes the counter too */
    struct holiday holidays[HOLIDAYS_MAX]; /* ascending by day */
    size_t holiday_count;
    int known_from, known_until; /* first and last year whose holidays are known; 0 when none */
    struct hours_override overrides[OVERRIDES_MAX];
    size_t override_count;
};

enum hours_kind { HOURS_OPEN, HOURS_BREAK, HOURS_CLOSED, HOURS_HOLIDAY };

struct hours_state {
    enum hours_kind kind;
    bool holidays_known; /* false: this year's holidays are not known yet, so nothing is promised */
    int64_t changes_at;  /* OPEN: the moment it closes next (for a break too); else: opens next.
                            0 when nothing is known within the horizon of 60 days */
    bool break_follows;  /* OPEN: what follows is a break of the same day */
    const struct holiday *holiday; /* HOLIDAY: which one; borrowed from the hours */
};

/* hours: {zone: Asia/Jakarta, week: {...}, overrides: [...]} of a service file. */
void hours_read(struct yaml_node map, struct hours *out);
/* Adds one kiosk-config/holidays/YEAR.yaml. */
void holidays_read(struct yaml_node root, struct hours *hours);

struct hours_state hours_at(const struct hours *hours, int64_t now);
/* Whether the holidays of the moment's year are known. */
bool hours_known(const struct hours *hours, int64_t moment);
/* The plan that holds on the civil day of the moment; closed on holidays. */
struct day_plan hours_day(const struct hours *hours, int64_t moment);
/* The next `most` holidays that close the counter, from the moment's day on. Returns how many. */
size_t hours_next_holidays(const struct hours *hours, int64_t now, const struct holiday **out,
                           size_t most);
/* The first opening at or after the moment; 0 when none within 60 days, or when the first that the
 * week offers lies in a year whose holidays are not known. */
int64_t hours_next_open(const struct hours *hours, int64_t moment);
/* The close of the last span of the moment's day, 0 on a closed day. */
int64_t hours_last_close(const struct hours *hours, int64_t moment);

#endif
