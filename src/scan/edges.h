/* Where a picture changes from dark to bright: the edges of a small grey copy of it, thin, each
 * with the direction in which it gets brighter. Pure. */
#ifndef SCAN_EDGES_H
#define SCAN_EDGES_H

#include "scan/frame.h"

enum {
    EDGES_WIDTH = 320, /* the copy is at most so large */
    EDGES_HEIGHT = 240,
    EDGES_MAX = 7000,
    EDGES_TURNS = 128, /* directions of a whole turn */
};

struct edge {
    float x, y;     /* pixels of the copy, from its middle */
    float cx, cy;   /* towards the bright side; of length 1 */
    uint8_t weight; /* 1 to 5: how steep it is */
    uint8_t turn;   /* the same as 0..EDGES_TURNS-1, from the right on the way a clock goes */
};

struct edges {
    int width, height; /* of the copy */
    int step;          /* pixels of the frame to one of the copy */
    int count;
    struct edge found[EDGES_MAX];

    uint8_t grey[EDGES_WIDTH * EDGES_HEIGHT], soft[EDGES_WIDTH * EDGES_HEIGHT];
    uint16_t steep[EDGES_WIDTH * EDGES_HEIGHT];
    int16_t across[EDGES_WIDTH * EDGES_HEIGHT], down[EDGES_WIDTH * EDGES_HEIGHT];
};

/* Of many edges the steepest EDGES_MAX. The copies of the picture stay in `edges`: wipe it. */
void edges_find(struct edges *edges, const struct frame *frame);

#endif
