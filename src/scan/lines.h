/* Straight lines among the edges of a picture (Hough), with how far along each there are edges.
 * Coordinates are those of the edges, from the picture's middle. Pure. */
#ifndef SCAN_LINES_H
#define SCAN_LINES_H

#include <stdbool.h>

#include "scan/edges.h"

enum {
    LINES_MAX = 56,
    LINES_FRAME = 4,                /* the picture's own borders, after those found */
    LINES_REACH = 204,              /* from the middle to a corner, at most */
    LINES_LENGTH = 2 * LINES_REACH, /* steps along a line */
};

/* The points with x * nx + y * ny = away; brighter where it is more. */
struct line {
    float nx, ny, away;
    bool border; /* of the picture itself */
    int votes;
    double from, to; /* the part of it that is in the picture, as line_place has it */
    uint16_t sums[LINES_LENGTH + 1]; /* of the steps before that have an edge on them */
};

struct lines {
    int count; /* the borders included */
    struct line found[LINES_MAX + LINES_FRAME];

    uint16_t votes[EDGES_TURNS][LINES_LENGTH];
};

void lines_find(struct lines *lines, const struct edges *edges);
/* The part, 0 to 1, of the line between two places along it that has edges on it. */
double line_support(const struct line *line, double from, double to);
/* Where along the line the point is, for line_support. */
double line_place(const struct line *line, double x, double y);

#endif
