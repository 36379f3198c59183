#include "scan/sight.h"

#include <math.h>

/* Of a finder pattern, seven modules wide. The smallest of our own codes has 25 modules, so one
 * wider than this share of the frame's height belongs to a code that reaches out of it. */
static const double NEAR_SHARE = 0.27;
static const double FAR_WIDTH = 7 * 2.2;
enum { PALE = 45 };

/* Dark to light, from the middle of the code's first finder pattern to the ring around it. */
static int contrast(const struct grid *grid, const struct frame *frame)
{
    static const double ring[][2] = {{1.5, 1.5}, {5.5, 1.5}, {1.5, 5.5}, {5.5, 5.5}};
    int middle = grey_at(frame, grid_place(grid, 3.5, 3.5)), sum = 0;
    for (int i = 0; i < 4; i++)
        sum += grey_at(frame, grid_place(grid, ring[i][0], ring[i][1]));
    int lighter = sum / 4 - middle;
    return grid->light ? -lighter : lighter;
}

enum sight sight_of(const struct grids *grids, const struct frame *frame,
                    const struct frame *black_white)
{
    if (finder_wide(black_white, black_white->height * NEAR_SHARE) > 0)
        return SIGHT_NEAR;
    if (grids->count == 0)
        return SIGHT_NOTHING;
    if (grids->width < FAR_WIDTH)
        return SIGHT_FAR;
    return contrast(&grids->grids[0], frame) < PALE ? SIGHT_PALE : SIGHT_NOTHING;
}
