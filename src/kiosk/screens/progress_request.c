#include <stdio.h>

#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/screens/progress.h"
#include "kiosk/when.h"

enum { LONG = 1200 };

static void returned_banner(struct ui *ui, const struct model *model)
{
    const struct progress *progress = &model->visit->progress.progress;
    const struct standard *standard = progress_standard(model);
    int reason = standard_reason(standard, progress->reason);
    char text[LONG];
    snprintf(text, sizeof(text), "%s%s%s",
             reason >= 0 ? model_words(model, &standard->reasons[reason].text) : "",
             reason >= 0 && *progress->note ? "\n" : "", progress->note);
    BANNER(ui, .tint = TINT_BAD, .icon = "hand-index-thumb-fill",
           .title = tr("Your turn: the file came back to you"), .text = text);
}

static void working_banner(struct ui *ui, const struct model *model)
{
    const struct progress *progress = &model->visit->progress.progress;
    const struct standard *standard = progress_standard(model);
    size_t index = progress->step > 0 ? (size_t)progress->step - 1 : 0;
    if (index >= standard->step_count)
        index = standard->step_count - 1;
    const struct step *step = &standard->steps[index];
    bool yours = progress->turn == TURN_APPLICANT;
    char title[160];
    snprintf(title, sizeof(title),
             yours ? tr("Your turn: step %1$d of %2$d") : tr("In work: step %1$d of %2$d"),
             (int)index + 1, (int)standard->step_count);
    const struct words *text = yours && *step->duty.in[LANG_ID] ? &step->duty : &step->title;
    BANNER(ui, .tint = yours ? TINT_WAIT : TINT_INFO,
           .icon = yours ? "hand-index-thumb-fill" : "hourglass-split", .title = title,
           .text = model_words(model, text));
}

struct stage_words {
    enum tint tint;
    const char *icon, *title, *text;
};

static const struct stage_words STAGES[] = {
    [STAGE_SAVED] =
        {TINT_WAIT, "hdd-fill", N_("Saved at this kiosk"),
         N_("It is kept safely here and goes to the office as soon as the network allows.")},
    [STAGE_RECEIVED] = {TINT_OPEN, "cloud-check-fill", N_("Received by the office"),
                        N_("The office has it. An officer will take it up.")},
    [STAGE_FINISHED] = {TINT_OPEN, "check-circle-fill", N_("Finished: the certificate is issued"),
                        N_("Thank you. There is nothing more for you to do.")},
    [STAGE_TROUBLE] = {TINT_BAD, "exclamation-triangle-fill", N_("Please see an officer"),
                       N_("The office could not open what was sent. Please bring your documents "
                          "and this code to the counter.")},
};

void progress_request_banner(struct ui *ui, const struct model *model)
{
    const struct progress *progress = &model->visit->progress.progress;
    if (progress->stage == STAGE_WORKING && progress->returned) {
        returned_banner(ui, model);
    } else if (progress->stage == STAGE_WORKING) {
        working_banner(ui, model);
    } else {
        const struct stage_words *words = &STAGES[progress->stage];
        BANNER(ui, .tint = words->tint, .icon = words->icon, .title = tr(words->title),
               .text = tr(words->text));
    }
}

/* Before the office has said anything, only the first step is known: it was sent. */
static enum step_state state_of(const struct progress *progress, int number)
{
    int now = progress->step;
    if (progress->stage == STAGE_FINISHED)
        return STEP_DONE;
    if (progress->stage != STAGE_WORKING)
        return number == 1 ? STEP_DONE : STEP_NEXT;
    return number < now ? STEP_DONE : number == now ? STEP_NOW : STEP_NEXT;
}

static void step_view(struct ui *ui, const struct model *model, size_t index)
{
    const struct progress *progress = &model->visit->progress.progress;
    const struct standard *standard = progress_standard(model);
    const struct step *step = &standard->steps[index];
    enum step_state state = state_of(progress, (int)index + 1);
    int64_t done = progress->done_at[index];
    if (index == 0 && !done)
        done = progress->submitted;
    char when[WHEN_SIZE] = "";
    if (state == STEP_DONE && done)
        when_short(done, when);
    else if (state == STEP_NOW)
        text_copy(when, sizeof(when),
                  progress->turn == TURN_APPLICANT ? tr("Waiting for you") : tr("In work"));
    /* Large letters leave room for the one who acts now alone. */
    bool tight = ui_landscape(ui) && model->prefs.text_size == TEXT_LARGE && state != STEP_NOW;
    STEP(ui, .state = state, .number = (int)index + 1, .title = model_words(model, &step->title),
         .by = tight ? NULL : model_words(model, &step->by), .right = when,
         .turning = state == STEP_DONE ? progress_turning(model, (int)index + 1) : 0,
         .last = index + 1 == standard->step_count);
}

void progress_request_steps(struct ui *ui, const struct model *model)
{
    const struct standard *standard = progress_standard(model);
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad = GAP_L) {
        for (size_t i = 0; i < standard->step_count; i++)
            step_view(ui, model, i);
    }
}
