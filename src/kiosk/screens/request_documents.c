/* How the documents reach the office: photographed here, sent from a phone later, or handed in. */
#include <stdio.h>

#include "base/tr.h"
#include "kiosk/photo.h"
#include "kiosk/screens/request.h"

static void way(struct ui *ui, const struct model *model, int document, enum handover handover)
{
    static const struct {
        const char *icon, *text;
    } ways[] = {
        [HANDOVER_OFFICER] = {"person", N_("To the officer")},
        [HANDOVER_PHONE] = {"phone", N_("Send by phone")},
        [HANDOVER_PHOTO] = {"camera", N_("Photograph here")},
    };
    const struct request_state *state = &model->visit->request;
    int pages = photo_count(&state->draft, document);
    char counted[96];
    snprintf(counted, sizeof(counted), tr("%d pages photographed"), pages);
    CHIP(ui, .icon = ways[handover].icon,
         .text = handover == HANDOVER_PHOTO && pages ? counted : tr(ways[handover].text),
         .selected = state->draft.documents[document] == handover, .disabled = state->sending,
         .tap = TAP(REQUEST_WAY, document * 8 + (int64_t)handover));
}

/* The officer last: that way is always open. */
static void ways(struct ui *ui, const struct model *model, int document)
{
    const char *why;
    WRAP(ui, .gap = GAP_XS) {
        if (photo_offered(model, &why))
            way(ui, model, document, HANDOVER_PHOTO);
        if (*model->settings->public_url) /* the page that phones send to */
            way(ui, model, document, HANDOVER_PHONE);
        way(ui, model, document, HANDOVER_OFFICER);
    }
}

static void card(struct ui *ui, const struct model *model, int document)
{
    const struct document *it = &model_standard(model)->documents[document];
    bool wide = ui_landscape(ui);
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad_x = GAP_L,
           .pad_y = wide ? GAP_XS : GAP_S, .gap = wide ? GAP_XS : GAP_S) {
        ROW(ui, .gap = GAP_S, .align = ALIGN_CENTER) {
            LABEL(ui, model_words(model, &it->title), .type = TYPE_TILE, .grow = 1);
            if (it->automatic)
                BADGE(ui, .tint = TINT_OPEN, .icon = "check-circle-fill",
                      .text = tr("Made automatically"));
        }
        if (!it->automatic)
            ways(ui, model, document);
    }
}

static bool any(const struct model *model, enum handover handover)
{
    const struct standard *standard = model_standard(model);
    for (size_t i = 0; i < standard->document_count; i++)
        if (model->visit->request.draft.documents[i] == handover)
            return true;
    return false;
}

static void notes(struct ui *ui, const struct model *model)
{
    const char *why;
    if (!photo_offered(model, &why))
        ui_note(ui, "camera-video-off-fill", tr(why));
    if (any(model, HANDOVER_OFFICER))
        ui_note(ui, "info-circle-fill",
                tr("Hand the documents to an officer at the counter, now or later, with your "
                   "receipt code. Your request counts from the moment you send it."));
    else if (any(model, HANDOVER_PHONE))
        ui_note(ui, "info-circle-fill",
                tr("The code on your receipt opens the page on which your phone sends them."));
}

static void documents(struct ui *ui, const struct model *model)
{
    int count = (int)model_standard(model)->document_count;
    GRID(ui, .columns = ui_landscape(ui) ? 2 : 1, .gap = ui_landscape(ui) ? GAP_XS : GAP_S) {
        for (int i = 0; i < count; i++)
            card(ui, model, i);
    }
    notes(ui, model);
    if (!ui_landscape(ui))
        TILE(ui, .wide = true, .icon = "qr-code", .tint = TINT_WAIT,
             .title = tr("Fetch the documents first"), .disabled = model->visit->request.sending,
             .text = tr("Your form is kept for 30 minutes; a QR code brings it back."),
             .tap = TAP(REQUEST_TAKE));
}

void request_documents_view(struct ui *ui, const struct model *model)
{
    struct page page = request_page_of(model);
    bool sending = model->visit->request.sending;
    PAGE(ui, model, .title = page.title, .step = page.step, .steps = page.steps) {
        DENSE(ui) {
            LABEL(ui, tr("How your documents reach us"), .type = TYPE_TITLE);
            request_hindrance(ui, model);
            documents(ui, model);
        }
        ACTIONS(ui) {
            if (ui_landscape(ui)) /* in the place of "Back", which the bar has too */
                BUTTON(ui, .icon = "qr-code", .text = tr("Fetch the documents first"), .grow = 3,
                       .disabled = sending, .tap = TAP(REQUEST_TAKE));
            else
                BUTTON(ui, .text = tr("Back"), .grow = 2, .disabled = sending,
                       .tap = TAP(MSG_BACK));
            BUTTON(ui, .kind = BUTTON_PRIMARY, .text = tr("Continue"), .icon_after = "arrow-right",
                   .grow = 3, .disabled = sending, .tap = TAP(REQUEST_NEXT));
        }
    }
}
