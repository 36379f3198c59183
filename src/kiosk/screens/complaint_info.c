#include <stdio.h>

#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/screens/complaint.h"

static void ways(struct ui *ui, const struct model *model)
{
    ROW (ui, .gap = GAP_M) {
        TILE(ui, .hero = true, .icon = "pencil-square", .tint = TINT_GOLD,
             .title = tr("Write here"), .text = tr("No name needed. You get a complaint number."),
             .disabled = model_refuses(model), .grow = 1, .tap = TAP(COMPLAINT_WRITE));
        TILE(ui, .danger = true, .icon = "bell-fill", .tint = TINT_BAD,
             .title = tr("Call an officer"),
             .text = tr("Complain in person, an officer comes to the kiosk."), .grow = 1,
             .tap = TAP(MSG_CALL));
    }
}

static void contact_row(struct ui *ui, const struct model *model, const struct contact *contact)
{
    static const char *const icons[] = {
        [CONTACT_PHONE] = "telephone-fill",
        [CONTACT_EMAIL] = "envelope-fill",
        [CONTACT_WEB] = "globe",
        [CONTACT_OFFICIAL] = "person-badge-fill",
    };
    ROW (ui, .gap = GAP_M, .align = ALIGN_CENTER) {
        ICON(ui, icons[contact->kind], .color = COLOR_LINK);
        COLUMN (ui, .grow = 1) {
            LABEL(ui, model_words(model, &contact->label), .type = TYPE_SMALL_BOLD,
                  .color = COLOR_SOFT);
            LABEL(ui, contact->value, .type = TYPE_BODY_BOLD);
        }
        COLUMN (ui, .fill = COLOR_WHITE, .pad = GAP_XS) {
            IMAGE(ui, .kind = IMAGE_QR, .text = contact->uri, .width = SIZE_QR_SMALL,
                  .height = SIZE_QR_SMALL, .color = COLOR_BLACK);
        }
    }
}

static void contacts(struct ui *ui, const struct model *model)
{
    LABEL(ui, tr("Complaint contacts"), .type = TYPE_TILE);
    COLUMN (ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad_x = GAP_L,
            .pad_y = GAP_XS) {
        for (size_t i = 0; i < model->content.contact_count; i++) {
            if (i > 0)
                RULE(ui);
            contact_row(ui, model, &model->content.contacts[i]);
        }
    }
}

static void rung(struct ui *ui, const struct model *model, int index)
{
    const struct standard *standard = model_standard(model);
    char number[12];
    snprintf(number, sizeof(number), "%d", index + 1);
    ROW (ui, .gap = GAP_S, .align = ALIGN_CENTER) {
        ROW (ui, .width = SIZE_DOT, .height = SIZE_DOT, .radius = RADIUS_PILL, .fill = COLOR_NILA,
             .align = ALIGN_CENTER, .justify = JUSTIFY_CENTER) {
            LABEL(ui, number, .type = TYPE_BODY_BOLD, .color = COLOR_ON_NILA);
        }
        COLUMN (ui, .grow = 1) {
            LABEL(ui, model_words(model, &standard->rungs[index]), .type = TYPE_SMALL_BOLD);
            LABEL(ui, model_words(model, &standard->rung_notes[index]), .type = TYPE_SMALL,
                  .color = COLOR_SOFT);
        }
    }
}

void complaint_info_view(struct ui *ui, const struct model *model)
{
    PAGE (ui, model, .title = tr("Complaints")) {
        DENSE (ui) {
            LABEL(ui, tr("Make a complaint"), .type = TYPE_TITLE);
            ways(ui, model);
            contacts(ui, model);
            LABEL(ui, tr("How complaints are handled"), .type = TYPE_TILE);
            GRID (ui, .columns = ui_landscape(ui) ? RUNGS : RUNGS / 2, .gap = GAP_S) {
                for (int i = 0; i < RUNGS; i++)
                    rung(ui, model, i);
            }
        }
        ACTIONS (ui) {
            BUTTON(ui, .icon = "qr-code-scan", .text = tr("Check my complaint number"), .grow = 1,
                   .tap = TAP(COMPLAINT_LOOK));
        }
    }
}
