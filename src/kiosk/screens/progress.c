/* How far a request or a complaint is, and whose turn it is. It needs no network to answer: what is
 * shown is what the kiosk holds, with the moment it is from; meanwhile it asks for news. */
#include "kiosk/screens/progress.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/errand.h"
#include "kiosk/stage.h"
#include "kiosk/when.h"

enum { PROGRESS_TROUBLE = MSG_SCREEN, PROGRESS_RETYPE };

static const int64_t REFRESH_EVERY = SECONDS(5);

/* How long a step takes to show that it was done, and between the pictures of it; ms. */
enum { TURN_TIME = 800, TURN_FRAME = 40 };

const struct standard *progress_standard(const struct model *model)
{
    const struct progress_state *state = &model->visit->progress;
    const struct standard *found = catalogue_find(model->catalogue, state->progress.service);
    char prefix[4];
    text_copy(prefix, sizeof(prefix), state->code.text);
    if (!found)
        found = catalogue_by_prefix(model->catalogue, prefix);
    return found ? found : model->catalogue->services[0];
}

/* What the kiosk holds is as new as the row, or as its last talk with the office. */
static void freshness_badge(struct ui *ui, const struct model *model, int64_t as_of)
{
    int64_t fresh = model->desk.last_contact > as_of ? model->desk.last_contact : as_of;
    char moment[WHEN_SIZE], text[2 * WHEN_SIZE];
    bool right = model_time_right(model);
    if (right)
        when_recent(fresh, model->now, moment);
    else
        when_short(fresh, moment);
    snprintf(text, sizeof(text), tr("Data from %s"), moment);
    bool old = !right || model->desk.cut_off || model->now - fresh > HOURS(1);
    BADGE(ui, .tint = old ? TINT_WAIT : TINT_OPEN, .icon = old ? "clock" : "cloud-check-fill",
          .text = text);
}

static void badges(struct ui *ui, const struct model *model)
{
    const struct progress *progress = &model->visit->progress.progress;
    WRAP(ui, .gap = GAP_S) {
        if (tracking_is_complaint(&progress->code))
            stage_badge(ui, progress->stage); /* a request's banner says it already */
        else if (progress->stage != STAGE_TROUBLE)
            stage_promise(ui, model, &progress->promise);
        if (progress->stage != STAGE_SAVED)
            freshness_badge(ui, model, progress->as_of);
        stage_reach(ui, model);
    }
}

static void banner(struct ui *ui, const struct model *model)
{
    bool complaint = tracking_is_complaint(&model->visit->progress.progress.code);
    (complaint ? progress_complaint_banner : progress_request_banner)(ui, model);
}

static void steps(struct ui *ui, const struct model *model)
{
    bool complaint = tracking_is_complaint(&model->visit->progress.progress.code);
    (complaint ? progress_complaint_steps : progress_request_steps)(ui, model);
}

/* When this kiosk last heard of anything at all. */
static void last_heard(struct ui *ui, const struct model *model)
{
    char moment[WHEN_SIZE] = "", text[2 * WHEN_SIZE];
    if (!model->desk.last_contact) {
        ui_note(ui, "cloud-check-fill", tr("This kiosk has not heard from the office yet."));
        return;
    }
    when_recent(model->desk.last_contact, model->now, moment);
    snprintf(text, sizeof(text), tr("Last heard from the office: %s"), moment);
    ui_note(ui, "cloud-check-fill", text);
}

static void retype_button(struct ui *ui)
{
    BUTTON(ui, .icon = "keyboard", .text = tr("Type the code again"), .grow = 3,
           .tap = TAP(PROGRESS_RETYPE));
}

static void missing_view(struct ui *ui, const struct model *model)
{
    const struct progress_state *state = &model->visit->progress;
    if (state->err != ERR_NOT_FOUND) {
        BANNER(ui, .tint = TINT_BAD, .icon = "exclamation-triangle-fill",
               .title = tr("This kiosk cannot look it up now"),
               .text = tr("Please ask at the counter; your request is safe."));
        return;
    }
    BANNER(ui, .tint = TINT_WAIT, .icon = "info-circle-fill",
           .title = tr("Nothing is known of this code here yet"),
           .text = tr("The code is well formed. It may have been made at another kiosk a moment "
                      "ago, or the matter has been closed for more than 30 days. Please wait a "
                      "little, or ask an officer."));
    last_heard(ui, model);
    if (!ui_landscape(ui))
        ROW(ui)
            retype_button(ui);
}

static void buttons(struct ui *ui, const struct model *model)
{
    bool tight = ui_landscape(ui) && model->prefs.text_size == TEXT_LARGE;
    BUTTON(ui, .icon = tight ? NULL : "megaphone", .text = tr("A problem?"), .grow = 3,
           .tap = TAP(PROGRESS_TROUBLE));
    BUTTON(ui, .kind = BUTTON_PRIMARY, .text = tr("Finish"), .grow = ui_landscape(ui) ? 2 : 3,
           .tap = TAP(MSG_FINISH));
}

/* All the steps stand beside the rest, in the page's whole height. */
static void wide_view(struct ui *ui, const struct model *model)
{
    SPREAD(ui)
    {
        HALF(ui, 2)
        {
            LONG(ui)
            {
                banner(ui, model);
                badges(ui, model);
            }
            ROW(ui, .gap = GAP_M)
                buttons(ui, model);
        }
        HALF(ui, 3)
        {
            LONG(ui)
            steps(ui, model);
        }
    }
}

static void tall_view(struct ui *ui, const struct model *model)
{
    const struct progress_state *state = &model->visit->progress;
    DENSE(ui) {
        if (!state->answered) {
            ui_note(ui, "hourglass-split", tr("Looking it up…"));
        } else if (state->err == OK) {
            banner(ui, model);
            steps(ui, model);
            badges(ui, model);
        } else {
            missing_view(ui, model);
        }
    }
    ACTIONS(ui) {
        if (ui_landscape(ui) && state->answered && state->err == ERR_NOT_FOUND)
            retype_button(ui);
        buttons(ui, model);
    }
}

static void view(struct ui *ui, const struct model *model)
{
    const struct progress_state *state = &model->visit->progress;
    bool wide = ui_landscape(ui) && state->answered && state->err == OK;
    char title[80];
    snprintf(title, sizeof(title), tr("Progress · %s"), state->code.text);
    PAGE(ui, model, .title = title)
        (wide ? wide_view : tall_view)(ui, model);
}

static void notice_move(struct app *app, const struct progress *before,
                        const struct progress *after)
{
    struct progress_state *state = &app_visit(app)->progress;
    int was = before->step, is = after->step;
    bool finished = after->stage == STAGE_FINISHED && before->stage != STAGE_FINISHED;
    if (before->stage != STAGE_WORKING || (is <= was && !finished))
        return;
    state->moved_from = was;
    state->moved_at = app->model.boot;
}

int progress_turning(const struct model *model, int step)
{
    const struct progress_state *state = &model->visit->progress;
    int64_t age = model->boot - state->moved_at;
    if (!state->moved_at || age >= TURN_TIME || step < state->moved_from)
        return 0;
    return (int)(1 + age * 998 / TURN_TIME);
}

static void looked_up(struct app *app, const struct errand *errand)
{
    struct progress_state *state = &app_visit(app)->progress;
    state->asking = false;
    /* another code was read meanwhile, or a moment's trouble: keep what is known */
    bool other = strcmp(errand->code.text, state->code.text) != 0;
    if (other || (state->answered && state->err == OK && errand->err != OK))
        return;
    if (state->answered && state->err == OK)
        notice_move(app, &state->progress, &errand->progress);
    state->answered = true;
    state->err = errand->err;
    if (errand->err == OK)
        state->progress = errand->progress;
}

static void look_up(struct app *app)
{
    struct progress_state *state = &app_visit(app)->progress;
    if (state->asking)
        return;
    state->asking = true;
    errand_look_up(app, &state->code, looked_up);
}

/* The code stands in the field already: one letter may be all that is wrong. */
static void retype(struct app *app)
{
    struct visit *visit = app_visit(app);
    size_t len = 0;
    visit->scan = (struct scan_state){.typing = true};
    for (const char *at = visit->progress.code.text; *at; at++)
        if (*at != '-' && len + 1 < sizeof(visit->scan.typed))
            visit->scan.typed[len++] = *at;
    app_go(app, SCREEN_SCAN);
}

static void on(struct app *app, struct msg msg)
{
    struct visit *visit = app_visit(app);
    if (msg.kind == MSG_DESK) {
        look_up(app);
    } else if (msg.kind == PROGRESS_RETYPE) {
        retype(app);
    } else if (msg.kind == PROGRESS_TROUBLE) {
        visit->complaint = (struct complaint_state){0};
        TEXT_COPY(visit->complaint.draft.about, visit->progress.code.text);
        app_go(app, SCREEN_COMPLAINT);
    }
}

static int64_t tick(struct app *app)
{
    struct progress_state *state = &app_visit(app)->progress;
    if (app->model.boot >= state->refresh_at) {
        state->refresh_at = app->model.boot + REFRESH_EVERY;
        errand_refresh(app);
    }
    if (!state->moved_at)
        return state->refresh_at;
    app->changed = true;
    if (app->model.boot < state->moved_at + TURN_TIME)
        return app->model.boot + TURN_FRAME;
    state->moved_at = 0;
    return state->refresh_at;
}

static void enter(struct app *app)
{
    look_up(app);
}

const struct screen screen_progress = {
    .name = "progress", .view = view, .on = on, .enter = enter, .tick = tick};
