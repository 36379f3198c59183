/* How much time of service lies between two moments: what is left of a promise, as officers count.
 */
#ifndef OFFICE_WORKTIME_H
#define OFFICE_WORKTIME_H

#include "service/hours.h"

/* Milliseconds of open counter from `from` until `until`, at most 60 days of it looked at; 0 when
 * `until` is not later. */
int64_t worktime_between(const struct hours *hours, int64_t from, int64_t until);

#endif
