/* A quadrilateral in a picture: where a flat page lies as a camera sees it. Pure. */
#ifndef SCAN_QUAD_H
#define SCAN_QUAD_H

#include <stdbool.h>

struct spot {
    double x, y; /* pixels; 0, 0 is the middle of the first one */
};

enum { QUAD_CORNERS = 4 };

/* From the upper left corner on, the way a clock goes. */
struct quad {
    struct spot at[QUAD_CORNERS];
};

/* Square pixels inside; negative when the corners go the other way round. */
double quad_area(const struct quad *quad);
/* Whether every corner turns the way a clock goes, by 25 to 155 degrees. */
bool quad_convex(const struct quad *quad);
/* The farthest that a corner moved from one to the other. */
double quad_distance(const struct quad *a, const struct quad *b);
struct quad quad_scaled(const struct quad *quad, double by);
/* Turns the corners so that the first is the one nearest to the picture's upper left. */
struct quad quad_upright(const struct quad *quad);

/* Where a unit square's points are in the picture: x = (m[0] u + m[1] v + m[2]) / depth and so on,
 * with the corners of the quadrilateral at (0,0), (1,0), (1,1) and (0,1). */
struct projection {
    double m[9];
};

/* quad: convex. */
struct projection projection_of(const struct quad *quad);
struct spot projection_at(const struct projection *projection, double u, double v);

#endif
