#include "ui/paint.h"

#include "base/err.h"
#include "ui/tree.h"

/* Over a pressed box: a breath of the opposite colour. */
static const struct rgba PRESSED_DARK = {0x1a, 0x24, 0x33, 0x24};
static const struct rgba PRESSED_LIGHT = {0xff, 0xff, 0xff, 0x30};

static uint64_t hash_byte(uint64_t hash, unsigned byte)
{
    return (hash ^ byte) * 0x100000001b3; /* FNV-1a */
}

static uint64_t hash_number(uint64_t hash, unsigned number)
{
    for (int shift = 0; shift < 32; shift += 8)
        hash = hash_byte(hash, number >> shift & 0xff);
    return hash;
}

static unsigned packed(struct rgba color)
{
    return (unsigned)color.r << 24 | (unsigned)color.g << 16 | (unsigned)color.b << 8 | color.a;
}

static uint64_t hash_of(const struct theme *theme, const struct paint *paint)
{
    const struct type_face *face = &theme->types[paint->type];
    const int numbers[] = {
        (int)paint->kind,
        paint->rect.x,
        paint->rect.y,
        paint->rect.w,
        paint->rect.h,
        paint->clip.x,
        paint->clip.y,
        paint->clip.w,
        paint->clip.h,
        paint->line_width,
        paint->radius,
        paint->batik,
        paint->edge,
        (int)paint->type,
        face->px,
        face->weight,
        (int)paint->align,
        paint->one_line,
        paint->caret,
        (int)paint->image,
        paint->per_mille,
        (int)packed(paint->color),
        (int)packed(paint->line),
    };
    uint64_t hash = 0xcbf29ce484222325;
    for (size_t i = 0; i < LENGTH(numbers); i++)
        hash = hash_number(hash, (unsigned)numbers[i]);
    for (const char *c = paint->text; c && *c; c++)
        hash = hash_byte(hash, (unsigned char)*c);
    return hash;
}

static void put(struct ui *ui, struct paint paint)
{
    struct rect seen = rect_cut(paint.rect, paint.clip);
    if (seen.w == 0 || ui->paint_count == PAINTS_MAX)
        return;
    paint.hash = hash_of(ui->theme, &paint);
    ui->paints[ui->paint_count++] = paint;
}

static int radius_of(const struct theme *theme, const struct node *node)
{
    struct rect rect = node_rect(node);
    int half = (rect.w < rect.h ? rect.w : rect.h) / 2;
    int radius = theme->radii[node->box.radius];
    return radius < half ? radius : half;
}

/* ---- boxes ---- */

static void line_of(const struct ui *ui, const struct node *node, struct paint *paint)
{
    const struct theme *theme = ui->theme;
    const struct box *box = &node->box;
    enum color line = box->line;
    enum size_role width = box->strong ? SIZE_STRONG : SIZE_LINE;
    bool contrast = theme->kind == THEME_CONTRAST;
    /* On black, what differed by its tint alone gets a line. */
    if (contrast && !line && box->fill && box->radius && paint->color.a == 255 &&
        rgba_contrast(paint->color, theme->colors[COLOR_BLACK]) < 1.5) {
        line = COLOR_LINE;
        width = SIZE_STRONG;
    }
    if (line && node->off)
        line = contrast ? COLOR_FAINT : COLOR_LINE;
    else if (line && box->error)
        line = COLOR_MENGKUDU;
    else if (line && box->selected)
        line = contrast ? COLOR_GOLD : COLOR_NILA;
    else if (line && box->focus)
        line = COLOR_NILA_2;
    if (line && box->selected)
        width = SIZE_CHOSEN;
    if (line && (box->error || box->focus) && width == SIZE_LINE)
        width = SIZE_STRONG;
    paint->line = line ? theme->lines[line] : (struct rgba){0};
    paint->line_width = line && (!box->edge || contrast) ? theme->sizes[width] : 0;
    if (box->edge && !contrast)
        paint->edge = theme->sizes[SIZE_STRONG];
    /* The pattern marks a page's head; on black a line below does. */
    if (contrast && box->batik && !box->radius && box->height) {
        paint->line = theme->lines[COLOR_LINE];
        paint->edge = theme->sizes[SIZE_STRONG];
    }
}

static void put_ring(struct ui *ui, const struct node *node, enum color color, int distance,
                     int width)
{
    struct rect screen = {0, 0, ui->width, ui->height}, rect = node_rect(node);
    struct rect ring = rect_cut(rect_grown(rect, distance), screen);
    struct rect seen = rect_cut(rect, node->clip);
    /* What is seen whole has all of its ring, past the edge of a scrolling column too. */
    bool whole = seen.w == rect.w && seen.h == rect.h;
    put(ui, (struct paint){.kind = PAINT_BOX,
                           .rect = ring,
                           .clip = whole ? screen : node->clip,
                           .line = ui->theme->lines[color],
                           .line_width = width,
                           .radius = radius_of(ui->theme, node) + distance});
}

/* The ring lies on a band of its own, so that it stands out whatever is around it: 3:1 at least
 * (WCAG 2.1, 1.4.11). */
static void put_focus(struct ui *ui, const struct node *node)
{
    const struct theme *theme = ui->theme;
    int distance = theme->gaps[GAP_XS], width = theme->sizes[SIZE_CHOSEN];
    int band = theme->sizes[SIZE_STRONG];
    put_ring(ui, node, COLOR_FOCUS_BAND, distance + band, width + 2 * band);
    put_ring(ui, node, COLOR_FOCUS, distance, width);
}

static void put_box(struct ui *ui, const struct node *node, bool pressed)
{
    const struct theme *theme = ui->theme;
    const struct box *box = &node->box;
    enum color fill = surface_of(ui, node);
    struct paint paint = {
        .kind = PAINT_BOX,
        .rect = node_rect(node),
        .clip = node->clip,
        .radius = radius_of(theme, node),
        .color = fill ? theme->colors[fill] : (struct rgba){0},
        .batik = box->batik && theme->kind == THEME_CIVIC,
    };
    line_of(ui, node, &paint);
    if (box->focus && paint.line_width > 0 && theme->kind == THEME_CIVIC)
        put_ring(ui, node, COLOR_INFO, theme->sizes[SIZE_CHOSEN], theme->sizes[SIZE_CHOSEN]);
    if (paint.color.a || paint.line_width || paint.edge)
        put(ui, paint);
    if (!pressed || node->off)
        return;
    struct rgba under = theme->colors[fill ? fill : node->surface];
    bool light = rgba_contrast(under, theme->colors[COLOR_BLACK]) > 6;
    put(ui, (struct paint){.kind = PAINT_BOX,
                           .rect = paint.rect,
                           .clip = paint.clip,
                           .radius = paint.radius,
                           .color = light ? PRESSED_DARK : PRESSED_LIGHT});
}

/* ---- text, icons, images ---- */

static void put_label(struct ui *ui, const struct node *node)
{
    const struct label *label = &node->is.label;
    struct paint paint = {
        .kind = PAINT_TEXT,
        .rect = node_rect(node),
        .clip = node->clip,
        .color = ink_of(ui, node, label->color),
        .type = label->type,
        .align = label->align == ALIGN_STRETCH ? ALIGN_START : label->align,
        .one_line = label->one_line,
        .caret = label->caret,
        .text = node->text,
    };
    if (*label->brief && node->want[ACROSS] > paint.rect.w)
        paint.text = label->brief;
    /* While typing, the end of a long line stays in sight. */
    if (label->caret && label->one_line && node->want[ACROSS] > paint.rect.w) {
        paint.clip = rect_cut(paint.clip, paint.rect);
        paint.rect.x -= node->want[ACROSS] - paint.rect.w;
        paint.rect.w = node->want[ACROSS];
    }
    if (*node->text || label->caret)
        put(ui, paint);
}

static void put_icon(struct ui *ui, const struct node *node)
{
    put(ui, (struct paint){.kind = PAINT_ICON,
                           .rect = node_rect(node),
                           .clip = node->clip,
                           .color = ink_of(ui, node, node->is.icon.color),
                           .text = node->text});
}

static void put_image(struct ui *ui, const struct node *node)
{
    static const enum color tints[] = {[IMAGE_QR] = COLOR_BLACK,
                                       [IMAGE_PREVIEW] = COLOR_CAMERA,
                                       [IMAGE_RING] = COLOR_SOGA,
                                       [IMAGE_BRACKETS] = COLOR_GOLD};
    const struct theme *theme = ui->theme;
    const struct image *image = &node->is.image;
    bool contrast = theme->kind == THEME_CONTRAST, qr = image->kind == IMAGE_QR;
    enum color tint = image->color && !(qr && contrast) ? image->color : tints[image->kind];
    struct paint paint = {
        .kind = PAINT_IMAGE,
        .rect = node_rect(node),
        .clip = node->clip,
        .color = theme->colors[tint],
        .line = theme->colors[COLOR_NOTE],
        .line_width = theme->sizes[SIZE_SEGMENT],
        .radius = qr ? 0 : theme->radii[RADIUS_TILE],
        .image = image->kind,
        .per_mille = image->per_mille,
        .text = node->text,
    };
    /* Readers need dark on light with a quiet zone, on black cards too. */
    enum gap frame = node->box.width == SIZE_QR_SMALL ? GAP_XXS : GAP_XS;
    if (qr && contrast)
        put(ui, (struct paint){.kind = PAINT_BOX,
                               .rect = rect_grown(paint.rect, theme->gaps[frame]),
                               .clip = paint.clip,
                               .color = theme->colors[COLOR_WHITE]});
    put(ui, paint);
}

/* ---- scroll bars ---- */

static void put_bar(struct ui *ui, const struct scroll *scroll)
{
    const struct theme *theme = ui->theme;
    struct rect track, thumb;
    if (!ui_scroll_bar(ui, scroll, &track, &thumb))
        return;
    enum color groove = theme->kind == THEME_CONTRAST ? COLOR_DISABLED : COLOR_LINE;
    struct paint paint = {.kind = PAINT_BOX,
                          .rect = track,
                          .clip = {0, 0, ui->width, ui->height},
                          .color = theme->colors[groove],
                          .radius = track.w / 2};
    put(ui, paint);
    paint.rect = thumb;
    paint.color = theme->inks[COLOR_LINK];
    put(ui, paint);
}

/* The bars of the columns that end before node `index`: over their content, under what follows. */
static void put_bars(struct ui *ui, int index)
{
    for (int i = 0; i < ui->scroll_count; i++)
        if (ui->nodes[ui->scrolls[i].node].after == index)
            put_bar(ui, &ui->scrolls[i]);
}

struct paint_list ui_paint(struct ui *ui)
{
    const struct touch *touch = &ui->touch;
    int pressed = touch->down ? ui_find(ui, touch->pressed) : NONE;
    if (pressed != NONE && ui_hit(ui, touch->x, touch->y) != pressed)
        pressed = NONE;
    int focus = ui_find(ui, ui->focus);
    ui->paint_count = 0;
    ui_surfaces(ui);
    for (int i = 0; i < ui->count; i++) {
        const struct node *node = &ui->nodes[i];
        put_bars(ui, i);
        if (node->kind == NODE_BOX)
            put_box(ui, node, i == pressed);
        else if (node->kind == NODE_LABEL)
            put_label(ui, node);
        else if (node->kind == NODE_ICON)
            put_icon(ui, node);
        else if (node->kind == NODE_IMAGE)
            put_image(ui, node);
    }
    put_bars(ui, ui->count);
    /* Over its neighbours, which stand closer than it is wide. */
    if (focus != NONE)
        put_focus(ui, &ui->nodes[focus]);
    return (struct paint_list){ui->paints, ui->paint_count};
}
