#include "ui/tint.h"

static void medal_of(struct ui *ui, const struct tile *tile, enum size_role size)
{
    if (has_text(tile->icon))
        ui_medal(ui, tile->icon, tile->hero ? TINT_GOLD : tile->tint, size);
}

static void words_of(struct ui *ui, const struct tile *tile, enum type title)
{
    COLUMN(ui, .grow = tile->wide, .gap = GAP_XS) {
        LABEL(ui, tile->title, .type = title);
        if (has_text(tile->text))
            LABEL(ui, tile->text, .type = TYPE_SMALL, .color = COLOR_SOFT);
    }
}

/* Things to choose among have no words below and no chevron: they stay on their page. */
static bool leads_on(const struct tile *tile)
{
    return tile->tap.kind && has_text(tile->text) && !tile->selected;
}

static struct box box_of(const struct tile *tile, const char *said)
{
    struct box box = {
        .grow = tile->grow,
        .radius = RADIUS_TILE,
        .fill = tile->hero ? COLOR_NILA : COLOR_CARD,
        .batik = tile->hero && tile->wide,
        .strong = tile->danger || (tile->wide && leads_on(tile)),
        .role = ROLE_TILE,
        .text = said,
        .tap = tile->tap,
        .selected = tile->selected,
        .disabled = tile->disabled,
    };
    if (tile->danger)
        box.line = COLOR_MENGKUDU;
    else if (!tile->hero)
        box.line = box.strong ? COLOR_INFO_LINE : COLOR_LINE;
    return box;
}

static void tile_wide(struct ui *ui, const struct tile *tile, struct box box)
{
    bool tappable = tile->tap.kind != 0;
    box.pad_x = tile->hero || leads_on(tile) ? GAP_XL : GAP_L;
    box.pad_y = tile->hero ? GAP_XXL : leads_on(tile) ? GAP_XL : GAP_L;
    box.gap = GAP_M;
    box.align = ALIGN_CENTER;
    ui_open(ui, AXIS_ROW, &box);
    medal_of(ui, tile, tappable ? SIZE_MEDAL : SIZE_MEDAL_S);
    words_of(ui, tile, tile->hero ? TYPE_HERO : tappable ? TYPE_LEAD : TYPE_TILE);
    if (tile->selected)
        ICON(ui, "check-circle-fill", .size = SIZE_ICON_L, .color = COLOR_NILA);
    else if (leads_on(tile))
        ICON(ui, "chevron-right", .size = SIZE_ICON_M,
             .color = tile->hero ? COLOR_GOLD : COLOR_NILA);
    ui_close(ui);
}

void ui_tile(struct ui *ui, const struct tile *tile)
{
    char said[SAID_SIZE];
    JOIN_LINES(said, tile->title, tile->text);
    struct box box = box_of(tile, said);
    if (tile->wide) {
        tile_wide(ui, tile, box);
        return;
    }
    box.pad = ui_landscape(ui) ? GAP_M : GAP_L;
    box.gap = ui_landscape(ui) ? GAP_S : GAP_M;
    ui_open(ui, AXIS_COLUMN, &box);
    medal_of(ui, tile, SIZE_MEDAL);
    words_of(ui, tile, TYPE_TILE);
    ui_close(ui);
}
