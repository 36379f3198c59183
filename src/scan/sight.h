/* What the look for finder patterns told of a frame on which no code was read. Pure. */
#ifndef SCAN_SIGHT_H
#define SCAN_SIGHT_H

#include "scan/grids.h"

enum sight {
    SIGHT_NOTHING,
    SIGHT_NEAR, /* a pattern so large that its code does not fit into the frame */
    SIGHT_FAR,  /* a code whose modules are hardly two pixels */
    SIGHT_PALE, /* a code whose dark and light are hardly apart: a dim screen, pale print */
    SIGHT_COUNT,
};

/* What the grids, found for this frame in the black and white one, tell of it. */
enum sight sight_of(const struct grids *grids, const struct frame *frame,
                    const struct frame *black_white);

#endif
