/* The last page before sending: the check of it all. */
#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/answers.h"
#include "kiosk/form.h"
#include "kiosk/screens/request.h"
#include "kiosk/takeaway.h"

static void handover_badge(struct ui *ui, enum handover handover)
{
    static const struct badge badges[] = {
        [HANDOVER_AUTOMATIC] = {TINT_OPEN, "check-circle-fill", N_("Made automatically")},
        [HANDOVER_OFFICER] = {TINT_WAIT, "person", N_("Hand to the officer")},
        [HANDOVER_PHONE] = {TINT_INFO, "phone", N_("Upload by phone")},
        [HANDOVER_PHOTO] = {TINT_OPEN, "check-circle-fill", N_("Photographed")},
    };
    const struct badge *badge = &badges[handover];
    BADGE(ui, .tint = badge->tint, .icon = badge->icon, .text = tr(badge->text));
}

void request_handovers(struct ui *ui, const struct model *model)
{
    const struct standard *standard = model_standard(model);
    for (size_t i = 0; i < standard->document_count; i++) {
        ROW(ui, .gap = GAP_S, .align = ALIGN_CENTER) {
            LABEL(ui, model_words(model, &standard->documents[i].title), .grow = 1);
            handover_badge(ui, model->visit->request.draft.documents[i]);
        }
    }
}

static void answer_card(struct ui *ui, const struct model *model)
{
    const struct request_state *state = &model->visit->request;
    const struct standard *standard = model_standard(model);
    ANSWERS(ui)
    {
        for (int i = 0; i < (int)standard->field_count; i++) {
            char shown[FORM_TEXT];
            form_checked(&standard->fields[i], state->draft.answers[i], shown);
            answer_row(ui, model, i == 0,
                       &(struct answer){.label = model_words(model, &standard->fields[i].brief),
                                        .text = shown,
                                        .change = TAP(REQUEST_CHANGE, i),
                                        .disabled = state->sending});
            wipe(shown, sizeof(shown));
        }
    }
}

static void document_card(struct ui *ui, const struct model *model)
{
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad_x = GAP_L,
           .pad_y = GAP_S, .gap = GAP_XS) {
        ROW(ui, .gap = GAP_S, .align = ALIGN_CENTER) {
            LABEL(ui, tr("Documents"), .type = TYPE_TILE, .grow = 1);
            answer_link(ui, tr("Fetch the documents first"), tr("Fetch the documents first"),
                        TAP(REQUEST_TAKE), model->visit->request.sending);
        }
        request_handovers(ui, model);
    }
}

/* Never scrolled away: what is agreed to is always in sight, on a wide screen beside the buttons.
 */
static void consent(struct ui *ui, const struct request_state *state)
{
    CHECK(ui, .note = true, .checked = state->read_notice, .tap = TAP(REQUEST_READ),
          .text = tr("I have read the notice on personal data. The data is used only to issue this "
                     "certificate."));
}

static void check_body(struct ui *ui, const struct model *model)
{
    bool beside = ui_landscape(ui) && model->prefs.text_size == TEXT_NORMAL;
    DENSE(ui) {
        LABEL(ui, tr("Check your answers"), .type = TYPE_TITLE);
        request_hindrance(ui, model);
        UI_BLOCK(ui, beside ? AXIS_ROW : AXIS_COLUMN, .gap = GAP_S)
        {
            COLUMN(ui, .grow = beside ? 4 : 0) {
                answer_card(ui, model);
            }
            COLUMN(ui, .grow = beside ? 3 : 0, .gap = GAP_S) {
                request_notes_view(ui, model);
                document_card(ui, model);
            }
        }
    }
}

void request_check_view(struct ui *ui, const struct model *model)
{
    const struct request_state *state = &model->visit->request;
    struct page page = request_page_of(model);
    bool beside = ui_landscape(ui);
    PAGE(ui, model, .title = page.title, .step = page.step, .steps = page.steps) {
        check_body(ui, model);
        if (!beside)
            COLUMN(ui, .pad_x = GAP_XXL, .pad_y = GAP_XS)
                consent(ui, state);
        ROW(ui, .pad_x = GAP_XXL, .pad_y = ui_landscape(ui) ? GAP_S : GAP_M, .gap = GAP_M,
            .align = ALIGN_CENTER) {
            if (beside) /* in the place of "Back", which the bar has too */
                COLUMN(ui, .grow = 5)
                    consent(ui, state);
            else
                BUTTON(ui, .text = tr("Back"), .grow = 2, .disabled = state->sending,
                       .tap = TAP(MSG_BACK));
            BUTTON(ui, .kind = BUTTON_PRIMARY, .icon_after = "send-fill", .grow = 3,
                   .text = state->sending ? tr("Storing…") : tr("Send request"),
                   .disabled = state->sending || !state->read_notice, .tap = TAP(REQUEST_SEND));
        }
    }
}
