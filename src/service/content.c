#include "service/content.h"

#include <string.h>

void content_from(const struct standard *standard, struct content *out)
{
    *out = (struct content){
        .hours = standard->hours,
        .contact_count = standard->contact_count,
    };
    memcpy(out->contacts, standard->contacts, sizeof(out->contacts));
}

/* Ascending hours of one day, and none past midnight. */
static bool plan_holds(const struct day_plan *plan)
{
    int last = -1;
    if (plan->count > DAY_SPANS)
        return false;
    for (int i = 0; i < plan->count; i++) {
        const struct span *span = &plan->spans[i];
        if (span->open <= last || span->open >= span->close || span->close > 24 * 60)
            return false;
        last = span->close;
    }
    return true;
}

static bool week_holds(const struct day_plan week[7], int *open_days)
{
    *open_days = 0;
    for (int i = 0; i < 7; i++) {
        if (!plan_holds(&week[i]))
            return false;
        *open_days += week[i].count > 0;
    }
    return true;
}

static bool hours_hold(const struct hours *hours)
{
    int open_days;
    if (!week_holds(hours->week, &open_days) || open_days == 0)
        return false;
    if (hours->holiday_count > HOLIDAYS_MAX || hours->override_count > OVERRIDES_MAX ||
        hours->known_from > hours->known_until)
        return false;
    for (size_t i = 1; i < hours->holiday_count; i++)
        if (hours->holidays[i].day <= hours->holidays[i - 1].day)
            return false;
    for (size_t i = 0; i < hours->override_count; i++) {
        const struct hours_override *other = &hours->overrides[i];
        if (other->from > other->until || !week_holds(other->week, &open_days))
            return false;
    }
    return true;
}

enum err content_check(const struct content *content)
{
    if (!hours_hold(&content->hours))
        return ERR_INVALID;
    if (content->contact_count == 0 || content->contact_count > CONTACTS_MAX ||
        content->announcement_count > ANNOUNCEMENTS_MAX)
        return ERR_INVALID;
    for (size_t i = 0; i < content->contact_count; i++)
        if (content->contacts[i].value[0] == '\0')
            return ERR_INVALID;
    for (size_t i = 0; i < content->announcement_count; i++)
        if (content->announcements[i].from > content->announcements[i].until)
            return ERR_INVALID;
    return OK;
}
