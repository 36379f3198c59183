/* "Kios ini sedang tidak dapat dipakai": never a black screen, and the counter is still there. */
#include <stdio.h>

#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/opening.h"
#include "kiosk/watch.h"

enum { OUTAGE_RETRY = MSG_SCREEN, OUTAGE_SCAN };

static void line(struct ui *ui, const char *icon, const char *text)
{
    ROW(ui, .gap = GAP_M, .align = ALIGN_CENTER) {
        ICON(ui, icon, .size = SIZE_ICON_M, .color = COLOR_LINK);
        LABEL(ui, text, .type = TYPE_BODY_BOLD, .grow = 1);
    }
}

static void counter_card(struct ui *ui, const struct model *model)
{
    static const char *const icons[] = {
        [CONTACT_PHONE] = "telephone-fill", [CONTACT_EMAIL] = "envelope-fill"};
    char week[OPENING_SIZE];
    opening_week(&model->content.hours, ui_landscape(ui) ? " · " : "\n", week, sizeof(week));
    CARD(ui) {
        line(ui, "clock", week);
        for (size_t i = 0; i < model->content.contact_count; i++) {
            const struct contact *contact = &model->content.contacts[i];
            if ((size_t)contact->kind < LENGTH(icons))
                line(ui, icons[contact->kind], contact->value);
        }
    }
}

static void retry_button(struct ui *ui)
{
    BUTTON(ui, .icon = "arrow-repeat", .text = tr("Try now"), .grow = 1, .tap = TAP(OUTAGE_RETRY));
}

static void scan_button(struct ui *ui)
{
    BUTTON(ui, .icon = "qr-code-scan", .text = tr("Check progress"), .grow = 1,
           .tap = TAP(OUTAGE_SCAN));
}

/* What cannot be stored cannot be sent: the call then shows the counter's phone number. */
static void call_button(struct ui *ui)
{
    BUTTON(ui, .icon = "bell", .text = tr("Call an officer"), .grow = 1, .tap = TAP(MSG_CALL));
}

/* A full kiosk still tells how far a matter is. */
static void actions(struct ui *ui, bool full)
{
    if (full && !ui_landscape(ui))
        ROW(ui, .pad_x = GAP_XXL)
            scan_button(ui);
    ACTIONS(ui) {
        if (full && ui_landscape(ui))
            scan_button(ui);
        retry_button(ui);
        call_button(ui);
    }
}

static const char *cause(const struct desk_state *desk)
{
    if (desk->health == DESK_FULL)
        return tr("This kiosk has no room left");
    return desk->fault == DESK_FAULT_STOPS ? tr("This kiosk stopped several times in a row")
                                           : tr("This kiosk cannot read its own storage");
}

static void view(struct ui *ui, const struct model *model)
{
    bool full = model->desk.health == DESK_FULL;
    char code[160];
    snprintf(code, sizeof(code),
             tr("Code for the technician: DB-%1$02d · %2$s · trying again in %3$d seconds"),
             model->desk.fault, model->settings->kiosk, seconds_left(model->retry_at, model->boot));
    PAGE(ui, model, .no_footer = true) {
        BODY(ui) {
            SPACE(ui);
            ROW(ui, .justify = JUSTIFY_CENTER) {
                ui_medal(ui, "cone-striped", TINT_WAIT, ui_landscape(ui) ? SIZE_SEAL : SIZE_RING);
            }
            LABEL(ui, tr("This kiosk cannot be used at the moment"), .type = TYPE_TITLE,
                  .align = ALIGN_CENTER);
            LABEL(ui,
                  tr("The service remains available at the counter. Requests you have sent are "
                     "safely stored."),
                  .color = COLOR_SOFT, .align = ALIGN_CENTER);
            counter_card(ui, model);
            LABEL(ui, cause(&model->desk), .type = TYPE_SMALL, .color = COLOR_SOFT,
                  .align = ALIGN_CENTER);
            LABEL(ui, code, .type = TYPE_SMALL, .color = COLOR_SOFT, .align = ALIGN_CENTER);
            SPACE(ui);
        }
        actions(ui, full);
    }
}

static void on(struct app *app, struct msg msg)
{
    if (msg.kind == OUTAGE_RETRY)
        watch_now(app);
    else if (msg.kind == OUTAGE_SCAN)
        app_go(app, SCREEN_SCAN);
}

static int64_t tick(struct app *app)
{
    app->changed = true; /* the countdown */
    return app->model.boot + 1000;
}

const struct screen screen_outage = {.name = "outage", .view = view, .on = on, .tick = tick};
