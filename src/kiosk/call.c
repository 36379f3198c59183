#include "kiosk/call.h"

#include <stdio.h>

#include "base/tr.h"
#include "kiosk/carry.h"
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
    /* Whoever waits for an office that is out of reach is told the number at once. */
    call->stage = app->model.desk.cut_off ? CALL_SILENT : CALL_WAITING;
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
    if (call->id && !call->checking && app->model.boot >= call->check_at) {
        call->checking = true;
        call->check_at = app->model.boot + CHECK_EVERY;
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

static void said(struct ui *ui, const struct model *model, enum align align)
{
    const struct call_state *call = &model->visit->call;
    const struct call_words *words = &WORDS[call->stage];
    LABEL(ui, tr(words->title), .type = TYPE_TITLE, .align = align);
    LABEL(ui, tr(words->text), .color = COLOR_SOFT, .align = align);
    if (call->stage == CALL_SILENT)
        LABEL(ui, model->settings->call_phone, .type = TYPE_CODE, .align = align);
}

static void close_button(struct ui *ui)
{
    ROW(ui) {
        BUTTON(ui, .kind = BUTTON_PRIMARY, .text = tr("Close"), .grow = 1,
               .tap = TAP(MSG_CALL_CLOSE));
    }
}

/* The number as a code, so that a phone dials it. */
static void number_code(struct ui *ui, const struct model *model)
{
    char uri[CARRY_URI];
    carry_phone(model->settings->call_phone, uri);
    carry_picture(ui, uri, SIZE_QR_PAIR);
}

void call_view(struct ui *ui, const struct model *model)
{
    const struct call_state *call = &model->visit->call;
    const struct call_words *words = &WORDS[call->stage];
    bool silent = call->stage == CALL_SILENT;
    PANEL(ui, model) {
        if (silent && ui_landscape(ui)) {
            ROW(ui, .gap = GAP_XL, .align = ALIGN_CENTER) {
                number_code(ui, model);
                COLUMN(ui, .grow = 1, .gap = GAP_M) {
                    said(ui, model, ALIGN_START);
                    close_button(ui);
                }
            }
        } else {
            ROW(ui, .justify = JUSTIFY_CENTER) {
                ui_medal(ui, words->icon, words->tint, SIZE_MEDAL);
            }
            said(ui, model, ALIGN_CENTER);
            if (silent)
                number_code(ui, model);
            close_button(ui);
        }
    }
}
