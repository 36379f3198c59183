/* Codes read by the camera or a hand scanner, on whatever screen. */
#include "kiosk/takeaway.h"

/* How long a code that the camera read stays in view before its progress opens. */
static const int64_t FOUND_SHOWN = 400;

static bool welcome(const struct app *app)
{
    enum screen_id top = app_top(app);
    return top != SCREEN_OFFICER && top != SCREEN_OUTAGE && !app->secrets->outgoing.busy;
}

/* It was said already; what is held into view all the time is a sign of life once. */
static bool refused(const struct scan_state *scan, const struct tracking_reading *reading,
                    enum code_kind kind)
{
    return scan->refused && scan->reading.fault == reading->fault &&
           (scan->kind == kind || reading->fault != TRACKING_FOREIGN);
}

static void refuse(struct app *app, const struct tracking_reading *reading, enum code_kind kind)
{
    struct scan_state *scan = &app_visit(app)->scan;
    if (app_top(app) != SCREEN_SCAN || refused(scan, reading, kind))
        return;
    app_touch(app);
    app->changed = true;
    scan->refused = true;
    scan->reading = *reading;
    scan->kind = kind;
}

static void uncover(struct app *app)
{
    struct visit *visit = app_visit(app);
    app_touch(app);
    app->changed = true;
    visit->call.shown = visit->languages = visit->sound = false;
    visit->carried = 0;
}

void app_code_open(struct app *app, const struct tracking_code *code)
{
    struct visit *visit = app_visit(app);
    struct progress_state progress = {.code = *code};
    uncover(app);
    visit->scan = (struct scan_state){0};
    visit->progress = progress;
    if (app_top(app) == SCREEN_ATTRACT)
        app_replace(app, SCREEN_HOME);
    app_go(app, SCREEN_PROGRESS);
}

void app_code_read(struct app *app, const struct tracking_reading *reading, enum code_kind kind)
{
    bool draft = reading->fault == TRACKING_DRAFT;
    if (app_top(app) == SCREEN_OFFICER)
        screen_officer.on(app, TAP(MSG_CODE));
    if (!welcome(app))
        return;
    if (reading->fault != TRACKING_OK && !draft) {
        refuse(app, reading, kind);
        return;
    }
    app_chime(app, APP_CHIME_CODE);
    if (!draft) {
        app_code_open(app, &reading->code);
        return;
    }
    uncover(app);
    takeaway_resume(app, &reading->draft);
}

bool app_code_seen(struct app *app, const struct tracking_reading *reading, enum code_kind kind)
{
    struct scan_state *scan = &app_visit(app)->scan;
    if (reading->fault != TRACKING_OK || app_top(app) != SCREEN_SCAN || !welcome(app)) {
        if (app_top(app) == SCREEN_OFFICER || !refused(scan, reading, kind))
            app_code_read(app, reading, kind);
        return false;
    }
    app_touch(app);
    app->changed = true;
    app_chime(app, APP_CHIME_CODE);
    scan->refused = false;
    scan->found = true;
    scan->code = reading->code;
    scan->opens = app->model.boot + FOUND_SHOWN;
    return true;
}
