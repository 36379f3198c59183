#include "ui/tint.h"

void ui_badge(struct ui *ui, const struct badge *badge)
{
    ROW(ui, .align = ALIGN_CENTER, .gap = GAP_XS, .pad_x = GAP_M, .min_height = SIZE_BADGE,
        .pad_y = GAP_XS, .radius = RADIUS_BADGE, .fill = tint_fill(badge->tint), .role = ROLE_BADGE,
        .text = badge->text) {
        if (has_text(badge->icon))
            ICON(ui, badge->icon, .size = SIZE_ICON_S);
        LABEL(ui, badge->text, .type = TYPE_SMALL_BOLD);
    }
}

static enum size_role icon_in(enum size_role medal)
{
    if (medal == SIZE_MEDAL)
        return SIZE_ICON_L;
    return medal == SIZE_SEAL || medal == SIZE_RING ? SIZE_ICON_XL : SIZE_ICON_M;
}

/* Black medals on black would be nothing: there the icon stands alone. */
static void medal(struct ui *ui, const char *icon, enum size_role size, enum color fill,
                  enum color ink)
{
    enum radius radius = size == SIZE_SEAL ? RADIUS_PILL : RADIUS_BUTTON;
    bool plain = ui_theme(ui)->kind == THEME_CONTRAST;
    STACK(ui, .align = ALIGN_CENTER, .width = size, .height = size, .radius = radius,
          .fill = plain ? COLOR_NONE : fill)
        ICON(ui, icon, .size = icon_in(size), .color = plain ? COLOR_NILA : ink);
}

void ui_medal(struct ui *ui, const char *icon, enum tint tint, enum size_role size)
{
    medal(ui, icon, size, tint_fill(tint), tint_ink(tint));
}

void ui_seal(struct ui *ui, const char *icon, enum tint tint)
{
    medal(ui, icon, SIZE_SEAL, tint_fill(tint), tint_ink(tint));
}

void ui_banner(struct ui *ui, const struct banner *banner)
{
    ROW(ui, .align = ALIGN_CENTER, .gap = GAP_M, .pad_x = GAP_L, .pad_y = GAP_XL,
        .radius = RADIUS_TILE, .fill = tint_fill(banner->tint), .line = tint_line(banner->tint),
        .strong = true) {
        if (has_text(banner->icon))
            medal(ui, banner->icon, SIZE_MEDAL, tint_strong(banner->tint), COLOR_NONE);
        COLUMN(ui, .grow = 1, .gap = GAP_XS) {
            LABEL(ui, banner->title, .type = TYPE_LEAD, .color = COLOR_INK, .role = ROLE_TITLE);
            if (has_text(banner->text))
                LABEL(ui, banner->text, .type = TYPE_SMALL);
        }
    }
}

void ui_note(struct ui *ui, const char *icon, const char *text)
{
    ROW(ui, .align = ALIGN_CENTER, .gap = GAP_M, .pad_x = GAP_L, .pad_y = GAP_M,
        .radius = RADIUS_BUTTON, .fill = COLOR_NOTE) {
        if (has_text(icon))
            ICON(ui, icon, .size = SIZE_ICON_M);
        LABEL(ui, text, .type = TYPE_SMALL, .color = COLOR_SOFT, .grow = 1);
    }
}

void ui_segments(struct ui *ui, int done, int count)
{
    bool contrast = ui_theme(ui)->kind == THEME_CONTRAST;
    ROW(ui, .gap = GAP_XS)
        for (int i = 0; i < count; i++)
            COLUMN(ui, .grow = 1, .height = SIZE_SEGMENT, .radius = RADIUS_PILL,
                   .fill = i < done   ? COLOR_SOGA
                           : contrast ? COLOR_DISABLED
                                      : COLOR_LINE) {
            }
}
