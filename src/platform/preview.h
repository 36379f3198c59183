/* The camera's picture on the screen, as IMAGE_PREVIEW shows it: mirrored, scaled to cover, with an
 * outline around a code that was read from it. */
#ifndef PLATFORM_PREVIEW_H
#define PLATFORM_PREVIEW_H

#include <stdint.h>

enum preview_outline {
    OUTLINE_NONE,
    OUTLINE_FOUND,   /* a code of ours */
    OUTLINE_REFUSED, /* another one */
};

struct preview {
    const uint8_t *grey; /* borrowed, width bytes a row; NULL for no picture */
    int width, height;
    enum preview_outline outline;
    struct {
        int x, y;
    } corners[4]; /* of the code, in the picture, one after the other */
};

#endif
