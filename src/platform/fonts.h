/* The faces of Manrope at the sizes a theme asks for, opened once each. */
#ifndef PLATFORM_FONTS_H
#define PLATFORM_FONTS_H

#include <SDL2/SDL_ttf.h>

#include "base/err.h"
#include "ui/theme.h"

enum { FONTS_MAX = 48, FONT_FILES = 5 };

struct fonts {
    struct font_slot {
        int weight, px;
        TTF_Font *font;
        int cell; /* widest digit's advance */
    } slots[FONTS_MAX];
    size_t count;
    struct font_file {
        void *bytes; /* NULL: not needed yet */
        size_t size;
    } files[FONT_FILES];
};

/* ERR_NOT_FOUND when Manrope is not installed. Starts SDL_ttf. */
enum err fonts_open(struct fonts *fonts) MUST_USE;
void fonts_close(struct fonts *fonts);
/* The face; NULL when it cannot be opened. */
const struct font_slot *fonts_get(struct fonts *fonts, struct type_face face);

#endif
