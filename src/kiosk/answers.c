#include "kiosk/answers.h"

#include <stdio.h>

#include "base/tr.h"

void answer_link(struct ui *ui, const char *text, const char *said, struct msg tap, bool disabled)
{
    ROW(ui, .pad_x = GAP_XS, .align = ALIGN_CENTER, .role = ROLE_BUTTON, .text = said, .tap = tap,
        .disabled = disabled) {
        LABEL(ui, text, .type = TYPE_SMALL_BOLD, .color = COLOR_LINK, .silent = true);
    }
}

void answer_row(struct ui *ui, const struct model *model, bool first, const struct answer *answer)
{
    char name[WORDS_SIZE + 40];
    snprintf(name, sizeof(name), tr("Change: %s"), answer->label);
    bool tall = model->prefs.text_size == TEXT_LARGE && !ui_landscape(ui);
    if (!first)
        RULE(ui);
    ROW(ui, .gap = GAP_S, .pad_y = GAP_XXS, .align = ALIGN_CENTER) {
        /* In large letters an answer stands below its question. */
        UI_BLOCK(ui, tall ? AXIS_COLUMN : AXIS_ROW, .grow = 1, .gap = tall ? GAP_NONE : GAP_S)
        {
            LABEL(ui, answer->label, .type = TYPE_SMALL, .color = COLOR_SOFT, .grow = tall ? 0 : 2);
            LABEL(ui, *answer->text ? answer->text : "–", .type = TYPE_SMALL_BOLD,
                  .grow = tall ? 0 : 8);
        }
        answer_link(ui, tr("Change"), name, answer->change, answer->disabled);
    }
}
