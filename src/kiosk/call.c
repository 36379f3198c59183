#include "kiosk/call.h"

#include <stdio.h>

#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/errand.h"

enum { PATIENCE = 10000, CHECK_EVERY = 1000 }; /* ms */

static void called(struct app *app, const struct errand *errand)
{
    struct call_state *call = &app_visit(app)->call;
    if (errand->err != OK) {
        call->stage = CALL_SILENT;
        return;
    }
    call->id = errand->call_id;
    call->stage = CALL_WAITING;
}

void call_begin(struct app *app)
{
    struct call_state *call = &app_visit(app)->call;
    call->shown = true;
    if (call->stage == CALL_ASKING || call->stage == CALL_WAITING)
        return;
    *call = (struct call_state){.stage = CALL_ASKING, .shown = true, .since = app->model.boot};
    app_chime(app, APP_CHIME_CALL);
    errand_call(app, app_screen(app), called);
}

static void checked(struct app *app, const struct errand *errand)
{
    struct call_state *call = &app_visit(app)->call;
    call->checking = false;
    if (call->id == errand->call_id && errand->err == OK && errand->call_received)
        call->stage = CALL_RECEIVED;
}

int64_t call_tick(struct app *app)
{
    struct call_state *call = &app_visit(app)->call;
    if (call->stage != CALL_ASKING && call->stage != CALL_WAITING &&
        !(call->stage == CALL_SILENT && call->id && call->shown))
        return INT64_MAX;
    if (call->stage != CALL_SILENT && app->model.boot - call->since >= PATIENCE) {
        call->stage = CALL_SILENT;
        app->changed = true;
    }
    if (call->id && !call->checking) {
        call->checking = true;
        errand_call_received(app, call->id, checked);
    }
    return app->model.boot + CHECK_EVERY;
}

struct call_words {
    enum tint tint;
    const char *icon, *title, *text;
};

static const struct call_words WORDS[] = {
    [CALL_ASKING] = {TINT_INFO, "bell-fill", N_("Calling an officer…"),
                     N_("Please stay at this kiosk.")},
    [CALL_WAITING] =
        {TINT_INFO, "bell-fill", N_("Calling an officer…"),
         N_("The call is saved and is being sent to the office. Please stay at this kiosk.")},
    [CALL_RECEIVED] = {TINT_OPEN, "check-circle-fill", N_("The office has received your call"),
                       N_("Please stay at this kiosk, an officer will come.")},
    [CALL_SILENT] = {TINT_WAIT, "telephone-fill", N_("The office has not answered yet"),
                     N_("Please go to the counter, or call this number:")},
};

void call_view(struct ui *ui, const struct model *model)
{
    const struct call_state *call = &model->visit->call;
    const struct call_words *words = &WORDS[call->stage];
    PANEL(ui, model) {
        ROW(ui, .justify = JUSTIFY_CENTER) {
            ui_medal(ui, words->icon, words->tint, SIZE_MEDAL);
        }
        LABEL(ui, tr(words->title), .type = TYPE_TITLE, .align = ALIGN_CENTER);
        LABEL(ui, tr(words->text), .color = COLOR_SOFT, .align = ALIGN_CENTER);
        if (call->stage == CALL_SILENT)
            LABEL(ui, model->settings->call_phone, .type = TYPE_CODE, .align = ALIGN_CENTER);
        ROW(ui) {
            BUTTON(ui, .kind = BUTTON_PRIMARY, .text = tr("Close"), .grow = 1,
                   .tap = TAP(MSG_CALL_CLOSE));
        }
    }
}
