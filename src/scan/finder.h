/* The three large squares in the corners of a QR code (ISO/IEC 18004, finder patterns): through
 * their middle, every line crosses dark, light, dark, light and dark in the ratio 1:1:3:1:1. Pure.
 */
#ifndef SCAN_FINDER_H
#define SCAN_FINDER_H

#include <stdbool.h>

#include "scan/frame.h"

enum { FINDERS_MAX = 12 };

struct finder {
    double x, y;  /* its middle, in pixels */
    double width; /* of its seven modules along a row, in pixels */
    int rows;     /* that crossed it */
    bool light;   /* light where it should be dark, and the other way round */
};

/* All that look like one in a frame of black and white, those that more rows crossed first. */
int finders_find(const struct frame *frame, struct finder out[FINDERS_MAX]);

/* The width of the widest that rows alone show, for one whose upper or lower part is cut off by the
 * frame's edge: at least `least` pixels, and crossed as it should be by rows enough. 0 for none. */
double finder_wide(const struct frame *frame, double least);

/* How long one module is at (x, y), the middle of such a square, along the line that runs towards
 * (to_x, to_y). 0 when that line is not crossed as it should be. */
double finder_module(const struct frame *frame, double x, double y, double to_x, double to_y);

#endif
