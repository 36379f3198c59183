/* A draft that was taken away: its code, and until when it is kept. */
#include <stdio.h>

#include "base/tr.h"
#include "kiosk/code_card.h"
#include "kiosk/print.h"
#include "kiosk/screens/request.h"
#include "kiosk/takeaway.h"

void request_hindrance(struct ui *ui, const struct model *model)
{
    const struct request_state *state = &model->visit->request;
    failure_banner(ui, state->failure);
    if (state->held_up && model->draft_until > 0) {
        char until[WHEN_SIZE], text[600];
        takeaway_until(model, until);
        snprintf(text, sizeof(text),
                 tr("It keeps one at a time, this one until %s at the latest. You can send your "
                    "request now and hand the documents to an officer later."),
                 until);
        BANNER(ui, .tint = TINT_WAIT, .icon = "hourglass-split",
               .title = tr("This kiosk is keeping another visitor's form"), .text = text);
    }
    if (state->interrupted)
        ui_note(ui, "info-circle-fill",
                tr("Finish or cancel this request first, then show the code of the other form "
                   "again."));
}

static void words(struct ui *ui, const struct model *model)
{
    char until[WHEN_SIZE], text[600];
    takeaway_until(model, until);
    if (model->prefs.text_size == TEXT_NORMAL) /* large letters need the room */
        ROW(ui, .justify = JUSTIFY_CENTER)
            ui_seal(ui, "hourglass-split", TINT_WAIT);
    LABEL(ui, tr("Your form is kept for 30 minutes"), .type = TYPE_TITLE, .align = ALIGN_CENTER);
    snprintf(text, sizeof(text),
             tr("Take a photo of this code. Show it at this kiosk before %s and go on where you "
                "were; after that the form is erased."),
             until);
    LABEL(ui, text, .color = COLOR_SOFT, .align = ALIGN_CENTER);
}

static void until_badge(struct ui *ui, const struct model *model)
{
    char until[WHEN_SIZE], text[2 * WHEN_SIZE];
    takeaway_until(model, until);
    snprintf(text, sizeof(text), tr("Kept until %s"), until);
    WRAP(ui, .gap = GAP_S, .justify = JUSTIFY_CENTER) {
        BADGE(ui, .tint = TINT_WAIT, .icon = "clock", .text = text);
        print_badge(ui, model);
    }
}

/* Its time is over while the page stands. */
static void over(struct ui *ui)
{
    ROW(ui, .justify = JUSTIFY_CENTER) {
        ui_seal(ui, "hourglass-bottom", TINT_BAD);
    }
    LABEL(ui, tr("The form was erased"), .type = TYPE_TITLE, .align = ALIGN_CENTER);
    LABEL(ui, tr("It was kept for 30 minutes. Please start again; it takes a few minutes."),
          .color = COLOR_SOFT, .align = ALIGN_CENTER);
}

static void kept(struct ui *ui, const struct model *model)
{
    const char *code = model->visit->request.taken.text;
    PARTS(ui, GAP_M)
    {
        COLUMN(ui, .grow = ui_landscape(ui), .gap = GAP_M, .justify = JUSTIFY_CENTER) {
            words(ui, model);
            if (ui_landscape(ui))
                until_badge(ui, model);
        }
        PART(ui, GAP_M)
        {
            code_card(ui, code, code);
        }
    }
    if (!ui_landscape(ui))
        until_badge(ui, model);
}

void request_taken_view(struct ui *ui, const struct model *model)
{
    bool there = model->draft_until > 0;
    PAGE(ui, model, .title = NULL, .whole = true) {
        BODY(ui) {
            if (there)
                kept(ui, model);
            else
                over(ui);
        }
        ACTIONS(ui) {
            if (there)
                print_button(ui, model, TAP(REQUEST_PRINT));
            if (there)
                BUTTON(ui, .text = tr("Go on with the form"), .grow = 1,
                       .disabled = model->visit->request.sending, .tap = TAP(REQUEST_RESUME));
            BUTTON(ui, .kind = BUTTON_PRIMARY, .text = tr("Finish"), .grow = 1,
                   .tap = TAP(MSG_FINISH));
        }
    }
}
