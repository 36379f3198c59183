/* Where the modules of a QR code lie in a frame: a plane seen in perspective, and on top of it a
 * mesh of small offsets for paper that is not flat. Pure. */
#ifndef SCAN_GRID_H
#define SCAN_GRID_H

#include <stdbool.h>

#include "scan/finder.h"
#include "scan/frame.h"

enum {
    MESH_STEP = 4,      /* modules from node to node */
    BENT_SIDE_MAX = 61, /* modules: version 11; larger ones would take too long */
    MESH_SIDE = BENT_SIDE_MAX / MESH_STEP + 2,
};

struct point {
    double x, y;
};

/* The pixel at a place, grey outside of the frame. */
static inline int grey_at(const struct frame *frame, struct point place)
{
    if (!(place.x >= 0 && place.x < frame->width && place.y >= 0 && place.y < frame->height))
        return 128;
    return frame->pixels[(int)place.y * frame->width + (int)place.x];
}

struct grid {
    int side; /* modules: 17 + 4 * version */
    bool light;
    /* The middles of the three finder patterns, top left, top right and bottom left, and how much
     * farther away than the first the other two are. */
    struct point corner[3];
    double depth[3]; /* the first is 1 */
    bool bent;
    struct point mesh[MESH_SIDE][MESH_SIDE]; /* pixels; node [row][column], MESH_STEP apart */
};

/* The grid of the code whose finder patterns these are: the first at its top left, then top right
 * and bottom left. black_white: the frame they were found in; `scale` times as large as it is the
 * picture that the grid is for. False when they do not go together. */
bool grid_guess(const struct frame *black_white, const struct finder *const corners[3],
                double scale, struct grid *out);

/* Moves the grid to where the patterns that every code of its size has show best, and finds that
 * size. False when they do not show: there is no code. */
bool grid_fit(struct grid *grid, const struct frame *frame);

/* Bends the grid, node by node outwards from the corners, to where the modules around each are the
 * most clearly dark or light. False, and the grid stays flat, for a code of too many modules. */
bool grid_bend(struct grid *grid, const struct frame *frame);

/* A pixel of the frame for a place in the grid, in modules from the code's outer corner. */
struct point grid_place(const struct grid *grid, double column, double row);

/* Draws the code anew, as from a printer: straight, black on white, with its quiet zone. mirrored:
 * with columns and rows exchanged. False when it would not fit into a frame. */
bool grid_draw(const struct grid *grid, const struct frame *frame, bool mirrored, struct frame *to);

#endif
