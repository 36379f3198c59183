#include "scan/light.h"

enum {
    STEP = 4, /* every so many pixels, and rows, one is looked at */
    DIM = 60,
    DAZZLING = 250,
    LIT_LEAST = 2,      /* per cent of pixels */
    DAZZLING_LEAST = 5, /* per cent of pixels */
};

enum light light_of(const struct frame *frame)
{
    int count = 0, lit = 0, dazzling = 0;
    for (int y = 0; y < frame->height; y += STEP)
        for (int x = 0; x < frame->width; x += STEP) {
            int grey = frame->pixels[y * frame->width + x];
            count++;
            lit += grey > DIM;
            dazzling += grey >= DAZZLING;
        }
    if (lit * 100 < count * LIT_LEAST)
        return LIGHT_DARK;
    return dazzling * 100 > count * DAZZLING_LEAST ? LIGHT_GLARE : LIGHT_FINE;
}
