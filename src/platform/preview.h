/* The camera's picture on the screen, as IMAGE_PREVIEW shows it: mirrored, scaled to cover, with an
 * outline around a code that was read from it or a page that was found. Or a picture in colour, as
 * it is and whole. */
#ifndef PLATFORM_PREVIEW_H
#define PLATFORM_PREVIEW_H

#include <stdint.h>

enum preview_outline {
    OUTLINE_NONE,
    OUTLINE_FOUND,   /* a code of ours */
    OUTLINE_REFUSED, /* another one */
    OUTLINE_PAGE,    /* a page, ready to be photographed */
    OUTLINE_FLAWED,  /* a page, but something is in the way */
};

struct preview {
    const uint8_t *grey; /* borrowed, width bytes a row; NULL for no picture */
    const uint8_t *rgb;  /* the same with three bytes a pixel; wins where both are there */
    int width, height;
    enum preview_outline outline;
    struct {
        int x, y;
    } corners[4]; /* of the code, in the picture, one after the other */
};

#endif
