#include "scan/quad.h"

#include <math.h>

static double cross(struct spot a, struct spot b, struct spot c)
{
    return (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
}

double quad_area(const struct quad *quad)
{
    const struct spot *at = quad->at;
    return ((at[2].x - at[0].x) * (at[3].y - at[1].y) - (at[2].y - at[0].y) * (at[3].x - at[1].x)) /
           2;
}

bool quad_convex(const struct quad *quad)
{
    static const double least = 0.42; /* the sine of 25 degrees */
    for (int i = 0; i < QUAD_CORNERS; i++) {
        struct spot a = quad->at[i], b = quad->at[(i + 1) % QUAD_CORNERS],
                    c = quad->at[(i + 2) % QUAD_CORNERS];
        double sides = hypot(b.x - a.x, b.y - a.y) * hypot(c.x - b.x, c.y - b.y);
        if (!(cross(a, b, c) > least * sides))
            return false;
    }
    return true;
}

double quad_distance(const struct quad *a, const struct quad *b)
{
    double most = 0;
    for (int i = 0; i < QUAD_CORNERS; i++)
        most = fmax(most, hypot(a->at[i].x - b->at[i].x, a->at[i].y - b->at[i].y));
    return most;
}

struct quad quad_scaled(const struct quad *quad, double by)
{
    struct quad scaled;
    for (int i = 0; i < QUAD_CORNERS; i++) /* pixels are areas: their middles do not scale */
        scaled.at[i] =
            (struct spot){(quad->at[i].x + 0.5) * by - 0.5, (quad->at[i].y + 0.5) * by - 0.5};
    return scaled;
}

struct quad quad_upright(const struct quad *quad)
{
    int first = 0;
    for (int i = 1; i < QUAD_CORNERS; i++)
        if (quad->at[i].x + quad->at[i].y < quad->at[first].x + quad->at[first].y)
            first = i;
    struct quad turned;
    for (int i = 0; i < QUAD_CORNERS; i++)
        turned.at[i] = quad->at[(first + i) % QUAD_CORNERS];
    return turned;
}

struct projection projection_of(const struct quad *quad)
{
    const struct spot *p = quad->at;
    /* Heckbert, Fundamentals of Texture Mapping and Image Warping (1989), 2.2.3 */
    double sx = p[0].x - p[1].x + p[2].x - p[3].x, sy = p[0].y - p[1].y + p[2].y - p[3].y;
    double dx1 = p[1].x - p[2].x, dy1 = p[1].y - p[2].y;
    double dx2 = p[3].x - p[2].x, dy2 = p[3].y - p[2].y;
    double all = dx1 * dy2 - dx2 * dy1;
    double g = (sx * dy2 - dx2 * sy) / all, h = (dx1 * sy - sx * dy1) / all;
    return (struct projection){{p[1].x - p[0].x + g * p[1].x, p[3].x - p[0].x + h * p[3].x, p[0].x,
                                p[1].y - p[0].y + g * p[1].y, p[3].y - p[0].y + h * p[3].y, p[0].y,
                                g, h, 1}};
}

struct spot projection_at(const struct projection *projection, double u, double v)
{
    const double *m = projection->m;
    double depth = m[6] * u + m[7] * v + m[8];
    return (struct spot){(m[0] * u + m[1] * v + m[2]) / depth,
                         (m[3] * u + m[4] * v + m[5]) / depth};
}
