#include "kiosk/when.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/tr.h"

static const char *const DAYS_LONG[] = {N_("Monday"),   N_("Tuesday"), N_("Wednesday"),
                                        N_("Thursday"), N_("Friday"),  N_("Saturday"),
                                        N_("Sunday")};
static const char *const DAYS_SHORT[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
                                         N_("Fri"), N_("Sat"), N_("Sun")};
static const char *const MONTHS_LONG[] = {
    N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
    N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December")};
static const char *const MONTHS_SHORT[] = {N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"),
                                           N_("May"), N_("Jun"), N_("Jul"), N_("Aug"),
                                           N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};

static struct civil civil_of(int64_t moment)
{
    return civil_from(moment, ZONE_WIB_MINUTES);
}

const char *when_weekday(int weekday)
{
    return tr(DAYS_LONG[weekday]);
}

void when_minute(int minute, char out[WHEN_SIZE])
{
    snprintf(out, WHEN_SIZE, tr("%02d:%02d"), minute / 60, minute % 60);
}

void when_time(int64_t moment, char out[WHEN_SIZE])
{
    struct civil at = civil_of(moment);
    when_minute(at.hour * 60 + at.minute, out);
}

void when_seconds(int64_t moment, char out[WHEN_SIZE])
{
    struct civil at = civil_of(moment);
    snprintf(out, WHEN_SIZE, tr("%02d:%02d:%02d"), at.hour, at.minute, at.second);
}

void when_date(int64_t moment, char out[WHEN_SIZE])
{
    struct civil at = civil_of(moment);
    /* TRANSLATORS: weekday, day, month, year */
    snprintf(out, WHEN_SIZE, tr("%1$s, %3$s %2$d, %4$d"), tr(DAYS_LONG[at.weekday]), at.day,
             tr(MONTHS_LONG[at.month - 1]), at.year);
}

void when_birth(const struct birth *birth, char out[WHEN_SIZE])
{
    /* TRANSLATORS: day, month, year */
    snprintf(out, WHEN_SIZE, tr("%2$s %1$d, %3$d"), birth->day, tr(MONTHS_LONG[birth->month - 1]),
             birth->year);
}

void when_day(int64_t moment, char out[WHEN_SIZE])
{
    struct civil at = civil_of(moment);
    /* TRANSLATORS: weekday, day, month */
    snprintf(out, WHEN_SIZE, tr("%1$s, %3$s %2$d"), tr(DAYS_SHORT[at.weekday]), at.day,
             tr(MONTHS_SHORT[at.month - 1]));
}

void when_short(int64_t moment, char out[WHEN_SIZE])
{
    struct civil at = civil_of(moment);
    char time[WHEN_SIZE];
    when_time(moment, time);
    /* TRANSLATORS: short weekday, day, short month, time */
    snprintf(out, WHEN_SIZE, tr("%1$s %3$s %2$d · %4$s"), tr(DAYS_SHORT[at.weekday]), at.day,
             tr(MONTHS_SHORT[at.month - 1]), time);
}

void when_due(int64_t moment, char out[WHEN_SIZE])
{
    struct civil at = civil_of(moment);
    char time[WHEN_SIZE];
    when_time(moment, time);
    /* TRANSLATORS: weekday, day, short month, time */
    snprintf(out, WHEN_SIZE, tr("%1$s %3$s %2$d, %4$s"), tr(DAYS_LONG[at.weekday]), at.day,
             tr(MONTHS_SHORT[at.month - 1]), time);
}

static bool same_day(int64_t a, int64_t b)
{
    return civil_day(civil_of(a)) == civil_day(civil_of(b));
}

void when_next(int64_t moment, int64_t now, char out[WHEN_SIZE])
{
    struct civil at = civil_of(moment);
    char time[WHEN_SIZE];
    when_time(moment, time);
    if (same_day(moment, now))
        snprintf(out, WHEN_SIZE, tr("at %s"), time);
    else
        /* TRANSLATORS: weekday, day, short month, time */
        snprintf(out, WHEN_SIZE, tr("%1$s %3$s %2$d at %4$s"), tr(DAYS_LONG[at.weekday]), at.day,
                 tr(MONTHS_SHORT[at.month - 1]), time);
}

void when_recent(int64_t moment, int64_t now, char out[WHEN_SIZE])
{
    if (same_day(moment, now))
        when_time(moment, out);
    else
        when_short(moment, out);
}

void when_logged(int64_t moment, int64_t now, char out[WHEN_SIZE])
{
    if (same_day(moment, now))
        when_seconds(moment, out);
    else
        when_short(moment, out);
}

void when_days(int64_t first, int64_t last, char out[WHEN_SIZE])
{
    struct civil a = civil_of(first), b = civil_of(last);
    const char *day_a = tr(DAYS_LONG[a.weekday]), *day_b = tr(DAYS_LONG[b.weekday]);
    const char *month_a = tr(MONTHS_LONG[a.month - 1]), *month_b = tr(MONTHS_LONG[b.month - 1]);
    if (same_day(first, last))
        /* TRANSLATORS: weekday, day, month */
        snprintf(out, WHEN_SIZE, tr("%1$s, %3$s %2$d"), day_a, a.day, month_a);
    else if (a.month == b.month)
        /* TRANSLATORS: first and last weekday, first and last day, month */
        snprintf(out, WHEN_SIZE, tr("%1$s–%2$s, %5$s %3$d–%4$d"), day_a, day_b, a.day, b.day,
                 month_a);
    else
        /* TRANSLATORS: first day and month, last day and month */
        snprintf(out, WHEN_SIZE, tr("%2$s %1$d – %4$s %3$d"), a.day, month_a, b.day, month_b);
}

/* Beyond this nobody counts hours. */
enum { SPAN_IN_DAYS = 3 };

static int minutes_in(int64_t span)
{
    int64_t minutes = span / MINUTES(1);
    return minutes < 1 ? 1 : (int)minutes;
}

void when_span(int64_t span, char out[WHEN_SIZE])
{
    int minutes = minutes_in(span);
    if (minutes < 60)
        snprintf(out, WHEN_SIZE, tr("%d min"), minutes);
    else if (minutes % 60 == 0)
        snprintf(out, WHEN_SIZE, tr("%d hr"), minutes / 60);
    else
        snprintf(out, WHEN_SIZE, tr("%d hr %d min"), minutes / 60, minutes % 60);
}

void when_span_short(int64_t span, char out[WHEN_SIZE])
{
    int minutes = minutes_in(span);
    if (minutes < 60)
        snprintf(out, WHEN_SIZE, tr("%d m"), minutes);
    else if (minutes >= SPAN_IN_DAYS * 24 * 60)
        snprintf(out, WHEN_SIZE, tr("%d days"), minutes / 60 / 24);
    else
        snprintf(out, WHEN_SIZE, tr("%d h %d m"), minutes / 60, minutes % 60);
}

void when_hours(struct span span, char out[WHEN_SIZE])
{
    char open[WHEN_SIZE], close[WHEN_SIZE];
    when_minute(span.open, open);
    when_minute(span.close, close);
    snprintf(out, WHEN_SIZE, "%.30s–%.30s", open, close);
}
