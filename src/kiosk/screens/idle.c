/* "Anda masih di sini?": any touch stays, silence wipes. The page below is not shown: whoever
 * passes by reads nothing of it. */
#include <stdio.h>

#include "base/clock.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/takeaway.h"

static void ring(struct ui *ui, int left, int whole)
{
    char seconds[16];
    snprintf(seconds, sizeof(seconds), "%d", left);
    ROW(ui, .justify = JUSTIFY_CENTER) {
        STACK(ui, .width = SIZE_RING, .height = SIZE_RING) {
            IMAGE(ui, .kind = IMAGE_RING, .per_mille = left * 1000 / whole, .width = SIZE_RING,
                  .height = SIZE_RING, .color = COLOR_SOGA);
            COLUMN(ui, .justify = JUSTIFY_CENTER, .align = ALIGN_CENTER) {
                LABEL(ui, seconds, .type = TYPE_HUGE, .align = ALIGN_CENTER, .one_line = true);
            }
        }
    }
}

static void words(struct ui *ui, enum align align)
{
    LABEL(ui, tr("Are you still here?"), .type = TYPE_TITLE, .align = align);
    LABEL(ui, tr("For your safety what you typed will be erased if nobody touches the screen."),
          .color = COLOR_SOFT, .align = align);
}

static void buttons(struct ui *ui, const struct model *model)
{
    ROW(ui) {
        BUTTON(ui, .kind = BUTTON_PRIMARY, .size = BUTTON_BIG, .text = tr("Yes, I am still here"),
               .grow = 1, .tap = TAP(MSG_STAY));
    }
    /* side by side, large letters would break into lines */
    bool stacked = !ui_landscape(ui) && model->prefs.text_size == TEXT_LARGE;
    UI_BLOCK(ui, stacked ? AXIS_COLUMN : AXIS_ROW, .gap = GAP_M)
    {
        if (takeaway_possible(model))
            BUTTON(ui, .icon = "qr-code", .text = tr("Fetch the documents first"), .grow = 1,
                   .tap = TAP(MSG_TAKE));
        BUTTON(ui, .kind = BUTTON_DANGER, .text = tr("Erase now"), .grow = 1, .tap = TAP(MSG_WIPE));
    }
}

static void view(struct ui *ui, const struct model *model)
{
    int whole = model->settings->timeouts.warning;
    int left = seconds_left(model->warned + SECONDS(whole), model->boot);
    PANEL(ui, model) {
        if (ui_landscape(ui)) {
            ROW(ui, .gap = GAP_XL, .align = ALIGN_CENTER) {
                ring(ui, left, whole);
                COLUMN(ui, .grow = 1, .gap = GAP_S)
                    words(ui, ALIGN_START);
            }
        } else {
            ring(ui, left, whole);
            words(ui, ALIGN_CENTER);
        }
        buttons(ui, model);
    }
}

const struct screen screen_idle = {.name = "idle", .view = view};
