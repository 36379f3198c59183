#include "kiosk/idle.h"

#include "base/clock.h"

/* An empty home screen needs no warning: there is nothing to lose. */
static bool empty_home(const struct app *app)
{
    const struct visit *visit = &app->secrets->visit;
    return app_top(app) == SCREEN_HOME && !visit->languages && !visit->sound && !visit->call.shown;
}

static int64_t attract_tick(struct app *app)
{
    int64_t due = app->model.touched + SECONDS(app->config.settings->timeouts.attract);
    if (app->model.boot < due)
        return due;
    app_leave(app, true);
    app_replace(app, SCREEN_ATTRACT);
    app->stirred = false;
    return INT64_MAX;
}

static int64_t lock_tick(struct app *app)
{
    int64_t due = app->model.touched + SECONDS(app->config.settings->timeouts.officer);
    if (app->model.boot >= due) {
        app_leave(app, true);
        return INT64_MAX;
    }
    app->changed = true; /* the countdown on the lock button */
    return app->model.boot + SECONDS(1);
}

static int64_t warning_tick(struct app *app)
{
    struct model *model = &app->model;
    if (!model->warned) {
        int64_t due = model->touched + SECONDS(model->settings->timeouts.idle);
        if (model->boot < due)
            return due;
        model->warned = model->boot;
        app->fresh = true;
    }
    app->changed = true;
    if (model->boot >= model->warned + SECONDS(model->settings->timeouts.warning)) {
        app_leave(app, true);
        return model->boot + SECONDS(1);
    }
    return model->boot + SECONDS(1) - (model->boot - model->warned) % SECONDS(1);
}

int64_t idle_tick(struct app *app)
{
    enum screen_id top = app_top(app);
    if (top == SCREEN_OUTAGE || app->secrets->outgoing.busy)
        return INT64_MAX;
    /* Who chose a language or reading aloud there and went leaves it to nobody. */
    if (top == SCREEN_ATTRACT)
        return app->stirred ? attract_tick(app) : INT64_MAX;
    if (top == SCREEN_OFFICER)
        return lock_tick(app);
    return empty_home(app) ? attract_tick(app) : warning_tick(app);
}
