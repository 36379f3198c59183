/* Nobody is here: the time, whether the counter is open, and what this machine does. */
#include <stdio.h>

#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/language.h"
#include "kiosk/opening.h"
#include "kiosk/when.h"

static void offer(struct ui *ui, const char *icon, const char *text)
{
    ROW(ui, .gap = GAP_M, .align = ALIGN_CENTER) {
        ICON(ui, icon, .size = SIZE_ICON_L, .color = COLOR_GOLD);
        LABEL(ui, text, .type = TYPE_LINE, .color = COLOR_ON_NILA, .grow = 1);
    }
}

static void moment(struct ui *ui, const struct model *model)
{
    struct opening opening;
    opening_at(model, &opening);
    char time[WHEN_SIZE], date[WHEN_SIZE];
    when_time(model->now, time);
    when_date(model->now, date);
    COLUMN(ui, .gap = GAP_M, .grow = ui_landscape(ui), .justify = JUSTIFY_CENTER) {
        LABEL(ui, time, .type = TYPE_DISPLAY, .color = COLOR_ON_NILA, .one_line = true);
        LABEL(ui, date, .type = TYPE_LINE, .color = COLOR_ON_NILA_SOFT);
        WRAP(ui) {
            BADGE(ui, .tint = opening.tint, .icon = opening.icon, .text = opening.today);
        }
    }
}

static void offers(struct ui *ui, const struct model *model)
{
    const struct standard *standard = model->catalogue->services[0];
    char minutes[120];
    snprintf(minutes, sizeof(minutes), tr("Submit a request, about %d minutes"), standard->minutes);
    COLUMN(ui, .gap = GAP_M, .grow = ui_landscape(ui), .justify = JUSTIFY_CENTER) {
        LABEL(ui, model_words(model, &standard->tagline), .type = TYPE_POSTER,
              .color = COLOR_ON_NILA, .role = ROLE_TITLE);
        COLUMN(ui) {
        }
        offer(ui, "file-earmark-plus-fill", minutes);
        offer(ui, "qr-code-scan", tr("Check progress with your QR code"));
        offer(ui, "megaphone-fill", tr("Send a complaint, no name needed"));
    }
}

static void view(struct ui *ui, const struct model *model)
{
    COLUMN(ui, .grow = 1, .fill = COLOR_NILA, .batik = true, .pad_x = GAP_XXL, .pad_y = GAP_XL,
           .gap = GAP_M) {
        if (ui_landscape(ui)) {
            ROW(ui, .grow = 1, .gap = GAP_XL) {
                moment(ui, model);
                offers(ui, model);
            }
        } else {
            moment(ui, model);
            SPACE(ui);
            offers(ui, model);
            SPACE(ui);
        }
        ROW(ui) {
            BUTTON(ui, .kind = BUTTON_GOLD, .size = BUTTON_BIG, .icon = "hand-index-thumb-fill",
                   .text = tr("Touch to start"), .grow = 1, .tap = TAP(MSG_START));
        }
        LABEL(ui, "Bahasa Indonesia · Basa Jawa · English", .type = TYPE_SMALL,
              .color = COLOR_ON_NILA_SOFT, .align = ALIGN_CENTER);
    }
}

static void on(struct app *app, struct msg msg)
{
    if (msg.kind == MSG_START)
        app_replace(app, SCREEN_HOME);
}

const struct screen screen_attract = {.name = "attract", .view = view, .on = on};
