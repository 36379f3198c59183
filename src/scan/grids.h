/* Which finder patterns belong to one code. Pure. */
#ifndef SCAN_GRIDS_H
#define SCAN_GRIDS_H

#include "scan/grid.h"

enum { GRIDS_MAX = 4 };

/* The likeliest grids first, none of them fitted yet. black_white: a frame of black and white;
 * `scale` times as large is the picture that the grids are for. */
int grids_find(const struct frame *black_white, double scale, struct grid out[GRIDS_MAX]);

#endif
