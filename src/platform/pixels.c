#include "platform/pixels.h"

#include <math.h>

#include "base/buf.h"

static int max_int(int a, int b)
{
    return a > b ? a : b;
}

struct rect rect_on(struct rect rect, const SDL_Surface *surface)
{
    return rect_cut(rect, (struct rect){0, 0, surface->w, surface->h});
}

unsigned round_coverage(struct rect rect, int radius, int x, int y)
{
    if (x < rect.x || y < rect.y || x >= rect.x + rect.w || y >= rect.y + rect.h)
        return 0;
    double dx = max_int(rect.x + radius - x, x - (rect.x + rect.w - 1 - radius));
    double dy = max_int(rect.y + radius - y, y - (rect.y + rect.h - 1 - radius));
    if (dx <= 0 || dy <= 0)
        return 255;
    double inside = radius + 0.5 - sqrt(dx * dx + dy * dy);
    if (inside >= 1)
        return 255;
    return inside <= 0 ? 0 : (unsigned)(inside * 255);
}

void round_middle(struct rect rect, int radius, int y, int *from, int *to)
{
    bool straight = y >= rect.y + radius && y < rect.y + rect.h - radius;
    *from = rect.x + (straight ? 0 : radius);
    *to = rect.x + rect.w - (straight ? 0 : radius);
    if (y < rect.y || y >= rect.y + rect.h || *to < *from)
        *to = *from;
}

void mask_draw(const SDL_Surface *mask, int x, int y, struct rgba color, struct rect clip,
               SDL_Surface *to)
{
    struct rect part = rect_on(rect_cut(clip, (struct rect){x, y, mask->w, mask->h}), to);
    for (int row = part.y; row < part.y + part.h; row++) {
        const uint32_t *from = pixels_row(mask, row - y) - x;
        uint32_t *at = pixels_row(to, row);
        for (int col = part.x; col < part.x + part.w; col++) {
            unsigned coverage = from[col] >> 24;
            if (coverage > 0)
                at[col] = pixel_over(at[col], color, coverage);
        }
    }
}

void surface_forget(SDL_Surface *surface)
{
    if (surface == NULL)
        return;
    wipe(surface->pixels, (size_t)surface->pitch * (size_t)surface->h);
    SDL_FreeSurface(surface);
}
