#include "platform/pixels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

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
    int dx = max_int(rect.x + radius - x, x - (rect.x + rect.w - 1 - radius));
    int dy = max_int(rect.y + radius - y, y - (rect.y + rect.h - 1 - radius));
    if (dx <= 0 || dy <= 0)
        return 255;
    /* Compared as squares: only the few pixels on the edge need a root. */
    double square = (double)dx * dx + (double)dy * dy;
    double whole = radius - 0.5, none = radius + 0.5;
    if (whole >= 0 && square <= whole * whole)
        return 255;
    if (square >= none * none)
        return 0;
    double inside = none - sqrt(square);
    return inside >= 1 ? 255 : (unsigned)(inside * 255);
}

void round_middle(struct rect rect, int radius, int y, int *from, int *to)
{
    bool straight = y >= rect.y + radius && y < rect.y + rect.h - radius;
    *from = rect.x + (straight ? 0 : radius);
    *to = rect.x + rect.w - (straight ? 0 : radius);
    if (y < rect.y || y >= rect.y + rect.h || *to < *from)
        *to = *from;
}

struct mask *mask_of(SDL_Surface *surface)
{
    if (surface == NULL)
        return NULL;
    size_t size = (size_t)surface->w * (size_t)surface->h;
    struct mask *mask = malloc(sizeof(*mask) + size);
    if (mask != NULL) {
        *mask = (struct mask){.w = surface->w, .h = surface->h};
        uint8_t *to = mask->cover;
        for (int y = 0; y < surface->h; y++) {
            const uint32_t *from = pixels_row(surface, y);
            for (int x = 0; x < surface->w; x++)
                *to++ = (uint8_t)(from[x] >> 24);
        }
    }
    surface_forget(surface);
    return mask;
}

void mask_free(struct mask *mask)
{
    if (mask == NULL)
        return;
    wipe(mask->cover, (size_t)mask->w * (size_t)mask->h);
    free(mask);
}

static void mask_row(const uint8_t *cover, uint32_t *at, int count, struct rgba color)
{
    uint32_t solid = pixel_of(color);
    for (int i = 0; i < count; i++) {
        uint64_t eight = 1;
        if (i + 8 <= count)
            memcpy(&eight, cover + i, sizeof(eight));
        if (eight == 0) { /* most of a line of text is not ink */
            i += 7;
            continue;
        }
        unsigned coverage = cover[i];
        if (coverage == 255 && color.a == 255)
            at[i] = solid;
        else if (coverage > 0)
            at[i] = pixel_over(at[i], color, coverage);
    }
}

void mask_draw(const struct mask *mask, int x, int y, struct rgba color, struct rect clip,
               SDL_Surface *to)
{
    struct rect part = rect_on(rect_cut(clip, (struct rect){x, y, mask->w, mask->h}), to);
    for (int row = part.y; row < part.y + part.h; row++) {
        const uint8_t *cover = mask->cover + (ptrdiff_t)(row - y) * mask->w + (part.x - x);
        mask_row(cover, pixels_row(to, row) + part.x, part.w, color);
    }
}

_Static_assert(sizeof(wchar_t) == sizeof(uint32_t), "the library's fastest fill is of wchar_t");

void pixels_fill(uint32_t *at, uint32_t pixel, int count)
{
    if (count > 0)
        wmemset((wchar_t *)at, (wchar_t)pixel, (size_t)count);
}

void surface_forget(SDL_Surface *surface)
{
    if (surface == NULL)
        return;
    wipe(surface->pixels, (size_t)surface->pitch * (size_t)surface->h);
    SDL_FreeSurface(surface);
}
