#include "scan/page_fine.h"

#include <math.h>
#include <stdlib.h>

enum {
    PLACES = 56, /* along a side where its edge is looked for */
    REACH_MAX = 24,
    PLACES_LEAST = 16, /* on which it must be found */
};

/* Where an edge was found along a side: distance from the line guessed, inwards. */
struct place {
    double t, off; /* 0..1 along; pixels */
    double wide;   /* of the change; pixels */
    bool used;
};

/* A side as it is guessed: the way inwards is (nx, ny). */
struct side {
    struct spot from, to;
    double nx, ny;
};

static double grey_at(const struct frame *frame, double x, double y)
{
    int left = (int)floor(x), top = (int)floor(y);
    if (left < 0 || top < 0 || left >= frame->width - 1 || top >= frame->height - 1)
        return -1;
    double fx = x - left, fy = y - top;
    const uint8_t *at = frame->pixels + (size_t)top * (size_t)frame->width + left;
    return (at[0] * (1 - fx) + at[1] * fx) * (1 - fy) +
           (at[frame->width] * (1 - fx) + at[frame->width + 1] * fx) * fy;
}

static struct side side_of(const struct quad *quad, int i)
{
    struct side side = {.from = quad->at[i], .to = quad->at[(i + 1) % QUAD_CORNERS]};
    double dx = side.to.x - side.from.x, dy = side.to.y - side.from.y, length = hypot(dx, dy);
    side.nx = -dy / length; /* the corners go as a clock does */
    side.ny = dx / length;
    return side;
}

/* The brightness from outside to inside across one place; false at the picture's end. */
static bool profile(const struct frame *frame, const struct side *side, double t, int reach,
                    double out[2 * REACH_MAX + 1])
{
    double x = side->from.x + t * (side->to.x - side->from.x);
    double y = side->from.y + t * (side->to.y - side->from.y);
    for (int i = -reach; i <= reach; i++) {
        double sum = 0;
        for (int beside = -1; beside <= 1; beside++) { /* three in a row against noise */
            double grey = grey_at(frame, x + i * side->nx + beside * side->ny,
                                  y + i * side->ny - beside * side->nx);
            if (grey < 0)
                return false;
            sum += grey;
        }
        out[i + reach] = sum / 3;
    }
    return true;
}

/* The steepest change of the right direction, its middle by a parabola through the slopes. */
static bool edge_in(const double *grey, int count, int sign, struct place *out)
{
    double slopes[2 * REACH_MAX + 1] = {0}, most = 0;
    int at = 0;
    for (int i = 1; i < count - 1; i++) {
        slopes[i] = sign * (grey[i + 1] - grey[i - 1]) / 2;
        if (slopes[i] > most) {
            most = slopes[i];
            at = i;
        }
    }
    if (most < 1.2 || at < 2 || at > count - 3)
        return false;
    double curve = slopes[at - 1] - 2 * slopes[at] + slopes[at + 1];
    double part = curve < 0 ? (slopes[at - 1] - slopes[at + 1]) / (2 * curve) : 0;
    int low = at, high = at; /* the whole change: as far as it goes on in that direction */
    while (low > 0 && slopes[low - 1] > most * 0.1)
        low--;
    while (high < count - 1 && slopes[high + 1] > most * 0.1)
        high++;
    double change = 0;
    for (int i = low; i <= high; i++)
        change += slopes[i];
    out->off = at + part - (count - 1) / 2.0;
    out->wide = change / most / 1.25; /* a soft step is sqrt(2 pi) deviations by this measure */
    out->used = true;
    return true;
}

/* off = a + b * t through the places in use. */
static bool places_fit(const struct place places[PLACES], double *a, double *b)
{
    double n = 0, t = 0, off = 0, tt = 0, toff = 0;
    for (int i = 0; i < PLACES; i++) {
        if (!places[i].used)
            continue;
        n++;
        t += places[i].t;
        off += places[i].off;
        tt += places[i].t * places[i].t;
        toff += places[i].t * places[i].off;
    }
    double all = n * tt - t * t;
    if (n < PLACES_LEAST || all < 1e-6)
        return false;
    *b = (n * toff - t * off) / all;
    *a = (off - *b * t) / n;
    return true;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* A finger, a stain: places that are far off those of the most are left out. */
static void places_clean(struct place places[PLACES], double within)
{
    double offs[PLACES];
    int count = 0;
    for (int i = 0; i < PLACES; i++)
        if (places[i].used)
            offs[count++] = places[i].off;
    if (count == 0)
        return;
    qsort(offs, (size_t)count, sizeof(offs[0]), by_size);
    for (int i = 0; i < PLACES; i++)
        places[i].used &= fabs(places[i].off - offs[count / 2]) <= within;
}

static void places_trim(struct place places[PLACES], double a, double b, double within)
{
    for (int i = 0; i < PLACES; i++)
        places[i].used &= fabs(places[i].off - a - b * places[i].t) <= within;
}

/* Moves the side onto its edge; the median width of that goes to *wide, 0 where it is not seen. */
static void side_fine(const struct frame *frame, struct side *side, int reach, int sign,
                      double *wide)
{
    struct place places[PLACES] = {0};
    double grey[2 * REACH_MAX + 1], a, b, widths[PLACES];
    for (int i = 0; i < PLACES; i++) {
        places[i].t = (i + 2.0) / (PLACES + 3);
        if (profile(frame, side, places[i].t, reach, grey))
            edge_in(grey, 2 * reach + 1, sign, &places[i]);
    }
    *wide = 0;
    places_clean(places, reach * 0.75);
    for (double within = reach * 0.5; within > 0.7; within /= 2) {
        if (!places_fit(places, &a, &b))
            return;
        places_trim(places, a, b, within);
    }
    if (!places_fit(places, &a, &b))
        return;
    side->from.x += a * side->nx;
    side->from.y += a * side->ny;
    side->to.x += (a + b) * side->nx;
    side->to.y += (a + b) * side->ny;
    int count = 0;
    for (int i = 0; i < PLACES; i++)
        if (places[i].used)
            widths[count++] = places[i].wide;
    qsort(widths, (size_t)count, sizeof(widths[0]), by_size);
    *wide = widths[count / 2];
}

static bool corner_of(const struct side *a, const struct side *b, struct spot *out)
{
    double ax = a->to.x - a->from.x, ay = a->to.y - a->from.y;
    double bx = b->to.x - b->from.x, by = b->to.y - b->from.y;
    double all = ax * by - ay * bx;
    if (fabs(all) < 1e-6)
        return false;
    double t = ((b->from.x - a->from.x) * by - (b->from.y - a->from.y) * bx) / all;
    *out = (struct spot){a->from.x + t * ax, a->from.y + t * ay};
    return true;
}

bool page_fine(const struct frame *frame, int step, struct page *page)
{
    struct side sides[QUAD_CORNERS];
    struct quad fine;
    double widths[QUAD_CORNERS];
    int reach = 2 * step + 4 < REACH_MAX ? 2 * step + 4 : REACH_MAX, seen = 0;
    for (int i = 0; i < QUAD_CORNERS; i++) {
        sides[i] = side_of(&page->corners, i);
        side_fine(frame, &sides[i], reach, page->bright ? 1 : -1, &widths[i]);
        seen += widths[i] > 0;
    }
    for (int i = 0; i < QUAD_CORNERS; i++)
        if (!corner_of(&sides[(i + QUAD_CORNERS - 1) % QUAD_CORNERS], &sides[i], &fine.at[i]))
            return false;
    if (seen < QUAD_CORNERS - 1 || !quad_convex(&fine) ||
        quad_distance(&fine, &page->corners) > 2.0 * reach)
        return false;
    page->corners = fine;
    /* the sharpest side tells what the camera can; the others may be shadows */
    qsort(widths, QUAD_CORNERS, sizeof(widths[0]), by_size);
    page->blur = widths[QUAD_CORNERS - seen];
    return true;
}
