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

static bool in_flower(double x, double y, int petals, struct petal petal)
{
    double distance = hypot(x, y);
    if (distance > petal.from + petal.length)
        return false;
    double step = 2 * M_PI / petals;
    double angle = remainder(atan2(y, x), step);
    double along = distance * cos(angle) - (petal.from + petal.length / 2);
    double across = distance * sin(angle);
    double a = along / (petal.length / 2);
    double b = across / (petal.width / 2);
    return a * a + b * b <= 1;
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

static bool in_pattern(double x, double y)
{
    double half = REPEAT / 2.0;
    /* Coordinates around the lattice point, the cell's middle, and the middles of its edges. */
    double lx = remainder(x, REPEAT), ly = remainder(y, REPEAT);
    double mx = remainder(x - half, REPEAT), my = remainder(y - half, REPEAT);
    bool heart = hypot(lx, ly) <= 5;
    return heart || in_flower(lx, ly, 8, (struct petal){10, 42, 17}) ||
           in_flower(mx, my, 4, (struct petal){3, 26, 13}) || in_diamond(lx, my) ||
           in_diamond(mx, ly) || in_dots(lx, ly);
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
