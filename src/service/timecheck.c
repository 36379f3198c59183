#include "service/timecheck.h"

#include <stdlib.h>

static const int64_t APART_MOST = MINUTES(1);
enum { WRITTEN = 2026 };

enum timecheck time_check(const struct hours *hours, const struct office_clock *office, int64_t now)
{
    int first = hours->known_from > WRITTEN ? hours->known_from : WRITTEN;
    if (civil_from(now, hours->zone_minutes).year < first)
        return TIME_EARLY;
    return office->known && llabs(office->ahead) > APART_MOST ? TIME_APART : TIME_RIGHT;
}
