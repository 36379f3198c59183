#include <stdio.h>

#include "base/err.h"
#include "ui/tint.h"
#include "ui/tree.h"

/* A ring closes around the number before the mark takes its place. */
static void turning_dot(struct ui *ui, const struct step_line *step, const char *number)
{
    STACK(ui, .align = ALIGN_CENTER, .width = SIZE_DOT, .height = SIZE_DOT) {
        IMAGE(ui, .kind = IMAGE_RING, .per_mille = step->turning, .width = SIZE_DOT,
              .height = SIZE_DOT, .color = COLOR_DAUN);
        LABEL(ui, number, .type = TYPE_SMALL_BOLD);
    }
}

static void step_dot(struct ui *ui, const struct step_line *step)
{
    static const enum color fills[] = {
        [STEP_DONE] = COLOR_DAUN, [STEP_NOW] = COLOR_SOGA, [STEP_NEXT] = COLOR_CARD};
    char number[12];
    snprintf(number, sizeof(number), "%d", step->number);
    /* White would not stand out from soga. */
    enum color ink = step->state == STEP_NEXT ? COLOR_SOFT : COLOR_INK;
    bool next = step->state == STEP_NEXT;
    if (step->state == STEP_DONE && step->turning > 0) {
        turning_dot(ui, step, number);
        return;
    }
    STACK(ui, .align = ALIGN_CENTER, .width = SIZE_DOT, .height = SIZE_DOT, .radius = RADIUS_PILL,
          .fill = fills[step->state], .line = next ? COLOR_KEY_EDGE : COLOR_NONE, .strong = true) {
        if (step->state == STEP_DONE)
            ICON(ui, "check-lg", .size = SIZE_ICON_S);
        else
            LABEL(ui, number, .type = TYPE_SMALL_BOLD, .color = ink);
    }
}

static void step_words(struct ui *ui, const struct step_line *step)
{
    bool next = step->state == STEP_NEXT, wide = ui_landscape(ui);
    UI_BLOCK(ui, wide ? AXIS_WRAP : AXIS_COLUMN, .grow = 1, .gap = wide ? GAP_XS : GAP_NONE)
    {
        LABEL(ui, step->title, .type = next ? TYPE_BODY : TYPE_BODY_BOLD,
              .color = next ? COLOR_SOFT : COLOR_NONE);
        if (has_text(step->by))
            LABEL(ui, step->by, .type = TYPE_SMALL, .color = COLOR_SOFT);
    }
    if (has_text(step->right))
        LABEL(ui, step->right, .type = TYPE_SMALL_BOLD, .align = ALIGN_END,
              .color = step->state == STEP_NOW ? COLOR_ON_WAIT : COLOR_SOFT);
}

void ui_step(struct ui *ui, const struct step_line *step)
{
    char said[SAID_SIZE];
    JOIN_LINES(said, step->title, step->by, step->right);
    ROW(ui, .gap = GAP_M, .role = ROLE_STEP, .text = said) {
        struct node *row = ui_last(ui);
        if (row)
            row->checked = step->state == STEP_NOW;
        COLUMN(ui, .align = ALIGN_CENTER, .width = SIZE_DOT) {
            step_dot(ui, step);
            if (!step->last)
                COLUMN(ui, .grow = 1, .width = SIZE_CHOSEN,
                       .fill =
                           step->state == STEP_DONE && !step->turning ? COLOR_DAUN : COLOR_LINE) {
                }
        }
        COLUMN(ui, .grow = 1) {
            ROW(ui, .align = ALIGN_CENTER, .gap = GAP_S, .min_height = SIZE_DOT)
                step_words(ui, step);
            if (!step->last)
                COLUMN(ui, .pad_y = ui_landscape(ui) ? GAP_XXS : GAP_XS) {
                }
        }
    }
}
