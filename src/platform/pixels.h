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

/* Lays the color over the pixel; coverage and alpha 0..255. */
static inline uint32_t pixel_over(uint32_t under, struct rgba color, unsigned coverage)
{
    unsigned alpha = (coverage * color.a + 127) / 255;
    unsigned rest = 255 - alpha;
    unsigned r = (color.r * alpha + ((under >> 16) & 0xff) * rest + 127) / 255;
    unsigned g = (color.g * alpha + ((under >> 8) & 0xff) * rest + 127) / 255;
    unsigned b = (color.b * alpha + (under & 0xff) * rest + 127) / 255;
    return 0xff000000u | r << 16 | g << 8 | b;
}

/* What of the rectangle lies on the surface. */
struct rect rect_on(struct rect rect, const SDL_Surface *surface);

/* Coverage 0..255 of the pixel (x, y) by the rounded rectangle. */
unsigned round_coverage(struct rect rect, int radius, int x, int y);
/* The corner-free middle of a row: between *from and *to coverage is full. */
void round_middle(struct rect rect, int radius, int y, int *from, int *to);

/* Lays the alpha of `mask` (any ARGB8888 surface) tinted with the color at x, y. */
void mask_draw(const SDL_Surface *mask, int x, int y, struct rgba color, struct rect clip,
               SDL_Surface *to);
/* Overwrites the pixels and frees the surface. NULL is accepted. */
void surface_forget(SDL_Surface *surface);

#endif
