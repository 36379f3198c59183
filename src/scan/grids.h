/* Which finder patterns belong to one code. Pure. */
#ifndef SCAN_GRIDS_H
#define SCAN_GRIDS_H

#include "scan/grid.h"

enum { GRIDS_MAX = 4 };

struct grids {
    int count;
    struct grid grids[GRIDS_MAX]; /* the likeliest first, none of them fitted yet */
    double width;                 /* of the first one's finder pattern, in pixels */
};

/* black_white: a frame of black and white; `scale` times as large is the picture that the grids and
 * widths are for. */
void grids_find(const struct frame *black_white, double scale, struct grids *out);

#endif
