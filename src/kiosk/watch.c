#include "kiosk/watch.h"

#include "base/clock.h"
#include "kiosk/errand.h"

/* The store wakes us when syncd wrote; these look anyway, should a wake-up be lost. */
static const int64_t EVERY = SECONDS(60);
static const int64_t EVERY_WHILE_SHOWN = SECONDS(2);
static const int64_t EVERY_IN_OUTAGE = SECONDS(30);

static int64_t pace(const struct app *app)
{
    switch (app_top(app)) {
    case SCREEN_PROGRESS:
    case SCREEN_RECEIPT:
        return EVERY_WHILE_SHOWN;
    case SCREEN_OUTAGE:
        return EVERY_IN_OUTAGE;
    default:
        return EVERY;
    }
}

static bool out_of_service(const struct app *app)
{
    enum desk_health health = app->model.desk.health;
    return app->model.desk_known && (health == DESK_BROKEN || health == DESK_FULL);
}

void watch_outage(struct app *app)
{
    enum screen_id top = app_top(app);
    if (top == SCREEN_OUTAGE && !out_of_service(app)) {
        app_back(app);
    } else if ((top == SCREEN_HOME || top == SCREEN_ATTRACT) && out_of_service(app)) {
        app_replace(app, SCREEN_HOME);
        app_go(app, SCREEN_OUTAGE);
    }
}

static void took_content(struct app *app, const struct errand *errand)
{
    if (errand->err != OK)
        return;
    app->model.content = errand->content;
    app->changed = true;
}

void watch_content(struct app *app)
{
    errand_content(app, took_content);
}

static bool same(const struct desk_state *a, const struct desk_state *b)
{
    return a->health == b->health && a->fault == b->fault && a->last_contact == b->last_contact &&
           a->cut_off == b->cut_off && a->office.known == b->office.known &&
           a->office.ahead == b->office.ahead && a->waiting == b->waiting &&
           a->revision == b->revision;
}

static void took_state(struct app *app, const struct errand *errand)
{
    struct model *model = &app->model;
    app->state_asked = false;
    struct desk_state state = {.health = DESK_BROKEN};
    if (errand->err == OK)
        state = errand->state;
    bool news = !model->desk_known || state.revision != model->desk.revision;
    app->changed |= !model->desk_known || !same(&state, &model->desk);
    model->desk = state;
    model->desk_known = true;
    watch_outage(app);
    if (app->state_at > model->boot) {
        app->state_at = model->boot + pace(app);
        model->retry_at = app->state_at;
    }
    if (news) {
        watch_content(app);
        const struct screen *top = screen_of(app_top(app));
        if (top->on)
            top->on(app, TAP(MSG_DESK));
    }
}

void watch_now(struct app *app)
{
    app->state_at = app->model.boot;
    watch_tick(app);
}

int64_t watch_tick(struct app *app)
{
    int64_t boot = app->model.boot;
    int64_t soon = boot + pace(app);
    if (app->state_at > soon)
        app->state_at = soon;
    if (app->state_asked)
        return INT64_MAX;
    if (boot >= app->state_at) {
        app->state_asked = true;
        app->state_at = app->model.retry_at = soon;
        errand_state(app, took_state);
    }
    return app->state_at;
}
