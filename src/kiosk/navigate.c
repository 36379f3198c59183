/* The stack of screens, and the messages every screen shares. */
#include <assert.h>

#include "base/buf.h"
#include "base/clock.h"
#include "kiosk/call.h"
#include "kiosk/photo.h"
#include "kiosk/sound.h"
#include "kiosk/speak.h"
#include "kiosk/takeaway.h"
#include "kiosk/watch.h"

static void enter(struct app *app)
{
    app->changed = app->fresh = true;
    const struct screen *top = screen_of(app_top(app));
    if (top->enter)
        top->enter(app);
}

static void leave(struct app *app)
{
    const struct screen *top = screen_of(app_top(app));
    if (top->leave)
        top->leave(app);
}

void app_go(struct app *app, enum screen_id id)
{
    leave(app);
    for (size_t i = 0; i < app->depth; i++)
        if (app->stack[i] == id)
            app->depth = i;
    assert(app->depth < STACK_DEPTH);
    app->stack[app->depth++] = id;
    enter(app);
}

void app_replace(struct app *app, enum screen_id id)
{
    leave(app);
    app->stack[app->depth - 1] = id;
    enter(app);
}

void app_back(struct app *app)
{
    if (app->depth < 2)
        return;
    leave(app);
    app->depth--;
    enter(app);
}

void app_page(struct app *app)
{
    app->changed = app->fresh = true;
}

void app_leave(struct app *app, bool next)
{
    if (app->secrets->outgoing.busy)
        return;
    leave(app);
    photo_forget(app);
    wipe(&app->secrets->visit, sizeof(app->secrets->visit));
    if (app->config.devices.forget)
        app->config.devices.forget(app->config.devices.self);
    app->speaking = (struct speaking){.count = 0};
    app->visit_number++;
    app->model.warned = 0;
    app->model.touched = app->model.boot;
    if (next)
        app->model.prefs = (struct prefs){.lang = app->config.lang};
    app->stack[0] = SCREEN_HOME;
    app->depth = 1;
    enter(app);
    watch_outage(app);
}

static void on_back(struct app *app, int64_t value)
{
    (void)value;
    const struct screen *top = screen_of(app_top(app));
    if (app->secrets->outgoing.busy)
        return;
    if (top->back && top->back(app))
        app_page(app);
    else if (app->depth > 2 || app_top(app) == SCREEN_OFFICER)
        app_back(app);
    else
        app_leave(app, false); /* the last page before home: nothing of it stays */
}

static void on_cancel(struct app *app, int64_t value)
{
    (void)value;
    app_leave(app, false);
}

static void on_finish(struct app *app, int64_t value)
{
    (void)value;
    app_leave(app, true);
}

static void on_go(struct app *app, int64_t value)
{
    app_go(app, (enum screen_id)value);
}

static void on_call(struct app *app, int64_t value)
{
    (void)value;
    call_begin(app);
    app_page(app);
}

static void on_call_close(struct app *app, int64_t value)
{
    (void)value;
    app_visit(app)->call.shown = false;
    app_page(app);
}

static void on_take(struct app *app, int64_t value)
{
    (void)value;
    if (!takeaway_possible(&app->model))
        return;
    if (app_top(app) != SCREEN_REQUEST)
        app_go(app, SCREEN_REQUEST);
    takeaway_begin(app);
}

static void on_languages(struct app *app, int64_t value)
{
    (void)value;
    app_visit(app)->languages = true;
    app_page(app);
}

static void on_languages_close(struct app *app, int64_t value)
{
    (void)value;
    app_visit(app)->languages = false;
    app_page(app);
}

static void on_carry(struct app *app, int64_t value)
{
    app_visit(app)->carried = (int)value;
    app_page(app);
}

static void on_language(struct app *app, int64_t value)
{
    app->model.prefs.lang = (enum lang)value;
    on_languages_close(app, 0);
}

static void on_text_size(struct app *app, int64_t value)
{
    (void)value;
    struct prefs *prefs = &app->model.prefs;
    prefs->text_size = prefs->text_size == TEXT_LARGE ? TEXT_NORMAL : TEXT_LARGE;
}

static void on_contrast(struct app *app, int64_t value)
{
    (void)value;
    struct prefs *prefs = &app->model.prefs;
    prefs->theme = prefs->theme == THEME_CONTRAST ? THEME_CIVIC : THEME_CONTRAST;
}

static void on_reach(struct app *app, int64_t value)
{
    (void)value;
    app->model.prefs.reach = !app->model.prefs.reach;
}

static void on_speak(struct app *app, int64_t value)
{
    (void)value;
    if (!app->model.prefs.speech) {
        speak_switch(app, true);
        return;
    }
    app_visit(app)->sound = true;
    app_page(app);
}

/* The way into the officer screen: five taps on the emblem within five seconds. */
static void on_emblem(struct app *app, int64_t value)
{
    (void)value;
    if (!app->emblem_taps || app->model.boot - app->emblem_since > SECONDS(5)) {
        app->emblem_since = app->model.boot;
        app->emblem_taps = 0;
    }
    if (++app->emblem_taps < 5)
        return;
    app->emblem_taps = 0;
    if (app_top(app) != SCREEN_OFFICER && !app->secrets->outgoing.busy)
        app_go(app, SCREEN_OFFICER);
}

static void (*const HANDLERS[MSG_SCREEN])(struct app *, int64_t) = {
    [MSG_BACK] = on_back,
    [MSG_CANCEL] = on_cancel,
    [MSG_FINISH] = on_finish,
    [MSG_GO] = on_go,
    [MSG_CALL] = on_call,
    [MSG_CALL_CLOSE] = on_call_close,
    [MSG_LANGUAGES] = on_languages,
    [MSG_LANGUAGE] = on_language,
    [MSG_LANGUAGES_CLOSE] = on_languages_close,
    [MSG_CARRY] = on_carry,
    [MSG_TEXT_SIZE] = on_text_size,
    [MSG_CONTRAST] = on_contrast,
    [MSG_REACH] = on_reach,
    [MSG_SPEAK] = on_speak,
    [MSG_SPEAK_OFF] = sound_off,
    [MSG_SOUND_CLOSE] = sound_close,
    [MSG_LOUDER] = sound_louder,
    [MSG_FASTER] = sound_faster,
    [MSG_EMBLEM] = on_emblem,
    [MSG_WIPE] = on_finish,
    [MSG_TAKE] = on_take,
};

void app_send(struct app *app, struct msg msg)
{
    app_touch(app);
    if (msg.kind == MSG_NONE && app_top(app) == SCREEN_ATTRACT)
        msg.kind = MSG_START;
    if (msg.kind == MSG_NONE)
        return;
    app->changed = true;
    app->speaking.sent = msg;
    bool global = msg.kind < MSG_SCREEN && HANDLERS[msg.kind];
    const struct screen *top = screen_of(app_top(app));
    if (global)
        HANDLERS[msg.kind](app, msg.value);
    else if (top->on)
        top->on(app, msg);
}
