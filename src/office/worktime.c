#include "office/worktime.h"

enum { DAYS_MAX = 60 };

static int64_t midnight(const struct hours *hours, int64_t moment)
{
    struct civil civil = civil_from(moment, hours->zone_minutes);
    civil.hour = civil.minute = civil.second = 0;
    return civil_moment(civil, hours->zone_minutes);
}

int64_t worktime_between(const struct hours *hours, int64_t from, int64_t until)
{
    int64_t sum = 0, day = midnight(hours, from);
    for (int i = 0; i < DAYS_MAX && day < until; i++, day += DAYS(1)) {
        struct day_plan plan = hours_day(hours, day);
        for (size_t j = 0; j < plan.count; j++) {
            int64_t open = day + MINUTES(plan.spans[j].open);
            int64_t close = day + MINUTES(plan.spans[j].close);
            int64_t start = open > from ? open : from, end = close < until ? close : until;
            sum += end > start ? end - start : 0;
        }
    }
    return sum;
}
