#include "kiosk/opening.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "kiosk/when.h"

/* What is left, counted from the minute that the clock above shows. */
static int64_t time_left(const struct model *model, const struct opening *opening)
{
    return opening->state.changes_at - (model->now - model->now % MINUTES(1));
}

static void say_open(const struct model *model, struct opening *out)
{
    bool pause = out->state.break_follows;
    int64_t left = time_left(model, out);
    char time[WHEN_SIZE], span[WHEN_SIZE], brief[WHEN_SIZE];
    when_time(out->state.changes_at, time);
    when_span(left, span);
    when_span_short(left, brief);
    out->tint = TINT_OPEN;
    out->icon = "door-open-fill";
    TEXT_COPY(out->title, tr("Open now"));
    snprintf(out->line, sizeof(out->line),
             pause ? tr("Counter open · closes for a break at %s")
                   : tr("Counter open · closes at %s"),
             time);
    snprintf(out->left, sizeof(out->left), tr("(%s left)"), brief);
    snprintf(out->text, sizeof(out->text),
             pause ? tr("Break at %s, %s left") : tr("Closes at %s, %s left"), time, span);
}

static void say_break(const struct model *model, struct opening *out)
{
    int64_t left = time_left(model, out);
    char time[WHEN_SIZE], span[WHEN_SIZE], brief[WHEN_SIZE];
    when_time(out->state.changes_at, time);
    when_span(left, span);
    when_span_short(left, brief);
    out->tint = TINT_WAIT;
    out->icon = "cup-hot-fill";
    TEXT_COPY(out->title, tr("On a break"));
    snprintf(out->line, sizeof(out->line), tr("Counter on a break · opens again at %s"), time);
    snprintf(out->left, sizeof(out->left), tr("(%s left)"), brief);
    snprintf(out->text, sizeof(out->text), tr("Opens again at %s, %s left"), time, span);
}

static void say_closed(const struct model *model, struct opening *out)
{
    const struct holiday *holiday = out->state.kind == HOURS_HOLIDAY ? out->state.holiday : NULL;
    const char *name = holiday ? holiday->name[model->prefs.lang] : "";
    char next[WHEN_SIZE] = "";
    if (out->state.changes_at)
        when_next(out->state.changes_at, model->now, next);
    out->tint = TINT_BAD;
    out->icon = holiday ? "calendar-x-fill" : "door-closed-fill";
    TEXT_COPY(out->title, holiday ? tr("Closed: public holiday") : tr("Closed now"));
    if (holiday)
        snprintf(out->line, sizeof(out->line), tr("Counter closed: %s"), name);
    else if (*next)
        snprintf(out->line, sizeof(out->line), tr("Counter closed · opens %s"), next);
    else
        TEXT_COPY(out->line, tr("Counter closed"));
    if (holiday && *next)
        snprintf(out->text, sizeof(out->text), tr("%s. Opens %s"), name, next);
    else if (*next)
        snprintf(out->text, sizeof(out->text), tr("Opens %s"), next);
    else if (holiday)
        TEXT_COPY(out->text, name);
}

/* Nothing is promised in a year whose holidays nobody told the kiosk. */
static void say_unknown(const struct model *model, struct opening *out)
{
    int year = civil_from(model->now, model->content.hours.zone_minutes).year;
    out->tint = TINT_WAIT;
    out->icon = "calendar-event";
    out->left[0] = '\0';
    snprintf(out->line, sizeof(out->line), tr("The holidays of %d are not known yet"), year);
    snprintf(out->text, sizeof(out->text),
             tr("The holidays of %d are not known yet. Please ask an officer whether the counter "
                "is open."),
             year);
    TEXT_COPY(out->title, tr("Ordinary hours"));
}

/* "Loket buka sampai 12.00, lalu 13.00–16.00" */
static void say_today(const struct model *model, struct opening *out)
{
    TEXT_COPY(out->today, out->line);
    if (out->state.kind != HOURS_OPEN || !out->state.holidays_known)
        return;
    struct civil now = civil_from(model->now, model->content.hours.zone_minutes);
    int minute = now.hour * 60 + now.minute;
    struct day_plan plan = hours_day(&model->content.hours, model->now);
    char until[WHEN_SIZE], then[WHEN_SIZE] = "";
    when_time(out->state.changes_at, until);
    for (size_t i = 0; i < plan.count && !*then; i++)
        if (plan.spans[i].open > minute)
            when_hours(plan.spans[i], then);
    if (*then)
        snprintf(out->today, sizeof(out->today), tr("Counter open until %s, then %s"), until, then);
    else
        snprintf(out->today, sizeof(out->today), tr("Counter open until %s"), until);
}

/* Neither open nor closed: the clock that would tell is wrong. */
static void say_wrong(struct opening *out)
{
    *out = (struct opening){.tint = TINT_WAIT, .icon = "clock", .unclocked = true};
    TEXT_COPY(out->title, tr("This kiosk's clock is not right"));
    TEXT_COPY(out->line, tr("Clock not right · please ask at the counter"));
    TEXT_COPY(out->text, tr("It cannot tell whether the counter is open. Please ask an officer."));
    TEXT_COPY(out->today, out->line);
}

void opening_at(const struct model *model, struct opening *out)
{
    static void (*const say[])(const struct model *, struct opening *) = {
        [HOURS_OPEN] = say_open,
        [HOURS_BREAK] = say_break,
        [HOURS_CLOSED] = say_closed,
        [HOURS_HOLIDAY] = say_closed,
    };
    if (!model_time_right(model)) {
        say_wrong(out);
        return;
    }
    *out = (struct opening){.state = hours_at(&model->content.hours, model->now)};
    say[out->state.kind](model, out);
    if (!out->state.holidays_known)
        say_unknown(model, out);
    say_today(model, out);
}

static bool same_plan(const struct day_plan *a, const struct day_plan *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->spans[i].open != b->spans[i].open || a->spans[i].close != b->spans[i].close)
            return false;
    return true;
}

void opening_week(const struct hours *hours, const char *between, char *out, size_t size)
{
    struct buf text;
    buf_init(&text, size - 1);
    for (int day = 0, last; day < 7; day = last + 1) {
        for (last = day; last + 1 < 7 && same_plan(&hours->week[day], &hours->week[last + 1]);)
            last++;
        const struct day_plan *plan = &hours->week[day];
        if (plan->count == 0)
            continue;
        buf_puts(&text, text.len ? between : "");
        buf_puts(&text, when_weekday(day));
        if (last > day)
            buf_printf(&text, "–%s", when_weekday(last));
        for (size_t i = 0; i < plan->count; i++) {
            char span[WHEN_SIZE];
            when_hours(plan->spans[i], span);
            buf_printf(&text, "%s %s", i ? "," : "", span);
        }
    }
    text_copy(out, size, buf_text(&text));
    buf_fini(&text);
}
