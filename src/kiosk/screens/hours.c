/* "Jam layanan": open or not, the week, the next holidays. In a year whose holidays are not known
 * the page says so and promises nothing. */
#include <stdio.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/opening.h"
#include "kiosk/when.h"

enum { LOOK_AHEAD = 6, GROUPS = 2 };

/* Noon of a civil day, so that it is that day in words. */
static int64_t noon(const struct hours *hours, int64_t day)
{
    return DAYS(day) + HOURS(12) - MINUTES(hours->zone_minutes);
}

static const struct hours_override *override_on(const struct hours *hours, int64_t day)
{
    for (size_t i = 0; i < hours->override_count; i++)
        if (hours->overrides[i].from <= day && day <= hours->overrides[i].until)
            return &hours->overrides[i];
    return NULL;
}

static void day_row(struct ui *ui, int weekday, const struct day_plan *plan, bool today)
{
    char first[WHEN_SIZE] = "", second[WHEN_SIZE] = "", text[3 * WHEN_SIZE];
    if (plan->count > 0)
        when_hours(plan->spans[0], first);
    if (plan->count > 1)
        when_hours(plan->spans[1], second);
    snprintf(text, sizeof(text), "%s%s%s %s%s%s", when_weekday(weekday), today ? ", " : "",
             today ? tr("today") : "", plan->count ? first : tr("Closed"), *second ? " " : "",
             second);
    enum type type = today ? TYPE_BODY_BOLD : TYPE_BODY;
    ROW(ui, .pad_x = GAP_S, .pad_y = ui_landscape(ui) ? GAP_XS : GAP_S, .gap = GAP_S,
        .align = ALIGN_CENTER, .fill = today ? COLOR_NOTE : COLOR_NONE,
        .radius = today ? RADIUS_FIELD : RADIUS_NONE, .role = ROLE_ROW, .text = text,
        .selected = today) {
        WRAP(ui, .grow = 3, .gap = GAP_XS) {
            LABEL(ui, when_weekday(weekday), .type = type, .silent = true);
            if (today)
                LABEL(ui, tr("today"), .type = TYPE_SMALL_BOLD, .color = COLOR_ON_WAIT,
                      .silent = true);
        }
        LABEL(ui, first, .type = type, .align = ALIGN_END, .grow = 2, .silent = true);
        LABEL(ui, plan->count ? second : tr("Closed"), .type = type, .align = ALIGN_END, .grow = 2,
              .color = plan->count ? COLOR_INK : COLOR_MENGKUDU, .silent = true);
    }
}

static void week(struct ui *ui, const struct model *model)
{
    const struct hours *hours = &model->content.hours;
    struct civil now = civil_from(model->now, hours->zone_minutes);
    const struct hours_override *override =
        model_time_right(model) ? override_on(hours, civil_day(now)) : NULL;
    const struct day_plan *plans = override ? override->week : hours->week;
    struct day_plan today = hours_day(hours, model->now); /* closed on a holiday */
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad = GAP_S) {
        for (int day = 0; day < 7; day++) {
            if (day > 0)
                RULE(ui);
            bool is_today = day == now.weekday && model_time_right(model);
            day_row(ui, day, is_today ? &today : &plans[day], is_today);
        }
    }
    if (override)
        ui_note(ui, "info-circle-fill", override->name[model->prefs.lang]);
}

static void holiday_card(struct ui *ui, const struct model *model, const struct holiday **days,
                         size_t count)
{
    const struct hours *hours = &model->content.hours;
    char when[WHEN_SIZE], names[500];
    struct buf text;
    buf_init(&text, sizeof(names) - 1);
    for (size_t i = 0; i < count; i++)
        buf_printf(&text, "%s%s", i ? ", " : "", days[i]->name[model->prefs.lang]);
    snprintf(names, sizeof(names), tr("%.400s. Counter closed."), buf_text(&text));
    buf_fini(&text);
    when_days(noon(hours, days[0]->day), noon(hours, days[count - 1]->day), when);
    ROW(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad = GAP_L,
        .gap = GAP_M, .align = ALIGN_CENTER) {
        ui_medal(ui, "calendar-x-fill", TINT_BAD, SIZE_MEDAL_S);
        COLUMN(ui, .grow = 1) {
            LABEL(ui, when, .type = TYPE_TILE);
            LABEL(ui, names, .color = COLOR_SOFT);
        }
    }
}

static void holidays(struct ui *ui, const struct model *model)
{
    const struct hours *hours = &model->content.hours;
    const struct holiday *days[LOOK_AHEAD];
    if (!model_time_right(model))
        return;
    /* Today's own is told above. */
    bool off = hours_at(hours, model->now).kind == HOURS_HOLIDAY;
    size_t count = hours_next_holidays(hours, model->now + (off ? DAYS(1) : 0), days, LOOK_AHEAD);
    LABEL(ui, tr("Next holidays"), .type = TYPE_TILE);
    for (size_t from = 0, group = 0, to; from < count && group < GROUPS; from = to, group++) {
        for (to = from + 1; to < count && days[to]->day == days[to - 1]->day + 1;)
            to++;
        holiday_card(ui, model, &days[from], to - from);
    }
    int year = civil_from(model->now, hours->zone_minutes).year;
    int unknown = year > hours->known_until ? year : hours->known_until + 1;
    char text[200];
    snprintf(text, sizeof(text), tr("The holidays of %d are not known yet."), unknown);
    if (count == 0 || unknown == year)
        ui_note(ui, "calendar-event", text);
}

static void view(struct ui *ui, const struct model *model)
{
    struct opening opening;
    opening_at(model, &opening);
    PAGE(ui, model, .title = tr("Service hours")) {
        BODY(ui) {
            PARTS(ui, GAP_M)
            {
                PART(ui, GAP_M)
                {
                    BANNER(ui, .tint = opening.tint, .icon = opening.icon, .title = opening.title,
                           .text = opening.text);
                    if (ui_landscape(ui))
                        holidays(ui, model);
                }
                PART(ui, GAP_M)
                {
                    week(ui, model);
                }
            }
            if (!ui_landscape(ui))
                holidays(ui, model);
            LABEL(ui,
                  tr("This kiosk takes requests outside service hours too; they are handled from "
                     "the next opening on."),
                  .color = COLOR_SOFT);
        }
    }
}

const struct screen screen_hours = {.name = "hours", .view = view};
