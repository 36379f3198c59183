/* The receipt: the code and its QR, the promised day, and how far the item has come. "Tersimpan"
 * means durably stored here; received and in work are said only when the office said so. */
#include <stdio.h>

#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/code_card.h"
#include "kiosk/errand.h"
#include "kiosk/print.h"
#include "kiosk/stage.h"

enum { RECEIPT_PRINT = MSG_SCREEN };

static void badges(struct ui *ui, const struct model *model)
{
    const struct receipt_state *state = &model->visit->receipt;
    const struct promise *promise =
        state->known ? &state->progress.promise : &state->receipt.promise;
    WRAP(ui, .gap = GAP_S, .justify = JUSTIFY_CENTER) {
        if (!state->complaint)
            stage_promise(ui, model, promise);
        stage_badge(ui, state->known ? state->progress.stage : STAGE_SAVED);
        if (!state->known || state->progress.stage == STAGE_SAVED)
            stage_reach(ui, model);
        print_badge(ui, model);
    }
}

static void thanks(struct ui *ui, const struct model *model)
{
    const struct receipt_state *state = &model->visit->receipt;
    if (model->prefs.text_size == TEXT_NORMAL) /* large letters need the room */
        ROW(ui, .justify = JUSTIFY_CENTER)
            ui_seal(ui, "check-lg", TINT_OPEN);
    LABEL(ui, state->complaint ? tr("Your complaint is saved") : tr("Your request is saved"),
          .type = TYPE_TITLE, .align = ALIGN_CENTER);
    LABEL(ui,
          tr("Take a photo of this screen or write the code down. It is the only key to check "
             "progress."),
          .color = COLOR_SOFT, .align = ALIGN_CENTER);
}

/* The titles of the documents that come in this way, one after the other; false for none. */
static bool titles(const struct model *model, enum handover way, char *out, size_t size)
{
    const struct receipt_state *state = &model->visit->receipt;
    size_t len = 0;
    *out = '\0';
    for (size_t i = 0; state->standard && i < state->standard->document_count; i++)
        if (state->documents[i] == way && len < size)
            len += (size_t)snprintf(out + len, size - len, "%s%s", len ? ", " : "",
                                    model_words(model, &state->standard->documents[i].title));
    return len > 0;
}

/* What of the documents is here, and what the applicant has still to do. */
static void documents(struct ui *ui, const struct model *model)
{
    static const struct {
        enum handover way;
        const char *text;
    } ways[] = {
        {HANDOVER_PHOTO, N_("Photographed: %s.")},
        {HANDOVER_PHONE, N_("From your phone: %s.")},
        {HANDOVER_OFFICER, N_("For the officer: %s.")},
    };
    char list[DOCUMENTS_MAX * WORDS_SIZE], line[sizeof(list) + 64];
    for (size_t i = 0; i < LENGTH(ways); i++)
        if (titles(model, ways[i].way, list, sizeof(list))) {
            snprintf(line, sizeof(line), tr(ways[i].text), list);
            LABEL(ui, line, .type = TYPE_SMALL, .align = ALIGN_CENTER);
        }
}

static void view(struct ui *ui, const struct model *model)
{
    const struct receipt_state *state = &model->visit->receipt;
    PAGE(ui, model, .title = NULL, .whole = true) {
        BODY(ui) {
            PARTS(ui, GAP_M)
            {
                COLUMN(ui, .grow = ui_landscape(ui), .gap = GAP_M, .justify = JUSTIFY_CENTER) {
                    thanks(ui, model);
                    if (ui_landscape(ui)) {
                        badges(ui, model);
                        documents(ui, model);
                    }
                }
                PART(ui, GAP_M)
                {
                    code_card(ui, state->receipt.qr, state->receipt.code.text);
                }
            }
            if (!ui_landscape(ui)) {
                badges(ui, model);
                documents(ui, model);
            }
        }
        ACTIONS(ui) {
            print_button(ui, model, TAP(RECEIPT_PRINT));
            BUTTON(ui, .kind = BUTTON_PRIMARY, .text = tr("Finish"), .grow = 1,
                   .tap = TAP(MSG_FINISH));
        }
    }
}

static void looked_up(struct app *app, const struct errand *errand)
{
    struct receipt_state *state = &app_visit(app)->receipt;
    if (errand->err != OK)
        return;
    state->known = true;
    state->progress = errand->progress;
}

static void on(struct app *app, struct msg msg)
{
    if (msg.kind == RECEIPT_PRINT)
        print_begin(app, print_slip);
    if (msg.kind == MSG_DESK)
        errand_look_up(app, &app_visit(app)->receipt.receipt.code, looked_up);
}

static void enter(struct app *app)
{
    on(app, TAP(MSG_DESK));
}

const struct screen screen_receipt = {.name = "receipt", .view = view, .on = on, .enter = enter};
