#include "kiosk/takeaway.h"

#include "base/buf.h"
#include "kiosk/errand.h"
#include "kiosk/photo.h"

/* A form whose answers would be lost. */
static bool filling(const struct request_state *state)
{
    return state->begun && state->page >= REQUEST_FIELDS && state->page != REQUEST_TAKEN;
}

bool takeaway_possible(const struct model *model)
{
    const struct request_state *state = &model->visit->request;
    return filling(state) && !state->sending && model->draft_until == 0;
}

static void held(struct app *app, const struct errand *errand)
{
    struct visit *visit = app_visit(app);
    struct request_state *state = &visit->request;
    state->sending = false;
    state->failure = errand->err;
    app_page(app);
    if (errand->err != OK)
        return;
    app->model.draft_until = errand->boot + DRAFT_KEPT;
    visit->print = PRINT_NONE;
    wipe(state, sizeof(*state));
    state->begun = true;
    state->page = REQUEST_TAKEN;
    state->taken = errand->draft;
    photo_follow(app);
}

void takeaway_begin(struct app *app)
{
    struct request_state *state = &app_visit(app)->request;
    state->failure = OK;
    state->interrupted = false;
    state->held_up = app->model.draft_until > 0;
    if (state->held_up) {
        app_page(app);
        return;
    }
    app->secrets->outgoing.draft = *state;
    if (state->page == REQUEST_PHOTO)
        app->secrets->outgoing.draft.page = REQUEST_DOCUMENTS;
    state->sending = true;
    errand_hold(app, held);
}

/* The scan page is where codes are explained. */
static void not_found(struct app *app)
{
    struct visit *visit = app_visit(app);
    if (app_top(app) != SCREEN_SCAN)
        app_go(app, SCREEN_SCAN);
    visit->scan.refused = true;
    visit->scan.reading = (struct tracking_reading){.fault = TRACKING_DRAFT};
}

static void resumed(struct app *app, const struct errand *errand)
{
    struct visit *visit = app_visit(app);
    enum screen_id top = app_top(app);
    visit->request.sending = false;
    if (top == SCREEN_ATTRACT)
        app_replace(app, SCREEN_HOME);
    if (errand->err != OK) {
        not_found(app);
        return;
    }
    app->model.draft_until = 0;
    visit->scan = (struct scan_state){0};
    visit->request = app->secrets->outgoing.draft;
    visit->standard = visit->request.draft.standard;
    if (top == SCREEN_SCAN)
        app_replace(app, SCREEN_REQUEST);
    else
        app_go(app, SCREEN_REQUEST);
}

void takeaway_resume(struct app *app, const struct draft_code *code)
{
    struct request_state *state = &app_visit(app)->request;
    if (!filling(state)) {
        errand_resume(app, code, resumed);
        return;
    }
    state->interrupted = true;
    app_go(app, SCREEN_REQUEST);
}

int64_t takeaway_tick(struct app *app)
{
    struct model *model = &app->model;
    if (model->draft_until == 0)
        return INT64_MAX;
    if (model->boot < model->draft_until)
        return model->draft_until;
    model->draft_until = 0;
    app->changed = true;
    errand_expire(app);
    return INT64_MAX;
}

void takeaway_until(const struct model *model, char out[WHEN_SIZE])
{
    when_time(model->now + model->draft_until - model->boot, out);
}
