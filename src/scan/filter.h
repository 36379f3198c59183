/* What the cascade does to a frame before zbar looks at it. Pure. `to` and `from` are different
 * frames, and `from` is not empty. */
#ifndef SCAN_FILTER_H
#define SCAN_FILTER_H

#include "scan/frame.h"

/* Half the width and height, each pixel the mean of four. Fine noise goes, and zbar needs a quarter
 * of the time. A side of one pixel stays. */
void filter_halve(struct frame *to, const struct frame *from);
/* Black or white: white is what is brighter than its surroundings (31 pixels to each side), or
 * nearly so, which keeps the grain of plain paper white. Takes shadows away. */
void filter_threshold(struct frame *to, const struct frame *from);
/* Brightness in units of how much the surroundings vary: pale print and glare become strong, and
 * edges stay where they are between the pixels. */
void filter_contrast(struct frame *to, const struct frame *from);

#endif
