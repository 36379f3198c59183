/* Which colour a role becomes where it stands. A view names what is special; texts and icons that
 * name nothing take the colour that belongs on their surface. */
#include "ui/tree.h"

/* In the contrast theme a chosen thing turns yellow: what named a pale colour turns black there. */
static const double STANDS_OUT = 4.5;

static const enum color on[COLORS] = {
    [COLOR_NILA] = COLOR_ON_NILA,     [COLOR_NILA_2] = COLOR_ON_NILA,
    [COLOR_SCRIM] = COLOR_ON_NILA,    [COLOR_CAMERA] = COLOR_ON_NILA,
    [COLOR_DISABLED] = COLOR_ON_NILA, [COLOR_MENGKUDU] = COLOR_ON_NILA,
    [COLOR_DAUN] = COLOR_ON_NILA,     [COLOR_SOGA] = COLOR_ON_NILA,
    [COLOR_BLACK] = COLOR_WHITE,      [COLOR_WHITE] = COLOR_BLACK,
    [COLOR_GOLD] = COLOR_ON_GOLD,     [COLOR_OPEN] = COLOR_ON_OPEN,
    [COLOR_WAIT] = COLOR_ON_WAIT,     [COLOR_BAD] = COLOR_ON_BAD,
    [COLOR_INFO] = COLOR_ON_INFO,     [COLOR_VIOLET] = COLOR_ON_VIOLET,
};

static bool dark(enum color surface)
{
    return on[surface] == COLOR_ON_NILA;
}

enum color surface_of(const struct ui *ui, const struct node *node)
{
    enum color fill = node->kind == NODE_BOX ? node->box.fill : COLOR_NONE;
    /* Where tints are all black, what is chosen without a line is told by yellow. */
    if (ui->theme->kind == THEME_CONTRAST && fill && node->box.selected && !node->box.line)
        fill = COLOR_GOLD;
    bool solid = dark(fill) || fill == COLOR_GOLD;
    return node->off && solid && fill != COLOR_SCRIM ? COLOR_DISABLED : fill;
}

void ui_surfaces(struct ui *ui)
{
    for (int i = 0; i < ui->count; i++) {
        struct node *node = &ui->nodes[i];
        node->off = node->box.disabled;
        node->surface = COLOR_PAPER;
        if (node->parent == NONE)
            continue;
        const struct node *parent = &ui->nodes[node->parent];
        node->off |= parent->off;
        enum color fill = surface_of(ui, parent);
        node->surface = fill ? fill : parent->surface;
    }
}

static enum color default_ink(const struct node *node)
{
    if (on[node->surface])
        return on[node->surface];
    return node->kind == NODE_ICON ? COLOR_NILA : COLOR_INK;
}

struct rgba ink_of(const struct ui *ui, const struct node *node, enum color color)
{
    const struct theme *theme = ui->theme;
    if (node->off)
        color = node->surface == COLOR_DISABLED ? COLOR_ON_NILA : COLOR_FAINT;
    else if (color == COLOR_NONE)
        color = default_ink(node);
    else if (color == COLOR_SOFT && dark(node->surface))
        color = COLOR_ON_NILA_SOFT;
    struct rgba ink = theme->inks[color], surface = theme->colors[node->surface];
    if (theme->kind != THEME_CONTRAST || node->off || rgba_contrast(ink, surface) >= STANDS_OUT)
        return ink;
    struct rgba black = theme->colors[COLOR_BLACK], white = theme->colors[COLOR_WHITE];
    return rgba_contrast(black, surface) > rgba_contrast(white, surface) ? black : white;
}
