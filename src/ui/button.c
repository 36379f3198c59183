#include "ui/tint.h"

static const struct {
    enum color fill, line, ink;
    bool strong;
} kinds[] = {
    [BUTTON_SECOND] = {COLOR_CARD, COLOR_NILA, COLOR_NILA, true},
    [BUTTON_PRIMARY] = {COLOR_NILA, COLOR_NONE, COLOR_NONE, false},
    [BUTTON_QUIET] = {COLOR_CARD, COLOR_LINE, COLOR_SOFT, false},
    [BUTTON_DANGER] = {COLOR_CARD, COLOR_MENGKUDU, COLOR_MENGKUDU, true},
    [BUTTON_GOLD] = {COLOR_GOLD, COLOR_NONE, COLOR_NONE, false},
};

static const struct {
    enum size_role height, icon;
    enum type type;
    enum gap pad, gap;
    enum radius radius;
} button_sizes[] = {
    [BUTTON_NORMAL] = {SIZE_BUTTON, SIZE_ICON_S, TYPE_BUTTON, GAP_L, GAP_S, RADIUS_BUTTON},
    [BUTTON_SMALL] = {SIZE_BAR, SIZE_ICON_S, TYPE_SMALL_BOLD, GAP_M, GAP_XS, RADIUS_FIELD},
    [BUTTON_BIG] = {SIZE_BIG, SIZE_ICON_L, TYPE_LEAD, GAP_L, GAP_S, RADIUS_BUTTON},
};

static void button_content(struct ui *ui, const struct button *button)
{
    enum color ink = kinds[button->kind].ink;
    enum size_role icon = button_sizes[button->size].icon;
    bool alone = !has_text(button->text);
    if (has_text(button->icon))
        ICON(ui, button->icon, .size = alone ? SIZE_ICON_M : icon,
             .color = alone && ink == COLOR_SOFT ? COLOR_NILA : ink);
    if (!alone)
        LABEL(ui, button->text, .type = button_sizes[button->size].type, .color = ink,
              .align = ALIGN_CENTER);
    if (has_text(button->icon_after))
        ICON(ui, button->icon_after, .size = icon, .color = ink);
}

void ui_button(struct ui *ui, const struct button *button)
{
    bool alone = !has_text(button->text);
    enum color fill = kinds[button->kind].fill;
    ROW(ui, .grow = button->grow, .align = ALIGN_CENTER, .justify = JUSTIFY_CENTER,
        .gap = button_sizes[button->size].gap,
        .pad_x = alone ? GAP_NONE : button_sizes[button->size].pad,
        .width = alone ? button_sizes[button->size].height : SIZE_AUTO,
        .height = button_sizes[button->size].height,
        .fill = button->kind == BUTTON_PRIMARY ? ui_accent(ui) : fill,
        .line = kinds[button->kind].line, .strong = kinds[button->kind].strong,
        .radius = button_sizes[button->size].radius, .disabled = button->disabled,
        .aside = button->aside, .tap = button->tap, .role = ROLE_BUTTON,
        .text = button->say ? button->say : button->text)
        button_content(ui, button);
}

void ui_chip(struct ui *ui, const struct chip *chip)
{
    enum color fill = chip->selected ? ui_accent(ui) : chip->quiet ? COLOR_INFO : COLOR_CARD;
    bool lined = !chip->selected && !chip->quiet;
    ROW(ui, .align = ALIGN_CENTER, .justify = JUSTIFY_CENTER, .gap = GAP_XS,
        .pad_x = chip->quiet ? GAP_M : GAP_L, .height = chip->quiet ? SIZE_TOUCH : SIZE_BAR,
        .radius = RADIUS_PILL, .fill = fill, .line = lined ? COLOR_INFO_LINE : COLOR_NONE,
        .strong = true, .selected = chip->selected, .disabled = chip->disabled, .tap = chip->tap,
        .role = ROLE_BUTTON, .text = chip->text) {
        if (has_text(chip->icon))
            ICON(ui, chip->icon, .size = SIZE_ICON_S);
        LABEL(ui, chip->text, .type = TYPE_SMALL_BOLD, .align = ALIGN_CENTER);
    }
}

void ui_tab(struct ui *ui, const struct tab *tab)
{
    ROW(ui, .align = ALIGN_CENTER, .justify = JUSTIFY_CENTER, .pad_x = GAP_L, .height = SIZE_BAR,
        .radius = RADIUS_FIELD, .fill = tab->selected ? ui_accent(ui) : COLOR_NONE,
        .selected = tab->selected, .tap = tab->tap, .role = ROLE_TAB, .text = tab->text)
        LABEL(ui, tab->text, .type = TYPE_BODY_BOLD,
              .color = tab->selected ? COLOR_NONE : COLOR_SOFT);
}
