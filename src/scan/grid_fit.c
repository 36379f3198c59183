#include "scan/grid.h"

#include <math.h>

#include "base/err.h"
#include "scan/marks.h"

/* Places in a module that are looked at, in modules from its corner. */
static const struct point spots[] = {{.5, .5}, {.25, .25}, {.75, .25}, {.25, .75}, {.75, .75}};
enum { SPOTS_FEW = 1, SPOTS_ALL = 5, MARKS_ENOUGH = 400 };

/* Real codes settle at 1.2 and more, chance at 0.7 and less. */
static const double SCORE_HOPELESS = 0.3, SCORE_LEAST = 1, SCORE_SURE = 1.3;

struct fit {
    const struct frame *frame;
    struct marks marks;
    int stride; /* each so many marks one is looked at: large codes have more than it takes */
};

/* How well the patterns show: the difference of mean grey between their light and their dark
 * modules, in parts of the deviation of all their greys. 2 at most. */
static double fit_score(const struct fit *fit, const struct grid *grid, int spot_count)
{
    double sums[2] = {0}, squares = 0;
    int counts[2] = {0};
    for (int i = 0; i < fit->marks.count; i += fit->stride) {
        struct mark mark = fit->marks.marks[i];
        for (int spot = 0; spot < spot_count; spot++) {
            struct point place =
                grid_place(grid, mark.column + spots[spot].x, mark.row + spots[spot].y);
            double grey = grey_at(fit->frame, place);
            sums[mark.dark] += grey;
            squares += grey * grey;
        }
        counts[mark.dark] += spot_count;
    }
    double all = counts[0] + counts[1], mean = (sums[0] + sums[1]) / all;
    double deviation = sqrt(fmax(squares / all - mean * mean, 0)) + 1;
    double difference = sums[0] / counts[0] - sums[1] / counts[1];
    return (grid->light ? -difference : difference) / deviation;
}

/* How far away its ends are is the least known of a grid. */
static double depths_search(const struct fit *fit, struct grid *grid)
{
    enum { TRIES = 10 };
    double best = fit_score(fit, grid, SPOTS_FEW);
    for (int corner = 1; corner <= 2; corner++) {
        double start = grid->depth[corner], found = start;
        for (int i = -TRIES; i <= TRIES; i++) {
            grid->depth[corner] = start * (1 + 0.03 * i);
            double score = fit_score(fit, grid, SPOTS_FEW);
            if (score > best) {
                best = score;
                found = grid->depth[corner];
            }
        }
        grid->depth[corner] = found;
    }
    return best;
}

static void size_take(struct fit *fit, int side)
{
    marks_of(side, &fit->marks);
    fit->stride = 1 + fit->marks.count / MARKS_ENOUGH;
}

/* The size is known roughly: a few are tried, from the likeliest on. */
static double side_search(struct fit *fit, struct grid *grid)
{
    static const int off[] = {0, 4, -4, 8, -8};
    struct grid best = *grid;
    double best_score = -2;
    for (size_t i = 0; i < LENGTH(off) && best_score < SCORE_SURE; i++) {
        struct grid tried = *grid;
        tried.side += off[i];
        if (tried.side < QR_SIDE_MIN || tried.side > QR_SIDE_MAX)
            continue;
        size_take(fit, tried.side);
        double score = depths_search(fit, &tried);
        if (score > best_score) {
            best = tried;
            best_score = score;
        }
    }
    size_take(fit, best.side);
    *grid = best;
    return best_score;
}

/* Moves one number up or down by a step when that shows the patterns better. */
static void number_move(const struct fit *fit, struct grid *grid, double *number, double step,
                        double *best)
{
    double start = *number;
    for (int sign = -1; sign <= 1; sign += 2) {
        *number = start + sign * step;
        double score = fit_score(fit, grid, SPOTS_ALL);
        if (score > *best) {
            *best = score;
            return;
        }
    }
    *number = start;
}

static double grid_settle(const struct fit *fit, struct grid *grid)
{
    enum { HALVINGS = 4 };
    double best = fit_score(fit, grid, SPOTS_ALL);
    struct point first = grid_place(grid, 0, 0), next = grid_place(grid, 1, 0);
    double step = hypot(next.x - first.x, next.y - first.y) / 2, depth_step = 0.04;
    for (int halving = 0; halving < HALVINGS; halving++, step /= 2, depth_step /= 2) {
        for (int i = 0; i < 3; i++) {
            number_move(fit, grid, &grid->corner[i].x, step, &best);
            number_move(fit, grid, &grid->corner[i].y, step, &best);
        }
        number_move(fit, grid, &grid->depth[1], depth_step, &best);
        number_move(fit, grid, &grid->depth[2], depth_step, &best);
    }
    return best;
}

bool grid_fit(struct grid *grid, const struct frame *frame)
{
    struct fit fit = {.frame = frame};
    return side_search(&fit, grid) >= SCORE_HOPELESS && grid_settle(&fit, grid) >= SCORE_LEAST;
}
