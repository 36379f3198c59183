#include "scan/grids.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Three finder patterns as a corner and its two neighbours. */
struct triple {
    const struct finder *corners[3];
    double doubt; /* small is likely */
};

enum { TRIPLES_MAX = FINDERS_MAX * (FINDERS_MAX - 1) * (FINDERS_MAX - 2) / 2 };

static bool alike(const struct finder *a, const struct finder *b)
{
    return a->light == b->light && a->width < b->width * 3 && b->width < a->width * 3;
}

/* False when they cannot be. The legs of a code are of like length and at right angles, less so the
 * more it leans. Top right comes before bottom left as the clock goes. */
static bool triple_make(const struct finder *corner, const struct finder *a, const struct finder *b,
                        struct triple *out)
{
    double ax = a->x - corner->x, ay = a->y - corner->y;
    double bx = b->x - corner->x, by = b->y - corner->y;
    double a_length = hypot(ax, ay), b_length = hypot(bx, by);
    double turn = (ax * by - ay * bx) / (a_length * b_length);
    double cosine = (ax * bx + ay * by) / (a_length * b_length);
    double unlike = fabs(log(a_length / b_length));
    if (!alike(corner, a) || !alike(corner, b) || !alike(a, b) || fabs(cosine) > 0.75 ||
        unlike > 1 || a_length < 1.5 * corner->width || b_length < 1.5 * corner->width)
        return false;
    double sizes = fabs(log(a->width / corner->width)) + fabs(log(b->width / corner->width));
    out->doubt = fabs(cosine) + unlike + sizes;
    out->corners[0] = corner;
    out->corners[1] = turn > 0 ? a : b;
    out->corners[2] = turn > 0 ? b : a;
    return true;
}

static int by_doubt(const void *a, const void *b)
{
    const struct triple *left = a, *right = b;
    return (left->doubt > right->doubt) - (left->doubt < right->doubt);
}

static int triples_find(const struct finder *finders, int count, struct triple *out)
{
    int found = 0;
    for (int corner = 0; corner < count; corner++)
        for (int a = 0; a < count; a++)
            for (int b = a + 1; b < count; b++)
                if (a != corner && b != corner &&
                    triple_make(&finders[corner], &finders[a], &finders[b], &out[found]))
                    found++;
    qsort(out, (size_t)found, sizeof(*out), by_doubt);
    return found;
}

void grids_find(const struct frame *black_white, double scale, struct grids *out)
{
    struct finder finders[FINDERS_MAX];
    struct triple triples[TRIPLES_MAX] = {0};
    int found = triples_find(finders, finders_find(black_white, finders), triples);
    memset(out, 0, sizeof(*out));
    for (int i = 0; i < found && out->count < GRIDS_MAX; i++) {
        if (!grid_guess(black_white, triples[i].corners, scale, &out->grids[out->count]))
            continue;
        if (out->count++ == 0)
            out->width = triples[i].corners[0]->width * scale;
    }
}
