/* The page alone, cut out of a picture: straightened as if seen from right above, or left as it
 * stood with all beside it white. Nothing beside the page's own four edges is ever kept. Pure. */
#ifndef SCAN_RECTIFY_H
#define SCAN_RECTIFY_H

#include <stdbool.h>

#include "scan/quad.h"
#include "scan/still.h"

enum { RECTIFY_SIDE_MAX = 2400 /* pixels of the longer side */ };

/* Width over height of the sheet whose corners these are in a picture of that size; close to A4,
 * F4 or a card (ISO/IEC 7810 ID-1), lying or standing, it is exactly that. corners: convex. */
double rectify_aspect(const struct quad *corners, int width, int height);

/* ERR_INVALID where the corners make no page of at least 16 pixels a side. */
enum err rectify(const struct still *from, const struct quad *corners, bool straighten,
                 struct still *out) MUST_USE;

/* A smaller copy whose longer side has at most that many pixels, by averaging. */
enum err still_shrink(const struct still *from, int side, struct still *out) MUST_USE;

#endif
