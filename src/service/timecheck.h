/* Whether the kiosk's clock may be believed. Where it may not, no hour and no date is promised:
 * visitors are told so in plain words, and officers see the same verdict. */
#ifndef SERVICE_TIMECHECK_H
#define SERVICE_TIMECHECK_H

#include "service/hours.h"

enum timecheck {
    TIME_RIGHT,
    TIME_EARLY, /* before the first year this kiosk was configured for, as after a dead battery */
    TIME_APART, /* more than a minute from the office's clock */
};

/* What syncd learned from the office's signed answers. */
struct office_clock {
    bool known;
    int64_t ahead; /* ms the office is ahead of this kiosk */
};

/* Without a year of holidays and without an office only a clock that stands before this program was
 * written is known to be wrong. A clock too far ahead is not told here: past the years whose
 * holidays are known nothing is promised anyway (hours_known). */
enum timecheck time_check(const struct hours *hours, const struct office_clock *office,
                          int64_t now);

#endif
