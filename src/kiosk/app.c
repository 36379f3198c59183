#include "kiosk/app.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "kiosk/call.h"
#include "kiosk/carry.h"
#include "kiosk/errand.h"
#include "kiosk/idle.h"
#include "kiosk/language.h"
#include "kiosk/sound.h"
#include "kiosk/speak.h"
#include "kiosk/takeaway.h"
#include "kiosk/watch.h"
#include "ui/input.h"
#include "ui/keyboard.h"

static const struct screen *const TABLE[SCREENS] = {
#define SCREEN_ROW(upper, lower) [SCREEN_##upper] = &screen_##lower,
    SCREEN_LIST(SCREEN_ROW)
#undef SCREEN_ROW
};

const struct screen *screen_of(enum screen_id id)
{
    assert((size_t)id < SCREENS);
    return TABLE[id];
}

size_t app_secrets_size(void)
{
    return sizeof(struct secrets);
}

struct app *app_new(const struct app_config *config, int64_t now, int64_t boot)
{
    assert(config->secrets_size >= sizeof(struct secrets) && config->catalogue->count > 0);
    struct app *app = calloc(1, sizeof(*app));
    if (!app)
        return NULL;
    app->config = *config;
    app->secrets = config->secrets;
    app->model = (struct model){
        .settings = config->settings,
        .catalogue = config->catalogue,
        .visit = &app->secrets->visit,
        .prefs = {.lang = config->lang},
        .camera = config->devices.camera ? CAMERA_OFF : CAMERA_NONE,
        .camera_there = config->devices.camera != NULL,
        .page_camera_there = config->devices.page_camera != NULL,
        .voice_there = config->devices.say != NULL,
        .printer_there = config->devices.print != NULL,
        .now = now,
        .boot = boot,
        .touched = boot,
    };
    content_from(config->catalogue->services[0], &app->model.content);
    app->stack[0] = SCREEN_ATTRACT;
    app->depth = 1;
    app->changed = app->fresh = true;
    watch_content(app);
    watch_now(app);
    return app;
}

void app_free(struct app *app)
{
    if (!app)
        return;
    assert(app->pending == 0);
    wipe(app->secrets, sizeof(*app->secrets));
    free(app);
}

struct visit *app_visit(struct app *app)
{
    return &app->secrets->visit;
}

bool app_untouched(const struct app *app)
{
    static const struct visit start; /* zero is its start */
    return memcmp(&app->secrets->visit, &start, sizeof(start)) == 0;
}

enum screen_id app_top(const struct app *app)
{
    return app->stack[app->depth - 1];
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

int64_t app_tick(struct app *app, int64_t now, int64_t boot)
{
    struct model *model = &app->model;
    if (now / MINUTES(1) != model->now / MINUTES(1))
        app->changed = true;
    model->now = now;
    model->boot = boot;
    int64_t next = boot + MINUTES(1) - now % MINUTES(1);
    next = sooner(next, idle_tick(app));
    next = sooner(next, call_tick(app));
    next = sooner(next, watch_tick(app));
    next = sooner(next, takeaway_tick(app));
    const struct screen *top = screen_of(app_top(app));
    if (top->tick)
        next = sooner(next, top->tick(app));
    return next;
}

void app_touch(struct app *app)
{
    app->model.touched = app->model.boot;
    app->stirred = true;
    if (!app->model.warned)
        return;
    app->model.warned = 0;
    app->changed = app->fresh = true;
}

void app_text(struct app *app, uint32_t codepoint)
{
    const struct visit *visit = app_visit(app);
    bool covered = app->model.warned || visit->call.shown || visit->languages || visit->carried ||
                   visit->sound;
    if (covered)
        app_touch(app);
    else
        app_send(app, TAP(MSG_KEY, codepoint == '\b'   ? KEY_BACKSPACE
                                   : codepoint == '\r' ? KEY_DONE
                                                       : (int64_t)codepoint));
}

void app_chime(struct app *app, enum app_chime chime)
{
    const struct app_devices *devices = &app->config.devices;
    if (devices->chime)
        devices->chime(devices->self, chime);
}

void app_camera(struct app *app, enum camera_state state)
{
    app->changed |= app->model.camera != state;
    app->model.camera = state;
    if (state != CAMERA_OFF && state != CAMERA_STARTING)
        app->model.camera_lost = state == CAMERA_NONE;
}

void app_camera_use(struct app *app, bool on)
{
    const struct app_devices *devices = &app->config.devices;
    if (!devices->camera)
        return;
    devices->camera(devices->self, on);
    app_camera(app, on ? CAMERA_STARTING : CAMERA_OFF);
}

void app_desk_changed(struct app *app)
{
    watch_now(app);
}

static void declare(struct ui *ui, const struct model *model, enum screen_id top)
{
    if (model->warned)
        screen_idle.view(ui, model);
    else if (model->visit->call.shown)
        call_view(ui, model);
    else if (model->visit->languages)
        language_view(ui, model);
    else if (model->visit->carried)
        carry_view(ui, model);
    else if (model->visit->sound)
        sound_view(ui, model);
    else
        screen_of(top)->view(ui, model);
}

void app_view(struct app *app, struct ui *ui, int width, int height)
{
    struct prefs prefs = app->model.prefs;
    app->model.width = width;
    app->model.height = height;
    app->theme = theme_make(&(struct theme_choice){
        .kind = prefs.theme,
        .text_size = prefs.text_size,
        .reach = prefs.reach,
        .out_of_reach =
            theme_out_of_reach(app->config.settings->bottom, app->config.settings->dpi, height),
        .dpi = app->config.settings->dpi,
        .width = width,
        .height = height,
    });
    if (tr_lang() != prefs.lang)
        tr_use(prefs.lang);
    if (app->fresh)
        ui_reset_input(ui);
    ui_begin(ui, &app->theme, width, height);
    declare(ui, &app->model, app_top(app));
    ui_end(ui);
    speak_viewed(app, ui, app->fresh);
    app->changed = app->fresh = false;
}

bool app_changed(const struct app *app)
{
    return app->changed;
}

const char *app_screen(const struct app *app)
{
    return app->model.warned ? screen_idle.name : screen_of(app_top(app))->name;
}

bool app_busy(const struct app *app)
{
    return app->pending > 0;
}

int seconds_left(int64_t until, int64_t boot)
{
    return until > boot ? (int)((until - boot + 999) / 1000) : 0;
}
