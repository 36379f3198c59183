#include "platform/painter.h"

#include <stdlib.h>
#include <string.h>

#include "platform/batik.h"
#include "platform/icons.h"
#include "platform/picture.h"
#include "platform/pixels.h"
#include "platform/text.h"

enum { BAND = 64 }; /* rows */

struct painter {
    struct text *text;
    struct icons *icons;
    struct batik batik;
    double batik_scale;
    uint32_t *tile; /* the pattern on tile_ground, ready to be copied */
    uint32_t tile_ground;
    struct preview preview;
};

enum err painter_open(struct painter **out)
{
    struct painter *painter = calloc(1, sizeof(*painter));
    if (painter == NULL)
        return ERR_FULL;
    enum err err = text_open(&painter->text);
    if (err == OK)
        err = icons_open(&painter->icons);
    if (err != OK) {
        painter_close(painter);
        return err;
    }
    *out = painter;
    return OK;
}

void painter_close(struct painter *painter)
{
    if (painter == NULL)
        return;
    free(painter->tile);
    batik_fini(&painter->batik);
    icons_close(painter->icons);
    text_close(painter->text);
    free(painter);
}

struct text *painter_text(struct painter *painter)
{
    return painter->text;
}

void painter_preview(struct painter *painter, const struct preview *preview)
{
    painter->preview = *preview;
}

/* A pixel of a box: the fill inside the line, the line between its two outlines. */
struct box_shape {
    struct rect outer, inner;
    int radius, inner_radius;
    struct rgba fill, line;
};

static uint32_t box_pixel(const struct box_shape *shape, int x, int y, uint32_t under)
{
    unsigned outer = round_coverage(shape->outer, shape->radius, x, y);
    if (outer == 0)
        return under;
    unsigned inner = round_coverage(shape->inner, shape->inner_radius, x, y);
    uint32_t pixel = under;
    if (shape->line.a > 0 && inner < 255)
        pixel = pixel_over(pixel, shape->line, outer);
    if (shape->fill.a > 0)
        pixel = pixel_over(pixel, shape->fill, shape->line.a > 0 ? inner : outer);
    else if (inner > 0 && shape->line.a > 0)
        /* Nothing fills the box: what was under it shows through inside the line. */
        pixel = pixel_over(
            pixel, (struct rgba){under >> 16 & 0xff, under >> 8 & 0xff, under & 0xff, 255}, inner);
    return pixel;
}

static void box_row(const struct box_shape *shape, int y, int from, int to, uint32_t *at)
{
    int left, right;
    round_middle(shape->inner, shape->inner_radius, y, &left, &right);
    left = left < from ? from : left;
    right = right > to ? to : right;
    if (right <= left)
        left = right = to;
    for (int x = from; x < left; x++)
        at[x] = box_pixel(shape, x, y, at[x]);
    if (shape->fill.a == 255) {
        pixels_fill(at + left, pixel_of(shape->fill), right - left);
    } else if (shape->fill.a > 0) {
        for (int x = left; x < right; x++)
            at[x] = pixel_over(at[x], shape->fill, 255);
    }
    for (int x = right; x < to; x++)
        at[x] = box_pixel(shape, x, y, at[x]);
}

static void draw_shape(const struct box_shape *shape, struct rect clip, SDL_Surface *to)
{
    struct rect part = rect_on(rect_cut(shape->outer, clip), to);
    for (int y = part.y; y < part.y + part.h; y++)
        box_row(shape, y, part.x, part.x + part.w, pixels_row(to, y));
}

static struct box_shape shape_of(const struct paint *item, struct rect rect)
{
    int limit = (rect.w < rect.h ? rect.w : rect.h) / 2;
    int radius = item->radius < limit ? item->radius : limit;
    int line = item->line.a > 0 && item->edge == 0 ? item->line_width : 0;
    return (struct box_shape){
        .outer = rect,
        .inner = {rect.x + line, rect.y + line, rect.w - 2 * line, rect.h - 2 * line},
        .radius = radius,
        .inner_radius = radius > line ? radius - line : 0,
        .fill = item->color,
        .line = line > 0 ? item->line : (struct rgba){0},
    };
}

/* The pattern's thread over the ground. */
static uint32_t woven(const struct theme *theme, uint32_t ground, unsigned cover)
{
    struct rgba thread = theme->colors[COLOR_GOLD];
    thread.a = 40;
    return pixel_over(ground, thread, cover);
}

void painter_prepare(struct painter *painter, const struct theme *theme)
{
    if (painter->batik_scale == theme->scale)
        return;
    batik_fini(&painter->batik);
    painter->batik = batik_make(theme->scale);
    painter->batik_scale = theme->scale;
    free(painter->tile);
    painter->tile = NULL;
}

/* The tile on that ground: one is kept, for most of it stands on one colour. */
static bool weave(struct painter *painter, const struct theme *theme, uint32_t ground)
{
    const struct batik *batik = &painter->batik;
    painter_prepare(painter, theme);
    if (painter->tile != NULL && painter->tile_ground == ground)
        return true;
    free(painter->tile);
    size_t count = (size_t)batik->side * (size_t)batik->side;
    painter->tile = batik->cover != NULL ? malloc(count * sizeof(*painter->tile)) : NULL;
    painter->tile_ground = ground;
    for (size_t i = 0; painter->tile != NULL && i < count; i++)
        painter->tile[i] = woven(theme, ground, batik->cover[i]);
    return painter->tile != NULL;
}

/* Copies the tile's row over and over; x counts from the pattern's edge. */
static void repeat(const uint32_t *row, int side, int x, uint32_t *to, int count)
{
    while (count > 0) {
        int from = x % side;
        int piece = side - from < count ? side - from : count;
        memcpy(to, row + from, (size_t)piece * sizeof(*to));
        to += piece;
        x += piece;
        count -= piece;
    }
}

static void weave_edge(const struct theme *theme, const struct box_shape *shape,
                       const struct batik *batik, int y, int from, int to, uint32_t *at)
{
    const uint8_t *cover = batik->cover + (y - shape->outer.y) % batik->side * batik->side;
    for (int x = from; x < to; x++) {
        unsigned inside = round_coverage(shape->inner, shape->inner_radius, x, y);
        at[x] = woven(theme, at[x], cover[(x - shape->outer.x) % batik->side] * inside / 255);
    }
}

/* The shape has been filled already, with an opaque colour. */
static void draw_batik(struct painter *painter, const struct theme *theme,
                       const struct box_shape *shape, struct rect clip, SDL_Surface *to)
{
    if (!weave(painter, theme, pixel_of(shape->fill)))
        return;
    const struct batik *batik = &painter->batik;
    struct rect part = rect_on(rect_cut(shape->inner, clip), to);
    int end = part.x + part.w;
    for (int y = part.y; y < part.y + part.h; y++) {
        const uint32_t *row = painter->tile + (y - shape->outer.y) % batik->side * batik->side;
        uint32_t *at = pixels_row(to, y);
        int left, right;
        round_middle(shape->inner, shape->inner_radius, y, &left, &right);
        left = left < part.x ? part.x : left;
        right = right > end ? end : right;
        if (right <= left)
            left = right = end;
        weave_edge(theme, shape, batik, y, part.x, left, at);
        repeat(row, batik->side, left - shape->outer.x, at + left, right - left);
        weave_edge(theme, shape, batik, y, right, end, at);
    }
}

static void draw_box(struct painter *painter, const struct theme *theme, const struct paint *item,
                     struct rect clip, SDL_Surface *to)
{
    struct rect face = item->rect;
    if (item->edge > 0) {
        struct box_shape under = shape_of(item, item->rect);
        under.fill = item->line;
        draw_shape(&under, clip, to);
        face.h -= item->edge;
    }
    struct box_shape shape = shape_of(item, face);
    draw_shape(&shape, clip, to);
    if (item->batik)
        draw_batik(painter, theme, &shape, clip, to);
}

static void draw_image(struct painter *painter, const struct theme *theme, const struct paint *item,
                       struct rect clip, SDL_Surface *to)
{
    switch (item->image) {
    case IMAGE_QR:
        qr_draw(item, clip, to);
        break;
    case IMAGE_PREVIEW:
        preview_draw(&painter->preview, theme, item, clip, to);
        break;
    case IMAGE_BRACKETS:
        brackets_draw(item, clip, to);
        break;
    case IMAGE_RING:
        ring_draw(item, theme->colors[COLOR_NOTE], clip, to);
        break;
    }
}

static void draw_item(struct painter *painter, const struct theme *theme, const struct paint *item,
                      struct rect clip, SDL_Surface *to)
{
    switch (item->kind) {
    case PAINT_BOX:
        draw_box(painter, theme, item, clip, to);
        break;
    case PAINT_TEXT:
        text_draw(painter->text, theme, item, clip, to);
        break;
    case PAINT_ICON:
        icons_draw(painter->icons, item, clip, to);
        break;
    case PAINT_IMAGE:
        draw_image(painter, theme, item, clip, to);
        break;
    }
}

/* Where pixels of the item may be: letters reach a little out of their line. */
static struct rect reach(const struct paint *item)
{
    int out = item->kind == PAINT_TEXT ? item->rect.h / 8 : 0;
    struct rect rect = item->rect;
    return (struct rect){rect.x - out, rect.y - out, rect.w + 2 * out, rect.h + 2 * out};
}

/* Band by band: what lies over each other is drawn while the pixels below are in the cache. */
void painter_draw(struct painter *painter, const struct theme *theme, struct paint_list list,
                  struct rect damage, SDL_Surface *to)
{
    int end = damage.y + damage.h;
    for (int y = damage.y; y < end; y += BAND) {
        struct rect band = {damage.x, y, damage.w, end - y < BAND ? end - y : BAND};
        for (size_t i = 0; i < list.count; i++) {
            struct rect clip = rect_cut(list.items[i].clip, band);
            struct rect part = rect_cut(reach(&list.items[i]), clip);
            if (part.w > 0 && part.h > 0)
                draw_item(painter, theme, &list.items[i], clip, to);
        }
    }
}
