/* The laid-out tree as a flat list of what to draw, in order; and which parts changed since the
 * last one. platform/ draws it. */
#ifndef UI_PAINT_H
#define UI_PAINT_H

#include "ui/ui.h"

enum paint_kind { PAINT_BOX, PAINT_TEXT, PAINT_ICON, PAINT_IMAGE };

struct paint {
    enum paint_kind kind;
    struct rect rect, clip;
    struct rgba color; /* BOX: fill (a == 0 none); TEXT, ICON, IMAGE: tint */
    /* BOX */
    struct rgba line;
    int line_width, radius;
    bool batik;
    int edge; /* pixels of lower edge, in `line` */
    /* TEXT: wrapped at rect.w unless one_line */
    enum type type;
    enum align align;
    bool one_line, caret;
    /* IMAGE */
    enum image_kind image;
    int per_mille;
    const char *text; /* TEXT, QR content, icon's name; borrowed from the ui */
    uint64_t hash;    /* of all of the above: equal hashes draw equal pixels */
};

struct paint_list {
    const struct paint *items;
    size_t count;
};

/* Borrowed until the next ui_begin. */
struct paint_list ui_paint(struct ui *ui);
/* The rectangles that must be drawn again to turn the list painted before into this one, at most
 * `most` (merged when more). The first time, and after ui_damage_all, it is the whole screen. */
size_t ui_damage(struct ui *ui, struct rect *out, size_t most);
void ui_damage_all(struct ui *ui);

#endif
