#include "platform/batik.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* Design pixels of one repeat, and the samples a pixel's side is divided into. */
enum { REPEAT = 160, SAMPLES = 4 };

/* A petal: an ellipse that starts `from` the flower's heart and is `length` long. */
struct petal {
    double from, length, width;
};

static bool in_petal(struct petal petal, double along, double across)
{
    if (along < petal.from || along > petal.from + petal.length || fabs(across) > petal.width / 2)
        return false;
    double a = (along - (petal.from + petal.length / 2)) / (petal.length / 2);
    double b = across / (petal.width / 2);
    return a * a + b * b <= 1;
}

/* fmin and fmax heed what is no number, which takes longer than the petals. */
static double lesser(double a, double b)
{
    return a < b ? a : b;
}

static double greater(double a, double b)
{
    return a < b ? b : a;
}

/* Petals on the axes; or eight of them, on the diagonals too. The place is given in the eighth of
 * the plane between an axis, along which x counts, and a diagonal. */
static bool in_flower(double x, double y, bool eight, struct petal petal)
{
    return in_petal(petal, x, y) ||
           (eight && in_petal(petal, (x + y) * M_SQRT1_2, (x - y) * M_SQRT1_2));
}

static bool in_diamond(double x, double y)
{
    double reach = fabs(x) + fabs(y);
    return reach <= 4 || (reach >= 9 && reach <= 12.5);
}

/* Dots run along the diagonals between the big flowers and the small ones. */
static bool in_dots(double x, double y)
{
    static const double places[] = {44, 56, 68};
    for (int i = 0; i < 3; i++) {
        double dx = fabs(x) - places[i];
        double dy = fabs(y) - (REPEAT / 2.0 - places[i]) * 0.9;
        if (fabs(dx) + fabs(dy) <= 4)
            return true;
    }
    return false;
}

/* Of the quarter between a lattice point, at 0, and the cell's middle. */
static bool in_pattern(double x, double y)
{
    double mx = REPEAT / 2.0 - x, my = REPEAT / 2.0 - y;
    bool heart = x * x + y * y <= 5 * 5;
    return heart || in_flower(greater(x, y), lesser(x, y), true, (struct petal){10, 42, 17}) ||
           in_flower(greater(mx, my), lesser(mx, my), false, (struct petal){3, 26, 13}) ||
           in_diamond(x, my) || in_diamond(mx, y) || in_dots(x, y);
}

static uint8_t cover_at(int column, int row, double design)
{
    int hits = 0;
    for (int i = 0; i < SAMPLES * SAMPLES; i++) {
        double x = (column + (i % SAMPLES + 0.5) / SAMPLES) * design;
        int line = i / SAMPLES;
        double y = (row + (line + 0.5) / SAMPLES) * design;
        hits += in_pattern(x, y);
    }
    return (uint8_t)(hits * 255 / (SAMPLES * SAMPLES));
}

struct batik batik_make(double scale)
{
    struct batik batik = {.side = (int)lround(REPEAT * scale)};
    if (batik.side < 16)
        batik.side = 16;
    batik.cover = malloc((size_t)batik.side * (size_t)batik.side);
    if (batik.cover == NULL)
        return batik;
    /* The pattern is the same left and right, above and below: a quarter is reckoned. */
    double design = (double)REPEAT / batik.side;
    int last = batik.side - 1;
    for (int row = 0; row <= last / 2; row++) {
        for (int column = 0; column <= last / 2; column++) {
            uint8_t cover = cover_at(column, row, design);
            uint8_t *above = batik.cover + row * batik.side;
            uint8_t *below = batik.cover + (last - row) * batik.side;
            above[column] = above[last - column] = cover;
            below[column] = below[last - column] = cover;
        }
    }
    return batik;
}

void batik_fini(struct batik *batik)
{
    free(batik->cover);
    *batik = (struct batik){0};
}
