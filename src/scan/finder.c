#include "scan/finder.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* Squares that were seen; most of them on few rows, by chance. */
enum { SEEN_MAX = 100, RUNS = 5, ROWS_LEAST = 2 };

struct seen {
    int count;
    struct finder finders[SEEN_MAX];
};

static bool is_light(const struct frame *frame, int x, int y)
{
    return frame->pixels[(size_t)y * (size_t)frame->width + (size_t)x] != 0;
}

static bool inside(const struct frame *frame, int x, int y)
{
    return x >= 0 && x < frame->width && y >= 0 && y < frame->height;
}

static double runs_sum(const double runs[RUNS])
{
    return runs[0] + runs[1] + runs[2] + runs[3] + runs[4];
}

/* 1:1:3:1:1, each run up to three quarters of a module off: print bleeds and light swells. */
static bool runs_fit(const double runs[RUNS])
{
    static const double modules[RUNS] = {1, 1, 3, 1, 1};
    double module = runs_sum(runs) / 7, most = module * 0.75;
    for (int i = 0; i < RUNS; i++)
        if (fabs(runs[i] - modules[i] * module) > most)
            return false;
    return module >= 1;
}

/* Walks from (x, y) in steps of (dx, dy) and gives the length, in steps, of the run it is in and of
 * the next two; the last may be cut off by the frame's edge. False when the frame ends before. */
static bool walk(const struct frame *frame, double x, double y, double dx, double dy, double out[3])
{
    bool light = is_light(frame, (int)x, (int)y);
    int begun = 0;
    for (int step = 0, run = 0; step <= FRAME_WIDTH_MAX; step++, x += dx, y += dy) {
        bool in = inside(frame, (int)floor(x), (int)floor(y));
        if (!in && run < 2)
            return false;
        if (in && is_light(frame, (int)x, (int)y) == light)
            continue;
        out[run++] = step - begun;
        begun = step;
        light = !light;
        if (run == 3)
            return true;
    }
    return false;
}

/* The five runs of the line through (x, y), and how far ahead their middle lies. */
static bool cross(const struct frame *frame, double x, double y, double dx, double dy,
                  double runs[RUNS], double *ahead)
{
    double on[3], back[3];
    if (!inside(frame, (int)floor(x), (int)floor(y)) || !walk(frame, x, y, dx, dy, on) ||
        !walk(frame, x, y, -dx, -dy, back))
        return false;
    runs[0] = back[2];
    runs[1] = back[1];
    runs[2] = back[0] + on[0] - 1; /* the pixel they start from is in both */
    runs[3] = on[1];
    runs[4] = on[2];
    *ahead = (on[0] - back[0]) / 2;
    return runs_fit(runs);
}

double finder_module(const struct frame *frame, double x, double y, double to_x, double to_y)
{
    double dx = to_x - x, dy = to_y - y, length = hypot(dx, dy), runs[RUNS], ahead;
    if (length < 1 || !cross(frame, x, y, dx / length, dy / length, runs, &ahead))
        return 0;
    return runs_sum(runs) / 7;
}

/* Rows are looked at from top to bottom: what only one of them crossed, and lies behind, was
 * chance. */
static void seen_forget(struct seen *seen, double y)
{
    int kept = 0;
    for (int i = 0; i < seen->count; i++) {
        const struct finder *old = &seen->finders[i];
        if (old->rows >= ROWS_LEAST || old->y + old->width > y)
            seen->finders[kept++] = *old;
    }
    seen->count = kept;
}

static void seen_add(struct seen *seen, struct finder finder)
{
    for (int i = 0; i < seen->count; i++) {
        struct finder *old = &seen->finders[i];
        if (old->light == finder.light &&
            hypot(old->x - finder.x, old->y - finder.y) < old->width / 4) {
            double share = 1.0 / ++old->rows;
            old->x += (finder.x - old->x) * share;
            old->y += (finder.y - old->y) * share;
            old->width += (finder.width - old->width) * share;
            return;
        }
    }
    if (seen->count == SEEN_MAX)
        seen_forget(seen, finder.y);
    if (seen->count < SEEN_MAX)
        seen->finders[seen->count++] = finder;
}

/* Five runs in a row of pixels that fit: do those of the column through their middle, too? */
static void look_closer(const struct frame *frame, double x, double y, struct seen *seen)
{
    double down[RUNS], across[RUNS], ahead_down, ahead_across;
    if (!cross(frame, x, y, 0, 1, down, &ahead_down) ||
        !cross(frame, x, y + ahead_down, 1, 0, across, &ahead_across))
        return;
    double ratio = runs_sum(down) / runs_sum(across);
    if (ratio < 0.4 || ratio > 2.5)
        return;
    struct finder finder = {x + ahead_across, y + ahead_down, runs_sum(across), 1, false};
    finder.light = is_light(frame, (int)finder.x, (int)finder.y);
    seen_add(seen, finder);
}

/* The next place in the row, from *x on, where five runs fit: where they end. The runs are kept
 * from call to call; all zero at the start. */
struct row {
    const uint8_t *pixels;
    int width, x, begun, count;
    double runs[RUNS];
};

static bool row_next(struct row *row)
{
    while (++row->x <= row->width) {
        if (row->x < row->width && row->pixels[row->x] == row->pixels[row->x - 1])
            continue;
        for (int i = 0; i + 1 < RUNS; i++)
            row->runs[i] = row->runs[i + 1];
        row->runs[RUNS - 1] = row->x - row->begun;
        row->begun = row->x;
        if (++row->count >= RUNS && runs_fit(row->runs))
            return true;
    }
    return false;
}

static struct row row_of(const struct frame *frame, int y)
{
    return (struct row){.pixels = frame->pixels + (size_t)y * (size_t)frame->width,
                        .width = frame->width};
}

/* The middle of the middle run. */
static double row_middle(const struct row *row)
{
    return row->x - row->runs[4] - row->runs[3] - row->runs[2] / 2;
}

static void row_look(const struct frame *frame, int y, struct seen *seen)
{
    for (struct row row = row_of(frame, y); row_next(&row);)
        look_closer(frame, row_middle(&row), y + 0.5, seen);
}

/* The width of what fits in row y about the column x, anywhere when it is negative; 0 for none. */
static double row_wide(const struct frame *frame, int y, double least, double *x)
{
    for (struct row row = row_of(frame, y); row_next(&row);) {
        double sum = runs_sum(row.runs), middle = row_middle(&row);
        if (sum >= least && (*x < 0 || fabs(middle - *x) < sum / 7)) {
            *x = middle;
            return sum;
        }
    }
    return 0;
}

double finder_wide(const struct frame *frame, double least)
{
    const int step = 4;
    double widest = 0, x = -1;
    for (int y = 0, begun = 0; y < frame->height; y += step) {
        double wide = row_wide(frame, y, least, &x);
        if (wide == 0) {
            begun = y + step;
            x = -1;
        } else if (y - begun > wide / 7 * 1.5) {
            widest = fmax(widest, wide);
        }
    }
    return widest;
}

static int by_rows(const void *a, const void *b)
{
    const struct finder *left = a, *right = b;
    return right->rows - left->rows;
}

int finders_find(const struct frame *frame, struct finder out[FINDERS_MAX])
{
    struct seen seen = {0};
    int count = 0;
    for (int y = 0; y < frame->height; y++)
        row_look(frame, y, &seen);
    qsort(seen.finders, (size_t)seen.count, sizeof(*seen.finders), by_rows);
    while (count < seen.count && count < FINDERS_MAX && seen.finders[count].rows >= ROWS_LEAST) {
        out[count] = seen.finders[count];
        count++;
    }
    return count;
}
