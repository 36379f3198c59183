#include "base/buf.h"
#include "base/err.h"
#include "ui/tint.h"
#include "ui/tree.h"

static void value_line(struct ui *ui, const struct field_box *field, const char *value)
{
    ROW(ui, .align = ALIGN_CENTER, .pad_x = GAP_M, .height = SIZE_FIELD, .radius = RADIUS_FIELD,
        .fill = COLOR_FIELD, .line = COLOR_FIELD_LINE, .strong = true, .focus = field->active,
        .error = has_text(field->error))
        LABEL(ui, value, .type = TYPE_FIELD, .one_line = true, .caret = field->active, .grow = 1,
              .masked = field->masked);
}

/* Higher text scrolls up, so that the line being typed stays in sight. */
static void value_area(struct ui *ui, const struct field_box *field, const char *value)
{
    COLUMN(ui, .pad_x = GAP_M, .pad_y = GAP_S, .height = SIZE_AREA, .radius = RADIUS_FIELD,
           .fill = COLOR_FIELD, .line = COLOR_FIELD_LINE, .strong = true, .focus = field->active,
           .error = has_text(field->error)) {
        struct node *area = ui_last(ui);
        if (area)
            area->tail = true;
        LABEL(ui, value, .type = TYPE_BODY, .caret = field->active, .masked = field->masked);
    }
}

/* Not told by its colour alone. */
static void error_line(struct ui *ui, const char *error)
{
    ROW(ui, .gap = GAP_XS) {
        ICON(ui, "exclamation-circle-fill", .size = SIZE_ICON_S, .color = COLOR_MENGKUDU);
        LABEL(ui, error, .type = TYPE_SMALL_BOLD, .color = COLOR_MENGKUDU, .grow = 1,
              .silent = true);
    }
}

void ui_field(struct ui *ui, const struct field_box *field)
{
    char said[SAID_SIZE];
    const char *value = field->value ? field->value : "";
    if (field->masked)
        value = ui_mask(ui, value);
    JOIN_LINES(said, field->label, value, field->error);
    COLUMN(ui, .gap = GAP_XS) {
        COLUMN(ui, .gap = GAP_XS, .role = ROLE_FIELD, .text = said, .tap = field->tap,
               .focus = field->active, .error = has_text(field->error)) {
            struct node *node = ui_last(ui);
            if (node)
                node->box.masked = field->masked; /* its text shows bullets already */
            LABEL(ui, field->label, .type = TYPE_SMALL_BOLD);
            (field->area ? value_area : value_line)(ui, field, value);
        }
        if (has_text(field->error))
            error_line(ui, field->error);
        else if (has_text(field->hint))
            LABEL(ui, field->hint, .type = TYPE_SMALL, .color = COLOR_SOFT);
    }
    wipe(said, sizeof(said)); /* what was typed does not stay on the stack */
}

void ui_check(struct ui *ui, const struct check_box *check)
{
    char said[SAID_SIZE];
    JOIN_LINES(said, check->title, check->text);
    ROW(ui, .align = ALIGN_CENTER, .gap = GAP_M, .pad_x = GAP_L,
        .pad_y = ui_landscape(ui) ? GAP_XS : GAP_M, .radius = RADIUS_BUTTON,
        .fill = check->note ? COLOR_NOTE : COLOR_CARD,
        .line = check->note ? COLOR_NONE : COLOR_LINE, .role = ROLE_CHECK, .text = said,
        .tap = check->tap) {
        struct node *row = ui_last(ui);
        if (row) /* a state to readers; its mark shows it, not a thicker line */
            row->checked = check->checked;
        STACK(ui, .align = ALIGN_CENTER, .width = SIZE_TOUCH, .height = SIZE_TOUCH,
              .radius = RADIUS_FIELD, .fill = check->checked ? ui_accent(ui) : COLOR_FIELD,
              .line = check->checked ? COLOR_NONE : COLOR_FIELD_LINE, .strong = true)
            if (check->checked)
                ICON(ui, "check-lg", .size = SIZE_ICON_M);
        COLUMN(ui, .grow = 1) {
            if (has_text(check->title))
                LABEL(ui, check->title, .type = TYPE_BODY_BOLD);
            if (has_text(check->text))
                LABEL(ui, check->text, .type = TYPE_SMALL,
                      .color = check->note ? COLOR_INK : COLOR_SOFT);
        }
    }
}
