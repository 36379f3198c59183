#include <stdio.h>

#include "base/tr.h"
#include "kiosk/carry.h"
#include "kiosk/chrome.h"
#include "kiosk/screens/complaint.h"

static void ways(struct ui *ui, const struct model *model)
{
    ROW(ui, .gap = GAP_M) {
        TILE(ui, .hero = true, .icon = "pencil-square", .tint = TINT_GOLD,
             .title = tr("Write here"), .text = tr("No name needed. You get a complaint number."),
             .disabled = model_refuses(model), .grow = 1, .tap = TAP(COMPLAINT_WRITE));
        TILE(ui, .danger = true, .icon = "bell-fill", .tint = TINT_BAD,
             .title = tr("Call an officer"),
             .text = tr("Complain in person, an officer comes to the kiosk."), .grow = 1,
             .tap = TAP(MSG_CALL));
    }
}

static void contact_row(struct ui *ui, const struct model *model, int index)
{
    static const char *const icons[] = {
        [CONTACT_PHONE] = "telephone-fill",
        [CONTACT_EMAIL] = "envelope-fill",
        [CONTACT_WEB] = "globe",
        [CONTACT_OFFICIAL] = "person-badge-fill",
    };
    const struct contact *contact = &model->content.contacts[index];
    char said[sizeof(contact->value) + WORDS_SIZE], uri[CARRY_URI];
    snprintf(said, sizeof(said), "%s\n%s", model_words(model, &contact->label), contact->value);
    carry_uri(contact, 0, uri);
    ROW(ui, .gap = GAP_M, .align = ALIGN_CENTER, .role = ROLE_ROW, .text = said,
        .tap = TAP(MSG_CARRY, CARRY_CONTACT + index)) {
        ICON(ui, icons[contact->kind], .color = COLOR_LINK);
        COLUMN(ui, .grow = 1) {
            LABEL(ui, model_words(model, &contact->label), .type = TYPE_SMALL, .silent = true,
                  .color = COLOR_SOFT);
            LABEL(ui, contact->value, .type = TYPE_BODY_BOLD, .silent = true);
        }
        IMAGE(ui, .kind = IMAGE_QR, .text = uri, .width = SIZE_QR_SMALL, .height = SIZE_QR_SMALL,
              .color = COLOR_BLACK);
    }
}

static void contacts(struct ui *ui, const struct model *model)
{
    LABEL(ui, tr("Complaint contacts"), .type = TYPE_TILE);
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad_x = GAP_L,
           .pad_y = GAP_XS, .gap = GAP_XXS) {
        for (size_t i = 0; i < model->content.contact_count; i++) {
            if (i > 0)
                RULE(ui);
            contact_row(ui, model, (int)i);
        }
    }
}

static void number_dot(struct ui *ui, int number)
{
    char text[12];
    snprintf(text, sizeof(text), "%d", number);
    ROW(ui, .width = SIZE_DOT, .height = SIZE_DOT, .radius = RADIUS_PILL, .fill = COLOR_NILA,
        .align = ALIGN_CENTER, .justify = JUSTIFY_CENTER) {
        LABEL(ui, text, .type = TYPE_BODY_BOLD, .color = COLOR_ON_NILA);
    }
}

/* The half of the ladder's line on one side of a dot. */
static void half_line(struct ui *ui, bool drawn)
{
    COLUMN(ui, .grow = 1, .height = SIZE_CHOSEN, .fill = drawn ? COLOR_LINE : COLOR_NONE) {
    }
}

static void rung_words(struct ui *ui, const struct model *model, int index, enum align align)
{
    const struct standard *standard = model_standard(model);
    COLUMN(ui, .grow = 1) {
        LABEL(ui, model_words(model, &standard->rungs[index]), .type = TYPE_SMALL_BOLD,
              .align = align);
        LABEL(ui, model_words(model, &standard->rung_notes[index]), .type = TYPE_SMALL,
              .color = COLOR_SOFT, .align = align);
    }
}

/* The rungs side by side, on one line. */
static void ladder(struct ui *ui, const struct model *model)
{
    GRID(ui, .columns = RUNGS) {
        for (int i = 0; i < RUNGS; i++) {
            COLUMN(ui, .gap = GAP_XS) {
                ROW(ui, .align = ALIGN_CENTER) {
                    half_line(ui, i > 0);
                    number_dot(ui, i + 1);
                    half_line(ui, i < RUNGS - 1);
                }
                rung_words(ui, model, i, ALIGN_CENTER);
            }
        }
    }
}

/* Large words need more width than a quarter of the page, and so does half a page. */
static void rungs(struct ui *ui, const struct model *model)
{
    GRID(ui, .columns = RUNGS / 2, .gap = GAP_S) {
        for (int i = 0; i < RUNGS; i++) {
            ROW(ui, .gap = GAP_S, .align = ALIGN_CENTER) {
                number_dot(ui, i + 1);
                rung_words(ui, model, i, ALIGN_START);
            }
        }
    }
}

static void handling(struct ui *ui, const struct model *model)
{
    LABEL(ui, tr("How complaints are handled"), .type = TYPE_TILE);
    if (model->prefs.text_size == TEXT_LARGE || ui_landscape(ui))
        rungs(ui, model);
    else
        ladder(ui, model);
}

static void look_up(struct ui *ui)
{
    BUTTON(ui, .icon = "qr-code-scan", .text = tr("Check my complaint number"), .grow = 1,
           .tap = TAP(COMPLAINT_LOOK));
}

static void wide_view(struct ui *ui, const struct model *model)
{
    SPREAD(ui)
    {
        HALF(ui, 1)
        {
            LONG(ui)
            {
                ways(ui, model);
                handling(ui, model);
            }
        }
        HALF(ui, 1)
        {
            LONG(ui)
            contacts(ui, model);
            ROW(ui)
                look_up(ui);
        }
    }
}

static void tall_view(struct ui *ui, const struct model *model)
{
    DENSE(ui) {
        LABEL(ui, tr("Make a complaint"), .type = TYPE_TITLE);
        ways(ui, model);
        contacts(ui, model);
        handling(ui, model);
    }
    ACTIONS(ui)
        look_up(ui);
}

void complaint_info_view(struct ui *ui, const struct model *model)
{
    PAGE(ui, model, .title = tr("Complaints"))
        (ui_landscape(ui) ? wide_view : tall_view)(ui, model);
}
