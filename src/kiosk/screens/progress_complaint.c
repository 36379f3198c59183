#include <stdio.h>

#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/screens/progress.h"
#include "kiosk/when.h"

static void answer_card(struct ui *ui, const struct progress *progress)
{
    char when[WHEN_SIZE];
    CARD(ui) {
        LABEL(ui, tr("The office's answer"), .type = TYPE_TILE);
        LABEL(ui, progress->note);
        if (progress->answered_at) {
            when_short(progress->answered_at, when);
            LABEL(ui, when, .type = TYPE_SMALL, .color = COLOR_SOFT);
        }
    }
}

static void banner(struct ui *ui, const struct progress *progress)
{
    static const char *const rungs[] = {
        [RUNG_TOLD] = N_("Your complaint waits for an answer"),
        [RUNG_ANSWERED] = N_("Your complaint was answered"),
        [RUNG_ESCALATED] = N_("Passed on to the complaints official"),
        [RUNG_SETTLED] = N_("Your complaint is settled"),
    };
    const char *title = tr("Your complaint waits for an answer");
    if (progress->rung == RUNG_ESCALATED && progress->done_at[RUNG_ESCALATED - 1])
        title = tr(rungs[RUNG_ANSWERED]);
    else if (progress->stage == STAGE_SAVED)
        title = tr("Saved at this kiosk");
    else if (progress->stage == STAGE_TROUBLE)
        title = tr("Please see an officer");
    else if (progress->rung >= RUNG_TOLD && progress->rung <= RUNG_SETTLED)
        title = tr(rungs[progress->rung]);
    bool settled = progress->stage == STAGE_FINISHED;
    BANNER(ui, .tint = settled ? TINT_OPEN : TINT_INFO,
           .icon = settled ? "check-circle-fill" : "megaphone-fill", .title = title,
           .text = tr("You need no name to read the answer: this code is enough."));
}

/* An answer ends its rung and may be the end of it all; a complaint passed on is in work there. */
static enum step_state state_of(const struct progress *progress, int rung)
{
    int reached = progress->rung > RUNG_TOLD ? progress->rung : RUNG_TOLD;
    bool waits = reached == RUNG_TOLD && progress->stage != STAGE_SAVED;
    bool passed_on = reached == RUNG_ESCALATED && progress->done_at[RUNG_ESCALATED - 1] == 0;
    if ((rung == RUNG_ESCALATED && passed_on) || (rung == RUNG_ANSWERED && waits))
        return STEP_NOW;
    return rung <= reached ? STEP_DONE : STEP_NEXT;
}

void progress_complaint_banner(struct ui *ui, const struct model *model)
{
    const struct progress *progress = &model->visit->progress.progress;
    banner(ui, progress);
    if (*progress->note)
        answer_card(ui, progress);
}

/* When the rung was done; this kiosk alone knows the first, before the office has said a word. */
static int64_t rung_done(const struct progress *progress, int rung)
{
    int64_t done = progress->done_at[rung - 1];
    return rung == RUNG_TOLD && !done ? progress->submitted : done;
}

void progress_complaint_steps(struct ui *ui, const struct model *model)
{
    const struct progress *progress = &model->visit->progress.progress;
    const struct standard *standard = progress_standard(model);
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad = GAP_L) {
        for (int rung = RUNG_TOLD; rung <= RUNG_SETTLED; rung++) {
            char when[WHEN_SIZE] = "";
            if (rung_done(progress, rung))
                when_short(rung_done(progress, rung), when);
            STEP(ui, .state = state_of(progress, rung), .number = rung,
                 .title = model_words(model, &standard->rungs[rung - 1]),
                 .by = model_words(model, &standard->rung_notes[rung - 1]), .right = when,
                 .last = rung == RUNG_SETTLED);
        }
    }
}
