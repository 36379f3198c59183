/* One line of text in one face: how wide it is, where it breaks, what it looks like. */
#ifndef PLATFORM_RUN_H
#define PLATFORM_RUN_H

#include <SDL2/SDL.h>
#include <stdbool.h>
#include <stddef.h>

#include "platform/fonts.h"

/* A face with what the type adds to it. */
struct run_style {
    const struct font_slot *slot;
    bool cells;   /* digits stand in cells of equal width */
    int tracking; /* pixels after each character; negative keeps the face's kerning */
};

enum { RUN_MAX = 1024 }; /* bytes of one line; longer is cut on a character */

/* Pixels of the first len bytes. */
int run_width(const struct run_style *style, const char *text, size_t len);
/* How many bytes of text stand on a line of `width` pixels (0: as long as it goes), breaking at
 * spaces, at '\n', or inside a word that is wider than the line. *next is where the next line
 * starts. At least one character is taken. */
size_t run_break(const struct run_style *style, const char *text, int width, size_t *next);
/* How many bytes fit in `width` with an ellipsis behind; for text that is too long. */
size_t run_cut(const struct run_style *style, const char *text, int width);
/* The line's coverage as the alpha of a new surface; NULL when memory is short or it is empty. */
SDL_Surface *run_render(const struct run_style *style, const char *text, size_t len);

#endif
