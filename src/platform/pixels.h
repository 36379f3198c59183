/* The few pixel operations everything here is drawn with, on opaque ARGB8888 surfaces. */
#ifndef PLATFORM_PIXELS_H
#define PLATFORM_PIXELS_H

#include <SDL2/SDL.h>
#include <stdint.h>

#include "ui/theme.h"
#include "ui/ui.h"

/* A row of the surface as 32-bit pixels. */
static inline uint32_t *pixels_row(const SDL_Surface *surface, int y)
{
    return (uint32_t *)((uint8_t *)surface->pixels + (size_t)y * (size_t)surface->pitch);
}

static inline uint32_t pixel_of(struct rgba color)
{
    return 0xff000000u | (uint32_t)color.r << 16 | (uint32_t)color.g << 8 | color.b;
}

/* Both halves of 0x00AA00BB divided by 255, rounded; each at most 255 * 255. */
static inline uint32_t pair_over_255(uint32_t pair)
{
    pair += 0x00800080;
    return (pair + (pair >> 8 & 0x00ff00ff)) >> 8 & 0x00ff00ff;
}

/* Lays the color over the pixel; coverage and alpha 0..255. */
static inline uint32_t pixel_over(uint32_t under, struct rgba color, unsigned coverage)
{
    unsigned alpha = color.a == 255 ? coverage : (coverage * color.a + 127) / 255;
    unsigned rest = 255 - alpha;
    uint32_t red_blue = (uint32_t)color.r << 16 | color.b;
    red_blue = pair_over_255(red_blue * alpha + (under & 0x00ff00ff) * rest);
    uint32_t green = pair_over_255(color.g * alpha + (under >> 8 & 0xff) * rest);
    return 0xff000000u | red_blue | green << 8;
}

/* Coverages 0..255: a letter, a line of them, an icon. */
struct mask {
    int w, h;
    uint8_t cover[]; /* w * h */
};

/* The alpha of a surface (ARGB8888), which is wiped and freed. NULL for NULL, or when memory is
 * short. */
struct mask *mask_of(SDL_Surface *surface);
/* Wipes and frees it. NULL is accepted. */
void mask_free(struct mask *mask);
/* Lays the mask tinted with the color at x, y. */
void mask_draw(const struct mask *mask, int x, int y, struct rgba color, struct rect clip,
               SDL_Surface *to);

/* Sets `count` pixels. */
void pixels_fill(uint32_t *at, uint32_t pixel, int count);

/* What of the rectangle lies on the surface. */
struct rect rect_on(struct rect rect, const SDL_Surface *surface);

/* Coverage 0..255 of the pixel (x, y) by the rounded rectangle. */
unsigned round_coverage(struct rect rect, int radius, int x, int y);
/* The corner-free middle of a row: between *from and *to coverage is full. */
void round_middle(struct rect rect, int radius, int y, int *from, int *to);

/* Overwrites the pixels and frees the surface. NULL is accepted. */
void surface_forget(SDL_Surface *surface);

#endif
