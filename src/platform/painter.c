#include "platform/painter.h"

#include <stdlib.h>

#include "platform/batik.h"
#include "platform/icons.h"
#include "platform/picture.h"
#include "platform/pixels.h"
#include "platform/text.h"

struct painter {
    struct text *text;
    struct icons *icons;
    struct batik batik;
    double batik_scale;
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
    preview_set(&painter->preview, NULL, 0, 0, 0);
    batik_fini(&painter->batik);
    icons_close(painter->icons);
    text_close(painter->text);
    free(painter);
}

struct text *painter_text(struct painter *painter)
{
    return painter->text;
}

void painter_preview(struct painter *painter, const uint8_t *grey, int width, int height,
                     int stride)
{
    preview_set(&painter->preview, grey, width, height, stride);
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
        uint32_t solid = pixel_of(shape->fill);
        for (int x = left; x < right; x++)
            at[x] = solid;
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

static void draw_batik(struct painter *painter, const struct theme *theme,
                       const struct box_shape *shape, struct rect clip, SDL_Surface *to)
{
    if (painter->batik_scale != theme->scale) {
        batik_fini(&painter->batik);
        painter->batik = batik_make(theme->scale);
        painter->batik_scale = theme->scale;
    }
    const struct batik *batik = &painter->batik;
    if (batik->cover == NULL)
        return;
    struct rgba thread = theme->colors[COLOR_GOLD];
    thread.a = 40;
    struct rect part = rect_on(rect_cut(shape->inner, clip), to);
    for (int y = part.y; y < part.y + part.h; y++) {
        const uint8_t *from = batik->cover + (y - shape->outer.y) % batik->side * batik->side;
        uint32_t *at = pixels_row(to, y);
        for (int x = part.x; x < part.x + part.w; x++) {
            unsigned cover = from[(x - shape->outer.x) % batik->side];
            if (cover == 0)
                continue;
            cover = cover * round_coverage(shape->inner, shape->inner_radius, x, y) / 255;
            at[x] = pixel_over(at[x], thread, cover);
        }
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
        preview_draw(&painter->preview, item, clip, to);
        break;
    case IMAGE_BRACKETS:
        brackets_draw(item, clip, to);
        break;
    case IMAGE_RING:
        ring_draw(item, theme->colors[COLOR_NOTE], clip, to);
        break;
    }
}

void painter_draw(struct painter *painter, const struct theme *theme, struct paint_list list,
                  struct rect damage, SDL_Surface *to)
{
    for (size_t i = 0; i < list.count; i++) {
        const struct paint *item = &list.items[i];
        struct rect clip = rect_cut(item->clip, damage);
        struct rect part = rect_cut(item->rect, clip);
        if (part.w == 0 || part.h == 0)
            continue;
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
}
