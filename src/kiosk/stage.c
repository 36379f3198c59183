#include "kiosk/stage.h"

#include <stdio.h>

#include "base/tr.h"
#include "kiosk/when.h"

void stage_badge(struct ui *ui, enum progress_stage stage)
{
    static const struct badge badges[] = {
        [STAGE_SAVED] = {TINT_WAIT, "hdd-fill", N_("Saved at this kiosk")},
        [STAGE_RECEIVED] = {TINT_OPEN, "cloud-check-fill", N_("Received by the office")},
        [STAGE_WORKING] = {TINT_OPEN, "hourglass-split", N_("Being processed")},
        [STAGE_FINISHED] = {TINT_OPEN, "check-circle-fill", N_("Finished")},
        [STAGE_TROUBLE] = {TINT_BAD, "exclamation-triangle-fill", N_("Please see an officer")},
    };
    const struct badge *badge = &badges[stage];
    BADGE(ui, .tint = badge->tint, .icon = badge->icon, .text = tr(badge->text));
}

static void due_badge(struct ui *ui, const struct promise *promise)
{
    char due[WHEN_SIZE], text[2 * WHEN_SIZE];
    when_due(promise->due, due);
    snprintf(text, sizeof(text), promise->late ? tr("Was due %s") : tr("Due %s"), due);
    BADGE(ui, .tint = promise->late ? TINT_BAD : TINT_INFO, .icon = "calendar-check", .text = text);
}

void stage_promise(struct ui *ui, const struct model *model, const struct promise *promise)
{
    if (promise->kind == PROMISE_OVER)
        return;
    if (promise->kind == PROMISE_PAUSED)
        BADGE(ui, .tint = TINT_WAIT, .icon = "pause-circle",
              .text = tr("The promised time stands still: waiting for you"));
    else if (!model_time_right(model))
        BADGE(ui, .tint = TINT_WAIT, .icon = "clock",
              .text = tr("No date: this kiosk's clock is not right"));
    else if (promise->kind == PROMISE_DUE)
        due_badge(ui, promise);
    else
        BADGE(ui, .tint = TINT_WAIT, .icon = "calendar-event",
              .text = tr("No date: the holidays are not known yet"));
}

void stage_reach(struct ui *ui, const struct model *model)
{
    if (model->desk.cut_off)
        BADGE(ui, .tint = TINT_WAIT, .icon = "cloud-slash-fill",
              .text = tr("The office cannot be reached now"));
}
