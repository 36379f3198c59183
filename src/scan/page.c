#include "scan/page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/path.h"
#include "scan/lines.h"
#include "scan/page_fine.h"

/* Pairs by the way they lie, so that a grid of lines one way does not crowd out the others. */
enum { WAYS = 4, PAIRS_MAX = 50 };

static const double side_least = 0.6, sides_least = 0.8;  /* of a side, and of all four in mean */
static const double area_least = 0.06, area_most = 0.985; /* of the picture */
static const double width_least = 24;                     /* pixels between two sides */

/* Two sides that face each other. */
struct pair {
    const struct line *a, *b;
    int worth;
};

struct pairs {
    int count;
    struct pair found[PAIRS_MAX];
};

/* A quadrilateral of four lines, as good as it is. */
struct guess {
    struct quad quad; /* from the picture's middle */
    double worth;     /* 0 for none */
    bool bright;
};

struct page_finder {
    struct edges edges;
    struct lines lines;
    struct pairs pairs[WAYS];
};

struct page_finder *page_finder_new(void)
{
    struct page_finder *finder = calloc(1, sizeof(*finder));
    if (!finder)
        abort();
    return finder;
}

void page_finder_wipe(struct page_finder *finder)
{
    wipe(finder, sizeof(*finder));
}

void page_finder_free(struct page_finder *finder)
{
    if (!finder)
        return;
    page_finder_wipe(finder);
    free(finder);
}

/* sign 1: bright between them; -1: dark. */
static bool facing(const struct line *a, const struct line *b, int sign)
{
    static const double opposite = -0.77; /* cosine of 140 degrees */
    if (a->nx * b->nx + a->ny * b->ny > opposite)
        return false;
    /* both distances from the picture's middle, along their own way inwards */
    return -sign * (a->away + b->away) > width_least;
}

/* The best stay, in order. */
static void pair_add(struct pairs *pairs, struct pair pair)
{
    if (pairs->count == PAIRS_MAX && pairs->found[PAIRS_MAX - 1].worth >= pair.worth)
        return;
    int i = pairs->count < PAIRS_MAX ? pairs->count++ : PAIRS_MAX - 1;
    for (; i > 0 && pairs->found[i - 1].worth < pair.worth; i--)
        pairs->found[i] = pairs->found[i - 1];
    pairs->found[i] = pair;
}

static int way_of(const struct line *a, const struct line *b)
{
    double turn = atan2((double)a->ny - b->ny, (double)a->nx - b->nx) / M_PI; /* -1 to 1 */
    return (int)floor((turn + 1) * WAYS + 0.5) % WAYS;
}

static void pairs_find(struct page_finder *finder, int sign)
{
    const struct lines *lines = &finder->lines;
    memset(finder->pairs, 0, sizeof(finder->pairs));
    for (int i = 0; i < lines->count; i++)
        for (int j = i + 1; j < lines->count; j++) {
            const struct line *a = &lines->found[i], *b = &lines->found[j];
            if ((sign < 0 && (a->border || b->border)) || (a->border && b->border))
                continue;
            int worth = a->border ? 2 * b->votes : b->border ? 2 * a->votes : a->votes + b->votes;
            if (facing(a, b, sign))
                pair_add(&finder->pairs[way_of(a, b)], (struct pair){a, b, worth});
        }
}

static bool crossing(const struct line *a, const struct line *b, struct spot *out)
{
    double all = (double)a->nx * b->ny - (double)a->ny * b->nx;
    if (fabs(all) < 0.42)
        return false;
    out->x = ((double)a->away * b->ny - (double)b->away * a->ny) / all;
    out->y = ((double)b->away * a->nx - (double)a->away * b->nx) / all;
    return true;
}

/* How much of the side has edges. */
static double side_support(const struct line *line, struct spot from, struct spot to)
{
    double a = line_place(line, from.x, from.y), b = line_place(line, to.x, to.y);
    return line_support(line, fmin(a, b) + 1, fmax(a, b) - 1);
}

/* Whether the edges go on behind its end, as far as can be seen: a page's side stops at its
 * corners, unless what lies behind it happens to go on there. */
static bool side_goes_on(const struct line *line, struct spot start, struct spot end)
{
    static const double most = 0.7, corner = 2, least = 3;
    double a = line_place(line, start.x, start.y), b = line_place(line, end.x, end.y);
    double behind = 4 + fabs(b - a) / 8, sign = b > a ? 1 : -1;
    double from = b + sign * corner, to = fmin(fmax(b + sign * behind, line->from), line->to);
    return !line->border && (to - from) * sign >= least && line_support(line, from, to) > most;
}

static int soft_at(const struct edges *edges, double x, double y)
{
    int column = (int)lrint(x + edges->width / 2.0), row = (int)lrint(y + edges->height / 2.0);
    if (column < 0 || row < 0 || column >= edges->width || row >= edges->height)
        return -1;
    return edges->soft[row * edges->width + column];
}

static int by_size(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* Whether inside and outside stay apart at that distance from the side, for most of it. What ends
 * in a printed line or a row of words has paper again behind it. */
static bool side_divides(const struct edges *edges, const struct line *line, struct spot from,
                         struct spot to, int sign, double distance)
{
    enum { PLACES = 24, APART_LEAST = 4 };
    int apart[PLACES], count = 0;
    for (int i = 0; i < PLACES; i++) {
        double t = (i + 1.5) / (PLACES + 2), away = sign * distance;
        double x = from.x + t * (to.x - from.x), y = from.y + t * (to.y - from.y);
        int in = soft_at(edges, x + away * line->nx, y + away * line->ny);
        int out = soft_at(edges, x - away * line->nx, y - away * line->ny);
        if (in >= 0 && out >= 0)
            apart[count++] = sign * (in - out);
    }
    qsort(apart, (size_t)count, sizeof(apart[0]), by_size);
    return count >= PLACES / 2 && apart[count / 2] >= APART_LEAST;
}

static bool side_real(const struct edges *edges, const struct line *line, struct spot from,
                      struct spot to, int sign)
{
    static const double distances[] = {3, 5, 7};
    if (line->border)
        return true;
    for (size_t i = 0; i < LENGTH(distances); i++)
        if (!side_divides(edges, line, from, to, sign, distances[i]))
            return false;
    return true;
}

static bool inside(const struct edges *edges, const struct quad *quad)
{
    for (int i = 0; i < QUAD_CORNERS; i++)
        if (fabs(quad->at[i].x) > edges->width / 2.0 || fabs(quad->at[i].y) > edges->height / 2.0)
            return false;
    return true;
}

/* Whether both sides beside this one go on behind it: then the page does too. */
static bool crossed(const struct line *const sides[4], const struct spot at[4], int i)
{
    int next = (i + 1) % 4, far = (i + 2) % 4, before = (i + 3) % 4;
    return side_goes_on(sides[before], at[before], at[i]) &&
           side_goes_on(sides[next], at[far], at[next]);
}

/* The sides in the order of the corners: sides[i] goes from corner i to i + 1. */
static void weigh(const struct edges *edges, const struct line *const sides[4], int sign,
                  struct guess *best)
{
    struct guess guess = {0};
    const struct spot *at = guess.quad.at;
    for (int i = 0; i < QUAD_CORNERS; i++)
        if (!crossing(sides[(i + 3) % 4], sides[i], &guess.quad.at[i]))
            return;
    double share = quad_area(&guess.quad) / ((double)edges->width * edges->height), sum = 0;
    if (share < area_least || share > area_most || !inside(edges, &guess.quad) ||
        !quad_convex(&guess.quad))
        return;
    for (int i = 0; i < QUAD_CORNERS; i++) {
        double support = side_support(sides[i], at[i], at[(i + 1) % 4]);
        if (support < side_least)
            return;
        sum += support;
    }
    guess.worth = sum / 4 * sqrt(share);
    if (sum / 4 < sides_least || guess.worth <= best->worth)
        return;
    for (int i = 0; i < QUAD_CORNERS; i++)
        if (!side_real(edges, sides[i], at[i], at[(i + 1) % 4], sign) || crossed(sides, at, i))
            return;
    *best = guess;
}

/* Both ways round: one of them goes as a clock does. */
static void weigh_pairs(const struct edges *edges, const struct pair *p, const struct pair *q,
                        int sign, struct guess *best)
{
    weigh(edges, (const struct line *const[4]){p->a, q->a, p->b, q->b}, sign, best);
    weigh(edges, (const struct line *const[4]){p->a, q->b, p->b, q->a}, sign, best);
}

static bool bordered(const struct pair *pair)
{
    return pair->a->border || pair->b->border;
}

static void cross(struct page_finder *finder, const struct pairs *one, const struct pairs *other,
                  int sign, bool cut, struct guess *best)
{
    for (int i = 0; i < one->count; i++)
        for (int j = one == other ? i + 1 : 0; j < other->count; j++) {
            const struct pair *p = &one->found[i], *q = &other->found[j];
            if ((bordered(p) || bordered(q)) == cut)
                weigh_pairs(&finder->edges, p, q, sign, best);
        }
}

/* Whole ones and cut ones apart: what leaves the picture is looked at only when nothing is whole.
 */
static struct guess search(struct page_finder *finder, int sign, bool cut)
{
    struct guess best = {0};
    pairs_find(finder, sign);
    for (int i = 0; i < WAYS; i++)
        for (int j = i; j < WAYS; j++)
            cross(finder, &finder->pairs[i], &finder->pairs[j], sign, cut, &best);
    best.bright = sign > 0;
    return best;
}

void page_find(struct page_finder *finder, const struct frame *frame, struct page *out)
{
    *out = (struct page){0};
    edges_find(&finder->edges, frame);
    if (finder->edges.count == 0)
        return;
    lines_find(&finder->lines, &finder->edges);
    struct guess best = search(finder, 1, false), dark = search(finder, -1, false);
    if (dark.worth > best.worth)
        best = dark;
    if (best.worth == 0) {
        if (search(finder, 1, true).worth > 0)
            out->seen = PAGE_CUT;
        return;
    }
    for (int i = 0; i < QUAD_CORNERS; i++) {
        best.quad.at[i].x += finder->edges.width / 2.0;
        best.quad.at[i].y += finder->edges.height / 2.0;
    }
    struct quad coarse = quad_scaled(&best.quad, finder->edges.step);
    out->bright = best.bright;
    out->corners = quad_upright(&coarse);
    out->seen = page_fine(frame, finder->edges.step, out) ? PAGE_FOUND : PAGE_NONE;
}
