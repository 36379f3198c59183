#include "service/hours.h"

#include <assert.h>
#include <string.h>

enum { HORIZON_DAYS = 60, MONDAY_OFFSET = 3 /* 1970-01-01 was a Thursday */ };

static int64_t day_of(const struct hours *hours, int64_t moment)
{
    return civil_day(civil_from(moment, hours->zone_minutes));
}

/* The moment of a minute of a civil day. */
static int64_t moment_of(const struct hours *hours, int64_t day, int minute)
{
    return DAYS(day) + MINUTES(minute - hours->zone_minutes);
}

static int minute_of(const struct hours *hours, int64_t moment)
{
    struct civil civil = civil_from(moment, hours->zone_minutes);
    return civil.hour * 60 + civil.minute;
}

static bool closes(const struct hours *hours, const struct holiday *holiday)
{
    return !holiday->collective || hours->collective_closes;
}

/* The holiday that closes the counter on the day, or NULL. */
static const struct holiday *closing_holiday(const struct hours *hours, int64_t day)
{
    for (size_t i = 0; i < hours->holiday_count; i++)
        if (hours->holidays[i].day == day && closes(hours, &hours->holidays[i]))
            return &hours->holidays[i];
    return NULL;
}

static struct day_plan plan_of(const struct hours *hours, int64_t day)
{
    if (closing_holiday(hours, day) != NULL)
        return (struct day_plan){.count = 0};
    int64_t weekday = ((day + MONDAY_OFFSET) % 7 + 7) % 7;
    for (size_t i = 0; i < hours->override_count; i++)
        if (day >= hours->overrides[i].from && day <= hours->overrides[i].until)
            return hours->overrides[i].week[weekday];
    return hours->week[weekday];
}

bool hours_known(const struct hours *hours, int64_t moment)
{
    int year = civil_from(moment, hours->zone_minutes).year;
    return hours->known_from != 0 && year >= hours->known_from && year <= hours->known_until;
}

struct day_plan hours_day(const struct hours *hours, int64_t moment)
{
    return plan_of(hours, day_of(hours, moment));
}

int64_t hours_last_close(const struct hours *hours, int64_t moment)
{
    int64_t day = day_of(hours, moment);
    struct day_plan plan = plan_of(hours, day);
    return plan.count > 0 ? moment_of(hours, day, plan.spans[plan.count - 1].close) : 0;
}

int64_t hours_next_open(const struct hours *hours, int64_t moment)
{
    int64_t today = day_of(hours, moment);
    for (int64_t day = today; day <= today + HORIZON_DAYS; day++) {
        struct day_plan plan = plan_of(hours, day);
        for (int i = 0; i < plan.count; i++) {
            int64_t opening = moment_of(hours, day, plan.spans[i].open);
            if (opening >= moment)
                return hours_known(hours, opening) ? opening : 0;
        }
    }
    return 0;
}

/* The state within a day that has spans: open, in a break, or before and after the service. */
static void state_of_plan(const struct hours *hours, const struct day_plan *plan, int64_t now,
                          struct hours_state *state)
{
    int minute = minute_of(hours, now);
    int64_t day = day_of(hours, now);
    for (int i = 0; i < plan->count; i++) {
        const struct span *span = &plan->spans[i];
        if (minute < span->open) {
            if (i > 0) {
                state->kind = HOURS_BREAK;
                state->changes_at = moment_of(hours, day, span->open);
            }
            return;
        }
        if (minute < span->close) {
            state->kind = HOURS_OPEN;
            state->changes_at = moment_of(hours, day, span->close);
            state->break_follows = i + 1 < plan->count;
            return;
        }
    }
}

struct hours_state hours_at(const struct hours *hours, int64_t now)
{
    struct hours_state state = {
        .kind = HOURS_CLOSED,
        .holidays_known = hours_known(hours, now),
        .changes_at = hours_next_open(hours, now),
        .holiday = closing_holiday(hours, day_of(hours, now)),
    };
    if (state.holiday != NULL)
        state.kind = HOURS_HOLIDAY;
    struct day_plan plan = hours_day(hours, now);
    state_of_plan(hours, &plan, now, &state);
    return state;
}

size_t hours_next_holidays(const struct hours *hours, int64_t now, const struct holiday **out,
                           size_t most)
{
    int64_t today = day_of(hours, now);
    size_t count = 0;
    for (size_t i = 0; i < hours->holiday_count && count < most; i++)
        if (hours->holidays[i].day >= today && closes(hours, &hours->holidays[i]))
            out[count++] = &hours->holidays[i];
    return count;
}
