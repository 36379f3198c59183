#include "platform/picture.h"

#include <math.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

/* Version 3 holds 42 bytes: the codes of a list of contacts then have as many modules each, and
 * look alike. */
enum { QUIET = 4, QUIET_SMALL = 1, VERSION = 3, MODULE_LEAST = 3 };

static void fill(struct rect rect, struct rgba color, struct rect clip, SDL_Surface *to)
{
    struct rect part = rect_on(rect_cut(rect, clip), to);
    for (int y = part.y; y < part.y + part.h; y++)
        pixels_fill(pixels_row(to, y) + part.x, pixel_of(color), part.w);
}

void qr_draw(const struct paint *item, struct rect clip, SDL_Surface *to)
{
    int room = item->rect.w < item->rect.h ? item->rect.w : item->rect.h;
    QRcode *code = QRcode_encodeString(item->text, VERSION, QR_ECLEVEL_M, QR_MODE_8, 1);
    if (code == NULL) {
        log_error("a text of %zu bytes does not fit a QR code", strlen(item->text));
        return;
    }
    int quiet = room / (code->width + 2 * QUIET) >= MODULE_LEAST ? QUIET : QUIET_SMALL;
    int module = room / (code->width + 2 * quiet);
    if (module < 1)
        module = 1;
    int side = module * (code->width + 2 * quiet);
    struct rect paper = {item->rect.x + (item->rect.w - side) / 2,
                         item->rect.y + (item->rect.h - side) / 2, side, side};
    fill(paper, (struct rgba){255, 255, 255, 255}, clip, to);
    for (int row = 0; row < code->width; row++)
        for (int column = 0; column < code->width; column++)
            if (code->data[row * code->width + column] & 1)
                fill((struct rect){paper.x + (quiet + column) * module,
                                   paper.y + (quiet + row) * module, module, module},
                     item->color, clip, to);
    QRcode_free(code);
}

void brackets_draw(const struct paint *item, struct rect clip, SDL_Surface *to)
{
    struct rect outer = item->rect, part = rect_on(rect_cut(outer, clip), to);
    int thick = item->line_width, arm = (outer.w < outer.h ? outer.w : outer.h) / 6;
    int round = item->radius > thick ? item->radius - thick : 0;
    struct rect inner = {outer.x + thick, outer.y + thick, outer.w - 2 * thick,
                         outer.h - 2 * thick};
    for (int y = part.y; y < part.y + part.h; y++) {
        if (y - outer.y >= arm && outer.y + outer.h - y > arm)
            continue;
        uint32_t *at = pixels_row(to, y);
        int hole_from, hole_to;
        round_middle(inner, round, y, &hole_from, &hole_to);
        for (int x = part.x; x < part.x + part.w; x++) {
            if (x - outer.x >= arm && outer.x + outer.w - x > arm)
                continue;
            if (x >= hole_from && x < hole_to)
                continue;
            unsigned cover = round_coverage(outer, item->radius, x, y);
            unsigned hole = round_coverage(inner, round, x, y);
            at[x] = pixel_over(at[x], item->color, cover > hole ? cover - hole : 0);
        }
    }
}

void ring_draw(const struct paint *item, struct rgba rest, struct rect clip, SDL_Surface *to)
{
    double radius = (item->rect.w < item->rect.h ? item->rect.w : item->rect.h) / 2.0;
    double inner = radius * 0.8;
    double cx = item->rect.x + item->rect.w / 2.0, cy = item->rect.y + item->rect.h / 2.0;
    double left = item->per_mille / 1000.0 * 2 * M_PI;
    struct rect part = rect_on(rect_cut(item->rect, clip), to);
    for (int y = part.y; y < part.y + part.h; y++)
        for (int x = part.x; x < part.x + part.w; x++) {
            double dx = x + 0.5 - cx, dy = y + 0.5 - cy;
            double distance = hypot(dx, dy);
            double cover = fmin(fmin(radius - distance, distance - inner) + 0.5, 1);
            if (cover <= 0)
                continue;
            double angle = atan2(dx, -dy);
            bool full = (angle < 0 ? angle + 2 * M_PI : angle) <= left;
            uint32_t *at = &pixels_row(to, y)[x];
            *at = pixel_over(*at, full ? item->color : rest, (unsigned)(cover * 255));
        }
}
