/* "Anda masih di sini?": any touch stays, silence wipes. The page below is not shown: whoever
 * passes by reads nothing of it. */
#include <stdio.h>

#include "base/clock.h"
#include "base/tr.h"
#include "kiosk/chrome.h"

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

static void view(struct ui *ui, const struct model *model)
{
    int whole = model->settings->timeouts.warning;
    int left = seconds_left(model->warned + SECONDS(whole), model->boot);
    PANEL(ui, model) {
        ring(ui, left, whole);
        LABEL(ui, tr("Are you still here?"), .type = TYPE_TITLE, .align = ALIGN_CENTER);
        LABEL(ui, tr("For your safety what you typed will be erased if nobody touches the screen."),
              .color = COLOR_SOFT, .align = ALIGN_CENTER);
        ROW(ui) {
            BUTTON(ui, .kind = BUTTON_PRIMARY, .size = BUTTON_BIG,
                   .text = tr("Yes, I am still here"), .grow = 1, .tap = TAP(MSG_STAY));
        }
        ROW(ui) {
            BUTTON(ui, .kind = BUTTON_DANGER, .text = tr("Erase now"), .grow = 1,
                   .tap = TAP(MSG_WIPE));
        }
    }
}

const struct screen screen_idle = {.name = "idle", .view = view};
